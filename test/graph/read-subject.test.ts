import { groupId } from '../../src/passkeys/ids.ts';
import type { Fault } from '../../src/simulator/faults.ts';
import { setManager } from '../../src/simulator/reporting-line.ts';
import { type Simulator, startSimulator } from '../../src/simulator/start-simulator.ts';
import { groupIds } from '../../src/simulator/tenant.ts';
import { idOf, manyGroups } from './graph-world.ts';
import { helpdeskGraph, passkeyUsers, protectedPeople } from './helpdesk-graph.ts';

const now = new Date('2026-11-20T09:00:00Z');
let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ now: () => now });
});
beforeEach(() => {
  simulator.faults.clear();
  simulator.world.resetTenant();
  simulator.requests.clear();
});
afterAll(() => simulator.close());

const factsOf = (nick: string) => helpdeskGraph(simulator).subjects.factsAbout(idOf(simulator, nick));
const role = (templateId: string, name: string, isActive = true) => ({ kind: 'role', templateId, name, isActive });
const guardians = groupId(groupIds.accountGuardians);
const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';

test.each([
  ['nobody special', 'noor', []],
  ['a Global Administrator', 'vera', [role(globalAdministrator, 'Global Administrator')]],
  ['merely eligible for it', 'gor', [role(globalAdministrator, 'Global Administrator', false)]],
  ['an operator', 'omar', [role('c4e39bd9-1100-46d3-8c65-fb160da0071f', 'Authentication Administrator')]],
  ['limited to a unit', 'ugo', [role('c4e39bd9-1100-46d3-8c65-fb160da0071f', 'Authentication Administrator')]],
  [
    'a role through a role-assignable group',
    'lars',
    [
      role('fe930be7-5e62-47db-91af-98c3a49a38b1', 'User Administrator'),
      { kind: 'role-assignable-group', group: guardians, as: 'member' },
    ],
  ],
  ['the owner of a role-assignable group', 'mona', [{ kind: 'role-assignable-group', group: guardians, as: 'owner' }]],
  [
    'merely eligible for a role-assignable group',
    'quinn',
    [{ kind: 'role-assignable-group', group: guardians, as: 'eligible' }],
  ],
])('privileges: %s', async (_who, nick, privileges) => {
  expect((await factsOf(nick)).privileges).toEqual({ known: true, value: privileges });
});

test('who is eligible and active has the role once, active', async () => {
  simulator.world.change(idOf(simulator, 'gor'), (person) => ({ ...person, roles: person.eligibleRoles }));

  expect((await factsOf('gor')).privileges).toMatchObject({ value: [{ isActive: true }] });
});

test('who is eligible for a group that no role can be given to has no privilege by it', async () => {
  simulator.world.change(idOf(simulator, 'quinn'), (person) => ({ ...person, eligibleGroupIds: [groupIds.sales] }));

  expect((await factsOf('quinn')).privileges).toEqual({ known: true, value: [] });
});

test('a group that cannot be read counts as one that roles are given to', async () => {
  simulator.world.change(idOf(simulator, 'quinn'), (person) => ({ ...person, eligibleGroupIds: [groupIds.sales] }));
  simulator.faults.add({ kind: 'status', status: 403, route: 'groups/*' } as Fault);

  expect((await factsOf('quinn')).privileges).toMatchObject({ value: [{ as: 'eligible' }] });
});

