import { createTokenSource } from '../../src/graph/credential.ts';
import { createGraphClient } from '../../src/graph/graph-client.ts';
import { createAppInstaller } from '../../src/graph/install-app.ts';
import { createAudienceSource } from '../../src/graph/read-audience.ts';
import { createTruth } from '../../src/graph/read-truth.ts';
import { groupId } from '../../src/passkeys/ids.ts';
import { recordPasskey } from '../../src/simulator/method-audits.ts';
import { type Simulator, startSimulator } from '../../src/simulator/start-simulator.ts';
import { passkeyGuideApp } from '../../src/simulator/teams-apps.ts';
import { groupIds } from '../../src/simulator/tenant.ts';
import { noThrottling } from '../../src/simulator/throttle.ts';
import { idOf, simulatorConfig } from './graph-world.ts';
import { allOf, rolloutOptions } from './rollout-graph.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ users: 300, variety: true, throttling: noThrottling });
});
beforeEach(() => {
  simulator.faults.clear();
  simulator.world.resetTenant();
  simulator.requests.clear();
});
afterAll(() => simulator.close());

const now = () => new Date();
function graph() {
  const tokens = createTokenSource(simulatorConfig(simulator.url));
  const client = createGraphClient({ baseUrl: simulator.url, tokens });
  const { room } = rolloutOptions(simulator, { tokens, client });
  const source = createAudienceSource({ ...room, goal: 'any' });
  const truth = createTruth({ ...room, now });
  return { source, truth, installer: createAppInstaller({ ...room, catalogId: passkeyGuideApp.id }) };
}
const count = () => {
  const counted = { requests: 0 };
  const onRequest = () => {
    counted.requests++;
  };
  return { counted, onRequest };
};

test('everybody is read in small pages, and each once', async () => {
  simulator.world.pageSize = 50;
  const { counted, onRequest } = count();

  const members = await allOf(graph().source.membersOf(groupId(groupIds.everybody), onRequest));

  expect(new Set(members.map(({ user }) => user)).size).toBe(members.length);
  expect(members.length).toBeGreaterThan(300);
  expect(counted.requests).toBe(Math.ceil(members.length / 50));
  expect(members.find(({ user }) => user === idOf(simulator, 'noor'))).toMatchObject({
    name: 'Noor Rahimi',
    upn: 'noor@contoso.example',
    isEnabled: true,
    isGuest: false,
  });
});

test('members of nested groups are members', async () => {
  const { source } = graph();
  const berlin = await allOf(source.membersOf(groupId(groupIds.berlin), () => undefined));
  const offices = await allOf(source.membersOf(groupId(groupIds.offices), () => undefined));

  expect(berlin.length).toBeGreaterThan(0);
  expect(offices).toEqual(berlin);
});

test('a group that was never there is gone', async () => {
  const nowhere = groupId('dddddddd-0000-4000-8000-000000000009');

  await expect(allOf(graph().source.membersOf(nowhere, () => undefined))).rejects.toMatchObject({
    because: 'group-gone',
  });
});

test('the report has all kinds of people', async () => {
  simulator.world.pageSize = 100;

  const rows = await allOf(graph().source.registrations(() => undefined));

  expect(rows.length).toBeGreaterThan(290);
  for (const kind of ['hasPasskey', 'isPhoneOnly', 'isMfaCapable', 'hasAuthenticatorApp'] as const) {
    expect(rows.filter((row) => row[kind]).length).toBeGreaterThan(0);
    expect(rows.filter((row) => !row[kind]).length).toBeGreaterThan(0);
  }
  expect(rows.filter((row) => row.isPhoneOnly && (row.hasPasskey || row.hasAuthenticatorApp))).toEqual([]);
});

test('without the licence there is no report', async () => {
  simulator.world.hasPremium = false;

  await expect(allOf(graph().source.registrations(() => undefined))).rejects.toMatchObject({
    because: 'no-premium-licence',
  });
});

test('phones come from Intune, or not at all', async () => {
  const phones = await allOf(graph().source.phones(() => undefined));
  simulator.world.hasIntune = false;

  expect(new Set(phones.map(({ platform }) => platform))).toEqual(new Set(['ios', 'android']));
  expect(await allOf(graph().source.phones(() => undefined))).toEqual([]);
});

