import { type Simulator, startSimulator } from '../../src/simulator/start-simulator.ts';
import { passkeyGuideApp } from '../../src/simulator/teams-apps.ts';
import { noThrottling, type Throttling, usualThrottling } from '../../src/simulator/throttle.ts';
import { ask } from './ask-graph.ts';
import { alva, rui } from './people.ts';
import { appToken, jwt } from './tokens.ts';

let now = 0;
let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ users: 50, clock: () => now });
});
beforeEach(() => {
  now = 1_000_000;
  simulator.world.resetTenant();
});
afterAll(() => simulator.close());

const token = appToken(
  'AuditLog.Read.All',
  'UserAuthenticationMethod.Read.All',
  'DeviceManagementManagedDevices.Read.All',
  'TeamsAppInstallation.ReadWriteSelfForUser.All',
);
const report = '/reports/authenticationMethods/userRegistrationDetails?$top=1';
const methods = `/users/${alva}/authentication/methods`;
const audits = '/auditLogs/directoryAudits';
const set = (changes: Partial<Throttling>) => {
  simulator.world.throttle.settings = { ...noThrottling, ...changes };
};
const get = (path: string, bearer = token) => ask(simulator, path, { token: bearer });

async function statuses(count: number, path: string): Promise<readonly number[]> {
  const all: number[] = [];
  for (let request = 0; request < count; request++) all.push((await get(path)).status);
  return all;
}

test('the report is read five times in ten seconds, and again when they are over', async () => {
  for (let request = 0; request < 5; request++) {
    expect((await get(report)).status).toBe(200);
    now += 1000;
  }
  const refused = await get(report);

  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '5']);
  now += 4999;
  expect((await get(report)).headers.get('retry-after')).toBe('1');
  now += 1;
  expect(await statuses(2, report)).toEqual([200, 429]);
});

test('another app has five of its own', async () => {
  await statuses(6, report);
  const another = jwt({
    idtyp: 'app',
    appid: 'another',
    tid: '11111111-1111-1111-1111-111111111111',
    roles: ['AuditLog.Read.All'],
  });

  expect((await get(report, another)).status).toBe(200);
});

test('who has no permission is refused for that, and uses nothing up', async () => {
  for (let request = 0; request < 6; request++) await get(report, appToken('User.Read.All'));

  expect((await get(report)).status).toBe(200);
});

test.each([
  ['methods', methods],
  ['the audit log', audits],
])('%s are not counted to the report unless told', async (_what, path) => {
  expect(new Set(await statuses(7, path))).toEqual(new Set([200]));
});

test.each([
  ['methods', methods, { methods: true }],
  ['the audit log', audits, { audits: true }],
] as const)('%s are, when told, with the report in the same five', async (_what, path, changes) => {
  set({ reports: true, ...changes });
  await statuses(3, report);

  expect(await statuses(3, path)).toEqual([200, 200, 429]);
});

test('in a batch each part is counted and refused by itself', async () => {
  set({ methods: true });
  const requests = Array.from({ length: 8 }, (_, id) => ({ id: String(id), method: 'GET', url: methods }));

  const { status, body } = await ask(simulator, '/$batch', { token, body: { requests } });
  const refused = body.responses.filter((part: { status: number }) => part.status === 429);
  expect(status).toBe(200);
  expect(refused).toHaveLength(3);
  expect(refused[0]).toMatchObject({ headers: { 'Retry-After': '10' }, body: { error: { code: 'TooManyRequests' } } });
});

test('Intune takes 2,000 requests in 20 seconds', async () => {
  set({ intune: true });
  const { throttle } = simulator.world;
  for (let request = 0; request < 1999; request++) throttle.count('GET', ['deviceManagement', 'managedDevices'], 'bot');

  expect(await statuses(2, '/deviceManagement/managedDevices?$top=1')).toEqual([200, 429]);
});

test('Teams installs 30 apps a second', async () => {
  const body = {
    'teamsApp@odata.bind': `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${passkeyGuideApp.id}`,
  };
  const install = (id: string) => ask(simulator, `/users/${id}/teamwork/installedApps`, { token, body });
  for (let request = 0; request < 29; request++) await install(alva);

  expect((await install(rui)).status).toBe(201);
  expect((await install(rui)).status).toBe(429);
  now += 1000;
  expect((await install(rui)).status).toBe(409);
});

test('the limits are switched over HTTP, and are as at the start after a reset', async () => {
  const send = (path: string, body: unknown) =>
    fetch(`${simulator.url}/simulator/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  await statuses(6, report);

  expect(await (await send('throttling', { reports: false })).json()).toMatchObject({
    reports: false,
    refused: { reports: 1 },
  });
  expect((await get(report)).status).toBe(200);
  expect((await send('throttling', { weather: true })).status).toBe(400);
  expect((await send('throttling', { reports: 'no' })).status).toBe(400);
  await send('reset', {});
  expect(simulator.world.throttle.settings).toEqual(usualThrottling);
});