describe('a role-assignable group that the members of another group may activate', () => {
  /** Sales may activate the guardians; Rui is in Sales. */
  beforeEach(() => {
    const sales = simulator.world.groups.get(groupIds.sales);
    if (sales) simulator.world.groups.set(sales.id, { ...sales, eligibleGroupIds: [groupIds.accountGuardians] });
  });
  const eligible = { kind: 'role-assignable-group', group: guardians, as: 'eligible' };

  test('counts for who is in that other group, and for nobody else', async () => {
    expect((await factsOf('rui')).privileges).toEqual({ known: true, value: [eligible] });
    expect((await factsOf('noor')).privileges).toEqual({ known: true, value: [] });
  });

  test('counts for who may activate that other group', async () => {
    simulator.world.change(idOf(simulator, 'noor'), (person) => ({ ...person, eligibleGroupIds: [groupIds.sales] }));

    expect((await factsOf('noor')).privileges).toEqual({ known: true, value: [eligible] });
  });

  test('is read once in five minutes', async () => {
    let time = now;
    const { subjects } = helpdeskGraph(simulator, { now: () => time });
    const rui = idOf(simulator, 'rui');
    const lists = () => simulator.requests.list().filter(({ path }) => path === 'groups').length;
    await subjects.factsAbout(rui);
    expect((await subjects.factsAbout(rui)).privileges).toEqual({ known: true, value: [eligible] });
    expect(lists()).toBe(1);

    time = new Date(now.getTime() + 5 * 60_000);
    await subjects.factsAbout(rui);
    expect(lists()).toBe(2);
  });

  test('may be there as long as nobody knows which groups are role-assignable, or who may activate them', async () => {
    simulator.faults.add({ kind: 'status', status: 403, route: 'groups' } as Fault);

    expect((await factsOf('noor')).privileges).toEqual({ known: false, because: 'forbidden' });
  });
});

test('without PIM nobody is eligible, and that is no failure', async () => {
  simulator.world.hasPim = false;
  const { subjects, lines } = helpdeskGraph(simulator);

  for (const nick of ['gor', 'quinn']) {
    expect((await subjects.factsAbout(idOf(simulator, nick))).privileges).toEqual({ known: true, value: [] });
  }
  expect((await subjects.factsAbout(idOf(simulator, 'vera'))).privileges).toMatchObject({
    value: [{ isActive: true }],
  });
  expect(lines).toEqual([]);
});

test.each([
  'roleManagement/directory/roleAssignments',
  'roleManagement/directory/roleEligibilitySchedules',
  'users/*/transitiveMemberOf/microsoft.graph.directoryRole',
  'users/*/transitiveMemberOf/microsoft.graph.group',
  'users/*/ownedObjects/microsoft.graph.group',
  'identityGovernance/privilegedAccess/group/eligibilitySchedules',
])('privileges are unknown as a whole without %s', async (route) => {
  for (const [fault, because] of [
    [{ kind: 'status', status: 400 }, 'not-understood'],
    [{ kind: 'status', status: 403 }, 'forbidden'],
    [{ kind: 'html' }, 'not-understood'],
  ] as const) {
    simulator.faults.clear();
    simulator.faults.add({ ...fault, route } as Fault);

    expect((await factsOf('noor')).privileges).toEqual({ known: false, because });
  }
});

test('memberships are those of the protected groups', async () => {
  expect((await factsOf('greta')).memberOf).toEqual({ known: true, value: new Set([protectedPeople, passkeyUsers]) });
  expect((await factsOf('rui')).memberOf).toEqual({ known: true, value: new Set([passkeyUsers]) });
});

describe('groups that have to be there', () => {
  const wrong = groupId('99999999-9999-4999-8999-000000000001');
  const membershipsWith = (mustExist: readonly (typeof wrong)[], client = helpdeskGraph(simulator, { mustExist })) =>
    client.subjects.factsAbout(idOf(simulator, 'noor')).then(({ memberOf }) => memberOf);

  test('are asked for once in five minutes', async () => {
    let time = now;
    const client = helpdeskGraph(simulator, { mustExist: [protectedPeople], now: () => time });
    expect((await membershipsWith([], client)).known).toBe(true);
    simulator.faults.add({ kind: 'status', status: 404, route: 'groups/*' } as Fault);
    expect((await membershipsWith([], client)).known).toBe(true);

    time = new Date(now.getTime() + 5 * 60_000);
    expect(await membershipsWith([], client)).toEqual({ known: false, because: 'not-found' });
  });

  test('one of many that is wrong: who is protected is unknown, and the log names it', async () => {
    const mustExist = [...Array.from({ length: 25 }, () => protectedPeople), passkeyUsers, wrong];
    const client = helpdeskGraph(simulator, { mustExist });

    expect(await membershipsWith([], client)).toEqual({ known: false, because: 'not-found' });
    expect(client.lines).toContainEqual(expect.objectContaining({ level: 'warn', fields: { groups: [wrong] } }));
  });

  test('that cannot be read may be gone', async () => {
    simulator.faults.add({ kind: 'status', status: 403, route: 'groups/*' } as Fault);

    expect(await membershipsWith([protectedPeople])).toEqual({ known: false, because: 'forbidden' });
  });
});

