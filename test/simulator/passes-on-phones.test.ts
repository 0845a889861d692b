import { type Simulator, startSimulator } from '../../src/simulator/start-simulator.ts';
import { ask, type Body } from './ask-graph.ts';
import { dirk, ilse, noor, omar } from './people.ts';
import { operatorToken } from './tokens.ts';

const opening = new Date('2026-11-20T09:00:00Z');
let now = opening;
let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ now: () => now });
});
beforeEach(() => {
  now = opening;
  simulator.world.resetTenant();
});
afterAll(() => simulator.close());

const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000);
};
const token = operatorToken(omar);
const tapsOf = (person: string) => `/users/${person}/authentication/temporaryAccessPassMethods`;
async function issue(person: string, body: unknown = {}): Promise<string> {
  return (await ask(simulator, tapsOf(person), { token, body })).body.temporaryAccessPass;
}
async function play(person: string, action: string, input = {}): Promise<{ status: number; body: Body }> {
  const response = await fetch(`${simulator.url}/simulator/people/${person}/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  return { status: response.status, body: await response.json() };
}
const signIn = (person: string, pass: string | undefined) => play(person, 'sign-in-with-pass', { pass });

test('from a pass to a passkey, without any other method', async () => {
  const pass = await issue('noor@contoso.example', { isUsableOnce: true });
  const early = await play('noor', 'finish-registration');
  const signedIn = await signIn('noor', ` ${pass} `);
  await play('noor', 'install-authenticator');
  const finished = await play('noor', 'finish-registration');

  expect(early.status).toBe(409);
  expect(signedIn.body).toMatchObject({
    done: true,
    person: { phones: [{ signedInUntil: '2026-11-20T09:10:00.000Z' }] },
  });
  expect(finished.status).toBe(200);
  expect((await ask(simulator, `/users/${noor}/authentication/fido2Methods`)).body.value).toHaveLength(1);
});

test('a pass that only lies there registers nothing', async () => {
  await issue(noor);
  await play('noor', 'install-authenticator');

  expect((await play('noor', 'finish-registration')).body.says).toContain('no second factor');
});

test('ten minutes are enough, eleven are not', async () => {
  const pass = await issue(noor, { isUsableOnce: true });
  await play('noor', 'install-authenticator');
  await signIn('noor', pass);
  later(11);
  const late = await play('noor', 'finish-registration');
  const again = await signIn('noor', pass);

  expect(late.status).toBe(409);
  expect(again.body.says).toContain('AADSTS130501');
});

test('a pass for several uses signs in again', async () => {
  const pass = await issue(noor, { isUsableOnce: false });
  await signIn('noor', pass);
  later(30);

  expect((await signIn('noor', pass)).status).toBe(200);
});

test('a one-time pass is spent, and Graph says so', async () => {
  await signIn('noor', await issue(noor, { isUsableOnce: true }));

  expect((await ask(simulator, tapsOf(noor), { token })).body.value).toMatchObject([
    { isUsable: false, methodUsabilityReason: 'OneTimeUsed' },
  ]);
});

test.each([
  ['none at all', async () => 'guessed', 'AADSTS130507'],
  ['a wrong one', async () => `${await issue(noor)}x`, 'AADSTS130507'],
  ['an empty one', async () => ((await issue(noor)) === '' ? 'none' : ''), 'AADSTS130507'],
  [
    'one in the wrong case',
    async () => {
      const pass = await issue(noor);
      return pass === pass.toUpperCase() ? pass.toLowerCase() : pass.toUpperCase();
    },
    'AADSTS130507',
  ],
  [
    'one that was replaced',
    async () => {
      const old = await issue(noor);
      await issue(noor);
      return old;
    },
    'AADSTS130507',
  ],
  [
    'one that was deleted',
    async () => {
      const { body } = await ask(simulator, tapsOf(noor), { token, body: {} });
      await ask(simulator, `${tapsOf(noor)}/${body.id}`, { token, method: 'DELETE' });
      return body.temporaryAccessPass;
    },
    'AADSTS130507',
  ],
  ['one for later', () => issue(noor, { startDateTime: '2026-11-20T11:00:00Z' }), 'AADSTS130507'],
  [
    'one that has expired',
    async () => {
      const pass = await issue(noor, { lifetimeInMinutes: 60 });
      later(60);
      return pass;
    },
    'AADSTS130504: Your Temporary Access Pass has expired.',
  ],
  [
    'one for several uses where only one-time passes are allowed',
    async () => {
      const pass = await issue(noor);
      simulator.world.tapPolicy = { ...simulator.world.tapPolicy, isUsableOnce: true };
      return pass;
    },
    'AADSTS130501: Temporary Access Pass sign in was blocked due to User Credential Policy',
  ],
])('%s is refused in Entra’s words', async (_what, passOf, says) => {
  const { status, body } = await signIn('noor', await passOf());

  expect(status).toBe(409);
  expect(body.says).toContain(says);
  expect(body.person.phones[0].signedInUntil).toBeUndefined();
});

test('an account that is disabled does not sign in, an internal guest does and gets no passkey', async () => {
  expect((await signIn('dirk', await issue(dirk))).body.says).toContain('AADSTS50057');
  expect((await signIn('ilse', await issue(ilse))).status).toBe(200);
  expect((await play('ilse', 'finish-registration')).body.says).toContain('Guests');
});

test('who signed in with a pass may add a second factor to Authenticator too', async () => {
  await signIn('noor', await issue(noor));
  await play('noor', 'install-authenticator');

  const path = `/users/${noor}/authentication/microsoftAuthenticatorMethods`;
  expect((await ask(simulator, path)).body.value).toHaveLength(1);
});

test('the user removes the pass in Security info', async () => {
  const { body } = await ask(simulator, tapsOf(noor), { token, body: {} });

  expect((await play('noor', 'remove-method', { method: body.id })).status).toBe(200);
  expect((await ask(simulator, tapsOf(noor), { token })).body.value).toEqual([]);
});

test('the page has the field, says that there is a pass, and keeps the value to itself', async () => {
  const pass = await issue(noor, { isUsableOnce: true });
  const page = await (await fetch(`${simulator.url}/?person=noor`)).text();

  expect(page).toContain('<input name="pass"');
  expect(page).toContain('data-action="sign-in-with-pass"');
  expect(page).toContain('EnabledByPolicy · from 2026-11-20T09:00:00Z for 60 minutes, once');
  expect(page).not.toContain(pass.replaceAll('&', '&amp;'));
});
