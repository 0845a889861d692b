import type { Campaign, CampaignStatus, Planning, PlanningStep } from './campaign.ts';
import type { RolloutPorts } from './scene.ts';

/** ms. How far it is, is written and shown no more often. */
const tellEvery = 2_000;

/** The campaign was changed, or is planned by somebody else now: whoever gets this ends without a word. */
export class PlanningOvertaken extends Error {
  override readonly name = 'PlanningOvertaken';
}

export type TrackPorts = Pick<RolloutPorts, 'campaigns' | 'now' | 'newId'> & {
  /** Shows how far it is. */
  readonly progress?: (campaign: Campaign) => Promise<void>;
};

export type PlanningTrack = {
  /** As it is stored with the campaign. */
  readonly run: string;
  readonly onRequest: () => void;
  readonly begin: (step: PlanningStep) => Promise<void>;
  /** People dealt with in this step. */
  readonly add: (people: number) => Promise<void>;
  readonly end: (status: CampaignStatus, result: Partial<Planning>) => Promise<Campaign>;
};

/**
 * Every write has a new revision and wants the one before: whoever starts planning after us makes our next one fail.
 * An approval is of the content, so it minds none of them.
 */
export async function trackPlanning(campaign: Campaign, planning: Planning, ports: TrackPorts): Promise<PlanningTrack> {
  const { campaigns, now, newId } = ports;
  const run = newId();
  let stored = campaign;
  let requests = 0;
  let current: Pick<Planning, 'step' | 'people'> = { step: 'members', people: 0 };
  let writtenAt = now().getTime();

  async function write(status: CampaignStatus, result: Partial<Planning>): Promise<Campaign> {
    const { problem: _before, finishedAt: _ended, ...rest } = planning;
    const revision = stored === campaign ? run : newId();
    const next = { ...stored, status, revision, planning: { ...rest, ...current, run, requests, ...result } };
    if (!(await campaigns.save(next, stored.revision))) throw new PlanningOvertaken();
    stored = next;
    writtenAt = now().getTime();
    return next;
  }

  async function tell(): Promise<void> {
    if (now().getTime() - writtenAt < tellEvery) return;
    const next = await write('planning', {});
    await ports.progress?.(next);
  }

  await write('planning', {});
  return {
    run,
    onRequest() {
      requests++;
    },
    async begin(step) {
      current = { step, people: 0 };
      await tell();
    },
    async add(people) {
      current = { ...current, people: current.people + people };
      await tell();
    },
    end: (status, result) => write(status, result),
  };
}
