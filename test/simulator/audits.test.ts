import { setManager } from '../../src/simulator/reporting-line.ts';
import { type Simulator, startSimulator } from '../../src/simulator/start-simulator.ts';
import { ask, type Body } from './ask-graph.ts';
import { alva, cleo, dora, ivo, mika, noor, omar, rui } from './people.ts';
import { appToken, operatorScopes, operatorToken } from './tokens.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ now: () => new Date('2026-11-20T09:00:00Z') });
});
afterEach(() => simulator.world.resetTenant());
afterAll(() => simulator.close());

const token = appToken('AuditLog.Read.All');
const audits = '/auditLogs/directoryAudits';
const find = async (filter: string): Promise<Body[]> =>
  (await ask(simulator, `${audits}?$filter=${encodeURIComponent(filter)}`, { token })).body.value;
const about = (person: string) => `targetResources/any(t: t/id eq '${person}')`;
const tapsOf = (person: string) => `/users/${person}/authentication/temporaryAccessPassMethods`;
const play = (person: string, action: string, input = {}) =>
  fetch(`${simulator.url}/simulator/people/${person}/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });

test('a pass that an operator issues and deletes names the operator and the user, not the value', async () => {
  const operator = operatorToken(omar);
  const { body } = await ask(simulator, tapsOf(noor), { token: operator, body: {} });
  await ask(simulator, `${tapsOf(noor)}/${body.id}`, { token: operator, method: 'DELETE' });

  const found = await find(about(noor));
  expect(found.map(({ activityDisplayName }) => activityDisplayName).sort()).toEqual([
    'Admin deleted security info',
    'Admin registered security info',
  ]);
  for (const audit of found) {
    expect(audit).toMatchObject({
      category: 'UserManagement',
      loggedByService: 'Authentication Methods',
      result: 'success',
      resultReason: expect.stringContaining('temporary access pass'),
      initiatedBy: { user: { id: omar, userPrincipalName: 'omar@contoso.example' }, app: null },
      targetResources: [{ id: noor, type: 'User' }],
    });
  }
  expect(JSON.stringify(found)).not.toContain(body.temporaryAccessPass);
});

test('a pass that an application issues names the application', async () => {
  await ask(simulator, tapsOf(noor), { token: appToken(operatorScopes.taps), body: {} });

  expect((await find(about(noor)))[0].initiatedBy).toMatchObject({ user: null, app: { appId: 'bot' } });
});

test.each([
  ['Authenticator', alva, {}, 'Add Passkey (device-bound)', '90a3ccdf-635c-4729-a248-9b709135078f'],
  ['Samsung Pass', rui, { provider: 'samsung-pass' }, 'Add Passkey (synced)', '53414d53-554e-4700-0000-000000000000'],
])('a passkey in %s', async (_where, person, input, activity, aaguid) => {
  await play(person, 'make-passkey', { provider: 'authenticator', ...input });

  const found = await find(`startswith(activityDisplayName,'Add Passkey') and ${about(person)}`);
  expect(found).toMatchObject([
    {
      activityDisplayName: activity,
      loggedByService: 'Device Registration Service',
      additionalDetails: [{ key: 'AAGuid', value: aaguid }],
      initiatedBy: { user: { id: person } },
    },
  ]);
});

test.each([
  ['never', [null, null]],
  ['sometimes', [null, rui]],
  ['always', [alva, rui]],
] as const)('whom a passkey was added for is %s named by id, and by address all the same', async (how, ids) => {
  simulator.world.auditTargetIds = how;
  await play(alva, 'make-passkey', { provider: 'authenticator' });
  await play(rui, 'make-passkey', { provider: 'samsung-pass' });

  const found = (await find("startswith(activityDisplayName,'Add Passkey')")).map(({ targetResources: [one] }) => one);
  const byAddress = (nick: string) =>
    found.find(({ userPrincipalName }) => userPrincipalName === `${nick}@contoso.example`);
  const named = [byAddress('alva').id, byAddress('rui').id];
  expect(named).toEqual(ids);
});

test('an entry appears late, if the tenant is set so', async () => {
  simulator.world.auditDelaySeconds = 120;
  await play(alva, 'make-passkey', { provider: 'authenticator' });

  expect(await find("startswith(activityDisplayName,'Add Passkey')")).toEqual([]);
  simulator.world.auditDelaySeconds = 0;
  expect(await find("startswith(activityDisplayName,'Add Passkey')")).toHaveLength(1);
});

test('a passkey that Entra did not take is in no audit', async () => {
  await play('atti', 'make-passkey', { provider: 'google' });

  expect(await find("startswith(activityDisplayName,'Add Passkey')")).toEqual([]);
});

test('undoing: a method deleted, sessions revoked', async () => {
  const operator = operatorToken(omar);
  const list = `/users/${dora}/authentication/fido2Methods`;
  const { id } = (await ask(simulator, list)).body.value[0];
  await ask(simulator, `${list}/${id}`, { token: operator, method: 'DELETE' });
  await ask(simulator, `/users/${cleo}/revokeSignInSessions`, { token: operator, method: 'POST' });

  expect(await find(about(dora))).toMatchObject([{ activityDisplayName: 'Admin deleted security info' }]);
  expect(await find(about(cleo))).toMatchObject([
    { activityDisplayName: 'Update StsRefreshTokenValidFrom Timestamp', initiatedBy: { user: { id: omar } } },
  ]);
});

test('the manager set five minutes ago is there from the start, the others are too old', async () => {
  const found = await find("activityDisplayName eq 'Set user manager'");

  expect(found).toMatchObject([
    {
      activityDateTime: '2026-11-20T08:55:00Z',
      targetResources: [
        { id: ivo, modifiedProperties: [{ displayName: 'Manager', newValue: `["${rui}"]` }, {}] },
        { id: rui },
      ],
    },
  ]);
});

test.each(['Set user manager', 'Update user'] as const)(
  'a manager set now is written down as "%s"',
  async (activity) => {
    const { world } = simulator;
    world.managerAudit = activity;
    setManager(world, alva, rui, { kind: 'app', appId: 'hr' });

    expect((await ask(simulator, `/users/${alva}/manager`)).body.id).toBe(rui);
    expect(await find(`activityDisplayName eq '${activity}' and ${about(alva)}`)).toMatchObject([
      { targetResources: [{ modifiedProperties: [{ oldValue: `["${mika}"]`, newValue: `["${rui}"]` }, {}] }, {}] },
    ]);
  },
);

test.each([
  ['from a moment on', 'activityDateTime ge 2026-11-20T08:55:00Z', 1],
  ['after it', 'activityDateTime ge 2026-11-20T08:55:01Z', 0],
  ['between two', 'activityDateTime ge 2026-11-20T08:00:00Z and activityDateTime le 2026-11-20T08:56:00Z', 1],
  ['by name and moment', "activityDisplayName eq 'Set user manager' and activityDateTime ge 2026-10-21T00:00:00Z", 1],
  ['by target without a space', `targetResources/any(t:t/id eq '${ivo}')`, 1],
  ['by the name of a target', "targetResources/any(x: startswith(x/displayName,'Ivo'))", 1],
  ['by a target that is not there', `targetResources/any(t: t/id eq '${alva}')`, 0],
  ['by service', "loggedByService eq 'Core Directory'", 1],
])('found %s', async (_how, filter, count) => {
  expect(await find(filter)).toHaveLength(count);
});

test.each([
  ['a property that cannot be filtered by', "result eq 'success'"],
  ['an operator that is not supported', "contains(activityDisplayName,'manager')"],
  ['ne', "activityDisplayName ne 'x'"],
  ['all other lambdas', "targetResources/all(t: t/id eq 'x')"],
  ['a lambda that is not closed', "targetResources/any(t: t/id eq 'x'"],
  ['a lambda without a variable', "targetResources/any(id eq 'x')"],
  ['a property of a target that is not supported', "targetResources/any(t: t/type eq 'User')"],
  ['an unclosed quote', "activityDisplayName eq 'x"],
  ['a moment that is none', 'activityDateTime ge yesterday'],
])('%s: 400', async (_what, filter) => {
  expect((await ask(simulator, `${audits}?$filter=${encodeURIComponent(filter)}`, { token })).status).toBe(400);
});

test('newest first unless asked otherwise, on pages that have everything once', async () => {
  for (let round = 0; round < 4; round++) await ask(simulator, tapsOf(noor), { token: operatorToken(omar), body: {} });
  const ids: string[] = [];
  let path: string | undefined = `${audits}?$top=2`;
  while (path !== undefined) {
    const { body }: Awaited<ReturnType<typeof ask>> = await ask(simulator, path, { token });
    ids.push(...body.value.map(({ id }: Body) => id));
    path = body['@odata.nextLink'];
  }
  const oldest = await ask(simulator, `${audits}?$top=1&$orderby=activityDateTime`, { token });

  expect(new Set(ids).size).toBe(5);
  expect(oldest.body.value[0].id).toBe(ids.at(-1));
});

test('without the permission nobody reads them', async () => {
  expect((await ask(simulator, audits)).status).toBe(403);
});
