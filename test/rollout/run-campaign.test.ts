import { contentHash } from '../../src/rollout/approval.ts';
import type { Campaign } from '../../src/rollout/campaign.ts';
import type { CampaignCounts } from '../../src/rollout/report.ts';
import {
  finishAllStopping,
  pauseCampaign,
  resumeCampaign,
  startCampaign,
  stopCampaign,
} from '../../src/rollout/run-campaign.ts';
import type { RolloutScene } from '../../src/rollout/scene.ts';
import { fakeCampaigns } from '../fakes/fake-rollout-planning.ts';
import { fakeProgress } from '../fakes/fake-rollout-progress.ts';
import { silentLog } from '../fixtures/silent-log.ts';
import { owner, secondOwner, someCampaign, somePlan, someSettings } from '../fixtures/some-nudge.ts';

const now = new Date('2026-11-20T10:00:00Z');
const planning = {
  askedBy: owner,
  startedAt: '2026-11-20T09:00:00Z',
  finishedAt: '2026-11-20T09:00:05Z',
  step: 'waves',
  people: 40,
  requests: 9,
} as const;
const planned: Partial<Campaign> = { status: 'planned', planning };

/** An owner's press on one campaign; `writes`: how often the job is faster. */
function world(campaign: Partial<Campaign>, { writes = 0, onTheirWay = 0, audience = 40 } = {}) {
  const campaigns = fakeCampaigns({ ...someCampaign, ...campaign });
  const progress = fakeProgress({ waves: [], left: 3, toEscalate: [] });
  const jobs: string[] = [];
  /** As what the campaign was stored when the rest was skipped. */
  const skipped: string[] = [];
  let ids = 0;
  let left = writes;
  const ports = {
    campaigns: {
      ...campaigns,
      async save(next: Campaign, expected: string) {
        if (left-- > 0) {
          const current = (await campaigns.load(next.id)) as Campaign;
          await campaigns.save({ ...current, revision: `of-the-job-${left}` }, current.revision);
        }
        return campaigns.save(next, expected);
      },
    },
    ledger: {
      ...progress.ports.ledger,
      onTheirWay: async () => onTheirWay,
      async skipRest(id: string) {
        skipped.push((await campaigns.load(id))?.status ?? 'gone');
        return 0;
      },
    },
    reports: {
      ...progress.ports.reports,
      counts: async (id: string): Promise<CampaignCounts> => ({
        ...(await progress.ports.reports.counts(id)),
        audience,
      }),
    },
    jobs: {
      planCampaign: async (id: string) => void jobs.push(`plan ${id}`),
      wakeSender: async () => void jobs.push('wake'),
    },
    settings: someSettings,
    now: () => now,
    newId: () => `id-${++ids}`,
  };
  const client = { platform: undefined, locale: undefined, timeZone: undefined };
  const scene = { turn: { user: owner, client, isAutomatic: false, cardId: 'card' }, ports } as unknown as RolloutScene;
  return { scene, jobs, skipped, stored: async () => (await campaigns.load(someCampaign.id)) as Campaign };
}

const it = { campaign: someCampaign.id, revision: someCampaign.revision };

describe('at any moment', () => {
  test.each([
    ['paused', 'running', (scene: RolloutScene) => pauseCampaign({ kind: 'pause-campaign', ...it }, scene)],
    ['running', 'paused', (scene: RolloutScene) => resumeCampaign({ kind: 'resume-campaign', ...it }, scene)],
    [
      'stopped',
      'running',
      (scene: RolloutScene) => stopCampaign({ kind: 'stop-campaign', ...it, confirmed: true }, scene),
    ],
  ] as const)('it is %s, though the job writes in the same moment', async (after, before, act) => {
    const { scene, stored } = world({ status: before }, { writes: 2 });

    const reply = await act(scene);

    expect(reply.kind).toBe('campaign-report');
    expect((await stored()).status).toBe(after);
  });

  test('not shown as stopped while something is on its way', async () => {
    const { scene, stored } = world({ status: 'running' }, { onTheirWay: 2 });

    const reply = await stopCampaign({ kind: 'stop-campaign', ...it, confirmed: true }, scene);

    expect(reply).toMatchObject({ kind: 'campaign-stopping', onTheirWay: 2 });
    expect(await stored()).toMatchObject({ status: 'stopping', stopping: { by: owner, cardId: 'card' } });
  });

  test('asked first: nothing has changed', async () => {
    const { scene, stored } = world({ status: 'running' });

    const reply = await stopCampaign({ kind: 'stop-campaign', ...it, confirmed: false }, scene);

    expect(reply).toMatchObject({ kind: 'confirm-stop', left: 3 });
    expect((await stored()).status).toBe('running');
  });
});

