import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../enrollment/ports.ts';
import type { Campaign } from './campaign.ts';
import type { Campaigns } from './ports.ts';

/** ms. How long a pause or a stop may go unnoticed by what is not yet claimed; what is claimed, the claim has looked at. */
const lookEvery = 400;

/** The campaigns that run, as of a moment ago. */
export type Running = {
  get(campaign: string): Campaign | undefined;
  /** Read now. */
  look(): Promise<void>;
};

/** Does `work` while it looks again and again which campaigns run. */
export async function whileWatching(
  { campaigns, log }: { readonly campaigns: Pick<Campaigns, 'withStatus'>; readonly log: Log },
  work: (running: Running) => Promise<void>,
): Promise<void> {
  let known: ReadonlyMap<string, Campaign> = new Map();
  const over = new AbortController();

  async function look(): Promise<void> {
    known = new Map((await campaigns.withStatus('running')).map((campaign) => [campaign.id, campaign]));
  }

  async function keepLooking(): Promise<void> {
    while (!over.signal.aborted) {
      await sleep(lookEvery, undefined, { signal: over.signal }).catch(() => undefined);
      // Without an answer the old one holds: the claim asks the database in any case.
      if (!over.signal.aborted)
        await look().catch((error: unknown) => log.warn({ err: error }, 'Campaigns were not read'));
    }
  }

  await look();
  const looking = keepLooking();
  try {
    await work({ get: (campaign) => known.get(campaign), look });
  } finally {
    over.abort();
    await looking;
  }
}
