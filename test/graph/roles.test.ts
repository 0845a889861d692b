import { createRoles } from '../../src/graph/roles.ts';
import { userId } from '../../src/passkeys/ids.ts';
import { type Simulator, startSimulator } from '../../src/simulator/start-simulator.ts';
import { groupIds } from '../../src/simulator/tenant.ts';
import { helpDesk, idOf, manyGroups } from './graph-world.ts';
import { helpdeskGraph } from './helpdesk-graph.ts';

let simulator: Simulator;
let time = new Date('2026-11-20T09:00:00Z');
beforeAll(async () => {
  simulator = await startSimulator();
});
beforeEach(() => {
  simulator.faults.clear();
  simulator.world.resetTenant();
  simulator.requests.clear();
});
afterAll(() => simulator.close());

const wait = (minutes: number) => {
  time = new Date(time.getTime() + minutes * 60_000);
};
const rolesWith = (groups = [helpDesk]) => helpdeskGraph(simulator, { now: () => time, groups: { helpdesk: groups } });

test('what was read is good for five minutes, to the moment', async () => {
  const { roles } = rolesWith();
  const omar = idOf(simulator, 'omar');
  await roles.has(omar, 'helpdesk');
  simulator.world.leave(omar, groupIds.helpdesk);

  wait(4.9);
  expect(await roles.has(omar, 'helpdesk')).toBe(true);
  wait(0.1);
  expect(await roles.has(omar, 'helpdesk')).toBe(false);
});

test('an act reads anew, and what it reads counts for drawing too', async () => {
  const { roles } = rolesWith();
  const stella = idOf(simulator, 'stella');
  expect(await roles.has(stella, 'helpdesk')).toBe(false);
  simulator.world.join(stella, groupIds.helpdesk);

  expect(await roles.hasNow(stella, 'helpdesk')).toBe(true);
  expect(await roles.has(stella, 'helpdesk')).toBe(true);
});

test('not readable means no, is not kept, and forgets an old yes', async () => {
  const { roles } = rolesWith();
  const omar = idOf(simulator, 'omar');
  expect(await roles.has(omar, 'helpdesk')).toBe(true);
  simulator.faults.add({ kind: 'status', status: 403, route: '**/checkMemberGroups' });
  expect(await roles.hasNow(omar, 'helpdesk')).toBe(false);
  expect(await roles.has(omar, 'helpdesk')).toBe(false);
  simulator.faults.clear();

  expect(await roles.has(omar, 'helpdesk')).toBe(true);
});

test('a hanging Graph means no', async () => {
  simulator.faults.add({ kind: 'hang', route: '$batch' });
  const { roles } = helpdeskGraph(simulator, { limitMs: 150 });

  expect(await roles.hasNow(idOf(simulator, 'omar'), 'helpdesk')).toBe(false);
});

test('no groups, nobody: without asking', async () => {
  const { roles } = rolesWith([]);

  expect(await roles.hasNow(idOf(simulator, 'omar'), 'helpdesk')).toBe(false);
  expect(simulator.requests.total).toBe(0);
});

test('one group of many suffices', async () => {
  const { roles } = rolesWith([...manyGroups(50), helpDesk]);

  expect(await roles.hasNow(idOf(simulator, 'omar'), 'helpdesk')).toBe(true);
  expect(await roles.hasNow(idOf(simulator, 'stella'), 'helpdesk')).toBe(false);
});

test('somebody who is not there holds nothing', async () => {
  const nobody = userId('99999999-9999-4999-8999-999999999999');

  expect(await rolesWith().roles.hasNow(nobody, 'helpdesk')).toBe(false);
});

test('the memory of answers has an end: the oldest goes', async () => {
  let asked = 0;
  const roles = createRoles({
    client: {
      get: () => Promise.reject(new Error('not asked')),
      batch: async (requests) => {
        asked++;
        return new Map(requests.map(({ id }) => [id, { body: { value: [helpDesk] }, requestId: undefined }]));
      },
      entriesOf: async () => [helpDesk],
    },
    groups: { helpdesk: [helpDesk] },
    now: () => time,
    log: { warn: () => {}, info: () => {} } as never,
  });
  const user = (number: number) => userId(`00000000-0000-4000-8000-${String(number).padStart(12, '0')}`);
  for (let number = 0; number <= 5_000; number++) await roles.has(user(number), 'helpdesk');
  expect(asked).toBe(5_001);

  await roles.has(user(5_000), 'helpdesk');
  expect(asked).toBe(5_001);
  await roles.has(user(0), 'helpdesk');
  expect(asked).toBe(5_002);
});
