import { jest } from '@jest/globals';
import type { UserId } from '../../src/passkeys/ids.ts';
import { type AdvancePorts, advanceCampaigns } from '../../src/rollout/advance-campaigns.ts';
import type { Campaign } from '../../src/rollout/campaign.ts';
import type { Participant } from '../../src/rollout/nudge.ts';
import type { OwnerReply } from '../../src/rollout/reply.ts';
import type { CampaignCounts, WaveCounts } from '../../src/rollout/report.ts';
import { fakeCampaigns } from '../fakes/fake-rollout-planning.ts';
import { fakeProgress } from '../fakes/fake-rollout-progress.ts';
import { silentLog } from '../fixtures/silent-log.ts';
import {
  owner,
  pioneers,
  secondOwner,
  someCampaign,
  someParticipant,
  somePlan,
  someSettings,
} from '../fixtures/some-nudge.ts';

function wave(number: number, more: Partial<WaveCounts> = {}): WaveCounts {
  return { wave: number, people: 100, reached: 0, done: 0, blocked: 0, optedOut: 0, stuck: 0, ...more };
}

type Case = {
  readonly campaign?: Partial<Campaign>;
  readonly waves?: readonly WaveCounts[];
  readonly left?: number;
  readonly onTheirWay?: number;
  readonly toEscalate?: readonly Participant[];
  readonly others?: readonly Campaign[];
  /** By now. */
  readonly runsRollouts?: readonly UserId[];
};

const second: Campaign = { ...someCampaign, id: 'campaign-2', number: 2 };
const noRoles = { has: async () => false, hasNow: async () => false };

/** Monday 16 November 2026, 12:00 in Berlin, unless moved. */
function world({
  campaign,
  waves = [wave(1), wave(2)],
  left = 0,
  onTheirWay = 0,
  toEscalate = [],
  others = [],
  runsRollouts = [owner],
}: Case = {}) {
  let clock = new Date('2026-11-16T11:00:00Z');
  let ids = 0;
  const campaigns = fakeCampaigns({ ...someCampaign, ...campaign }, ...others);
  const told: OwnerReply[] = [];
  const readers: UserId[] = [];
  const progress = fakeProgress({ waves, left, onTheirWay, toEscalate });
  const ports = {
    campaigns,
    ...progress.ports,
    messenger: {
      ...progress.messenger,
      tell: async (user: UserId, reply: OwnerReply) => {
        told.push(reply);
        readers.push(user);
        return 'message';
      },
    },
    roles: {
      ...noRoles,
      among: async (users: readonly UserId[]) => users.filter((user) => runsRollouts.includes(user)),
    },
    owners: { others: async (than: UserId) => runsRollouts.filter((user) => user !== than) },
    truth: { read: () => Promise.reject(new Error('not asked for here')) } as { read: AdvancePorts['truth']['read'] },
    log: silentLog,
    now: () => clock,
    newId: () => `id-${++ids}`,
    settings: someSettings,
  };
  return {
    ports,
    campaigns,
    told,
    readers,
    done: progress.done,
    counts: progress.counts,
    async runAt(when: string) {
      clock = new Date(when);
      await advanceCampaigns(ports);
    },
    now: async () => (await campaigns.load(someCampaign.id)) as Campaign,
  };
}

test('a wave goes out on its day, once', async () => {
  const { runAt, done, now } = world();

  await runAt('2026-11-16T11:00:00Z');
  await runAt('2026-11-16T11:01:00Z');

  expect(done.waves).toEqual([{ wave: 1, dueAt: new Date('2026-11-16T11:00:00Z') }]);
  expect((await now()).progress?.lastWave).toEqual({ wave: 1, on: '2026-11-16' });
});

test('the next one goes out the next day', async () => {
  const { runAt, done } = world();

  await runAt('2026-11-16T11:00:00Z');
  await runAt('2026-11-16T23:30:00Z');
  await runAt('2026-11-17T11:00:00Z');

  // 23:30 in UTC is the day after in Berlin.
  expect(done.waves.map(({ wave: number, dueAt }) => [number, dueAt.toISOString()])).toEqual([
    [1, '2026-11-16T11:00:00.000Z'],
    [2, '2026-11-16T23:30:00.000Z'],
  ]);
});

