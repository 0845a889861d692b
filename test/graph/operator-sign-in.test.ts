import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { GraphCredential } from '../../src/graph/graph-config.ts';
import { delegatedPermissions } from '../../src/graph/permissions.ts';
import { unsignedToken } from '../../src/graph/unsigned-token.ts';
import { Secret } from '../../src/helpdesk/secret.ts';
import type { UserId } from '../../src/passkeys/ids.ts';
import { type Simulator, startSimulator } from '../../src/simulator/start-simulator.ts';
import { idOf, simulatorConfig } from './graph-world.ts';
import { helpdeskGraph } from './helpdesk-graph.ts';
import {
  type LocalAuthority,
  startLocalAuthority,
  startManagedIdentity,
  type TokenReaction,
  trustTestCertificates,
} from './local-authority.ts';

const { tenantId, clientId } = simulatorConfig('');
const secret = { kind: 'secret', clientSecret: 'the-secret' } as const;
const options = { lifetime: 60, isUsableOnce: true, startsAt: undefined } as const;
let simulator: Simulator;
let authority: LocalAuthority;
let published: Awaited<ReturnType<typeof generateKeyPair>>;
let unpublished: Awaited<ReturnType<typeof generateKeyPair>>;
let omar: UserId;
let jwk: object;

beforeAll(async () => {
  trustTestCertificates();
  simulator = await startSimulator();
  authority = await startLocalAuthority(tenantId);
  [published, unpublished] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  jwk = { ...(await exportJWK(published.publicKey)), kid: 'one', use: 'sig', alg: 'RS256' };
  omar = idOf(simulator, 'omar');
});
beforeEach(() => {
  simulator.world.resetTenant();
  simulator.requests.clear();
  authority.forms.length = 0;
  authority.publishKeys([jwk]);
  authority.react({ kind: 'token', token: graphToken(omar), expiresInSeconds: 3599 });
});
afterAll(() => Promise.all([simulator.close(), authority.close()]));

/** What Entra gives for Graph; the simulator reads it. */
const graphToken = (oid: string) =>
  unsignedToken({ oid, appid: clientId, tid: tenantId, scp: delegatedPermissions.map(({ name }) => name).join(' ') });

const realGraph = (credential: GraphCredential = secret) =>
  helpdeskGraph(simulator, {
    config: { ...simulatorConfig(simulator.url), authorityHost: authority.url, credential },
    now: () => new Date(),
  });

const seconds = (after = 0) => Math.floor(Date.now() / 1_000) + after;
const claims = (): Record<string, unknown> => ({
  aud: clientId,
  iss: `${authority.url}/${tenantId}/v2.0`,
  iat: seconds(),
  nbf: seconds(-10),
  exp: seconds(3_600),
  tid: tenantId,
  oid: omar,
  scp: 'access_as_user',
  azp: '1fec8e78-bce4-4aaf-ab1b-5451cc387264',
  name: 'Omar Haddad',
  ver: '2.0',
});
/** The token of Teams; what is given replaces its claims, undefined removes them. */
const teamsToken = async (change: Record<string, unknown> = {}, key = published.privateKey, kid = 'one') =>
  new Secret(
    await new SignJWT(JSON.parse(JSON.stringify({ ...claims(), ...change })))
      .setProtectedHeader({ alg: 'RS256', kid })
      .sign(key),
  );

test('without a token of Teams a sign-in is needed, and nobody is asked', async () => {
  expect(await realGraph().signIn.actAs(omar, undefined)).toEqual({ kind: 'sign-in-needed' });
  expect(authority.forms).toEqual([]);
});

test('a good token becomes the operator’s own rights, and the TAP is issued with them', async () => {
  const assertion = await teamsToken();
  const { signIn, lines } = realGraph();

  const session = await signIn.actAs(omar, assertion);
  if (session.kind !== 'acting') throw new Error(session.kind);
  const result = await session.graph.issueTap(idOf(simulator, 'noor'), options);

  expect(result).toMatchObject({ kind: 'issued', issued: { lifetime: 60 } });
  const form = Object.fromEntries(authority.forms[0] ?? []);
  expect(form).toMatchObject({
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    requested_token_use: 'on_behalf_of',
    assertion: assertion.reveal(),
    client_id: clientId,
    client_secret: 'the-secret',
  });
  for (const { name } of delegatedPermissions) expect(form.scope).toContain(`${simulator.url}/${name}`);
  const printed = inspect([session, result, lines], { depth: 9, showHidden: true }) + JSON.stringify([result, lines]);
  for (const hidden of [simulator.world.tapValue('noor') ?? '?', assertion.reveal(), graphToken(omar), 'the-secret'])
    expect(printed).not.toContain(hidden);
});

test('each turn asks anew: no token is kept', async () => {
  const { signIn } = realGraph();
  const assertion = await teamsToken();
  await signIn.actAs(omar, assertion);
  await signIn.actAs(omar, assertion);

  expect(authority.forms).toHaveLength(2);
});

