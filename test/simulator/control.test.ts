import { type Simulator, startSimulator } from '../../src/simulator/start-simulator.ts';
import { groupIds } from '../../src/simulator/tenant.ts';
import { ask, type Body } from './ask-graph.ts';
import { alva } from './people.ts';
import { appToken } from './tokens.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ now: () => new Date('2026-11-20T09:00:00Z') });
});
afterEach(() => simulator.world.resetTenant());
afterAll(() => simulator.close());

async function send(path: string, body: unknown): Promise<{ readonly status: number; readonly body: Body }> {
  const response = await fetch(`${simulator.url}/simulator/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}
const show = async (path: string): Promise<Body> => (await fetch(`${simulator.url}/simulator/${path}`)).json();
const page = async (nick: string) => (await fetch(`${simulator.url}/?person=${nick}`)).text();

const policy = '/policies/authenticationMethodsPolicy';
const campaign = async () =>
  (await ask(simulator, policy)).body.registrationEnforcement.authenticationMethodsRegistrationCampaign;

test('Entra’s own campaign is managed by Microsoft until it is set otherwise', async () => {
  expect(await campaign()).toMatchObject({ state: 'default', includeTargets: [{ id: 'all_users' }] });
  const includeTargets = [{ id: groupIds.berlin, targetType: 'group', targetedAuthenticationMethod: 'fido2' }];

  await send('tenant', { registrationCampaign: { state: 'enabled', includeTargets } });
  expect(await campaign()).toEqual({ snoozeDurationInDays: 1, state: 'enabled', excludeTargets: [], includeTargets });
});

test.each([
  ['an unknown state', 'tenant', { registrationCampaign: { state: 'sometimes' } }],
  ['targets that are no list', 'tenant', { registrationCampaign: { includeTargets: 'all' } }],
  ['an unknown way to name', 'tenant', { auditTargetIds: 'rarely' }],
  ['a delay that is no number', 'tenant', { auditDelaySeconds: 'long' }],
  ['a report from the future', 'report', { refreshMinutes: -1 }],
])('refused: %s', async (_what, path, body) => {
  expect((await send(path, body)).status).toBe(400);
});

test('switches are as at the start after a reset', async () => {
  const before = await show('tenant');
  await send('tenant', {
    premium: false,
    appsAllowed: false,
    auditTargetIds: 'never',
    auditDelaySeconds: 60,
    intune: false,
  });

  expect(await show('tenant')).toMatchObject({ premium: false, appsAllowed: false, auditTargetIds: 'never' });
  await send('reset', {});
  expect(await show('tenant')).toEqual(before);
});

test('the report is written now, or more often', async () => {
  const before = await show('report');
  await send('people/alva/disable-account', {});

  expect(before).toMatchObject({ writtenAt: '2026-11-20T09:00:00.000Z', refreshMinutes: 1440 });
  expect((await show('report')).rows).toBe(before.rows);
  expect((await send('report', {})).body.rows).toBe(before.rows - 1);
  expect((await send('report', { refreshMinutes: 0 })).body.refreshMinutes).toBe(0);
});

test('somebody who was deleted is gone for Graph and brought back by a press', async () => {
  const token = appToken('User.Read.All');
  await send('people/alva/delete-account', {});

  expect((await ask(simulator, `/users/${alva}`, { token })).status).toBe(404);
  expect((await ask(simulator, "/users?$filter=startsWith(displayName,'Alva')", { token })).body.value).toEqual([]);
  expect(await page('alva')).toContain('account deleted');
  await send(`people/${alva}/reset`, {});
  expect((await ask(simulator, `/users/${alva}`, { token })).status).toBe(200);
});

test('the page shows mailbox, Teams and what the report still says', async () => {
  await send('people/alva/install-app', {});
  await send('people/alva/finish-registration', {});

  const alvas = await page('alva');
  expect(alvas).toContain('Pacific Standard Time · at work');
  expect(alvas).toContain('Passkey Guide installed');
  expect(alvas).toContain(
    'mobilePhone, microsoftAuthenticatorPush, softwareOneTimePasscode · as of 2026-11-20 09:00 UTC',
  );
  expect(await page('stella')).toContain('W. Europe Standard Time · away until 2026-11-26');
  expect(await page('hugo')).toContain('no licence');
  expect(await page('dirk')).toContain('no row');
});