test('none goes out before the start, nor on a weekend', async () => {
  const early = world({ campaign: { plan: { ...somePlan, startsOn: '2026-11-20' } } });
  await early.runAt('2026-11-19T11:00:00Z');
  await early.runAt('2026-11-20T11:00:00Z');
  await early.runAt('2026-11-21T11:00:00Z');
  await early.runAt('2026-11-22T11:00:00Z');
  await early.runAt('2026-11-23T11:00:00Z');

  expect(early.done.waves.map(({ dueAt }) => dueAt.toISOString().slice(0, 10))).toEqual(['2026-11-20', '2026-11-23']);
});

test('after two weeks of pause one wave goes out, not ten', async () => {
  const waves = Array.from({ length: 20 }, (_, index) => wave(index + 1));
  const { runAt, done } = world({ waves });

  await runAt('2026-11-16T11:00:00Z');
  await runAt('2026-12-01T11:00:00Z');
  await runAt('2026-12-01T11:01:00Z');

  expect(done.waves.map(({ wave: number }) => number)).toEqual([1, 2]);
});

test('what an outage held up goes out on the next sending day, not on a Saturday', async () => {
  const { runAt, done } = world({ campaign: { progress: { lastWave: { wave: 1, on: '2026-11-16' } } } });

  await runAt('2026-11-21T11:00:00Z');
  const onSaturday = [...done.waves];
  await runAt('2026-11-23T11:00:00Z');

  expect(onSaturday).toEqual([]);
  expect(done.waves).toHaveLength(1);
});

test('the pilot comes first, and nobody else on its day', async () => {
  const { runAt, done } = world({
    campaign: { plan: { ...somePlan, pilot: pioneers } },
    waves: [wave(0, { people: 5 }), wave(1)],
  });

  await runAt('2026-11-16T11:00:00Z');
  await runAt('2026-11-17T11:00:00Z');

  expect(done.waves.map(({ wave: number }) => number)).toEqual([0, 1]);
});

test('a wave that nobody is in is passed over', async () => {
  const { runAt, done } = world({ waves: [wave(0, { people: 0 }), wave(2)] });

  await runAt('2026-11-16T11:00:00Z');

  expect(done.waves.map(({ wave: number }) => number)).toEqual([2]);
});

test('a crash before the wave is noted loses nothing: it is planned again', async () => {
  const { runAt, done, ports, now } = world();
  const save = ports.campaigns.save;
  ports.campaigns.save = () => Promise.reject(new Error('the database went away'));

  await runAt('2026-11-16T11:00:00Z');
  ports.campaigns.save = save;
  await runAt('2026-11-16T11:01:00Z');

  expect(done.waves.map(({ wave: number }) => number)).toEqual([1, 1]);
  expect((await now()).progress?.lastWave?.wave).toBe(1);
});

test('reminders are planned for whoever got the first nudge long enough ago', async () => {
  const { runAt, done } = world();

  await runAt('2026-11-20T11:00:00Z');

  expect(done.reminders).toEqual([
    { round: 1, after: new Date('2026-11-17T11:00:00Z') },
    { round: 2, after: new Date('2026-11-13T11:00:00Z') },
    { round: 3, after: new Date('2026-11-06T11:00:00Z') },
  ]);
});

test('on the last sending day before the deadline, reminders that would come after it are due', async () => {
  const { runAt, done } = world({ campaign: { plan: { ...somePlan, remindAfterDays: [14], deadline: '2026-11-22' } } });

  await runAt('2026-11-19T11:00:00Z');
  await runAt('2026-11-20T11:00:00Z');

  expect(done.reminders).toEqual([
    { round: 1, after: new Date('2026-11-05T11:00:00Z') },
    { round: 1, after: new Date('2026-11-06T11:00:00Z'), orFirstAfter: new Date('2026-11-06T22:59:59.999Z') },
  ]);
});

test('the last reminder is planned in the very moment in which there would be nothing left', async () => {
  const progress = { lastWave: { wave: 1, on: '2026-11-16' } };
  const waves = [wave(1, { reached: 100, lastSentAt: '2026-11-16T11:00:30Z' })];
  const { runAt, done } = world({ campaign: { progress }, waves });

  await runAt('2026-11-23T11:01:00Z');

  expect(done.reminders.map(({ round }) => round)).toEqual([1, 2, 3]);
});

