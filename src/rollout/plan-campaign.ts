import type { GroupId, UserId } from '../passkeys/ids.ts';
import type { Campaign, CampaignPlan, Planning } from './campaign.ts';
import { findEntraCampaign } from './find-entra-campaign.ts';
import { markPolicy } from './mark-policy.ts';
import { type PasskeyTargets, PlanningFailed } from './ports.ts';
import type { RolloutPorts } from './scene.ts';
import { leftAlone, segments } from './segment.ts';
import { segmentOf, whyBlocked } from './segment-of.ts';
import { PlanningOvertaken, type PlanningTrack, type TrackPorts, trackPlanning } from './track-planning.ts';
import { perDay } from './waves.ts';

export type PlanPorts = TrackPorts &
  Pick<RolloutPorts, 'source' | 'audience' | 'log' | 'settings'> & {
    /** Notes the passkeys that are too new for a report which was written then. */
    readonly catchUp: (planning: Pick<Planning, 'reportFrom'>) => Promise<void>;
  };

type Planned = Campaign & { readonly plan: CampaignPlan };
type Run = { readonly campaign: Planned; readonly ports: PlanPorts; readonly track: PlanningTrack };

/** People whose segment is found at once: what is in memory of an audience. */
const pageSize = 1_000;

/** The job: reads whom a campaign reaches. May be repeated; after a crash it starts over. */
export async function planCampaign(id: string, ports: PlanPorts): Promise<void> {
  const campaign = await ports.campaigns.load(id);
  if (campaign?.status !== 'planning' || !campaign.planning || !hasPlan(campaign)) return;
  const startedAt = performance.now();
  try {
    const track = await trackPlanning(campaign, campaign.planning, ports);
    const audience = ports.audience.during?.(track.run) ?? ports.audience;
    const run = { campaign, ports: { ...ports, audience }, track };
    const { planning } = await readAll(run).catch((error: unknown) => fail(error, run));
    const { people, requests, problem } = planning ?? {};
    const seconds = Math.round((performance.now() - startedAt) / 1_000);
    ports.log.info({ campaign: id, people, requests, seconds, problem }, 'An audience was read');
  } catch (error) {
    if (!(error instanceof PlanningOvertaken)) throw error;
    ports.log.info({ campaign: id }, 'A campaign was changed while its audience was read');
  }
}

/** Back to a draft, with the reason; what is not ours goes on to whoever runs the job again. */
async function fail(error: unknown, { track }: Run): Promise<Campaign> {
  if (!(error instanceof PlanningFailed)) throw error;
  return track.end('draft', { problem: error.because ?? 'graph-unavailable' });
}

async function readAll(run: Run): Promise<Campaign> {
  const { campaign, ports, track } = run;
  const { id, plan } = campaign;
  await readMembers(run);
  const people = await ports.audience.count(id);
  if (people === 0) throw new PlanningFailed('nobody');

  await track.begin('policy');
  const targets = await markPolicy(id, ports, track);
  const entra = await findEntraCampaign(campaign, ports, track);
  const reportFrom = await readRegistrations(run);
  const phonesRead = await readPhones(run);
  await ports.catchUp({ ...(reportFrom && { reportFrom }) });
  await findSegments(run, targets, phonesRead);

  await track.begin('waves');
  const order = segments.filter((segment) => !leftAlone.includes(segment));
  await ports.audience.assignWaves(id, perDay(plan.waveSize, people), order);
  return track.end('planned', {
    people,
    finishedAt: ports.now().toISOString(),
    ...entra,
    ...(reportFrom && { reportFrom }),
  });
}

async function readMembers({ campaign, ports, track }: Run): Promise<void> {
  const { id, include, exclude, plan } = campaign;
  const { source, audience, settings } = ports;
  const usersOf = (group: GroupId, use: (users: readonly UserId[]) => Promise<void>) =>
    eachPage(source.membersOf(group, track.onRequest), track, (page) => use(page.map(({ user }) => user)));

  await audience.clear(id);
  await track.begin('members');
  for (const group of include)
    await eachPage(source.membersOf(group.id, track.onRequest), track, (page) => audience.add(id, page));
  await track.begin('exclusions');
  for (const group of exclude) await usersOf(group.id, (users) => audience.drop(id, users));
  await track.begin('audience');
  if (settings.audience) {
    await usersOf(settings.audience, (users) => audience.mark(id, 'audience', users));
    await audience.keepOnlyMarked(id, 'audience');
  }
  if (plan.pilot) await usersOf(plan.pilot.id, (users) => audience.mark(id, 'pilot', users));
}

/** @returns when its oldest row was written */
async function readRegistrations({ campaign, ports, track }: Run): Promise<string | undefined> {
  let oldest: string | undefined;
  await track.begin('registrations');
  await eachPage(ports.source.registrations(track.onRequest), track, async (page) => {
    await ports.audience.noteRegistrations(campaign.id, page);
    for (const { updatedAt } of page)
      if (updatedAt !== undefined && (oldest === undefined || updatedAt < oldest)) oldest = updatedAt;
  });
  return oldest;
}

/** @returns whether Intune told of any: where it knows no phone at all, a missing one is no news */
async function readPhones({ campaign, ports, track }: Run): Promise<boolean> {
  let hasAny = false;
  await track.begin('phones');
  await eachPage(ports.source.phones(track.onRequest), track, async (page) => {
    hasAny ||= page.length > 0;
    await ports.audience.notePhones(campaign.id, page);
  });
  return hasAny;
}

async function findSegments(run: Run, targets: PasskeyTargets | undefined, phonesRead: boolean): Promise<void> {
  const { campaign, ports, track } = run;
  const known = { phonesRead, ...(targets?.mayUseSynced && { mayUseSynced: true }) };
  await track.begin('segments');
  let page = await ports.audience.facts(campaign.id, targets, undefined, pageSize);
  while (page.length > 0) {
    const now = ports.now();
    const people = page.map((facts) => {
      const because = whyBlocked(facts);
      return { user: facts.user, segment: segmentOf({ ...facts, ...known }, now), ...(because && { because }) };
    });
    await ports.audience.setSegments(campaign.id, people);
    await track.add(people.length);
    page = await ports.audience.facts(campaign.id, targets, page.at(-1)?.user, pageSize);
  }
}

async function eachPage<T>(
  pages: AsyncIterable<readonly T[]>,
  track: PlanningTrack,
  use: (page: readonly T[]) => Promise<void>,
): Promise<void> {
  for await (const page of pages) {
    await use(page);
    await track.add(page.length);
  }
}

function hasPlan(campaign: Campaign): campaign is Planned {
  return campaign.plan !== undefined;
}
