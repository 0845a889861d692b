import { userId } from '../../src/passkeys/ids.ts';
import { type Simulator, startSimulator } from '../../src/simulator/start-simulator.ts';
import { groupIds } from '../../src/simulator/tenant.ts';
import { directoryOf, helpDesk, idOf, manyGroups } from './graph-world.ts';

const now = () => new Date('2026-11-20T09:00:00Z');
let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ now, users: 100 });
});
beforeEach(() => {
  simulator.faults.clear();
  simulator.world.resetTenant();
  simulator.requests.clear();
});
afterAll(() => simulator.close());

const pathsAsked = () => simulator.requests.flat().map(({ path }) => path);
const asked = (pattern: RegExp) => pathsAsked().filter((path) => pattern.test(path)).length;

/** A FIDO2 policy for these groups and nobody else. */
function target(groups: readonly string[]) {
  const { world } = simulator;
  world.fido2Policy = {
    ...world.fido2Policy,
    excludeTargets: [],
    includeTargets: groups.map((id) => ({
      targetType: 'group' as const,
      id,
      isRegistrationRequired: false,
      allowedPasskeyProfiles: [],
    })),
  };
}

test('everything about a user', async () => {
  const { directory, lines } = directoryOf(simulator);

  const facts = await directory.factsAbout(idOf(simulator, 'alva'));

  expect(facts).toMatchObject({
    user: idOf(simulator, 'alva'),
    readAt: now(),
    account: { value: { displayName: 'Alva Lindqvist', enabled: true, isGuest: false, language: 'en-US' } },
    passkeyPolicy: { value: { state: 'enabled', isSelfServiceAllowed: true } },
    tapPolicy: { value: { state: 'enabled', defaultLifetime: 60, include: [{ kind: 'all-users' }] } },
    memberOf: { value: new Set([groupIds.passkeyUsers]) },
  });
  expect(facts.methods).toMatchObject({
    value: expect.arrayContaining([expect.objectContaining({ kind: 'authenticator-app', appVersion: '6.8.41' })]),
  });
  const iPhone = {
    platform: 'ios',
    osVersion: '18.6',
    model: 'iPhone 15',
    maker: 'Apple',
    seenAt: new Date('2026-11-19T09:00:00Z'),
  };
  expect(facts.intuneDevices).toMatchObject({ value: expect.arrayContaining([expect.objectContaining(iPhone)]) });
  expect(facts.entraDevices).toMatchObject({ value: expect.arrayContaining([expect.objectContaining(iPhone)]) });
  expect(lines).toEqual([]);
});

test.each([
  ['a guest', 'gita', { account: { value: { isGuest: true } } }],
  [
    'a passkey in Authenticator',
    'dora',
    {
      methods: {
        value: expect.arrayContaining([
          expect.objectContaining({
            kind: 'passkey',
            type: 'device-bound',
            aaguid: '90a3ccdf-635c-4729-a248-9b709135078f',
          }),
        ]),
      },
    },
  ],
  [
    'a synced passkey',
    'cleo',
    { methods: { value: expect.arrayContaining([expect.objectContaining({ kind: 'passkey', type: 'synced' })]) } },
  ],
  ['a rooted phone', 'jari', { intuneDevices: { value: [{ isCompromised: true, isCompliant: false }] } }],
  [
    'a work profile',
    'wanda',
    { intuneDevices: { value: [{ owner: 'company' }] }, entraDevices: { value: [{ hasWorkProfile: true }] } },
  ],
  [
    'no device at all',
    'tomasz',
    { intuneDevices: { known: true, value: [] }, entraDevices: { known: true, value: [] } },
  ],
  ['a group in a group', 'rui', { memberOf: { value: new Set([groupIds.passkeyUsers]) } }],
])('%s', async (_why, nick, expected) => {
  const { directory } = directoryOf(simulator);

  expect(await directory.factsAbout(idOf(simulator, nick))).toMatchObject(expected);
});

test('one request per user, and a second one only for groups that the policy was just found to name', async () => {
  const { directory } = directoryOf(simulator);

  await directory.factsAbout(idOf(simulator, 'alva'));
  expect(simulator.requests.total).toBe(2);
  await directory.factsAbout(idOf(simulator, 'pia'));
  expect(simulator.requests.total).toBe(3);
});

test('a policy for everybody needs no second request', async () => {
  target([]);
  const { directory } = directoryOf(simulator);

  await directory.factsAbout(idOf(simulator, 'alva'));

  expect(simulator.requests.total).toBe(1);
});

test('an id that is none leaves no request', async () => {
  const { directory } = directoryOf(simulator);
  for (const raw of ['', ' ', 'me', '../users', "' or '"]) {
    const forged: ReturnType<typeof userId> = JSON.parse(JSON.stringify(raw));

    await expect(directory.factsAbout(forged)).rejects.toThrow(TypeError);
    await expect(directory.methodsOf(forged)).rejects.toThrow(TypeError);
  }
  expect(() => userId('')).toThrow(TypeError);
  expect(simulator.requests.total).toBe(0);

  // The forged ids have not left the policies half read.
  expect((await directory.factsAbout(idOf(simulator, 'alva'))).passkeyPolicy.known).toBe(true);
});

