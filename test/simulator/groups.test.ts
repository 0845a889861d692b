import { type Simulator, startSimulator } from '../../src/simulator/start-simulator.ts';
import { ask, eventual } from './ask-graph.ts';
import { alva, rui } from './people.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ users: 100, now: () => new Date('2026-11-20T09:00:00Z') });
});
afterEach(() => simulator.world.resetTenant());
afterAll(() => simulator.close());

const group = (number: number) => `bbbbbbbb-0000-0000-0000-${String(number).padStart(12, '0')}`;
const check = (id: string, groupIds: unknown) =>
  ask(simulator, `/users/${id}/checkMemberGroups`, { body: { groupIds } });

test('membership counts through nested groups', async () => {
  expect((await check(rui, [group(1), group(2), group(9)])).body.value).toEqual([group(1), group(9)]);
});

test.each([
  ['more than 20 ids', Array.from({ length: 21 }, (_, index) => group(index))],
  ['no ids', []],
  ['numbers', [1]],
  ['no list', 'x'],
])('%s: 400', async (_what, ids) => {
  expect((await check(alva, ids)).status).toBe(400);
});

test('20 ids are fine, and a new group counts at once', async () => {
  simulator.world.addGroup({ id: group(50), displayName: 'New', description: '', parentIds: [] });
  simulator.world.join(alva, group(50));

  const { body } = await check(
    alva,
    Array.from({ length: 20 }, (_, index) => group(index + 40)),
  );

  expect(body.value).toEqual([group(50)]);
});

test('a cast is an advanced query', async () => {
  const members = `/groups/${group(7)}/transitiveMembers/microsoft.graph.user?$select=displayName`;
  const memberOf = `/users/${rui}/transitiveMemberOf/microsoft.graph.group?$select=displayName`;

  expect((await ask(simulator, members)).status).toBe(400);
  expect((await ask(simulator, `${memberOf}&$count=true`)).status).toBe(400);
  expect((await ask(simulator, `${members}&$count=true`, { headers: eventual })).body).toMatchObject({
    '@odata.count': 1,
    value: [{ displayName: 'Atti Brandvold' }],
  });
  expect((await ask(simulator, `${memberOf}&$count=true`, { headers: eventual })).body.value).toEqual([
    { displayName: 'Everybody at Contoso' },
    { displayName: 'Pilot' },
    { displayName: 'Sales' },
    { displayName: 'Passkey users' },
  ]);
});

test('all pages of members have everybody once', async () => {
  simulator.world.pageSize = 30;
  const ids: string[] = [];
  let path: string | undefined = `/groups/${group(1)}/transitiveMembers?$select=id`;
  while (path !== undefined) {
    const { body }: Awaited<ReturnType<typeof ask>> = await ask(simulator, path);
    ids.push(...body.value.map(({ id }: { id: string }) => id));
    path = body['@odata.nextLink'];
  }

  expect(ids).toContain(rui);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThan(100);
});

test('a group is read by its id', async () => {
  expect((await ask(simulator, `/groups/${group(5)}`)).body).toMatchObject({
    displayName: 'Help desk',
    securityEnabled: true,
  });
  expect((await ask(simulator, `/groups/${group(99)}`)).status).toBe(404);
});
