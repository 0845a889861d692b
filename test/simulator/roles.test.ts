import { type Simulator, startSimulator } from '../../src/simulator/start-simulator.ts';
import { ask, type Body, eventual } from './ask-graph.ts';
import { alva, bela, elif, gor, ivo, lars, mona, omar, quinn, tilda, ugo, vera, wim } from './people.ts';
import { appToken } from './tokens.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.world.resetTenant());
afterAll(() => simulator.close());

const token = appToken('RoleManagement.Read.Directory', 'User.Read.All', 'GroupMember.Read.All');
const read = async (path: string, options = {}): Promise<Body[]> =>
  (await ask(simulator, path, { token, ...options })).body.value;
const assignments = '/roleManagement/directory/roleAssignments';
const eligibilities = '/roleManagement/directory/roleEligibilitySchedules';
const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';
const authenticationAdministrator = 'c4e39bd9-1100-46d3-8c65-fb160da0071f';
const userAdministrator = 'fe930be7-5e62-47db-91af-98c3a49a38b1';
const guardians = 'bbbbbbbb-0000-0000-0000-000000000010';

test.each([
  ['a Global Administrator', vera, [globalAdministrator]],
  ['somebody eligible only', gor, []],
  ['somebody whose role comes through a group', lars, []],
  ['the group it comes through', guardians, [userAdministrator]],
  ['somebody plain', alva, []],
])('active assignments of %s', async (_who, principal, roles) => {
  const found = await read(`${assignments}?$filter=principalId eq '${principal}'`);

  expect(found.map(({ roleDefinitionId }) => roleDefinitionId)).toEqual(roles);
});

test('the role itself comes with $expand only', async () => {
  const path = `${assignments}?$filter=principalId eq '${vera}'`;

  expect((await read(path))[0]).not.toHaveProperty('roleDefinition');
  expect((await read(`${path}&$expand=roleDefinition`))[0]).toMatchObject({
    principalId: vera,
    directoryScopeId: '/',
    roleDefinition: { displayName: 'Global Administrator', templateId: globalAdministrator },
  });
});

test('a role limited to an administrative unit says which', async () => {
  const [found] = await read(`${assignments}?$filter=principalId eq '${ugo}'`);

  expect(found.directoryScopeId).toBe('/administrativeUnits/dddddddd-0000-0000-0000-000000000001');
});

test.each([
  ['an eligible Global Administrator', gor, [globalAdministrator]],
  ['an eligible operator', elif, [authenticationAdministrator]],
  ['an active one', vera, []],
])('eligibilities of %s', async (_who, principal, roles) => {
  const found = await read(`${eligibilities}?$filter=principalId eq '${principal}'&$expand=roleDefinition`);

  expect(found.map(({ roleDefinitionId }) => roleDefinitionId)).toEqual(roles);
});

test('without the licence nobody learns who is eligible', async () => {
  simulator.world.hasPim = false;
  const reply = await ask(simulator, eligibilities, { token });

  expect([reply.status, reply.body.error.code]).toEqual([400, 'AadPremiumLicenseRequired']);
  expect((await ask(simulator, assignments, { token })).status).toBe(200);
});

const groupEligibilities = '/identityGovernance/privilegedAccess/group/eligibilitySchedules';
const forGroups = { token: appToken('PrivilegedEligibilitySchedule.Read.AzureADGroup') };

test.each([
  ['somebody eligible', quinn, [guardians]],
  ['a member', lars, []],
])('groups that PIM offers to %s', async (_who, principal, groups) => {
  const found = await read(`${groupEligibilities}?$filter=principalId eq '${principal}'`, forGroups);

  expect(found.map(({ groupId }) => groupId)).toEqual(groups);
});

test('what PIM offers takes its permission, a filter, and the licence', async () => {
  const path = `${groupEligibilities}?$filter=principalId eq '${quinn}'`;

  expect((await ask(simulator, path, { token })).status).toBe(403);
  expect((await ask(simulator, groupEligibilities, forGroups)).status).toBe(400);
  simulator.world.hasPim = false;
  expect((await ask(simulator, path, forGroups)).body.error.code).toBe('AadPremiumLicenseRequired');
});