test.each<[string, () => Record<string, unknown>]>([
  [
    'version 1, with its audience and issuer',
    () => ({ aud: `api://botid-${clientId}`, iss: `https://sts.windows.net/${tenantId}/`, ver: '1.0' }),
  ],
  ['version 2 for the application id URI', () => ({ aud: `api://botid-${clientId}` })],
  ['several scopes', () => ({ scp: 'email access_as_user profile' })],
  ['an object id in capitals', () => ({ oid: omar.toUpperCase() })],
  ['a user token that says so', () => ({ idtyp: 'user' })],
  ['over for half a minute: clocks differ', () => ({ exp: seconds(-30) })],
])('a good token: %s', async (_what, change) => {
  expect(await realGraph().signIn.actAs(omar, await teamsToken(change()))).toMatchObject({ kind: 'acting' });
});

test.each<[string, string, () => Record<string, unknown>]>([
  ['another app’s audience', 'not-understood', () => ({ aud: '88888888-0000-4000-8000-000000000008' })],
  ['the audience of Graph', 'not-understood', () => ({ aud: 'https://graph.microsoft.com' })],
  ['no audience', 'not-understood', () => ({ aud: undefined })],
  ['another user', 'not-understood', () => ({ oid: idOf(simulator, 'rui') })],
  ['no user', 'not-understood', () => ({ oid: undefined })],
  ['another tenant', 'not-understood', () => ({ tid: '22222222-2222-4222-8222-222222222222' })],
  ['an application', 'not-understood', () => ({ idtyp: 'app' })],
  ['an application with roles and no scope', 'not-understood', () => ({ scp: undefined, roles: ['access_as_user'] })],
  ['another scope', 'not-understood', () => ({ scp: 'access_as_user2 user.read' })],
  ['expired', 'sign-in-expired', () => ({ exp: seconds(-3_600) })],
  ['without an end', 'not-understood', () => ({ exp: undefined })],
  ['not yet valid', 'not-understood', () => ({ nbf: seconds(3_600) })],
  ['another issuer', 'not-understood', () => ({ iss: 'https://login.microsoftonline.com/common/v2.0' })],
  [
    'the issuer of another tenant',
    'not-understood',
    () => ({ iss: `${authority.url}/22222222-2222-4222-8222-222222222222/v2.0` }),
  ],
  ['no issuer', 'not-understood', () => ({ iss: undefined })],
])('%s: refused, and not exchanged', async (_what, because, change) => {
  const { signIn, lines } = realGraph();
  const assertion = await teamsToken(change());

  expect(await signIn.actAs(omar, assertion)).toEqual({ kind: 'refused', because });
  expect(authority.forms).toEqual([]);
  expect(lines).toMatchObject([{ level: 'warn', fields: { operator: omar, because } }]);
  expect(JSON.stringify(lines)).not.toMatch(/ey[\w-]{9}|Haddad/);
});

test.each<[string, () => Promise<string>]>([
  ['a signature by an unpublished key', async () => (await teamsToken({}, unpublished.privateKey)).reveal()],
  ['an unpublished key by name', async () => (await teamsToken({}, unpublished.privateKey, 'two')).reveal()],
  ['no signature', async () => unsignedToken(claims())],
  ['alg none with somebody’s signature', async () => `${unsignedToken(claims())}AAAA`],
  [
    'the public key used as a shared secret',
    async () =>
      new SignJWT(claims())
        .setProtectedHeader({ alg: 'HS256', kid: 'one' })
        .sign(new TextEncoder().encode(JSON.stringify(jwk))),
  ],
  [
    'a changed payload',
    async () => {
      const [head, , signature] = (await teamsToken()).reveal().split('.');
      const forged = Buffer.from(JSON.stringify({ ...claims(), oid: omar, name: 'x' })).toString('base64url');
      return `${head}.${forged}.${signature}`;
    },
  ],
  ['no token at all', async () => 'good evening'],
  ['nothing', async () => ''],
])('%s: refused, and not exchanged', async (_what, forge) => {
  const { signIn } = realGraph();

  expect(await signIn.actAs(omar, new Secret(await forge()))).toEqual({ kind: 'refused', because: 'not-understood' });
  expect(authority.forms).toEqual([]);
});

test.each<[string, number | readonly object[]]>([
  ['an error', 500],
  ['a redirect', 302],
])('the tenant’s keys are answered with %s: nothing is said about the token', async (_how, keys) => {
  authority.publishKeys(keys);

  expect(await realGraph().signIn.actAs(omar, await teamsToken())).toEqual({ kind: 'refused', because: 'unavailable' });
});

test('the keys hang: over after the deadline', async () => {
  authority.publishKeys('hang');

  expect(await realGraph().signIn.actAs(omar, await teamsToken())).toEqual({ kind: 'refused', because: 'unavailable' });
});