test('the groups that the TAP policy names are asked about, the first time and the next', async () => {
  const sales = { targetType: 'group', id: groupIds.sales } as const;
  simulator.world.tapPolicy = { ...simulator.world.tapPolicy, includeTargets: [sales] };
  const { subjects } = helpdeskGraph(simulator);
  const rui = idOf(simulator, 'rui');

  const before = await subjects.factsAbout(rui);
  const aboutRui = ({ path }: { readonly path: string }) => path.startsWith('users/');
  const batches = () => simulator.requests.list().filter(({ parts }) => parts.some(aboutRui));
  expect(before.memberOf).toEqual({ known: true, value: new Set([passkeyUsers, groupId(groupIds.sales)]) });
  expect(batches()).toHaveLength(2);

  simulator.requests.clear();
  expect((await subjects.factsAbout(rui)).memberOf).toEqual(before.memberOf);
  expect(batches()).toHaveLength(1);
});

test('no batch is too large, however many groups there are', async () => {
  const { subjects } = helpdeskGraph(simulator, { alwaysCheckGroups: [...manyGroups(500), protectedPeople] });

  const { memberOf } = await subjects.factsAbout(idOf(simulator, 'greta'));

  expect(memberOf).toEqual({ known: true, value: new Set([protectedPeople]) });
  for (const { parts } of simulator.requests.list()) expect(parts.length).toBeLessThanOrEqual(20);
});

test('an old policy does not stand in when a new one cannot be read', async () => {
  let time = now;
  const { subjects } = helpdeskGraph(simulator, { now: () => time });
  const noor = idOf(simulator, 'noor');
  expect((await subjects.factsAbout(noor)).tapPolicy.known).toBe(true);

  time = new Date(now.getTime() + 6 * 60_000);
  simulator.faults.add({ kind: 'status', status: 500, route: '**/TemporaryAccessPass' });

  expect((await subjects.factsAbout(noor)).tapPolicy).toEqual({ known: false, because: 'unavailable' });
});

