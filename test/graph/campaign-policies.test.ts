import { createAudienceSource } from '../../src/graph/read-audience.ts';
import { groupId } from '../../src/passkeys/ids.ts';
import { type LocalGraph, type SubAnswer, type SubRequest, startLocalGraph } from './local-graph.ts';
import { rolloutOptions } from './rollout-graph.ts';

const open: LocalGraph[] = [];
afterEach(() => Promise.all(open.splice(0).map((graph) => graph.close())));

async function sourceOf(part: (request: SubRequest) => SubAnswer) {
  const graph = await startLocalGraph({ part });
  open.push(graph);
  const { room, lines } = rolloutOptions(graph);
  return { graph, lines, room, source: createAudienceSource({ ...room, goal: 'any' }) };
}

const groupIdOf = (number: number) => `dddddddd-0000-4000-8000-${String(number).padStart(12, '0')}`;
const groups = (amount: number) =>
  Array.from({ length: amount }, (_, index) => ({
    id: groupIdOf(index),
    displayName: `Group ${index}`,
    description: index === 0 ? 'First of all' : null,
  }));

describe('groups', () => {
  test.each([
    ['ten', 10, false],
    ['eleven', 10, true],
  ])('of %s, ten are shown', async (what, shown, more) => {
    const { source, graph } = await sourceOf(() => ({ body: { value: groups(what === 'ten' ? 10 : 11) } }));

    const found = await source.searchGroups('Group "of" all:');

    expect(found).toMatchObject({ known: true, value: { more } });
    expect(found.known && found.value.groups.length).toBe(shown);
    expect(found.known && found.value.groups.slice(0, 2)).toEqual([
      { id: groupIdOf(0), name: 'Group 0', description: 'First of all' },
      { id: groupIdOf(1), name: 'Group 1' },
    ]);
    const [asked] = graph.requests[0]?.parts ?? [];
    expect(asked?.headers).toEqual({ ConsistencyLevel: 'eventual' });
    const search = new URL(asked?.url ?? '', 'http://graph.example').searchParams.get('$search');
    expect(search).toBe('"displayName:group of all"');
  });

  test('a further page is more, too', async () => {
    const link = 'https://graph.example/v1.0/groups?$skiptoken=2';
    const { source } = await sourceOf(() => ({ body: { value: groups(1), '@odata.nextLink': link } }));

    expect(await source.searchGroups('Group')).toMatchObject({ value: { more: true } });
  });

  test('an object id finds its group', async () => {
    const { source } = await sourceOf(({ url }) =>
      url.startsWith(`/groups/${groupIdOf(7)}?`) ? { body: groups(8)[7] } : { status: 404 },
    );

    expect(await source.searchGroups(` ${groupIdOf(7).toUpperCase()} `)).toEqual({
      known: true,
      value: { groups: [{ id: groupIdOf(7), name: 'Group 7' }], more: false },
    });
    expect(await source.searchGroups(groupIdOf(8))).toEqual({ known: true, value: { groups: [], more: false } });
  });

  test.each(['', '  ', '"""', '(*)', '\\'])('nothing is left of %j, so nobody is asked', async (query) => {
    const { source, graph } = await sourceOf(() => ({ status: 500 }));

    expect(await source.searchGroups(query)).toEqual({ known: true, value: { groups: [], more: false } });
    expect(graph.requests).toHaveLength(0);
  });

  test('that cannot be searched are unknown, not none', async () => {
    const { source, lines } = await sourceOf(() => ({ status: 403 }));

    expect(await source.searchGroups('Secret plans')).toEqual({ known: false, because: 'forbidden' });
    expect(JSON.stringify(lines)).not.toMatch(/secret/i);
  });
});

describe('groups by id', () => {
  const answering = ({ url }: SubRequest): SubAnswer => {
    const id = /^\/groups\/([^?]+)/.exec(url)?.[1] ?? '';
    if (id === groupIdOf(9)) return { status: 404 };
    if (id === groupIdOf(8)) return { status: 403 };
    return { body: { id, displayName: `Group ${Number(id.slice(-3))}` } };
  };
  const asked = (...numbers: readonly number[]) => numbers.map((number) => groupId(groupIdOf(number)));

  test('have their names of now, and one that is gone is missing', async () => {
    const { source } = await sourceOf(answering);

    expect(await source.groupsById(asked(1, 9, 2, 1))).toEqual({
      known: true,
      value: [
        { id: groupIdOf(1), name: 'Group 1' },
        { id: groupIdOf(2), name: 'Group 2' },
      ],
    });
  });

  test('one that may not be read is not taken for gone', async () => {
    const { source } = await sourceOf(answering);

    expect(await source.groupsById(asked(1, 8))).toEqual({ known: false, because: 'forbidden' });
  });
});