test('pages are followed to the last one', async () => {
  const { directory } = directoryOf(simulator);
  const whole = await directory.factsAbout(idOf(simulator, 'mika'));
  simulator.world.pageSize = 1;

  const paged = await directory.factsAbout(idOf(simulator, 'mika'));

  expect(whole.intuneDevices.known && whole.intuneDevices.value.length).toBe(4);
  expect(paged).toEqual(whole);
});

describe('groups', () => {
  test('60 target groups: in one batch when the policy is known, in 20s', async () => {
    const groups = manyGroups(60);
    const alva = idOf(simulator, 'alva');
    for (const id of groups)
      simulator.world.addGroup({
        id,
        displayName: 'G',
        description: '',
        parentIds: id === groups[59] ? [groups[7] ?? ''] : [],
      });
    simulator.world.join(alva, groups[59] ?? '');
    simulator.world.join(alva, helpDesk);
    target(groups);
    const { directory } = directoryOf(simulator);
    const expected = { known: true, value: new Set([helpDesk, groups[59], groups[7]]) };

    expect((await directory.factsAbout(alva)).memberOf).toEqual(expected);
    expect([simulator.requests.total, asked(/checkMemberGroups/)]).toEqual([2, 4]);
    simulator.requests.clear();
    expect((await directory.factsAbout(alva)).memberOf).toEqual(expected);
    expect([simulator.requests.total, asked(/checkMemberGroups/)]).toEqual([1, 4]);
  });

  test.each([
    ['when they come with the policy', 500, 1],
    ['when they are known', 330, 2],
  ])('more groups than fit into a batch, %s: all groups of the user are listed', async (_why, amount, users) => {
    const groups = manyGroups(amount);
    const alva = idOf(simulator, 'alva');
    for (const id of groups) simulator.world.addGroup({ id, displayName: 'G', description: '', parentIds: [] });
    for (const index of [3, 200, amount - 1]) simulator.world.join(alva, groups[index] ?? '');
    target(groups);
    simulator.world.pageSize = 2;
    const { directory } = directoryOf(simulator);
    for (let other = 1; other < users; other++) await directory.factsAbout(idOf(simulator, 'pia'));
    simulator.requests.clear();

    const { memberOf } = await directory.factsAbout(alva);

    expect(memberOf).toEqual({ known: true, value: new Set([groups[3], groups[200], groups[amount - 1]]) });
    expect(asked(/transitiveMemberOf/)).toBeGreaterThan(1);
    expect(asked(/checkMemberGroups/)).toBe(users === 1 ? 1 : 0);
  });

  test('a user whose groups are all listed is not asked about those that the policy names', async () => {
    const { directory } = directoryOf(simulator, { alwaysCheckGroups: manyGroups(300) });

    const { memberOf } = await directory.factsAbout(idOf(simulator, 'alva'));

    expect(memberOf).toEqual({ known: true, value: new Set([groupIds.passkeyUsers]) });
    expect([asked(/transitiveMemberOf/), asked(/checkMemberGroups/)]).toEqual([1, 0]);
  });

  test('no group to ask for is no question', async () => {
    target([]);
    const { directory } = directoryOf(simulator, { alwaysCheckGroups: [] });

    const { memberOf } = await directory.factsAbout(idOf(simulator, 'alva'));

    expect(memberOf).toEqual({ known: true, value: new Set() });
    expect(asked(/groups|memberOf/i)).toBe(0);
  });
});

describe('methods alone', () => {
  test('are the same as among all facts, in one request', async () => {
    const { directory } = directoryOf(simulator);
    const { methods } = await directory.factsAbout(idOf(simulator, 'dora'));
    simulator.requests.clear();

    expect(await directory.methodsOf(idOf(simulator, 'dora'))).toEqual(methods);
    expect(pathsAsked()).toEqual([expect.stringMatching(/authentication\/methods$/)]);
  });

  test.each([
    ['nobody has that id', userId('99999999-9999-4999-8999-999999999999'), 'not-found'],
    ['throttled', undefined, 'throttled'],
  ])('%s', async (_why, user, because) => {
    const { directory, lines } = directoryOf(simulator);
    if (!user) simulator.faults.add({ kind: 'status', status: 429, retryAfterSeconds: 60, route: '**' });

    expect(await directory.methodsOf(user ?? idOf(simulator, 'alva'))).toEqual({ known: false, because });
    expect(lines).toHaveLength(1);
  });
});

test('a caller who gives up is rejected with his own reason', async () => {
  simulator.faults.add({ kind: 'hang', route: '**' });
  const { directory } = directoryOf(simulator, { limitMs: 500 });
  const gaveUp = new Error('gave up');
  const caller = new AbortController();

  const facts = directory.factsAbout(idOf(simulator, 'alva'), caller.signal);
  const methods = directory.methodsOf(idOf(simulator, 'alva'), caller.signal);
  caller.abort(gaveUp);

  await expect(facts).rejects.toBe(gaveUp);
  await expect(methods).rejects.toBe(gaveUp);
  await expect(directory.factsAbout(idOf(simulator, 'alva'), caller.signal)).rejects.toBe(gaveUp);
});
