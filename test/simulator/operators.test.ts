import { type Simulator, startSimulator } from '../../src/simulator/start-simulator.ts';
import { ask, type Body, type Reply } from './ask-graph.ts';
import {
  alva,
  atti,
  cleo,
  dora,
  elif,
  generated,
  gor,
  greta,
  hank,
  kurt,
  lars,
  mika,
  mona,
  nobody,
  noor,
  omar,
  rui,
  sanna,
  ugo,
  vera,
  wim,
} from './people.ts';
import { appToken, operatorScopes, operatorToken, userToken } from './tokens.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ users: 10 });
});
afterEach(() => simulator.world.resetTenant());
afterAll(() => simulator.close());

const tapsOf = (person: string) => `/users/${person}/authentication/temporaryAccessPassMethods`;
const issue = async (operator: string, person: string) =>
  (await ask(simulator, tapsOf(person), { token: operatorToken(operator), body: {} })).status;

test.each([
  ['an Authentication Administrator, for somebody plain', omar, noor, 201],
  ['…for a plain user made from an id', omar, generated, 201],
  ['…for another Authentication Administrator: that role is harmless', omar, sanna, 201],
  ['…for a Global Administrator', omar, vera, 403],
  ['…for a Helpdesk Administrator', omar, hank, 403],
  ['…for a Privileged Authentication Administrator', omar, wim, 403],
  ['…for an owner of a role-assignable group', omar, mona, 403],
  ['…for a member of a role-assignable group', omar, lars, 403],
  ['…for somebody merely eligible: Entra does not mind', omar, gor, 201],
  ['…for an executive: Entra knows nothing of our protected group', omar, greta, 201],
  ['…for nobody', omar, nobody, 404],
  ['…for himself', omar, omar, 403],
  ['a Privileged Authentication Administrator, for a Global Administrator', wim, vera, 201],
  ['…for an owner of a role-assignable group', wim, mona, 201],
  ['…for himself', wim, wim, 403],
  ['a Global Administrator, for a Helpdesk Administrator', vera, hank, 201],
  ['a Helpdesk Administrator', hank, noor, 403],
  ['somebody eligible who has not activated the role', elif, noor, 403],
  ['somebody eligible for Global Administrator', gor, noor, 403],
  ['somebody with a role through a group that is of no use here', lars, noor, 403],
  ['somebody without any role', alva, noor, 403],
  ['somebody limited to an administrative unit, inside it', ugo, kurt, 201],
  ['…outside it', ugo, noor, 403],
  ['somebody unknown', nobody, noor, 403],
])('issuing: %s', async (_who, operator, person, status) => {
  expect(await issue(operator, person)).toBe(status);
});

const harmless = [
  'Directory Readers',
  'Guest Inviter',
  'Message Center Reader',
  'Password Administrator',
  'Reports Reader',
  'User Experience Success Manager',
  'Usage Summary Reports Reader',
];
const guarded = ['Groups Administrator', 'User Administrator', 'Global Reader'];

test.each([
  ...harmless.map((role): [string, number] => [role, 201]),
  ...guarded.map((role): [string, number] => [role, 403]),
])('an Authentication Administrator for somebody with the role %s: %i', async (role, status) => {
  simulator.world.change(noor, (person) => ({ ...person, roles: [role] }));

  expect(await issue(omar, noor)).toBe(status);
});

test('the role counts from the moment it is activated, to the moment it is gone', async () => {
  const before = await issue(elif, noor);
  simulator.world.change(elif, (person) => ({ ...person, roles: person.eligibleRoles }));
  const active = await issue(elif, noor);
  simulator.world.reset(elif);

  expect([before, active, await issue(elif, noor)]).toEqual([403, 201, 403]);
});

test('a missing role says so in Graph’s words, a missing permission in others', async () => {
  const role = await ask(simulator, tapsOf(noor), { token: operatorToken(hank), body: {} });
  const scope = await ask(simulator, tapsOf(noor), { token: operatorToken(omar, 'taps'), body: {} });

  expect(role.body.error).toMatchObject({ code: 'accessDenied', message: 'Request Authorization failed' });
  expect(scope.body.error.code).toBe('Authorization_RequestDenied');
});