describe('whom the passkey policy lets', () => {
  const policy = (others: object) => ({
    state: 'enabled',
    isSelfServiceRegistrationAllowed: true,
    includeTargets: [{ targetType: 'group', id: groupIdOf(1) }],
    excludeTargets: [{ targetType: 'group', id: groupIdOf(2) }],
    ...others,
  });
  const usual = {
    isOff: false,
    everybody: false,
    include: [groupIdOf(1)],
    exclude: [groupIdOf(2)],
    mayUseSynced: false,
  };
  const keys = { isEnforced: false, enforcementType: 'allow', aaGuids: [] };
  const profile = (id: number, passkeyTypes: string) => ({
    id: groupIdOf(id),
    name: `Profile ${id}`,
    attestationEnforcement: 'disabled',
    keyRestrictions: keys,
    passkeyTypes,
  });
  const targeting = (...profiles: readonly number[]) =>
    profiles.map((id) => ({ targetType: 'group', id: groupIdOf(id), allowedPasskeyProfiles: [groupIdOf(id)] }));
  const profiles = [profile(1, 'deviceBound,synced'), profile(2, 'deviceBound')];

  test.each([
    ['groups', {}, usual],
    ['off', { state: 'disabled' }, { ...usual, isOff: true }],
    ['set up by administrators only', { isSelfServiceRegistrationAllowed: false }, { ...usual, isOff: true }],
    [
      'everybody',
      { includeTargets: [{ targetType: 'group', id: 'all_users' }], excludeTargets: [] },
      { isOff: false, everybody: true, include: [], exclude: [], mayUseSynced: false },
    ],
  ])('%s', async (_what, others, expected) => {
    const { source } = await sourceOf(() => ({ body: policy(others) }));

    expect(await source.passkeyTargets()).toEqual({ known: true, value: expected });
  });

  test.each([
    ['all of them', targeting(1), true],
    ['not all of them', targeting(1, 2), false],
    ['none of them', targeting(2), false],
  ])('a synced passkey: %s', async (_what, includeTargets, expected) => {
    const { source } = await sourceOf(() => ({ body: policy({ passkeyProfiles: profiles, includeTargets }) }));

    expect(await source.passkeyTargets()).toMatchObject({ value: { mayUseSynced: expected } });
  });

  test('where the goal is Authenticator, a synced one is no way', async () => {
    const { room } = await sourceOf(() => ({
      body: policy({ passkeyProfiles: profiles, includeTargets: targeting(1) }),
    }));
    const targets = await createAudienceSource({ ...room, goal: 'authenticator' }).passkeyTargets();

    expect(targets).toMatchObject({ value: { include: [groupIdOf(1)] } });
    expect(targets).not.toHaveProperty('value.mayUseSynced');
  });

  test.each([
    [
      'single users',
      { body: policy({ includeTargets: [{ targetType: 'user', id: groupIdOf(1) }] }) },
      'not-understood',
    ],
    ['something else', { body: policy({ includeTargets: [{ targetType: 'planet', id: 'x' }] }) }, 'not-understood'],
    ['a refusal', { status: 403 }, 'forbidden'],
  ])('%s: not known', async (_what, answer, because) => {
    const { source } = await sourceOf(() => answer);

    expect(await source.passkeyTargets()).toEqual({ known: false, because });
  });
});

describe('the registration campaign of Entra', () => {
  const target = (id: string, targetedAuthenticationMethod: string) => ({
    id,
    targetType: 'group',
    targetedAuthenticationMethod,
  });
  const body = (state: string, includeTargets: unknown) => ({
    registrationEnforcement: { authenticationMethodsRegistrationCampaign: { state, includeTargets } },
  });
  const answering =
    (policy: object) =>
    ({ url }: SubRequest): SubAnswer => {
      const id = /^\/groups\/([^?]+)/.exec(url)?.[1];
      if (id === undefined) return { body: policy };
      return id === groupIdOf(9) ? { status: 404 } : { body: { id, displayName: `Group ${Number(id.slice(-3))}` } };
    };

  test.each([
    [
      'for everybody',
      body('default', [target('all_users', 'fido2')]),
      { state: 'default', method: 'fido2', everybody: true, groups: [] },
    ],
    [
      'for passkeys, of which another method’s groups are no part',
      body('enabled', [target(groupIdOf(1), 'fido2'), target(groupIdOf(2), 'microsoftAuthenticator')]),
      { state: 'enabled', method: 'fido2', everybody: false, groups: [{ id: groupIdOf(1), name: 'Group 1' }] },
    ],
    [
      'for Authenticator',
      body('enabled', [target('all_users', 'microsoftAuthenticator')]),
      { state: 'enabled', method: 'other', everybody: true, groups: [] },
    ],
    ['off', body('disabled', null), { state: 'disabled', method: 'other', everybody: false, groups: [] }],
    [
      'for a group that is gone',
      body('enabled', [target(groupIdOf(9), 'fido2')]),
      { state: 'enabled', method: 'fido2', everybody: false, groups: [{ id: groupIdOf(9), name: groupIdOf(9) }] },
    ],
  ])('%s', async (_what, policy, expected) => {
    const { source } = await sourceOf(answering(policy));

    expect(await source.registrationCampaign()).toEqual({ known: true, value: expected });
  });

  test('the names of many groups are asked for twenty at a time', async () => {
    const many = Array.from({ length: 45 }, (_, index) => target(groupIdOf(index + 10), 'fido2'));
    const { source, graph } = await sourceOf(answering(body('enabled', many)));

    const read = await source.registrationCampaign();

    expect(read.known && read.value.groups.map(({ name }) => name)).toEqual(
      many.map((_, index) => `Group ${index + 10}`),
    );
    expect(graph.requests.map(({ parts }) => parts.length)).toEqual([1, 20, 20, 5]);
  });

  test.each([
    ['a state of the future', { body: body('sometimes', []) }, 'not-understood'],
    ['no campaign at all', { body: {} }, 'not-understood'],
    ['a refusal', { status: 403 }, 'forbidden'],
  ])('%s: not known', async (_what, answer, because) => {
    const { source } = await sourceOf(() => answer);

    expect(await source.registrationCampaign()).toEqual({ known: false, because });
  });
});
