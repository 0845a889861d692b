import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { groupFindings, type NamedGroups } from '../src/doctor/group-findings.ts';
import { tenantFindings } from '../src/doctor/tenant-findings.ts';
import { within } from '../src/graph/deadline.ts';
import { createGraphClient } from '../src/graph/graph-client.ts';
import { applicationPermissions } from '../src/graph/permissions.ts';
import { permissionsIn, readAccess } from '../src/graph/read-access.ts';
import { readGroups } from '../src/graph/read-groups.ts';
import type { PasskeyGoal } from '../src/passkeys/goal.ts';
import { type GroupId, groupId } from '../src/passkeys/ids.ts';
import { type Simulator, startSimulator } from '../src/simulator/start-simulator.ts';
import { groupIds, tenantId } from '../src/simulator/tenant.ts';
import { createDatabase } from './fixtures/fresh-database.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterEach(() => {
  simulator.world.resetTenant();
  simulator.faults.clear();
});
afterAll(() => simulator.close());

const allOfThem = applicationPermissions.map(({ name }) => name);

function tokenWith(roles: readonly string[]): string {
  const claims = { idtyp: 'app', appid: '99999999-0000-4000-8000-000000000009', tid: tenantId, roles };
  return `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.`;
}

function readWith(roles: readonly string[]) {
  const tokens = { getToken: async () => tokenWith(roles) };
  const client = createGraphClient({ baseUrl: simulator.url, tokens });
  return readAccess({ client, tokens }, within(5_000));
}

/** What the doctor says that is not fine: "fail: …". */
async function complaints(roles: readonly string[] = allOfThem, goal: PasskeyGoal = 'any'): Promise<readonly string[]> {
  const access = await readWith(roles);
  return tenantFindings(access, applicationPermissions, { goal })
    .filter(({ verdict }) => verdict !== 'ok')
    .map(({ verdict, says }) => `${verdict}: ${says}`);
}

type Policy = Simulator['world']['fido2Policy'];
function changePolicy(change: (policy: Policy) => Partial<Policy>): void {
  simulator.world.fido2Policy = Object.assign({}, simulator.world.fido2Policy, change(simulator.world.fido2Policy));
}

test('a tenant in which all is well has nothing to complain about', async () => {
  expect(await complaints()).toEqual([]);
});

const optional = ['MailboxSettings.Read', 'TeamsAppInstallation.ReadWriteSelfForUser.All'];

test.each(allOfThem)('without %s, that is what is named', async (name) => {
  const found = await complaints(allOfThem.filter((one) => one !== name));

  expect(found).toContain(`${optional.includes(name) ? 'warn' : 'fail'}: Missing application permission ${name}`);
  expect(found.filter((line) => line.includes('Missing'))).toHaveLength(1);
});

test.each(optional)('without %s, the administrator reads what does not work then', async (name) => {
  const access = await readWith(allOfThem.filter((one) => one !== name));
  const [found] = tenantFindings(access, applicationPermissions, { goal: 'any' }).filter(({ says }) =>
    says.includes(name),
  );

  expect(found?.advice).toMatch(/Without it: (Quiet hours|Campaigns reach only)/);
});

test('a permission that could take over accounts is named, though nothing fails for it', async () => {
  const excessive = ['UserAuthenticationMethod.ReadWrite.All', 'UserAuthMethod-TAP.ReadWrite.All', 'Mail.Send'];

  expect(await complaints([...allOfThem, ...excessive])).toEqual([
    'warn: The bot holds UserAuthenticationMethod.ReadWrite.All, which can be used to take over accounts',
    'warn: The bot holds UserAuthMethod-TAP.ReadWrite.All, which can be used to take over accounts',
  ]);
});

test.each<[string, (policy: Policy) => Partial<Policy>, PasskeyGoal, string]>([
  ['switched off', () => ({ state: 'disabled' }), 'any', 'fail: Passkeys (FIDO2) are switched off in this tenant'],
  ['for nobody', () => ({ includeTargets: [] }), 'any', 'fail: The passkey policy targets nobody'],
  [
    'without self-service',
    () => ({ isSelfServiceRegistrationAllowed: false }),
    'any',
    'fail: Users may not add passkeys themselves',
  ],
  [
    'without Authenticator for any target',
    withoutAuthenticator,
    'any',
    'warn: Passkeys in Microsoft Authenticator are not allowed to anybody',
  ],
  [
    'without Authenticator where that is the goal',
    withoutAuthenticator,
    'authenticator',
    'fail: Passkeys in Microsoft Authenticator are not allowed to anybody',
  ],
  [
    'without Authenticator for some',
    (policy) => ({ passkeyProfiles: policy.passkeyProfiles.map((one, at) => (at === 0 ? keysOnly(one) : one)) }),
    'any',
    'warn: Passkeys in Microsoft Authenticator are refused to 1 of 3 targets',
  ],
])('a passkey policy %s', async (_what, change, goal, complaint) => {
  changePolicy(change);

  expect(await complaints(allOfThem, goal)).toEqual([complaint]);
});

function withoutAuthenticator({ passkeyProfiles }: Policy): Partial<Policy> {
  return { passkeyProfiles: passkeyProfiles.map(keysOnly) };
}

function keysOnly(profile: Policy['passkeyProfiles'][number]) {
  const aaGuids = ['cb69481e-8ff7-4039-93ec-0a2729a154a8'];
  return { ...profile, keyRestrictions: { isEnforced: true, enforcementType: 'allow', aaGuids } } as const;
}

