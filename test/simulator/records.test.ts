import { type Simulator, startSimulator } from '../../src/simulator/start-simulator.ts';
import { ask } from './ask-graph.ts';
import { alva, cleo, dora, enzo, generated, lita, mika, nobody, rui, tomasz } from './people.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ users: 100, now: () => new Date('2026-11-20T09:00:00Z') });
});
afterEach(() => simulator.world.resetTenant());
afterAll(() => simulator.close());

const methods = (id: string) => `/users/${id}/authentication/methods`;
const fido2 = '#microsoft.graph.fido2AuthenticationMethod';
const authenticator = '#microsoft.graph.microsoftAuthenticatorAuthenticationMethod';

describe('authentication methods', () => {
  test('come mixed, with the properties of their kind inline', async () => {
    const { body } = await ask(simulator, methods(dora));

    expect(body.value.map((method: Record<string, string>) => method['@odata.type'])).toContain(fido2);
    expect(body.value.at(-1)).toMatchObject({
      aaGuid: '90a3ccdf-635c-4729-a248-9b709135078f',
      passkeyType: 'deviceBound',
      attestationLevel: 'notAttested',
    });
  });

  test('passkeyType can be left out, as Graph may', async () => {
    simulator.world.showsPasskeyType = false;

    expect((await ask(simulator, methods(cleo))).body.value.at(-1)).not.toHaveProperty('passkeyType');
  });

  test('Authenticator Lite looks like Authenticator with a version 4', async () => {
    expect((await ask(simulator, methods(lita))).body.value.at(-1)).toMatchObject({
      '@odata.type': authenticator,
      phoneAppVersion: '4.2439.2',
    });
  });

  test.each(['$select=id', "$filter=id eq 'x'", '$top=1', '$expand=device', '$count=true'])(
    'refuse %s',
    async (query) => {
      expect((await ask(simulator, `${methods(alva)}?${query}`)).status).toBe(400);
      expect((await ask(simulator, `/users/${alva}/authentication/fido2Methods?${query}`)).status).toBe(400);
    },
  );

  test('come in pages when the tenant wants it', async () => {
    simulator.world.pageSize = 2;
    const first = await ask(simulator, methods(dora));
    const second = await ask(simulator, first.body['@odata.nextLink']);

    expect([first.body.value.length, second.body.value.length]).toEqual([2, 2]);
    expect(second.body).not.toHaveProperty('@odata.nextLink');
  });

  test('are listed by kind, without the type', async () => {
    const list = await ask(simulator, `/users/${dora}/authentication/fido2Methods`);
    const [passkey] = list.body.value;

    expect(passkey).not.toHaveProperty('@odata.type');
    expect((await ask(simulator, `/users/${dora}/authentication/fido2Methods/${passkey.id}`)).body).toMatchObject(
      passkey,
    );
    expect((await ask(simulator, `/users/${dora}/authentication/fido2Methods/none`)).status).toBe(404);
    expect((await ask(simulator, `/users/${dora}/authentication/temporaryAccessPassMethods`)).body.value).toEqual([]);
  });

  test('of nobody: 404', async () => {
    expect((await ask(simulator, methods(nobody))).body.error.code).toBe('Request_ResourceNotFound');
  });
});

describe('Intune', () => {
  const devices = '/deviceManagement/managedDevices';

  test.each([
    ['of one user', alva, ['iPhone 15', '21HM']],
    ['of a user with several phones', mika, ['iPhone 15', 'iPhone 8', 'Pixel 7', '21HM']],
    ['of a user that is not managed', enzo, []],
    ['of nobody', nobody, []],
    ['of a user made from an id', generated, ['iPhone 15']],
  ])('the devices %s', async (_whose, id, models) => {
    const { body } = await ask(simulator, `${devices}?$filter=userId eq '${id}'&$select=model`);

    expect(body.value).toEqual(models.map((model) => ({ model })));
  });

  test('an empty value in the filter brings everybody’s devices', async () => {
    const { body } = await ask(simulator, `${devices}?$filter=userId eq ''&$select=userId`);

    expect(new Set(body.value.map(({ userId }: { userId: string }) => userId)).size).toBeGreaterThan(100);
  });

  test('other filters work, and unknown properties do not', async () => {
    expect((await ask(simulator, `${devices}?$filter=jailBroken eq 'True'`)).body.value).toHaveLength(1);
    expect((await ask(simulator, `${devices}?$select=shoeSize`)).status).toBe(400);
  });

  test('the date of the last sync is as old as the cast says', async () => {
    const { body } = await ask(simulator, '/users/stella@contoso.example/managedDevices?$select=lastSyncDateTime');

    expect(body.value).toEqual([{ lastSyncDateTime: '2026-10-04T09:00:00Z' }]);
  });

  test('refuses without a licence', async () => {
    simulator.world.hasIntune = false;

    for (const path of [devices, `/users/${alva}/managedDevices`]) {
      const { status, body } = await ask(simulator, path);
      expect([status, body.error.message]).toEqual([400, 'Request not applicable to target tenant.']);
    }
  });
});

describe('device objects', () => {
  test.each(['registeredDevices', 'ownedDevices'])(
    '%s have the properties of a device behind the cast',
    async (set) => {
      const path = `/users/${enzo}/${set}/microsoft.graph.device?$select=operatingSystem,operatingSystemVersion,isManaged`;

      expect((await ask(simulator, path)).body.value).toEqual([
        { operatingSystem: 'Android', operatingSystemVersion: '14', isManaged: null },
      ]);
    },
  );

  test('without the cast they carry their type', async () => {
    const { body } = await ask(simulator, `/users/${rui}/registeredDevices`);

    expect(body.value[0]).toMatchObject({ '@odata.type': '#microsoft.graph.device', trustType: 'Workplace' });
    expect((await ask(simulator, `/users/${tomasz}/registeredDevices`)).body.value).toEqual([]);
  });
});

describe('policies', () => {
  const configurations = '/policies/authenticationMethodsPolicy/authenticationMethodConfigurations';

  test('passkey profiles come inline', async () => {
    const { body } = await ask(simulator, `${configurations}/FIDO2`);

    expect(body['@odata.type']).toBe('#microsoft.graph.fido2AuthenticationMethodConfiguration');
    expect(body.passkeyProfiles[1]).toMatchObject({
      attestationEnforcement: 'registrationOnly',
      passkeyTypes: 'deviceBound',
    });
    expect(body.includeTargets[1].allowedPasskeyProfiles).toEqual([body.passkeyProfiles[1].id]);
  });

  test('the Temporary Access Pass has Microsoft’s defaults', async () => {
    expect((await ask(simulator, `${configurations}/TemporaryAccessPass`)).body).toMatchObject({
      minimumLifetimeInMinutes: 60,
      maximumLifetimeInMinutes: 480,
      defaultLength: 8,
      isUsableOnce: false,
    });
  });

  test('the policy as a whole has all three, and an unknown one is 404', async () => {
    const { body } = await ask(simulator, '/policies/authenticationMethodsPolicy');

    expect(body.authenticationMethodConfigurations).toHaveLength(3);
    expect((await ask(simulator, `${configurations}/Telepathy`)).status).toBe(404);
    expect((await ask(simulator, `${configurations}/FIDO2?$select=shoeSize`)).status).toBe(400);
  });

  test('self-service can be switched off', async () => {
    simulator.world.allowSelfService(false);

    expect((await ask(simulator, `${configurations}/FIDO2`)).body.isSelfServiceRegistrationAllowed).toBe(false);
  });
});
