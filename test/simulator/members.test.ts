import { cast } from '../../src/simulator/cast.ts';
import { generatedId } from '../../src/simulator/generated-people.ts';
import { type Simulator, startSimulator } from '../../src/simulator/start-simulator.ts';
import { groupIds } from '../../src/simulator/tenant.ts';
import { ask, type Body, eventual } from './ask-graph.ts';
import { alva, nobody, rui } from './people.ts';
import { appToken } from './tokens.ts';

const users = 6000;
let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ users });
});
afterEach(() => {
  for (let index = 0; index < 10; index++) simulator.world.reset(generatedId(index));
  simulator.world.resetTenant();
});
afterAll(() => simulator.close());

const usersIn = (group: string, query = '') =>
  `/groups/${group}/transitiveMembers/microsoft.graph.user?$count=true&$select=id${query}`;

async function allOf(first: string): Promise<{ readonly ids: readonly string[]; readonly pages: number }> {
  const ids: string[] = [];
  let pages = 0;
  for (let path: string | undefined = first; path !== undefined; pages++) {
    const { body }: { body: Body } = await ask(simulator, path, { headers: eventual });
    ids.push(...body.value.map(({ id }: { id: string }) => id));
    path = body['@odata.nextLink'];
  }
  return { ids, pages };
}

const membersOf = async (group: string) => (await allOf(usersIn(group, '&$top=999'))).ids;

test('everybody is there once, on pages as large as asked for', async () => {
  const { ids, pages } = await allOf(usersIn(groupIds.everybody, '&$top=999'));

  expect(new Set(ids).size).toBe(users + cast.length);
  expect(ids).toHaveLength(users + cast.length);
  expect(pages).toBe(Math.ceil((users + cast.length) / 999));
});

test.each([
  ['field sales', groupIds.fieldSales, 5000, 0],
  ['engineering', groupIds.engineering, 500, 4800],
  ['the night shift', groupIds.nightShift, 50, 0],
])('%s are made of users by index', async (_what, group, count, first) => {
  const ids = await membersOf(group);

  expect(ids).toHaveLength(count);
  expect(ids[0]).toBe(generatedId(first));
  expect(simulator.world.groupIdsOf(simulator.world.person(generatedId(first)) as never)).toContain(group);
});

test('members of groups in the group count, and directly they do not', async () => {
  const inBerlin = await membersOf(groupIds.berlin);
  const direct = await ask(simulator, `/groups/${groupIds.offices}/members`);

  expect(inBerlin.length).toBeGreaterThan(2);
  expect(await membersOf(groupIds.offices)).toEqual(inBerlin);
  expect(direct.body.value).toMatchObject([
    { '@odata.type': '#microsoft.graph.group', id: groupIds.berlin, displayName: 'Berlin office' },
  ]);
  expect(await membersOf(groupIds.passkeyUsers)).toContain(rui);
});

test('without the cast the groups are among them', async () => {
  const { body } = await ask(simulator, `/groups/${groupIds.offices}/transitiveMembers?$select=id,userPrincipalName`);
  const types = body.value.map((one: Body) => one['@odata.type']);

  expect(types[0]).toBe('#microsoft.graph.group');
  expect(body.value[0]).not.toHaveProperty('userPrincipalName');
  expect(types[1]).toBe('#microsoft.graph.user');
});

test('who joins, leaves or is deleted is counted in and out', async () => {
  const { world } = simulator;
  world.leave(generatedId(3), groupIds.nightShift);
  world.leave(generatedId(7), groupIds.nightShift);
  world.join(generatedId(60), groupIds.nightShift);
  world.join(alva, groupIds.nightShift);
  world.change(generatedId(9), (person) => ({ ...person, deletedAt: new Date() }));

  const ids = await membersOf(groupIds.nightShift);
  world.reset(generatedId(60));

  expect(ids).toHaveLength(49);
  expect(new Set(ids).size).toBe(49);
  expect(ids).toEqual(expect.arrayContaining([alva, generatedId(60), generatedId(0), generatedId(49)]));
  expect(ids).not.toEqual(expect.arrayContaining([generatedId(3)]));
  expect((await ask(simulator, `/users/${generatedId(9)}`)).status).toBe(404);
});

test('who changed otherwise keeps the place', async () => {
  simulator.world.change(generatedId(5), (person) => ({ ...person, user: { ...person.user, accountEnabled: false } }));
  const path = `${usersIn(groupIds.nightShift)},accountEnabled&$top=10`;

  const { body } = await ask(simulator, path, { headers: eventual });
  expect(body['@odata.count']).toBe(50);
  expect(body.value[5]).toEqual({ id: generatedId(5), accountEnabled: false });
});

test.each([
  ['without the header', usersIn(groupIds.pilot), {}, 400],
  ['without $count', `/groups/${groupIds.pilot}/transitiveMembers/microsoft.graph.user`, eventual, 400],
  ['more than 999 on a page', usersIn(groupIds.pilot, '&$top=1000'), eventual, 400],
  ['a property that is none', usersIn(groupIds.pilot, ',shoeSize'), eventual, 400],
  ['$skip', usersIn(groupIds.pilot, '&$skip=5'), eventual, 400],
  ['a group that is not there', usersIn(nobody), eventual, 404],
  ['members of a group that is not there', `/groups/${nobody}/members`, {}, 404],
])('refused: %s', async (_what, path, headers, status) => {
  expect((await ask(simulator, path, { headers })).status).toBe(status);
});

test('without a permission for members nobody is listed', async () => {
  const token = appToken('User.Read.All');

  expect((await ask(simulator, usersIn(groupIds.pilot), { token, headers: eventual })).status).toBe(403);
});

describe('groups are found', () => {
  const names = async (query: string) => {
    const { body } = await ask(simulator, `/groups?$select=displayName&${query}`, { headers: eventual });
    return body.value.map((group: Body) => group.displayName);
  };

  test.each([
    ['by a word of the name', '$search="displayName:office"', ['Berlin office', 'Offices']],
    ['by name or description', '$search="displayName:pilot" OR "description:desk"', ['Pilot', 'Berlin office']],
    ['by the start of the name', "$filter=startsWith(displayName,'Field')", ['Field sales']],
    ['by the name as a whole', "$filter=displayName eq 'help desk'", ['Help desk']],
  ])('%s', async (_how, query, found) => {
    expect(await names(query)).toEqual(found);
  });

  test('on pages, with their number', async () => {
    const { body } = await ask(simulator, '/groups?$select=id&$count=true&$top=2', { headers: eventual });

    expect(body['@odata.count']).toBe(Object.keys(groupIds).length);
    expect(body.value).toHaveLength(2);
    expect((await ask(simulator, body['@odata.nextLink'], { headers: eventual })).body.value).toHaveLength(2);
  });

  test.each([
    ['$search without the header', '$search="displayName:x"', {}, 'GroupMember.Read.All', 400],
    ['$search without quotes', '$search=displayName:x', eventual, 'GroupMember.Read.All', 400],
    ['a filter by what cannot be filtered by', "$filter=theme eq 'x'", eventual, 'GroupMember.Read.All', 400],
    ['an unknown property', '$select=shoeSize', {}, 'GroupMember.Read.All', 400],
    ['a permission for basic membership only', '$top=1', {}, 'GroupMember.ReadBasic.All', 403],
  ])('refused: %s', async (_what, query, headers, permission, status) => {
    expect((await ask(simulator, `/groups?${query}`, { headers, token: appToken(permission) })).status).toBe(status);
  });
});