test.each([
  [assignments, 'Directory.Read.All'],
  [eligibilities, 'RoleEligibilitySchedule.Read.Directory'],
])('%s takes its permission', async (path, another) => {
  expect((await ask(simulator, path, { token: appToken('User.Read.All') })).status).toBe(403);
  expect((await ask(simulator, path, { token: appToken('RoleManagement.Read.Directory') })).status).toBe(200);
  expect((await ask(simulator, path, { token: appToken(another) })).status).toBe(200);
});

test.each([
  ['a property that cannot be filtered by', `${assignments}?$filter=id eq 'x'`],
  ['another $expand', `${assignments}?$expand=principal`],
  ['an unclosed quote', `${assignments}?$filter=principalId eq 'x`],
  ['a value that closes its own quote', `${eligibilities}?$filter=principalId eq 'x' or 'a' eq 'a'`],
])('%s: 400', async (_what, path) => {
  expect((await ask(simulator, path, { token })).status).toBe(400);
});

const rolesOf = (person: string) => `/users/${person}/transitiveMemberOf/microsoft.graph.directoryRole`;

test.each([
  ['directly', vera, ['Global Administrator']],
  ['through a group', lars, ['User Administrator']],
  ['eligible only', gor, []],
  ['limited to a unit, which is no membership', ugo, []],
])('directory roles held: %s', async (_how, person, names) => {
  expect((await read(rolesOf(person))).map(({ displayName }) => displayName)).toEqual(names);
});

test('who may not read roles sees that there is one, and not which', async () => {
  const [role] = await read(rolesOf(vera), { token: appToken('User.Read.All') });

  expect(role).toMatchObject({ id: expect.any(String), displayName: null, roleTemplateId: null });
});

test('role-assignable groups are marked, for members and owners', async () => {
  const select = '$select=id,isAssignableToRole';
  const member = `/users/${lars}/transitiveMemberOf/microsoft.graph.group?${select}&$count=true`;
  const owner = `/users/${mona}/ownedObjects/microsoft.graph.group?${select}`;
  const marked = { id: guardians, isAssignableToRole: true };

  expect(await read(member, { headers: eventual })).toContainEqual(marked);
  expect(await read(owner)).toEqual([marked]);
  expect(await read(`/users/${alva}/ownedObjects/microsoft.graph.group?${select}`)).toEqual([]);
});

test.each([
  ['the operator', bela, omar],
  ['somebody new', ivo, 'aaaaaaaa-0000-0000-0000-000000000002'],
  ['her own operator', tilda, 'aaaaaaaa-0000-0000-0000-000000000028'],
])('the manager is %s', async (_who, person, manager) => {
  const { body } = await ask(simulator, `/users/${person}/manager?$select=id,accountEnabled`, { token });

  expect(body).toMatchObject({ id: manager, accountEnabled: true });
});

test('the manager’s manager closes the circle', async () => {
  const { body } = await ask(simulator, `/users/${tilda}/manager?$select=id`, { token });

  expect((await ask(simulator, `/users/${body.id}/manager?$select=id`, { token })).body.id).toBe(tilda);
  expect((await ask(simulator, `/users/${wim}/manager?$select=id`, { token })).status).toBe(200);
});

test('groups are listed, and of these the ones that roles are given to', async () => {
  const ids = async (query: string) => (await read(`/groups${query}`)).map(({ id }) => id);

  expect(await ids('?$filter=isAssignableToRole eq true')).toEqual([guardians]);
  expect((await ids('')).length).toBeGreaterThan(1);
  expect((await ask(simulator, "/groups?$filter=mail eq 'x'", { token })).status).toBe(400);
});

test('the members of a group may be eligible for another one', async () => {
  const sales = 'bbbbbbbb-0000-0000-0000-000000000009';
  const group = simulator.world.groups.get(sales);
  if (group) simulator.world.addGroup({ ...group, eligibleGroupIds: [guardians] });
  const reader = appToken('PrivilegedEligibilitySchedule.Read.AzureADGroup');
  const path = `/identityGovernance/privilegedAccess/group/eligibilitySchedules?$filter=groupId eq '${guardians}'`;

  const { body } = await ask(simulator, path, { token: reader });

  expect(body.value.map(({ principalId }: Body) => principalId)).toEqual(expect.arrayContaining([quinn, sales]));
});
