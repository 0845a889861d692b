import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../enrollment/ports.ts';
import type { Lease } from './ports.ts';

/** ms. The lease is for 10 s by the clock of the database; what is left of it is for a call that is under way. */
const isFreshFor = 6_000;
const renewEvery = 3_000;

/** The lease as its holder sees it. */
export type Held = {
  /** Whether something may be sent now. False after this process was stopped for a while, whatever it believes. */
  isFresh(): boolean;
};

export type LeasePorts = {
  readonly lease: Lease;
  readonly log: Log;
  /** ms, of a clock that no administrator can turn back. */
  readonly clock?: () => number;
};

/**
 * Does `work` while this process is the sender. Gives false when another one is.
 * What `work` began when the lease was lost, it ends by looking at `isFresh`.
 */
export async function whileHolding(
  holder: string,
  { lease, log, clock = () => performance.now() }: LeasePorts,
  work: (held: Held) => Promise<void>,
): Promise<boolean> {
  // Taken before the question: the answer may be long on its way.
  let takenAt = clock();
  if (!(await lease.take(holder))) return false;
  const over = new AbortController();
  const renewing = renew();
  try {
    await work({ isFresh: () => clock() - takenAt < isFreshFor });
  } finally {
    over.abort();
    await renewing;
    await lease.release(holder).catch((error: unknown) => log.warn({ err: error }, 'The lease was not given back'));
  }
  return true;

  async function renew(): Promise<void> {
    while (!over.signal.aborted) {
      await sleep(renewEvery, undefined, { signal: over.signal }).catch(() => undefined);
      if (over.signal.aborted) return;
      const askedAt = clock();
      const isHeld = await lease.take(holder).catch(() => false);
      if (isHeld) takenAt = askedAt;
      else log.warn({}, 'The lease of the sender could not be renewed');
    }
  }
}
