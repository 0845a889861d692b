import { generatedId } from '../../src/simulator/generated-people.ts';
import { type Simulator, startSimulator } from '../../src/simulator/start-simulator.ts';
import { ask, type Body } from './ask-graph.ts';
import { alva, cleo, dirk, dora, gita, kurt, nobody, noor, omar, tomasz } from './people.ts';
import { appToken } from './tokens.ts';

let now = new Date('2026-11-20T09:00:00Z');
let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ users: 2000, variety: true, now: () => now, throttling: { reports: false } });
});
afterEach(() => {
  now = new Date('2026-11-20T09:00:00Z');
  simulator.world.reset(generatedId(4));
  simulator.world.resetTenant();
});
afterAll(() => simulator.close());

const token = appToken('AuditLog.Read.All');
const list = '/reports/authenticationMethods/userRegistrationDetails';
const read = async (query = '') => (await ask(simulator, `${list}${query}`, { token })).body;
const rowOf = (id: string): Promise<Body> => read(`/${id}`);

async function everyRow(query: string): Promise<readonly Body[]> {
  const rows: Body[] = [];
  for (let path: string | undefined = `${list}?${query}`; path !== undefined; ) {
    const { body }: { body: Body } = await ask(simulator, path, { token });
    rows.push(...body.value);
    path = body['@odata.nextLink'];
  }
  return rows;
}

test('a row has the properties of the documentation', async () => {
  expect(await rowOf(alva)).toEqual({
    '@odata.context': `${simulator.url}/v1.0/$metadata#reports/authenticationMethods/userRegistrationDetails/$entity`,
    id: alva,
    userPrincipalName: 'alva@contoso.example',
    userDisplayName: 'Alva Lindqvist',
    isAdmin: false,
    isMfaCapable: true,
    isMfaRegistered: true,
    isPasswordlessCapable: false,
    isSsprCapable: true,
    isSsprEnabled: true,
    isSsprRegistered: true,
    isSystemPreferredAuthenticationMethodEnabled: true,
    lastUpdatedDateTime: '2026-11-20T09:00:00Z',
    methodsRegistered: ['mobilePhone', 'microsoftAuthenticatorPush', 'softwareOneTimePasscode'],
    systemPreferredAuthenticationMethods: ['push'],
    userPreferredMethodForSecondaryAuthentication: 'push',
    userType: 'member',
  });
});

test.each([
  ['a passkey in Authenticator', dora, 'passKeyDeviceBoundAuthenticator'],
  ['a synced passkey', cleo, 'passKeySynced'],
  ['a security key', kurt, 'passKeyDeviceBound'],
  ['a phone number', tomasz, 'mobilePhone'],
])('%s is named', async (_what, id, name) => {
  expect((await rowOf(id)).methodsRegistered).toContain(name);
});

test.each([
  ['a password alone is nothing', noor, { isMfaCapable: false, methodsRegistered: [] }],
  ['an administrator', omar, { isAdmin: true, isPasswordlessCapable: true }],
  ['a guest', gita, { userType: 'guest', isSsprEnabled: false }],
])('%s', async (_what, id, row) => {
  expect(await rowOf(id)).toMatchObject(row);
});

test('all pages together have everybody once who is enabled', async () => {
  const rows = await everyRow('$top=300');
  const ids = new Set(rows.map(({ id }) => id));

  expect(ids.size).toBe(rows.length);
  // 3 of 100.
  expect(rows.filter(({ id }) => id.startsWith('00000000'))).toHaveLength(1940);
  expect(ids).not.toContain(dirk);
  expect(ids).toContain(dora);
});

test.each([
  ['a boolean', 'isMfaCapable eq false', (row: Body) => row.isMfaCapable === false],
  [
    'a method',
    "methodsRegistered/any(m: m eq 'passKeySynced')",
    (row: Body) => row.methodsRegistered.includes('passKeySynced'),
  ],
  ['the start of an address', "startsWith(userPrincipalName,'al')", (row: Body) => row.id === alva],
  ['the type', "userType eq 'guest'", (row: Body) => row.userType === 'guest'],
])('filtered by %s', async (_what, filter, isWanted) => {
  const everybody = await everyRow('');

  const found = await everyRow(`$filter=${encodeURIComponent(filter)}`);
  expect(found.length).toBeGreaterThan(0);
  expect(found).toEqual(everybody.filter(isWanted));
});