test.each<[string, string, number, string]>([
  ['the passkey policy', '**/FIDO2', 503, 'fail: The passkey policy could not be read: no answer'],
  [
    'the pass policy',
    '**/TemporaryAccessPass',
    403,
    'warn: The Temporary Access Pass policy could not be read: refused',
  ],
  ['Intune', 'deviceManagement/**', 403, 'warn: Intune cannot be read: refused'],
])('%s that cannot be read is said so', async (_what, route, status, complaint) => {
  simulator.faults.add({ route, kind: 'status', status });

  expect(await complaints()).toEqual([complaint]);
});

describe('groups that the settings name', () => {
  const wrong = groupId('99999999-9999-4999-8999-000000000001');
  const [helpDesk, guardians] = [groupId(groupIds.helpdesk), groupId(groupIds.accountGuardians)];

  async function said(setting: NamedGroups['setting'], ...ids: readonly GroupId[]) {
    const tokens = { getToken: async () => tokenWith(allOfThem) };
    const client = createGraphClient({ baseUrl: simulator.url, tokens });
    const groups = await readGroups(ids, client, within(5_000), () => undefined);
    return groupFindings([{ setting, ids }], groups).map(({ verdict, says }) => `${verdict}: ${says}`);
  }

  test.each(['HELPDESK_GROUP_IDS', 'PROTECTED_GROUP_IDS', 'APPROVAL_GROUP_IDS'] as const)(
    '%s: one that is not there is named, one that is there is not',
    async (setting) => {
      expect(await said(setting, guardians, wrong)).toEqual([
        `fail: ${setting}: there is no group ${wrong} in this directory`,
      ]);
    },
  );

  test('operators whom the owner of a group can make', async () => {
    expect(await said('HELPDESK_GROUP_IDS', helpDesk)).toEqual([
      `warn: HELPDESK_GROUP_IDS: the group ${helpDesk} is not role-assignable`,
    ]);
    expect(await said('PROTECTED_GROUP_IDS', helpDesk)).toEqual(['ok: All groups that the settings name are there']);
  });

  test('that cannot be read are neither there nor missing', async () => {
    simulator.faults.add({ route: 'groups/*', kind: 'status', status: 403 });

    expect(await said('PROTECTED_GROUP_IDS', helpDesk)).toEqual([
      `warn: PROTECTED_GROUP_IDS: whether there is a group ${helpDesk} could not be read: refused`,
    ]);
  });

  test('none: nothing to say', async () => {
    expect(await said('PROTECTED_GROUP_IDS')).toEqual([]);
  });
});

test.each([
  ['not a token', 'unreadable'],
  ['claims that are no object', `e30.${Buffer.from('1').toString('base64url')}.`],
  ['roles that are no list', `e30.${Buffer.from('{"roles":"all"}').toString('base64url')}.`],
])('permissions in %s are unknown', (_what, token) => {
  expect(permissionsIn(token)).toEqual({ known: false, because: 'not-understood' });
});

test('an application without any permission has none, which is known', () => {
  expect(permissionsIn(`e30.${Buffer.from('{}').toString('base64url')}.`)).toEqual({ known: true, value: [] });
});

/** The doctor as an administrator starts it. */
async function runDoctor(env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, ['src/doctor.ts'], { env: { PATH: process.env.PATH, ...env } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = await once(child, 'close');
  return { code, said };
}

describe('on the terminal', () => {
  test('every problem of the configuration is named at once', async () => {
    const { code, said } = await runDoctor({ PORT: 'many', GRAPH_BASE_URL: 'http://graph.contoso.example' });

    expect(code).toBe(1);
    for (const name of ['PORT', 'GRAPH_BASE_URL', 'BOT_ID', 'DATABASE_URL']) expect(said).toContain(`  ${name}: `);
    expect(said).not.toContain('    at ');
  }, 20_000);

  test('a database that does not answer does not keep it from looking at the rest', async () => {
    const { code, said } = await runDoctor({
      GRAPH_CREDENTIAL: 'simulator',
      GRAPH_BASE_URL: simulator.url,
      DATABASE_URL: 'postgres://app:a-password@127.0.0.1:1/none',
      HELPDESK_GROUP_IDS: groupIds.helpdesk,
      PROTECTED_GROUP_IDS: '99999999-9999-4999-8999-000000000001',
    });

    expect(code).toBe(1);
    expect(said).toContain('FAIL  The database does not answer: ECONNREFUSED');
    expect(said).toContain(' ok   All application permissions are there');
    expect(said).toContain('warn  HELPDESK_CONTACT is not set');
    expect(said).toContain('FAIL  PROTECTED_GROUP_IDS: there is no group 99999999-9999-4999-8999-000000000001');
    expect(said).toContain(`warn  HELPDESK_GROUP_IDS: the group ${groupIds.helpdesk} is not role-assignable`);
    expect(said).toContain('2 to be done, 5 to be looked at.');
    expect(said).not.toContain('a-password');
  }, 20_000);

  const server = process.env.TEST_DATABASE_URL;
  (server ? test : test.skip)(
    'a fresh database is looked at and left alone',
    async () => {
      const fresh = await createDatabase(server ?? '');
      const env = { GRAPH_CREDENTIAL: 'simulator', GRAPH_BASE_URL: simulator.url, DATABASE_URL: fresh.url };
      try {
        const first = await runDoctor(env);
        const second = await runDoctor(env);

        expect(first.said).toContain('warn  Not applied to the database yet: 0001-enrollments, ');
        expect(second.said).toBe(first.said);
        expect(first.code).toBe(0);
      } finally {
        await fresh.drop();
      }
    },
    20_000,
  );
});