test('a wave that blocks the bot pauses the campaign, and the owner is told', async () => {
  const { runAt, told, now, done } = world({
    campaign: { progress: { lastWave: { wave: 1, on: '2026-11-16' } } },
    waves: [wave(1, { reached: 80, blocked: 20 }), wave(2)],
  });

  await runAt('2026-11-17T11:00:00Z');

  const because = { kind: 'trouble', what: 'blocked', count: 20, of: 100, wave: 1 };
  expect(await now()).toMatchObject({ status: 'paused', pausedBecause: because });
  expect(told).toMatchObject([{ kind: 'campaign-trouble', because, campaign: { status: 'paused' } }]);
  expect(done.waves).toEqual([]);
});

test('resumed after trouble it goes on, and pauses for new trouble', async () => {
  const { runAt, told, now, campaigns, counts } = world({
    campaign: { progress: { lastWave: { wave: 1, on: '2026-11-16' } } },
    waves: [wave(1, { reached: 100, optedOut: 20 }), wave(2)],
  });

  await runAt('2026-11-17T11:00:00Z');
  const paused = await now();
  await campaigns.save({ ...paused, status: 'running', revision: 'resumed' }, paused.revision);
  await runAt('2026-11-17T12:00:00Z');
  const resumed = await now();
  counts.waves = [wave(1, { reached: 100, optedOut: 20 }), wave(2, { reached: 100, optedOut: 30 })];
  await runAt('2026-11-17T13:00:00Z');

  expect(resumed).toMatchObject({ status: 'running', progress: { lastWave: { wave: 2 } } });
  expect(await now()).toMatchObject({ status: 'paused', pausedBecause: { wave: 2, count: 30 } });
  expect(told.filter(({ kind }) => kind === 'campaign-trouble')).toHaveLength(2);
});

const allReleased = { progress: { lastWave: { wave: 2, on: '2026-11-16' }, escalatedOn: '2026-12-01' } };
const sentUntil = (when: string) => [
  wave(1, { reached: 90, lastSentAt: '2026-11-16T12:00:00Z' }),
  wave(2, { reached: 90, lastSentAt: when }),
];

test.each<[why: string, it: Case, when: string, status: string]>([
  [
    'more waves are to come',
    { campaign: { progress: { lastWave: { wave: 1, on: '2026-11-16' } } } },
    '2026-12-24T11:00:00Z',
    'running',
  ],
  [
    'a reminder may be to come',
    { campaign: allReleased, waves: sentUntil('2026-11-25T11:00:00Z') },
    '2026-12-01T11:00:00Z',
    'running',
  ],
  [
    'the last reminder was answered or not',
    { campaign: allReleased, waves: sentUntil('2026-11-23T11:00:00Z') },
    '2026-12-01T11:00:00Z',
    'finished',
  ],
  [
    'a reminder that was moved ahead is followed by the next one when the plan says',
    {
      campaign: { ...allReleased, plan: { ...somePlan, remindAfterDays: [3, 21] } },
      waves: sentUntil('2026-11-17T11:00:00Z'),
    },
    '2026-12-07T11:00:00Z',
    'running',
  ],
  [
    'somebody has snoozed',
    { campaign: allReleased, waves: sentUntil('2026-11-23T11:00:00Z'), left: 1 },
    '2026-12-01T11:00:00Z',
    'running',
  ],
  [
    'the last reminder is on its way',
    { campaign: allReleased, waves: sentUntil('2026-11-23T11:00:00Z'), onTheirWay: 1 },
    '2026-12-01T11:00:00Z',
    'running',
  ],
  ['nobody is to get anything', { waves: [] }, '2026-11-16T11:00:00Z', 'finished'],
  [
    'it is the day of the deadline',
    { campaign: { plan: { ...somePlan, deadline: '2026-11-30' } } },
    '2026-11-30T22:00:00Z',
    'running',
  ],
  [
    'it is still that day on Baker Island',
    { campaign: { plan: { ...somePlan, deadline: '2026-11-30' } } },
    '2026-12-01T11:59:00Z',
    'running',
  ],
  [
    'the deadline has passed everywhere',
    { campaign: { plan: { ...somePlan, deadline: '2026-11-30' } }, left: 50 },
    '2026-12-01T12:00:00Z',
    'finished',
  ],
])('%s', async (_why, it, when, status) => {
  const { runAt, now } = world(it);

  await runAt(when);

  expect((await now()).status).toBe(status);
});