test('ordered by name', async () => {
  const names = (await everyRow('$orderby=userDisplayName desc')).map((row) => row.userDisplayName);

  expect(names).toEqual(names.toSorted((one, other) => other.localeCompare(one)));
});

test.each([
  ['$skip', '?$skip=10', 400],
  ['a page of more than 1,000', '?$top=1001', 400],
  ['an unknown property', '?$select=shoeSize', 400],
  ['a filter by what cannot be filtered by', '?$filter=isAdmin eq true', 400],
  ['an operator that is not supported', '?$filter=isMfaCapable ne true', 400],
  ['an order by something else', '?$orderby=isMfaCapable', 400],
  ['somebody disabled', `/${dirk}`, 404],
  ['nobody', `/${nobody}`, 404],
])('refused: %s', async (_what, query, status) => {
  expect((await ask(simulator, `${list}${query}`, { token })).status).toBe(status);
});

test('somebody made from an id and disabled has no row', async () => {
  const disabled = Array.from({ length: 100 }, (_, index) => generatedId(index)).filter(
    (id) => simulator.world.person(id)?.user.accountEnabled === false,
  );

  expect(disabled).toHaveLength(3);
  for (const id of disabled) expect((await ask(simulator, `${list}/${id}`, { token })).status).toBe(404);
});

test('without the permission nobody reads it', async () => {
  expect((await ask(simulator, list, { token: appToken('UserAuthenticationMethod.Read.All') })).status).toBe(403);
});

test('a tenant without a premium licence has no report', async () => {
  simulator.world.hasPremium = false;

  const { status, body } = await ask(simulator, list, { token });
  expect([status, body.error.code]).toEqual([403, 'Authentication_RequestFromNonPremiumTenantOrB2CTenant']);
});

describe('the report is old', () => {
  const register = (id: string) =>
    simulator.world.change(id, (person) => ({
      ...person,
      methods: [...person.methods, ...(simulator.world.named('dora')?.methods.slice(-1) ?? [])],
    }));
  const hasPasskey = async (id: string) =>
    (await rowOf(id)).methodsRegistered.some((name: string) => name.startsWith('passKey'));
  test.each([
    ['of the cast', alva],
    ['made from an id', generatedId(4)],
  ])('a passkey registered since is not in it: somebody %s', async (_who, id) => {
    expect(await hasPasskey(id)).toBe(false);
    register(id);

    expect(await hasPasskey(id)).toBe(false);
    simulator.world.report.refresh();
    expect(await hasPasskey(id)).toBe(true);
    expect((await everyRow('')).filter((row) => row.id === id)).toHaveLength(1);
  });

  test('it is written once a day, as of that moment, whenever it is read', async () => {
    now = new Date('2026-11-21T08:59:59Z');
    register(alva);
    now = new Date('2026-11-21T10:00:00Z');
    register(tomasz);

    expect(await hasPasskey(alva)).toBe(true);
    expect(await hasPasskey(tomasz)).toBe(false);
    expect((await rowOf(tomasz)).lastUpdatedDateTime).toBe('2026-11-21T09:00:00Z');
  });

  test('or always, if the tenant is set so', async () => {
    simulator.world.report.refreshMinutes = 0;
    register(tomasz);

    expect(await hasPasskey(tomasz)).toBe(true);
  });

  test('who was deleted is in it until it is written again', async () => {
    const before = (await everyRow('')).length;
    simulator.world.change(alva, (person) => ({ ...person, deletedAt: now }));
    simulator.world.change(generatedId(4), (person) => ({ ...person, deletedAt: now }));

    expect(await everyRow('')).toHaveLength(before);
    simulator.world.report.refresh();
    expect(await everyRow('')).toHaveLength(before - 2);
  });
});
