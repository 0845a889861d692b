import { fileURLToPath } from 'node:url';
import { createTokenSource } from '../../src/graph/credential.ts';
import type { GraphConfig, GraphCredential } from '../../src/graph/graph-config.ts';
import { simulatorConfig } from './graph-world.ts';
import {
  type LocalAuthority,
  startLocalAuthority,
  startManagedIdentity,
  type TokenReaction,
  trustTestCertificates,
} from './local-authority.ts';

const graph = 'https://graph.microsoft.example';
const base = simulatorConfig(graph);
let authority: LocalAuthority;
let time = 0;
const now = () => new Date(time);
beforeAll(async () => {
  trustTestCertificates();
  authority = await startLocalAuthority(base.tenantId);
});
beforeEach(() => {
  time = Date.now();
  authority.forms.length = 0;
  authority.react({ kind: 'token', token: 'a-token', expiresInSeconds: 3599 });
});
afterAll(() => authority.close());

const configFor = (credential: GraphCredential): GraphConfig => ({ ...base, authorityHost: authority.url, credential });
const secret = { kind: 'secret', clientSecret: 'the-secret' } as const;
const failing = (work: Promise<unknown>) =>
  work.then(
    () => 'no failure',
    (error: unknown) => error,
  );
const lastForm = () => Object.fromEntries(authority.forms.at(-1) ?? []);

describe('the simulator credential', () => {
  test('says which application permissions there are, and is signed by nobody', async () => {
    const token = await createTokenSource(base).getToken();

    const [head, payload, signature] = token.split('.');
    expect(JSON.parse(Buffer.from(head ?? '', 'base64url').toString())).toMatchObject({ alg: 'none' });
    expect(JSON.parse(Buffer.from(payload ?? '', 'base64url').toString())).toEqual({
      idtyp: 'app',
      appid: base.clientId,
      tid: base.tenantId,
      roles: [
        'User.Read.All',
        'UserAuthenticationMethod.Read.All',
        'DeviceManagementManagedDevices.Read.All',
        'Policy.Read.AuthenticationMethod',
        'GroupMember.Read.All',
        'RoleManagement.Read.Directory',
        'PrivilegedEligibilitySchedule.Read.AzureADGroup',
        'AuditLog.Read.All',
        'MailboxSettings.Read',
        'TeamsAppInstallation.ReadWriteSelfForUser.All',
      ],
    });
    expect(signature).toBe('');
  });
});

describe('against an authority', () => {
  const asks = { grant_type: 'client_credentials', client_id: base.clientId, scope: `${graph}/.default` };

  test('a secret', async () => {
    expect(await createTokenSource(configFor(secret)).getToken()).toBe('a-token');
    expect(lastForm()).toMatchObject({ ...asks, client_secret: 'the-secret' });
  });

  test('a certificate, whose key stays here', async () => {
    const certificatePath = fileURLToPath(new URL('../fixtures/tls/app-registration.pem', import.meta.url));

    expect(await createTokenSource(configFor({ kind: 'certificate', certificatePath })).getToken()).toBe('a-token');
    expect(lastForm()).toMatchObject({
      ...asks,
      client_assertion: expect.stringMatching(/^ey[\w-]+\.ey[\w-]+\.[\w-]+$/),
    });
    expect(lastForm()).not.toHaveProperty('client_secret');
  });

  test('federated: the token of a managed identity stands for a secret', async () => {
    const identity = await startManagedIdentity('of-the-managed-identity');
    process.env.IDENTITY_ENDPOINT = `${identity.url}/msi/token`;
    process.env.IDENTITY_HEADER = 'x';
    const audience = 'api://AzureADTokenExchange';
    const credential = {
      kind: 'federated',
      managedIdentityClientId: '77777777-0000-4000-8000-000000000007',
      audience,
    } as const;

    try {
      expect(await createTokenSource(configFor(credential)).getToken()).toBe('a-token');
      expect(lastForm()).toMatchObject({ ...asks, client_assertion: 'of-the-managed-identity' });
      expect(Object.fromEntries(identity.asked[0]?.searchParams ?? [])).toMatchObject({
        resource: audience,
        client_id: credential.managedIdentityClientId,
      });
    } finally {
      delete process.env.IDENTITY_ENDPOINT;
      delete process.env.IDENTITY_HEADER;
      await identity.close();
    }
  });

  test.each<[string, TokenReaction, object]>([
    [
      'a wrong secret',
      { kind: 'refuse', status: 401, error: 'invalid_client' },
      { code: 'forbidden', status: 401, reason: 'invalid_client AADSTS7000215' },
    ],
    ['no longer registered', { kind: 'refuse', status: 400, error: 'unauthorized_client' }, { code: 'forbidden' }],
    ['busy', { kind: 'refuse', status: 503, error: 'temporarily_unavailable' }, { code: 'unavailable' }],
    [
      'throttled',
      { kind: 'refuse', status: 429, error: 'temporarily_unavailable' },
      { code: 'throttled', status: 429, retryAfter: 7_000 },
    ],
    ['a cut connection', { kind: 'cut' }, { code: 'unavailable' }],
    ['no answer', { kind: 'hang' }, { code: 'timed-out' }],
  ])('%s: the failure says so, at once and without its text', async (_why, reaction, expected) => {
    authority.react(reaction);

    const error = await failing(createTokenSource(configFor(secret)).getToken());

    expect(error).toMatchObject({ name: 'GraphError', operation: 'get token', ...expected });
    expect(JSON.stringify(error) + String(error)).not.toMatch(/Ida|the-secret/);
    expect(authority.forms).toHaveLength(1);
  });

  test('a certificate that is not there', async () => {
    const source = createTokenSource(configFor({ kind: 'certificate', certificatePath: '/nowhere.pem' }));

    expect(await failing(source.getToken())).toMatchObject({ code: 'forbidden', reason: 'ENOENT', status: undefined });
  });
});

describe('one token for everybody', () => {
  test('100 at once ask for it once', async () => {
    const source = createTokenSource(configFor(secret), now);

    await Promise.all(Array.from({ length: 100 }, () => source.getToken()));
    await source.getToken();

    expect(authority.forms).toHaveLength(1);
  });

  test('it is replaced before it ends', async () => {
    authority.react({ kind: 'token', token: 'first', expiresInSeconds: 240 });
    const source = createTokenSource(configFor(secret), now);
    await source.getToken();
    authority.react({ kind: 'token', token: 'second', expiresInSeconds: 3599 });

    expect(await source.getToken()).toBe('second');
  });

  test('a failure is not remembered', async () => {
    const source = createTokenSource(configFor(secret), now);
    authority.react({ kind: 'refuse', status: 401, error: 'invalid_client' });
    await failing(source.getToken());
    authority.react({ kind: 'token', token: 'now it works', expiresInSeconds: 3599 });

    expect(await source.getToken()).toBe('now it works');
  });

  test('while it is still good, a failed replacement hurts nobody; afterwards it does', async () => {
    authority.react({ kind: 'token', token: 'first', expiresInSeconds: 240 });
    const source = createTokenSource(configFor(secret), now);
    await source.getToken();
    authority.react({ kind: 'refuse', status: 503, error: 'temporarily_unavailable' });

    expect(await source.getToken()).toBe('first');
    time += 241_000;
    expect(await failing(source.getToken())).toMatchObject({ code: 'unavailable' });
  });
});
