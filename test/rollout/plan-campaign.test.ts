import { groupId, type UserId, userId } from '../../src/passkeys/ids.ts';
import type { Campaign } from '../../src/rollout/campaign.ts';
import type { Member, Registration } from '../../src/rollout/person.ts';
import { planCampaign } from '../../src/rollout/plan-campaign.ts';
import { type EntraCampaign, PlanningFailed } from '../../src/rollout/ports.ts';
import {
  emptyTenant,
  type FakeTenant,
  fakeAudience,
  fakeCampaigns,
  fakeSource,
} from '../fakes/fake-rollout-planning.ts';
import { silentLog } from '../fixtures/silent-log.ts';
import { drivers, everybody, owner, pioneers, someCampaign, somePlan, someSettings } from '../fixtures/some-nudge.ts';

const start = new Date('2026-11-20T09:00:00Z');
const people = Array.from({ length: 10 }, (_, index) => userId(`00000000-0000-4000-8000-00000000010${index}`));
const [p0, p1, p2, p3, p4, p5] = people as [UserId, UserId, UserId, UserId, UserId, UserId];

const planning = {
  askedBy: owner,
  cardId: 'card-1',
  startedAt: start.toISOString(),
  step: 'members',
  people: 0,
  requests: 0,
} as const;
const asked: Campaign = { ...someCampaign, status: 'planning', planning };

function member(user: UserId): Member {
  return {
    user,
    name: `Somebody ${user.slice(-1)}`,
    upn: `${user.slice(-3)}@contoso.example`,
    isEnabled: true,
    isGuest: false,
  };
}

function registered(user: UserId, more: Partial<Registration> = {}): Registration {
  return { user, hasPasskey: false, isPhoneOnly: false, isMfaCapable: true, hasAuthenticatorApp: true, ...more };
}

const tenant: FakeTenant = {
  ...emptyTenant,
  groups: new Map([[everybody.id, people.map(member)]]),
  registrations: people.map((user) => registered(user)),
};

/** Time passes with every page: a second, unless told otherwise. */
function world({
  campaign = asked,
  settings = someSettings,
  secondsPerPage = 1,
  onPage = () => {},
  ...changed
}: Partial<FakeTenant> & {
  readonly campaign?: Campaign;
  readonly settings?: typeof someSettings;
  readonly secondsPerPage?: number;
  readonly onPage?: () => void;
} = {}) {
  let clock = start.getTime();
  let ids = 0;
  const campaigns = fakeCampaigns(campaign);
  const audience = fakeAudience();
  const shown: Campaign[] = [];
  const source = fakeSource({ ...tenant, ...changed }, () => {
    clock += secondsPerPage * 1_000;
    onPage();
  });
  const ports = {
    source,
    campaigns,
    audience,
    settings,
    log: silentLog,
    now: () => new Date(clock),
    newId: () => `id-${++ids}`,
    catchUp: async () => {},
    progress: async (next: Campaign) => {
      shown.push(next);
    },
  };
  const segmentOf = (user: UserId) => audience.rows.get(user)?.segment;
  const waveOf = (user: UserId) => audience.rows.get(user)?.wave;
  const now = async () => (await campaigns.load(campaign.id)) as Campaign;
  return { ports, campaigns, audience, shown, segmentOf, waveOf, now };
}