test('a last reminder that goes out while it is looked whether any is left gets its days to be answered', async () => {
  const { runAt, ports, counts, now } = world({ campaign: allReleased, waves: sentUntil('2026-11-23T11:00:00Z') });
  ports.ledger.onTheirWay = async () => {
    counts.waves = sentUntil('2026-12-01T11:00:00Z');
    return 0;
  };

  await runAt('2026-12-01T11:00:00Z');

  expect((await now()).status).toBe('running');
});

test('a finished campaign leaves nothing planned behind, hands over who is silent, and reports', async () => {
  const { runAt, done, told, now } = world({
    campaign: allReleased,
    waves: sentUntil('2026-11-23T11:00:00Z'),
    toEscalate: [{ ...someParticipant, name: 'Silent Example' }],
  });

  await runAt('2026-12-01T11:00:00Z');
  await runAt('2026-12-01T11:01:00Z');

  expect((await now()).endedAt).toBe('2026-12-01T11:00:00.000Z');
  expect(done.skippedRest).toContain(someCampaign.id);
  expect(told).toMatchObject([
    { kind: 'cannot-escalate', count: 1, names: ['Silent Example'] },
    { kind: 'campaign-report', campaign: { status: 'finished' } },
  ]);
});

test('who needs a person is told once a day, in the hours of the plan, in one message', async () => {
  const silent = Array.from({ length: 450 }, (_, index) => ({ ...someParticipant, name: `Somebody ${index}` }));
  const { runAt, told, done } = world({ toEscalate: silent });

  await runAt('2026-11-16T05:00:00Z');
  const tooEarly = [...told];
  await runAt('2026-11-16T09:00:00Z');
  done.toEscalate.push({ ...someParticipant, name: 'Later Example' });
  await runAt('2026-11-16T10:00:00Z');
  const sameDay = [...told];
  await runAt('2026-11-17T09:00:00Z');

  expect(tooEarly).toEqual([]);
  expect(sameDay).toMatchObject([{ kind: 'cannot-escalate', count: 450 }]);
  expect(sameDay[0]?.kind === 'cannot-escalate' && sameDay[0].names).toHaveLength(20);
  expect(told.at(-1)).toMatchObject({ count: 1, names: ['Later Example'] });
  expect(told).toHaveLength(2);
});

test('whoever was taken before the database went away is told all the same: they do not come again', async () => {
  const silent = Array.from({ length: 3_000 }, (_, index) => ({ ...someParticipant, name: `Somebody ${index}` }));
  const { runAt, told, ports } = world({ toEscalate: silent });
  const take = ports.participants.takeForEscalation;
  let pages = 0;
  ports.participants.takeForEscalation = (...asked) =>
    ++pages === 2 ? Promise.reject(new Error('the database went away')) : take(...asked);

  await runAt('2026-11-16T09:00:00Z');

  expect(told).toMatchObject([{ kind: 'cannot-escalate', count: 2_000 }]);
});

test('where nobody needs a person, the owner hears nothing', async () => {
  const { runAt, told } = world();

  await runAt('2026-11-16T11:00:00Z');

  expect(told).toEqual([]);
});

test.each(['draft', 'planned', 'paused', 'stopping', 'stopped', 'finished'] as const)(
  '%s: nothing happens',
  async (status) => {
    const { runAt, done, campaigns, told } = world({ campaign: { status }, toEscalate: [someParticipant] });

    await runAt('2026-11-16T11:00:00Z');

    expect([done.waves, done.reminders, campaigns.saved, told]).toEqual([[], [], [], []]);
  },
);

test('paused by its owner in the same moment, it stays paused', async () => {
  const { runAt, ports, campaigns, now, done } = world();
  const counts = ports.reports.counts;
  ports.reports.counts = async (id): Promise<CampaignCounts> => {
    const before = await now();
    const pausedBecause = { kind: 'owner', by: owner } as const;
    await campaigns.save({ ...before, status: 'paused', revision: 'paused', pausedBecause }, before.revision);
    return counts(id);
  };

  await runAt('2026-11-16T11:00:00Z');

  expect(await now()).toMatchObject({ status: 'paused', revision: 'paused' });
  expect(done.reminders).toEqual([]);
});