describe('what was on its way when it was stopped has arrived', () => {
  const stopping = (id: string): Campaign => ({ ...someCampaign, id, status: 'stopping', stopping: { by: owner } });

  test('a campaign that cannot be finished now does not hold up the next', async () => {
    const campaigns = fakeCampaigns(stopping('broken'), stopping('next'));
    const progress = fakeProgress({ waves: [], left: 0, toEscalate: [] });
    const told: string[] = [];
    const onTheirWay = (id: string) => (id === 'broken' ? Promise.reject(new Error('no')) : Promise.resolve(0));

    await finishAllStopping({
      campaigns,
      ledger: { ...progress.ports.ledger, onTheirWay },
      reports: progress.ports.reports,
      messenger: { ...progress.messenger, tell: async (_user, { kind }) => void told.push(kind) },
      jobs: { planCampaign: async () => {}, wakeSender: async () => {} },
      log: silentLog,
      now: () => now,
      newId: () => 'id',
    } as Parameters<typeof finishAllStopping>[0]);

    expect((await campaigns.load('broken'))?.status).toBe('stopping');
    expect((await campaigns.load('next'))?.status).toBe('stopped');
    expect(told).toEqual(['campaign-report']);
  });

  test('a crash right after "stopped" was saved leaves nothing planned behind', async () => {
    const { scene, stored, skipped } = world({ status: 'running' });

    await stopCampaign({ kind: 'stop-campaign', ...it, confirmed: true }, scene);

    expect((await stored()).status).toBe('stopped');
    expect(skipped).toEqual(['stopping', 'stopped']);
  });
});

describe('the start', () => {
  const start = (scene: RolloutScene) => startCampaign({ kind: 'start-campaign', ...it }, scene);
  const approvedOf = (campaign: Partial<Campaign>): Campaign['approval'] => ({
    needed: ['size', 'own-words'],
    askedBy: owner,
    askedAt: '2026-11-18T09:00:00Z',
    decidedBy: secondOwner,
    approved: true,
    content: contentHash({ ...someCampaign, ...campaign }),
  });
  const ownWords = { en: 'Please, {name}.' };

  test('of what was read today', async () => {
    const { scene, stored, jobs } = world(planned);

    expect((await start(scene)).kind).toBe('campaign-report');
    expect(await stored()).toMatchObject({ status: 'running', startedAt: now.toISOString() });
    expect(jobs).toEqual(['wake']);
  });

  test.each<[why: string, campaign: Partial<Campaign>, kind: string]>([
    ['changed since it was shown', { ...planned, revision: 'another' }, 'campaign-preview'],
    ['not approved', { ...planned, ownWords }, 'campaign-preview'],
    [
      'approved by its owner',
      { ...planned, ownWords, approval: { ...approvedOf({ ownWords })!, decidedBy: owner } },
      'campaign-preview',
    ],
    [
      'approved with other words',
      { ...planned, ownWords, approval: approvedOf({ ownWords: { en: 'Do it.' } })! },
      'campaign-preview',
    ],
    ['still being read', { status: 'planning', planning }, 'campaign-planning'],
    ['over', { status: 'stopped' }, 'campaign-report'],
    [
      'with words that are no longer right',
      { ...planned, ownWords: { en: 'By {deadline}.' }, approval: approvedOf({ ownWords: { en: 'By {deadline}.' } })! },
      'campaign-words',
    ],
    ['after its deadline', { ...planned, plan: { ...somePlan, deadline: '2026-11-18' } }, 'campaign-plan'],
  ])('is not taken: %s', async (_why, campaign, kind) => {
    const { scene, stored, jobs } = world(campaign);
    const before = (await stored()).status;

    expect((await start(scene)).kind).toBe(kind);
    expect((await stored()).status).toBe(before);
    expect(jobs).toEqual([]);
  });

  test('of an audience of the day before yesterday reads it anew, and keeps the approval', async () => {
    const old = { ...planning, finishedAt: '2026-11-18T09:00:05Z' };
    const approval = approvedOf({ ownWords })!;
    const { scene, stored, jobs } = world({ status: 'approved', planning: old, ownWords, approval });

    expect((await start(scene)).kind).toBe('campaign-planning');
    expect(await stored()).toMatchObject({ status: 'planning', approval });
    expect(jobs).toEqual([`plan ${someCampaign.id}`]);
  });
});