test('the audience is read, judged and put into waves, and the campaign is planned', async () => {
  const { ports, audience, now, waveOf } = world();

  await planCampaign(asked.id, ports);

  const planned = await now();
  expect(planned.status).toBe('planned');
  // Five pages each of members and the report, the passkey policy, and Entra's own campaign.
  expect(planned.planning).toMatchObject({ people: 10, requests: 12, step: 'waves', cardId: 'card-1' });
  expect(planned.planning?.finishedAt).toBeDefined();
  expect(planned.planning).not.toHaveProperty('problem');
  expect(audience.rows.size).toBe(10);
  // 10 percent of ten people a day.
  expect(people.map(waveOf)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test('excluded groups are left out, whatever group they were included by', async () => {
  const groups = new Map([
    [everybody.id, people.slice(0, 5).map(member)],
    [pioneers.id, people.slice(3).map(member)],
    [drivers.id, [p0, p4].map(member)],
  ]);
  const { ports, audience } = world({
    groups,
    campaign: { ...asked, include: [everybody, pioneers], exclude: [drivers] },
  });

  await planCampaign(asked.id, ports);

  expect([...audience.rows.keys()]).toEqual(people.filter((user) => user !== p0 && user !== p4));
});

test('nobody outside the audience group is ever in a campaign', async () => {
  const groups = new Map([...tenant.groups, [pioneers.id, [p1, p3].map(member)]]);
  const { ports, audience } = world({ groups, settings: { ...someSettings, audience: pioneers.id } });

  await planCampaign(asked.id, ports);

  expect([...audience.rows.keys()]).toEqual([p1, p3]);
});

test('an audience group that is gone means nobody, not everybody', async () => {
  const { ports, now } = world({ settings: { ...someSettings, audience: pioneers.id } });

  await planCampaign(asked.id, ports);

  expect(await now()).toMatchObject({ status: 'draft', planning: { problem: 'group-gone' } });
});

test('the pilot is the wave before all others', async () => {
  const groups = new Map([...tenant.groups, [pioneers.id, [p5, p2].map(member)]]);
  const { ports, waveOf } = world({ groups, campaign: { ...asked, plan: { ...somePlan, pilot: pioneers } } });

  await planCampaign(asked.id, ports);

  expect([p2, p5].map(waveOf)).toEqual([0, 0]);
  expect(waveOf(p0)).toBe(1);
});

test('the most urgent come first, and who is left alone has no wave', async () => {
  const { ports, segmentOf, waveOf } = world({
    registrations: [
      registered(p0),
      registered(p1, { hasPasskey: true }),
      registered(p2, { isPhoneOnly: true }),
      registered(p3, { isMfaCapable: false }),
    ],
    phones: [{ user: p4, platform: 'ios', osVersion: '18.1', seenAt: start.toISOString() }],
    groups: new Map([[everybody.id, [p0, p1, p2, p3, p4].map(member)]]),
  });

  await planCampaign(asked.id, ports);

  expect([p0, p1, p2, p3, p4].map(segmentOf)).toEqual(['ready', 'done', 'sms-only', 'needs-tap', 'unknown']);
  expect([p2, p0, p3, p4, p1].map(waveOf)).toEqual([1, 2, 3, 4, undefined]);
});

test('a phone that is missing is news only where Intune told of others', async () => {
  const registrations = [registered(p0, { hasAuthenticatorApp: false }), registered(p1)];
  const without = world({ registrations });
  const withIntune = world({ registrations, phones: [{ user: p1, platform: 'android', osVersion: '15' }] });

  await planCampaign(asked.id, without.ports);
  await planCampaign(asked.id, withIntune.ports);

  expect(without.segmentOf(p0)).toBe('unknown');
  expect(withIntune.segmentOf(p0)).toBe('no-phone');
});

test.each<
  [why: string, targets: FakeTenant['targets'], groups: readonly UserId[] | PlanningFailed | undefined, segment: string]
>([
  ['off for everybody', { isOff: true, everybody: true, include: [], exclude: [] }, [], 'blocked'],
  ['not for this user', { isOff: false, everybody: false, include: [drivers.id], exclude: [] }, [p1], 'blocked'],
  ['for this user', { isOff: false, everybody: false, include: [drivers.id], exclude: [] }, [p0], 'ready'],
  ['for all but this user', { isOff: false, everybody: true, include: [], exclude: [drivers.id] }, [p0], 'blocked'],
  [
    'for a group that is gone',
    { isOff: false, everybody: false, include: [drivers.id], exclude: [] },
    undefined,
    'blocked',
  ],
  [
    'for a group that cannot be read: not known',
    { isOff: false, everybody: false, include: [drivers.id], exclude: [] },
    new PlanningFailed('graph-unavailable'),
    'ready',
  ],
  ['not readable: not known', undefined, [], 'ready'],
])('passkeys are %s', async (_why, targets, group, segment) => {
  const members = group instanceof PlanningFailed ? group : group?.map(member);
  const groups = new Map([...tenant.groups, ...(members ? [[drivers.id, members] as const] : [])]);
  const { ports, segmentOf, now } = world({ targets, groups });

  await planCampaign(asked.id, ports);

  expect((await now()).status).toBe('planned');
  expect(segmentOf(p0)).toBe(segment);
});

test('why somebody is left alone is kept with them', async () => {
  const guests = people.map((user) => ({ ...member(user), isGuest: user === p0 }));
  const { ports, audience } = world({
    groups: new Map([
      [everybody.id, guests],
      [drivers.id, [member(p1)]],
    ]),
    targets: { isOff: false, everybody: true, include: [], exclude: [drivers.id] },
  });

  await planCampaign(asked.id, ports);

  expect([p0, p1, p2].map((user) => audience.rows.get(user)?.because)).toEqual(['guest', 'excluded', undefined]);
});

const entra: EntraCampaign = { state: 'enabled', method: 'fido2', everybody: false, groups: [] };
const strangers = { id: groupId('00000000-0000-4000-8000-00000000c111'), name: 'Strangers' };
const someOfUs = { id: groupId('00000000-0000-4000-8000-00000000e111'), name: 'Some of us' };

test.each<[why: string, found: EntraCampaign | undefined, told: object | undefined]>([
  ['it is off', { ...entra, state: 'disabled', everybody: true }, undefined],
  ['it asks for something else', { ...entra, method: 'other', everybody: true }, undefined],
  ['it asks everybody', { ...entra, everybody: true }, { state: 'enabled', everybody: true, groups: [] }],
  [
    'Microsoft manages it',
    { ...entra, state: 'default', everybody: true },
    { state: 'microsoft-managed', everybody: true, groups: [] },
  ],
  ['it asks others', { ...entra, groups: [strangers] }, undefined],
  [
    'it asks the same group',
    { ...entra, groups: [everybody] },
    { state: 'enabled', everybody: false, groups: [everybody] },
  ],
  [
    'it asks another group with some of the same people',
    { ...entra, groups: [strangers, someOfUs] },
    { state: 'enabled', everybody: false, groups: [someOfUs] },
  ],
  ['it asks a group that is gone', { ...entra, groups: [pioneers] }, undefined],
  ['it asks a group that is left out here', { ...entra, groups: [drivers] }, undefined],
])("Entra's own campaign: %s", async (_why, entraCampaign, told) => {
  const stranger = member(userId('00000000-0000-4000-8000-0000000009ff'));
  const groups = new Map([
    ...tenant.groups,
    [strangers.id, [stranger, stranger, stranger]],
    [someOfUs.id, [stranger, stranger, stranger, member(p3)]],
    [drivers.id, [member(p4)]],
  ]);
  const { ports, now } = world({ entraCampaign, groups, campaign: { ...asked, exclude: [drivers] } });

  await planCampaign(asked.id, ports);

  expect((await now()).planning?.entraCampaign).toEqual(told);
});

test("Entra's own campaign: one that could not be read is not the same as none", async () => {
  const [unread, none] = [world(), world({ entraCampaign: { ...entra, state: 'disabled' } })];

  for (const { ports } of [unread, none]) await planCampaign(asked.id, ports);

  expect((await unread.now()).planning).toMatchObject({ entraUnread: true });
  expect((await none.now()).planning).not.toHaveProperty('entraUnread');
});

test('how far it is, is told at most every two seconds', async () => {
  const { ports, campaigns, shown } = world({ secondsPerPage: 1 });

  await planCampaign(asked.id, ports);

  // Ten pages of a second each; the first and the last write are the beginning and the end.
  expect(shown).toHaveLength(5);
  expect(campaigns.saved).toHaveLength(7);
  expect(shown[0]?.planning).toMatchObject({ step: 'members', people: 4, requests: 2 });
  expect(new Set(campaigns.saved.map(({ revision }) => revision)).size).toBe(7);
});

test('the age of the report is that of its oldest row', async () => {
  const { ports, now } = world({
    registrations: [
      registered(p0, { updatedAt: '2026-11-19T10:00:00Z' }),
      registered(p1, { updatedAt: '2026-11-18T10:00:00Z' }),
      registered(p2),
    ],
  });

  await planCampaign(asked.id, ports);

  expect((await now()).planning?.reportFrom).toBe('2026-11-18T10:00:00Z');
});

test.each<[why: string, changed: Partial<FakeTenant>, problem: string]>([
  ['the group is gone', { groups: new Map() }, 'group-gone'],
  ['nobody is in it', { groups: new Map([[everybody.id, []]]) }, 'nobody'],
  [
    'members may not be read',
    { groups: new Map([[everybody.id, new PlanningFailed('graph-forbidden')]]) },
    'graph-forbidden',
  ],
  [
    'there is no licence for the report',
    { registrations: new PlanningFailed('no-premium-licence') },
    'no-premium-licence',
  ],
])('%s: it is a draft again, and says why', async (_why, changed, problem) => {
  const { ports, now } = world(changed);

  await planCampaign(asked.id, ports);

  const failed = await now();
  expect(failed.status).toBe('draft');
  expect(failed.planning?.problem).toBe(problem);
  expect(failed.planning).not.toHaveProperty('finishedAt');
});

test('a crash leaves it planning, and the next run starts over and ends', async () => {
  const { ports, audience, now } = world();
  const crashing = {
    ...ports,
    audience: { ...audience, setSegments: () => Promise.reject(new Error('the database went away')) },
  };

  await expect(planCampaign(asked.id, crashing)).rejects.toThrow('the database went away');
  const between = await now();
  audience.rows.set(owner, { member: member(owner), marks: new Set(), phones: [] });
  await planCampaign(asked.id, ports);

  expect(between.status).toBe('planning');
  expect((await now()).status).toBe('planned');
  // What was left over from before is not in it.
  expect(audience.rows.has(owner)).toBe(false);
});

test('whatever is written of an audience is written by a run of its own', async () => {
  const { ports, audience, now } = world();
  const runs: string[] = [];
  const during = (run: string) => {
    runs.push(run);
    return audience;
  };
  const all = { ...ports, audience: { ...audience, clear: refused, add: refused, setSegments: refused, during } };

  await planCampaign(asked.id, all);
  const first = await now();
  await ports.campaigns.save({ ...first, status: 'planning', revision: 'again' }, first.revision);
  await planCampaign(asked.id, all);

  expect((await now()).status).toBe('planned');
  expect((await now()).planning?.run).toBe(runs[1]);
  expect(new Set(runs).size).toBe(2);

  async function refused(): Promise<never> {
    throw new Error('without a run');
  }
});

test('a campaign that was changed meanwhile is left as it is', async () => {
  let pages = 0;
  const { ports, campaigns, now } = world({
    onPage: () => {
      if (++pages === 3)
        void campaigns.save({ ...asked, revision: 'changed', status: 'draft', name: 'Another' }, 'id-1');
      if (pages === 3) void campaigns.save({ ...asked, revision: 'changed', status: 'draft', name: 'Another' }, 'id-2');
    },
  });

  await planCampaign(asked.id, ports);

  expect(await now()).toMatchObject({ status: 'draft', name: 'Another', revision: 'changed' });
});

test.each<[why: string, campaign: Campaign]>([
  ['is over', { ...asked, status: 'stopped' }],
  ['is planned', { ...asked, status: 'planned' }],
])('a campaign that %s is not planned', async (_why, campaign) => {
  const { ports, campaigns, audience } = world({ campaign });

  await planCampaign(campaign.id, ports);
  await planCampaign('no-such-campaign', ports);

  expect(campaigns.saved).toEqual([]);
  expect(audience.rows.size).toBe(0);
});