describe('the manager', () => {
  test('comes with those above, each once', async () => {
    const [sanna, tilda] = [idOf(simulator, 'sanna'), idOf(simulator, 'tilda')];

    expect((await factsOf('tilda')).manager).toEqual({
      known: true,
      value: { id: sanna, name: 'Sanna Kivel', enabled: true, isGuest: false, above: [tilda, sanna] },
    });
  });

  test('comes with three above, and no more are asked for', async () => {
    const [noor, ...line] = ['noor', 'mika', 'rui', 'stella', 'ivo', 'omar'].map((nick) => idOf(simulator, nick));
    for (const [index, person] of [noor, ...line].entries()) {
      const managerId = line[index];
      if (person && managerId) simulator.world.change(person, (now) => ({ ...now, managerId }));
    }

    expect((await factsOf('noor')).manager).toMatchObject({ value: { id: line[0], above: line.slice(1, 4) } });

    simulator.faults.add({ kind: 'status', status: 403, route: `users/${line[2]}/manager` });
    expect((await factsOf('noor')).manager).toEqual({ known: false, because: 'forbidden' });
  });

  test('may be a guest', async () => {
    const managerId = idOf(simulator, 'gita');
    simulator.world.change(idOf(simulator, 'noor'), (person) => ({ ...person, managerId }));

    expect((await factsOf('noor')).manager).toMatchObject({ value: { id: managerId, isGuest: true } });
  });

  test('was set nobody knows when, where the audit log cannot be read', async () => {
    simulator.faults.add({ kind: 'status', status: 403, route: 'auditLogs/directoryAudits' });

    expect((await factsOf('noor')).managerChangedRecently).toEqual({ known: false, because: 'forbidden' });
  });

  test('may be none, and may be disabled', async () => {
    expect((await factsOf('mika')).manager).toEqual({ known: true, value: undefined });
    simulator.world.change(idOf(simulator, 'noor'), (person) => ({ ...person, managerId: idOf(simulator, 'dirk') }));

    expect((await factsOf('noor')).manager).toMatchObject({ value: { enabled: false } });
  });

  test('is unknown as long as the one above is: there could be a circle', async () => {
    const omar = idOf(simulator, 'omar');
    simulator.faults.add({ kind: 'status', status: 403, route: `users/${omar}/manager` });

    expect((await factsOf('stella')).manager).toEqual({ known: false, because: 'forbidden' });
  });

  test.each([
    ['five minutes ago', 'ivo', true],
    ['long ago', 'noor', false],
    ['never, but became somebody’s manager five minutes ago', 'rui', false],
  ])('was set %s', async (_when, nick, expected) => {
    expect((await factsOf(nick)).managerChangedRecently).toEqual({ known: true, value: expected });
  });

  test.each([
    ['Set user manager', 29, true],
    ['Update user', 29, true],
    ['Set user manager', 31, false],
    ['Update user', 31, false],
  ] as const)('"%s", %i days ago: recent is %s', async (activity, days, expected) => {
    const { world } = simulator;
    world.managerAudit = activity;
    const at = new Date(now.getTime() - days * 86_400_000);
    setManager(world, idOf(simulator, 'noor'), idOf(simulator, 'mika'), { kind: 'app', appId: 'hr' }, at);

    expect((await factsOf('noor')).managerChangedRecently).toEqual({ known: true, value: expected });
    expect((await factsOf('mika')).managerChangedRecently).toEqual({ known: true, value: false });
  });
});

type Failure = readonly [name: string, fault: Omit<Fault, 'route'>, because: string];
const failures = [
  ['401', { kind: 'status', status: 401 }, 'forbidden'],
  ['429 for long', { kind: 'status', status: 429, retryAfterSeconds: 60 }, 'throttled'],
  ['500', { kind: 'status', status: 500 }, 'unavailable'],
  ['HTML', { kind: 'html' }, 'not-understood'],
  ['half a JSON', { kind: 'truncated' }, 'not-understood'],
] as unknown as readonly Failure[];

const parts = [
  'person',
  'methods',
  'tapPolicy',
  'memberOf',
  'privileges',
  'manager',
  'managerChangedRecently',
] as const;

test.each(failures)(
  '%s for everything: every part is unknown for that, and nothing is thrown',
  async (_why, fault, because) => {
    simulator.faults.add({ ...fault, route: '**' } as Fault);
    const { subjects, lines } = helpdeskGraph(simulator);

    const facts = await subjects.factsAbout(idOf(simulator, 'noor'));

    for (const part of parts) expect([part, facts[part]]).toEqual([part, { known: false, because }]);
    expect(JSON.stringify(lines)).not.toMatch(/noor|rahimi|proxy/i);
  },
);

test('never answered: over after the deadline', async () => {
  simulator.faults.add({ kind: 'hang', route: 'auditLogs/directoryAudits' });
  const { subjects } = helpdeskGraph(simulator, { limitMs: 200 });

  const facts = await subjects.factsAbout(idOf(simulator, 'noor'));

  for (const part of parts) expect([part, facts[part]]).toEqual([part, { known: false, because: 'timed-out' }]);
});