test('a published key does not choose the algorithm', async () => {
  const pair = await generateKeyPair('RS512');
  authority.publishKeys([{ ...(await exportJWK(pair.publicKey)), kid: 'one' }]);
  const token = await new SignJWT(claims()).setProtectedHeader({ alg: 'RS512', kid: 'one' }).sign(pair.privateKey);

  expect(await realGraph().signIn.actAs(omar, new Secret(token))).toEqual({
    kind: 'refused',
    because: 'not-understood',
  });
  expect(authority.forms).toEqual([]);
});

const refuse = (error: string, codes: readonly number[], more: { suberror?: string; claims?: string } = {}) =>
  ({ kind: 'refuse', status: 400, error, codes, ...more }) as const;

test.each<[string, TokenReaction, string]>([
  ['nobody consented', refuse('invalid_grant', [65001], { suberror: 'consent_required' }), 'consent-missing'],
  ['consent, by its suberror alone', refuse('invalid_grant', [1], { suberror: 'consent_required' }), 'consent-missing'],
  ['an administrator has to consent', refuse('invalid_grant', [90094]), 'consent-missing'],
  [
    'MFA',
    refuse('interaction_required', [50076], { suberror: 'basic_action', claims: '{"access_token":{}}' }),
    'step-up',
  ],
  ['MFA not set up', refuse('interaction_required', [50079]), 'step-up'],
  ['an external challenge', refuse('interaction_required', [50158]), 'step-up'],
  ['MFA, as an invalid grant', refuse('invalid_grant', [50076]), 'step-up'],
  ['an unknown interaction', refuse('interaction_required', [59999]), 'step-up'],
  ['claims', refuse('invalid_grant', [59999], { claims: '{"access_token":{}}' }), 'step-up'],
  ['the assertion is over', refuse('invalid_grant', [500133]), 'sign-in-expired'],
  ['a refresh token is over', refuse('invalid_grant', [700082]), 'sign-in-expired'],
  ['the password was changed', refuse('invalid_grant', [50173]), 'sign-in-expired'],
  ['our secret is wrong', { ...refuse('invalid_client', [7000215]), status: 401 }, 'not-understood'],
  ['something else', refuse('invalid_grant', [1]), 'not-understood'],
  ['throttled', { ...refuse('temporarily_unavailable', [1]), status: 429 }, 'throttled'],
  ['overloaded', { ...refuse('temporarily_unavailable', [1]), status: 503 }, 'unavailable'],
  ['cut', { kind: 'cut' }, 'unavailable'],
  ['no answer', { kind: 'hang' }, 'unavailable'],
])('on-behalf-of refused: %s', async (_why, reaction, because) => {
  authority.react(reaction);
  const { signIn, lines } = realGraph();
  const assertion = await teamsToken();

  expect(await signIn.actAs(omar, assertion)).toEqual({ kind: 'refused', because });
  expect(authority.forms).toHaveLength(1);
  expect(lines).toHaveLength(1);
  expect(JSON.stringify(lines)).not.toMatch(/Ida|the-secret|ey[\w-]{9}/);
});

describe('the app registration proves itself', () => {
  test('by a certificate, whose key stays here', async () => {
    const certificatePath = fileURLToPath(new URL('../fixtures/tls/app-registration.pem', import.meta.url));
    const { signIn } = realGraph({ kind: 'certificate', certificatePath });

    expect(await signIn.actAs(omar, await teamsToken())).toMatchObject({ kind: 'acting' });
    const form = Object.fromEntries(authority.forms[0] ?? []);
    expect(form.client_assertion).toMatch(/^ey[\w-]+\.ey[\w-]+\.[\w-]+$/);
    expect(form).not.toHaveProperty('client_secret');
  });

  test('by a managed identity that it trusts', async () => {
    const identity = await startManagedIdentity('of-the-managed-identity');
    process.env.IDENTITY_ENDPOINT = `${identity.url}/msi/token`;
    process.env.IDENTITY_HEADER = 'x';
    const credential = {
      kind: 'federated',
      managedIdentityClientId: '77777777-0000-4000-8000-000000000007',
      audience: 'api://AzureADTokenExchange',
    } as const;

    try {
      expect(await realGraph(credential).signIn.actAs(omar, await teamsToken())).toMatchObject({ kind: 'acting' });
      expect(Object.fromEntries(authority.forms[0] ?? [])).toMatchObject({
        client_assertion: 'of-the-managed-identity',
        requested_token_use: 'on_behalf_of',
      });
    } finally {
      delete process.env.IDENTITY_ENDPOINT;
      delete process.env.IDENTITY_HEADER;
      await identity.close();
    }
  });

  test('by a certificate that is not there: nobody but an administrator can help', async () => {
    const { signIn, lines } = realGraph({ kind: 'certificate', certificatePath: '/nowhere.pem' });

    expect(await signIn.actAs(omar, await teamsToken())).toEqual({ kind: 'refused', because: 'not-understood' });
    expect(lines).toMatchObject([{ fields: { reason: 'ENOENT' } }]);
  });
});
