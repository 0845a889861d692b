import { type Simulator, startSimulator } from '../../src/simulator/start-simulator.ts';
import { ask, type Body } from './ask-graph.ts';
import {
  alva,
  atti,
  bela,
  cleo,
  dirk,
  dora,
  enzo,
  gita,
  lita,
  mika,
  noor,
  petra,
  rui,
  tomasz,
  xaver,
  yuki,
} from './people.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ users: 10 });
});
afterEach(() => simulator.world.resetTenant());
afterAll(() => simulator.close());

type Found = { readonly id: string; readonly [property: string]: unknown };

async function act(person: string, action: string, input: Readonly<Record<string, unknown>> = {}) {
  const response = await fetch(`${simulator.url}/simulator/people/${person}/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  const answer: Body = await response.json();
  return { status: response.status, body: answer };
}

async function methodsOf(person: string, type: string): Promise<readonly Found[]> {
  const { body } = await ask(simulator, `/users/${person}/authentication/methods`);
  return body.value.filter((method: Found) => method['@odata.type'] === `#microsoft.graph.${type}AuthenticationMethod`);
}

test.each([
  ['an iPhone', 'alva', alva, '90a3ccdf-635c-4729-a248-9b709135078f', 'notAttested'],
  ['an Android phone', rui, rui, 'de1e552d-db1d-4423-a619-566b625cdc84', 'notAttested'],
  ['somebody whose profile wants attestation', atti, atti, 'de1e552d-db1d-4423-a619-566b625cdc84', 'attested'],
])('finishing on %s brings the passkey into Graph', async (_who, name, id, aaGuid, attestationLevel) => {
  const { status, body } = await act(name, 'finish-registration');

  expect(status).toBe(200);
  expect(body.person.phones[0].passkeys).toMatchObject([{ provider: 'authenticator', isRegistered: true }]);
  expect(await methodsOf(id, 'fido2')).toMatchObject([{ aaGuid, attestationLevel, passkeyType: 'deviceBound' }]);
});

test.each([
  ['iOS 16', bela, 'from iOS 17 on'],
  ['no Authenticator', lita, 'not installed'],
  ['a rooted phone', 'jari', 'rooted'],
  ['no passkey group', petra, 'does not include'],
  ['an excluded group', xaver, 'excludes'],
  ['a disabled account', dirk, 'disabled'],
  ['no phone', tomasz, 'no such phone'],
  ['one there already', dora, 'already'],
])('%s: nothing is registered', async (_why, person, says) => {
  const before = simulator.world.person(person) ?? simulator.world.named(person);
  const { status, body } = await act(person, 'finish-registration');

  expect([status, body.done]).toEqual([409, false]);
  expect(body.says).toContain(says);
  expect(body.person.methods).toEqual(before?.methods);
});

test('with self-service off nobody registers', async () => {
  simulator.world.allowSelfService(false);

  expect((await act(alva, 'finish-registration')).body.says).toContain('Self-service');
});

test('a newcomer needs a second factor before anything else', async () => {
  expect((await act(noor, 'install-authenticator')).status).toBe(200);
  expect(await methodsOf(noor, 'microsoftAuthenticator')).toEqual([]);
  expect((await act(noor, 'finish-registration')).body.says).toContain('Temporary Access Pass');

  await act(noor, 'add-second-factor');

  expect((await act(noor, 'finish-registration')).status).toBe(200);
  expect((await act(noor, 'add-second-factor')).status).toBe(409);
});

test('a guest registers nothing here', async () => {
  await act(gita, 'buy-phone');
  await act(gita, 'install-authenticator');

  expect((await act(gita, 'finish-registration')).body.says).toContain('own organization');
});

test('an update of iOS reaches Intune with a new date, and not the device object', async () => {
  const version = async (path: string) => (await ask(simulator, `/users/${bela}/${path}`)).body.value[0];
  const before = await version('managedDevices');

  await act(bela, 'update-os');

  expect(await version('managedDevices')).toMatchObject({ osVersion: '17.7.2' });
  expect((await version('managedDevices')).lastSyncDateTime > before.lastSyncDateTime).toBe(true);
  expect((await version('registeredDevices')).operatingSystemVersion).toBe('16.7.10');
  expect((await act(bela, 'finish-registration')).status).toBe(200);
});

test('a phone that Intune does not know changes in nobody’s records', async () => {
  await act(enzo, 'update-os');

  expect((await ask(simulator, `/users/${enzo}/registeredDevices`)).body.value[0].operatingSystemVersion).toBe('14');
});

test('there is nothing after the newest', async () => {
  expect((await act('pia', 'update-os')).status).toBe(409);
});

test('updating Authenticator changes the version in Graph, installing it adds a row beside Lite', async () => {
  await act('nils', 'install-authenticator');
  await act(lita, 'install-authenticator');

  const nils = await methodsOf('nils@contoso.example', 'microsoftAuthenticator');
  expect(nils).toMatchObject([{ phoneAppVersion: '6.8.45' }]);
  const versions = (await methodsOf(lita, 'microsoftAuthenticator')).map(({ phoneAppVersion }) => phoneAppVersion);
  expect(versions).toEqual(['4.2439.2', '6.8.45']);
});

test('a synced passkey is registered where the policy lets it', async () => {
  await act(rui, 'make-passkey', { provider: 'samsung-pass' });

  expect(await methodsOf(rui, 'fido2')).toMatchObject([
    { aaGuid: '53414d53-554e-4700-0000-000000000000', passkeyType: 'synced' },
  ]);
});

test.each([
  ['where only Authenticator is allowed', yuki, 'icloud'],
  ['where attestation is wanted', atti, 'google'],
])('a synced passkey stays behind on the phone %s', async (_where, person, provider) => {
  const { body } = await act(person, 'make-passkey', { provider });

  expect(body.person.phones[0].passkeys).toMatchObject([{ provider, isRegistered: false }]);
  expect(await methodsOf(person, 'fido2')).toEqual([]);
});

test('a profile that wants attestation takes no synced passkey, whatever types it names', async () => {
  const { world } = simulator;
  const passkeyProfiles = world.fido2Policy.passkeyProfiles.map((profile) => ({
    ...profile,
    attestationEnforcement: 'registrationOnly' as const,
  }));
  world.fido2Policy = { ...world.fido2Policy, passkeyProfiles };

  expect((await act(rui, 'make-passkey', { provider: 'samsung-pass' })).body.says).toContain('does not accept');
});

test('an orphan is on the phone only, and does not stop a real one', async () => {
  await act(alva, 'leave-orphan');
  expect(await methodsOf(alva, 'fido2')).toEqual([]);

  const { body } = await act(alva, 'finish-registration');

  expect(body.person.phones[0].passkeys.map(({ isRegistered }: { isRegistered: boolean }) => isRegistered)).toEqual([
    false,
    true,
  ]);
});

test.each([
  ['phone', 0, 1],
  ['account', 1, 0],
  ['both', 0, 0],
])('deleting from %s', async (from, onPhone, inAccount) => {
  const id = (await methodsOf(cleo, 'fido2'))[0]?.id;

  const { body } = await act(cleo, 'delete-passkey', { passkey: id, from });

  expect(body.person.phones[0].passkeys).toHaveLength(onPhone);
  expect(await methodsOf(cleo, 'fido2')).toHaveLength(inAccount);
  expect((await act(cleo, 'delete-passkey', { passkey: 'none' })).status).toBe(409);
});

test('the phone that is named is the one that changes', async () => {
  const { body } = await act(mika, 'install-authenticator', { phone: 'phone-2' });

  const versions = body.person.phones.map(({ authenticator }: { authenticator: string }) => authenticator);
  expect(versions).toEqual(['6.8.41', '6.8.45', '6.2510.6840']);
  expect((await act(mika, 'update-os', { phone: 'phone-9' })).status).toBe(409);
});

test('reset makes everything as on the first day', async () => {
  const first = await ask(simulator, `/users/${alva}/authentication/methods`);
  await act(alva, 'finish-registration');
  await act(alva, 'buy-phone', { platform: 'android' });

  const { body } = await act(alva, 'reset');

  expect(body.person.phones).toHaveLength(1);
  expect((await ask(simulator, `/users/${alva}/authentication/methods`)).body.value).toEqual(first.body.value);
});

test('a user made from an id can be played too', async () => {
  const id = '00000000-0000-4000-8000-000000000003';
  await act(id, 'finish-registration');

  expect(await methodsOf(id, 'fido2')).toHaveLength(1);
  await act(id, 'reset');
  expect(await methodsOf(id, 'fido2')).toEqual([]);
});

test.each([
  ['an unknown person', 'nobody/reset'],
  ['an unknown action', 'alva/fly'],
])('%s: 404', async (_what, path) => {
  const [person = '', action = ''] = path.split('/');

  expect((await act(person, action)).status).toBe(404);
});