test('groups are found by what they are called', async () => {
  const { source } = graph();

  expect(await source.searchGroups('offi')).toEqual({
    known: true,
    value: {
      groups: expect.arrayContaining([
        expect.objectContaining({ id: groupIds.berlin, name: 'Berlin office' }),
        expect.objectContaining({ id: groupIds.offices, name: 'Offices' }),
      ]),
      more: false,
    },
  });
  expect(await source.groupsById([groupId(groupIds.pilot)])).toEqual({
    known: true,
    value: [{ id: groupIds.pilot, name: 'Pilot' }],
  });
});

test('whom the policy lets, and whom Entra asks itself', async () => {
  const { source } = graph();

  expect(await source.passkeyTargets()).toMatchObject({
    known: true,
    value: { isOff: false, everybody: false, exclude: [groupIds.excluded] },
  });
  expect(await source.registrationCampaign()).toEqual({
    known: true,
    value: { state: 'default', method: 'fido2', everybody: true, groups: [] },
  });
});

describe('the truth', () => {
  test('is what Graph has now, with the mailbox where it is asked for', async () => {
    const people = simulator.world.members().map((person) => ({ person, user: idOf(simulator, person.nick ?? '') }));
    const answers = await graph().truth.read(people.map(({ user }) => ({ user, mailbox: true })));

    expect(answers.size).toBe(people.length);
    expect(answers.get(idOf(simulator, 'runa'))).toMatchObject({
      hasPasskey: true,
      mailbox: { timeZone: 'Europe/London' },
    });
    expect(answers.get(idOf(simulator, 'noor'))).toMatchObject({ hasPasskey: false });
    const away = [...answers.values()].flatMap(({ mailbox }) => mailbox?.outUntil ?? []);
    expect(away.filter((until) => until instanceof Date && until > now()).length).toBeGreaterThan(0);
  });

  test.each(['always', 'never'] as const)('a new passkey is in the audit log, with ids %s', async (ids) => {
    simulator.world.auditTargetIds = ids;
    const noor = simulator.world.named('noor')!;
    const since = new Date(now().getTime() - 3_600_000);
    recordPasskey(simulator.world, noor, { '@odata.type': '', id: 'x', passkeyType: 'deviceBound', aaGuid: null });

    const added = await graph().truth.addedSince(since);

    const who =
      ids === 'always'
        ? { users: [{ user: noor.user.id }], upns: [] }
        : { users: [], upns: [{ upn: 'noor@contoso.example' }] };
    expect(added).toMatchObject({ known: true, value: who });
  });

  test('where reading methods is limited to five in ten seconds, five are read and the others are not "without"', async () => {
    simulator.world.throttle.settings = { ...noThrottling, methods: true };
    const people = simulator.world
      .members()
      .slice(0, 20)
      .map(({ nick }) => ({ user: idOf(simulator, nick ?? ''), mailbox: false }));

    const answers = [...(await graph().truth.read(people)).values()];

    expect(answers.filter(({ hasPasskey }) => hasPasskey === 'throttled')).toHaveLength(15);
    expect(answers.filter(({ hasPasskey }) => typeof hasPasskey === 'boolean')).toHaveLength(5);
  });
});

describe('the app', () => {
  const install = (nick: string) => graph().installer.install(idOf(simulator, nick));

  test('is installed once, and is there the second time', async () => {
    expect(await install('noor')).toEqual({ kind: 'sent', messageId: undefined });
    expect(await install('noor')).toEqual({ kind: 'sent', messageId: undefined });
    expect(simulator.world.named('noor')?.installations).toHaveLength(1);
  });

  test.each<[string, () => void, object]>([
    [
      'a policy of Teams is against it',
      () => (simulator.world.allowsApps = false),
      { cause: 'not-allowed-to-install' },
    ],
    [
      'there is no Teams',
      () => simulator.world.change(idOf(simulator, 'noor'), (person) => ({ ...person, hasTeams: false })),
      { cause: 'no-teams' },
    ],
  ])('not where %s', async (_why, arrange, expected) => {
    arrange();

    expect(await install('noor')).toMatchObject({ kind: 'unreachable', ...expected });
  });

  test('not one that the catalogue does not have: that is for us to fix', async () => {
    const { room } = rolloutOptions(simulator, { tokens: createTokenSource(simulatorConfig(simulator.url)) });
    const installer = createAppInstaller({ ...room, catalogId: 'eeeeeeee-0000-4000-8000-0000000000ff' });

    expect(await installer.install(idOf(simulator, 'noor'))).toMatchObject({ kind: 'refused', status: 404 });
  });
});
