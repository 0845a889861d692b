import { type Simulator, startSimulator } from '../../src/simulator/start-simulator.ts';
import { ask } from './ask-graph.ts';
import { alva, omar, rui } from './people.ts';
import { appToken, jwt, readEverything, userToken } from './tokens.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

const tid = '11111111-1111-1111-1111-111111111111';
const checkGroups = { body: { groupIds: ['bbbbbbbb-0000-0000-0000-000000000001'] } };
const policy = '/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/FIDO2';

test.each([
  ['no token', undefined],
  ['not a token', 'nonsense'],
  ['claims that are no JSON', 'a.b.c'],
  ['another tenant', jwt({ idtyp: 'app', tid: 'other', roles: ['User.Read.All'] })],
  ['an expired one', jwt({ idtyp: 'app', tid, roles: ['User.Read.All'], exp: 1000 })],
  ['neither application nor user', jwt({ tid, scp: 'User.Read.All' })],
])('%s: 401', async (_what, token) => {
  for (const path of [`/users/${alva}`, '/$batch']) {
    const reply = await ask(simulator, path, { token, ...(path === '/$batch' && { body: { requests: [] } }) });
    expect([reply.status, reply.body.error.code]).toEqual([401, 'InvalidAuthenticationToken']);
  }
});

test.each([
  ['users', '/users', ['User.Read.All'], {}],
  ['one user', `/users/${alva}`, ['User.Read.All'], {}],
  ['the manager', `/users/${alva}/manager`, ['User.Read.All'], {}],
  ['methods', `/users/${alva}/authentication/methods`, ['UserAuthenticationMethod.Read.All'], {}],
  ['passkeys', `/users/${alva}/authentication/fido2Methods`, ['UserAuthMethod-Passkey.Read.All'], {}],
  [
    'Authenticator',
    `/users/${alva}/authentication/microsoftAuthenticatorMethods`,
    ['UserAuthMethod-MicrosoftAuthApp.Read.All'],
    {},
  ],
  ['passes', `/users/${alva}/authentication/temporaryAccessPassMethods`, ['UserAuthMethod-TAP.Read.All'], {}],
  ['Intune', '/deviceManagement/managedDevices', ['DeviceManagementManagedDevices.Read.All'], {}],
  ['Intune of a user', `/users/${alva}/managedDevices`, ['DeviceManagementManagedDevices.Read.All'], {}],
  ['devices', `/users/${alva}/registeredDevices`, ['User.Read.All'], {}],
  ['owned devices', `/users/${alva}/ownedDevices/microsoft.graph.device`, ['User.Read.All'], {}],
  ['the registration report', '/reports/authenticationMethods/userRegistrationDetails', ['AuditLog.Read.All'], {}],
  ['a mailbox', `/users/${alva}/mailboxSettings`, ['MailboxSettings.Read'], {}],
  ['the app catalogue', '/appCatalogs/teamsApps', ['AppCatalog.Read.All'], {}],
  ['installed apps', `/users/${alva}/teamwork/installedApps`, ['TeamsAppInstallation.ReadForUser.All'], {}],
  ['groups', '/groups', ['GroupMember.Read.All'], {}],
  ['policy', policy, ['Policy.Read.AuthenticationMethod'], {}],
  ['membership', `/users/${alva}/checkMemberGroups`, ['User.Read.All', 'GroupMember.Read.All'], checkGroups],
  ['groups of a user', `/users/${alva}/transitiveMemberOf`, ['GroupMember.Read.All'], {}],
  [
    'members',
    '/groups/bbbbbbbb-0000-0000-0000-000000000001/transitiveMembers',
    ['GroupMember.ReadBasic.All', 'User.ReadBasic.All'],
    {},
  ],
])('%s: the least privilege is enough, without it 403', async (_what, path, permissions, options) => {
  const others = ['Mail.Read', 'UserAuthMethod-Phone.Read.All'];

  expect((await ask(simulator, path, { ...options, token: appToken(...permissions) })).status).toBe(200);
  for (const missing of permissions.slice(0, path.includes('/groups/') ? 1 : undefined)) {
    const rest = permissions.filter((permission) => permission !== missing);
    const reply = await ask(simulator, path, { ...options, token: appToken(...rest, ...others) });
    expect([reply.status, reply.body.error.code]).toEqual([403, 'Authorization_RequestDenied']);
  }
});

const own = 'UserAuthenticationMethod.Read';
const all = 'UserAuthenticationMethod.Read.All';

test.each([
  ['a user reads their own', alva, own, alva, 200],
  ['a user reads those of another', alva, own, rui, 403],
  ['…even with the wide scope: a directory role is missing', alva, all, rui, 403],
  ['an Authentication Administrator reads those of another', omar, all, rui, 200],
  ['…but not without the scope', omar, own, rui, 403],
])('methods, delegated: %s', async (_who, actor, scope, about, status) => {
  const token = userToken(actor, scope);

  expect((await ask(simulator, `/users/${about}/authentication/methods`, { token })).status).toBe(status);
});

test('an application permission is no delegated scope', async () => {
  const token = jwt({ oid: alva, tid, roles: ['User.Read.All'] });

  expect((await ask(simulator, `/users/${rui}`, { token })).status).toBe(403);
});

test('who may not read learns nothing about who exists', async () => {
  const reply = await ask(simulator, '/users/nobody@contoso.example', { token: appToken() });

  expect(reply.status).toBe(403);
});

test('a page of the internet that points its name at this machine is refused', async () => {
  const { hostname, port } = new URL(simulator.url);
  const { request } = await import('node:http');
  const status = await new Promise((resolve, reject) => {
    request({
      hostname,
      port,
      path: '/v1.0/users',
      headers: { host: 'evil.example', authorization: `Bearer ${readEverything}` },
    })
      .on('response', (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end();
  });

  expect(status).toBe(403);
});

test('it listens on loopback only', async () => {
  await expect(startSimulator({ host: '0.0.0.0' })).rejects.toThrow('loopback only');
});