test('a paused campaign ends with its deadline, and its owner is told', async () => {
  const plan = { ...somePlan, deadline: '2026-11-30' };
  const paused = { status: 'paused', pausedBecause: { kind: 'owner', by: owner }, plan } as const;
  const { runAt, told, done, now } = world({ campaign: paused, left: 50 });

  await runAt('2026-11-30T11:00:00Z');
  expect((await now()).status).toBe('paused');
  await runAt('2026-12-01T12:00:00Z');

  expect(await now()).toMatchObject({ status: 'finished', endedAt: '2026-12-01T12:00:00.000Z' });
  expect(await now()).not.toHaveProperty('pausedBecause');
  expect(done.skippedRest).toContain(someCampaign.id);
  expect(told).toMatchObject([{ kind: 'campaign-report', campaign: { status: 'finished' } }]);
});

test.each<[what: string, it: Case, when: string, kind: OwnerReply['kind']]>([
  [
    'trouble',
    {
      campaign: { progress: { lastWave: { wave: 1, on: '2026-11-16' } } },
      waves: [wave(1, { reached: 80, blocked: 20 })],
    },
    '2026-11-17T11:00:00Z',
    'campaign-trouble',
  ],
  ['who needs a person', { toEscalate: [someParticipant] }, '2026-11-16T09:00:00Z', 'cannot-escalate'],
  ['the report', { waves: [] }, '2026-11-16T11:00:00Z', 'campaign-report'],
])('an owner who does not run rollouts any more is not told: %s', async (_what, it, when, kind) => {
  const other = world({ ...it, runsRollouts: [secondOwner] });
  await other.runAt(when);
  const still = world({ ...it, runsRollouts: [owner, secondOwner] });
  await still.runAt(when);

  expect([other.told.map((reply) => reply.kind), other.readers]).toEqual([[kind], [secondOwner]]);
  expect(still.readers).toEqual([owner]);
});

test('where nobody could be told who needs a person, they are taken another day', async () => {
  const { runAt, ports, done } = world({ toEscalate: [someParticipant], runsRollouts: [] });
  ports.owners.others = () => Promise.reject(new Error('Graph is away'));

  await runAt('2026-11-16T09:00:00Z');

  expect(done.toEscalate).toHaveLength(1);
});

test('the owner reads why somebody cannot, in their own words', async () => {
  const unable = { ...someParticipant, name: 'Una Able', cannot: 'other', cannotNote: 'My phone is *old*' } as const;
  const { runAt, told } = world({ toEscalate: [unable, { ...someParticipant, name: 'Silent Example' }] });

  await runAt('2026-11-16T09:00:00Z');

  expect(told).toMatchObject([
    { people: [{ name: 'Una Able', because: 'other', note: 'My phone is *old*' }, { name: 'Silent Example' }] },
  ]);
});

test('a campaign that cannot go on does not hold up the next', async () => {
  const { runAt, ports, done } = world({ others: [second] });
  const counts = ports.reports.counts;
  ports.reports.counts = (id) => (id === someCampaign.id ? Promise.reject(new Error('no')) : counts(id));

  await runAt('2026-11-16T11:00:00Z');

  expect(done.waves).toHaveLength(1);
});

test.each<[what: string, first: Partial<Campaign>]>([
  ['goes on', {}],
  ['ends', { plan: { ...somePlan, deadline: '2026-11-14' } }],
])('to look who is away in a campaign that %s does not hold up the wave of the next', async (_what, campaign) => {
  const { runAt, ports, done } = world({ campaign, others: [second] });
  const waves: number[] = [];
  ports.participants.silent = async () => {
    waves.push(done.waves.length);
    return [];
  };

  await runAt('2026-11-16T11:00:00Z');

  expect(done.waves.length).toBeGreaterThan(0);
  expect(waves).toEqual([done.waves.length, done.waves.length]);
});

test('a Graph that takes a minute takes it once, not from each campaign', async () => {
  const { runAt, ports } = world({ others: [second], toEscalate: [someParticipant] });
  const asked: string[] = [];
  let clock = 0;
  const time = jest.spyOn(performance, 'now').mockImplementation(() => clock);
  ports.participants.silent = async (campaign) => [{ ...someParticipant, campaign }];
  ports.participants.noteMailbox = async () => {};
  ports.truth.read = async (people) => {
    asked.push(...people.map(({ user }) => user));
    clock += 60_000;
    return new Map(people.map(({ user }) => [user, { hasPasskey: false, mailbox: {} }]));
  };

  try {
    await runAt('2026-11-16T11:00:00Z');
  } finally {
    time.mockRestore();
  }

  expect(asked).toEqual([someParticipant.user]);
});