test.each([
  ['Authentication Administrator', omar, noor, 200],
  ['…for a Global Administrator too: reading is not issuing', omar, vera, 200],
  ['limited to a unit, inside', ugo, kurt, 200],
  ['limited to a unit, outside', ugo, noor, 403],
  ['Helpdesk Administrator', hank, noor, 403],
  ['eligible only', elif, noor, 403],
])('listing passes shows beforehand whether the role is there: %s', async (_who, operator, person, status) => {
  expect((await ask(simulator, tapsOf(person), { token: operatorToken(operator) })).status).toBe(status);
});

/** The writes that undo, each on somebody who has what is to be undone. */
const undo = {
  passkeys: async (token: string, person = dora): Promise<Reply> => {
    const list = `/users/${person}/authentication/fido2Methods`;
    const { id } = (await ask(simulator, list)).body.value[0] ?? { id: 'none' };
    return ask(simulator, `${list}/${id}`, { token, method: 'DELETE' });
  },
  authenticator: async (token: string, person = dora): Promise<Reply> => {
    const list = `/users/${person}/authentication/microsoftAuthenticatorMethods`;
    const { id } = (await ask(simulator, list)).body.value[0] ?? { id: 'none' };
    return ask(simulator, `${list}/${id}`, { token, method: 'DELETE' });
  },
  sessions: (token: string, person = dora): Promise<Reply> =>
    ask(simulator, `/users/${person}/revokeSignInSessions`, { token, method: 'POST' }),
} as const;

describe.each([
  ['passkeys', 204],
  ['authenticator', 204],
  ['sessions', 200],
] as const)('undoing: %s', (what, success) => {
  test.each([
    ['an Authentication Administrator', operatorToken(omar), success],
    ['…without the scope', operatorToken(omar, what), 403],
    ['a Helpdesk Administrator', operatorToken(hank), 403],
    ['somebody eligible only', operatorToken(elif), 403],
    ['somebody limited to a unit that this user is not in', operatorToken(ugo), 403],
    ['somebody without a role', operatorToken(rui), 403],
    ['an application with the permission', appToken(operatorScopes[what]), success],
    ['an application without', appToken(operatorScopes.taps), 403],
    ['the user', userToken(dora, operatorScopes[what]), success],
  ])('%s', async (_who, token, status) => {
    expect((await undo[what](token)).status).toBe(status);
  });

  test('a Global Administrator is out of reach for an Authentication Administrator', async () => {
    simulator.world.change(dora, (person) => ({ ...person, roles: ['Global Administrator'] }));

    expect((await undo[what](operatorToken(omar))).status).toBe(403);
    expect((await undo[what](operatorToken(wim))).status).toBe(success);
  });
});

test('a passkey that is deleted is gone from Graph and stays on the phone', async () => {
  await undo.passkeys(operatorToken(omar), cleo);
  const again = await undo.passkeys(operatorToken(omar), cleo);
  const view: Body = await (await fetch(`${simulator.url}/simulator/people/cleo`)).json();

  expect(again.status).toBe(404);
  expect(view.phones[0].passkeys).toMatchObject([{ isRegistered: false }]);
});

test('one kind of method is not deleted under the name of another', async () => {
  const { id } = (await ask(simulator, `/users/${dora}/authentication/fido2Methods`)).body.value[0];
  const path = `/users/${dora}/authentication/microsoftAuthenticatorMethods/${id}`;

  expect((await ask(simulator, path, { token: operatorToken(omar), method: 'DELETE' })).status).toBe(404);
});

test('revoking answers true, and ends what a pass began', async () => {
  simulator.world.change(mika, (person) => ({
    ...person,
    phones: person.phones.map((phone) => ({ ...phone, signedInUntil: new Date(Date.now() + 600_000) })),
  }));
  const { body } = await undo.sessions(operatorToken(omar), mika);

  expect(body.value).toBe(true);
  expect(simulator.world.named('mika')?.phones.map(({ signedInUntil }) => signedInUntil)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(simulator.world.named('mika')?.sessionsRevokedAt).toBeInstanceOf(Date);
});

test('an application may do it to anybody: no directory role stands in its way', async () => {
  const token = appToken(operatorScopes.taps);

  for (const person of [vera, mona, atti]) {
    expect((await ask(simulator, tapsOf(person), { token, body: {} })).status).toBe(201);
  }
});
