import { createRoles } from '../../src/graph/roles.ts';
import { createRolloutRoles } from '../../src/graph/rollout-roles.ts';
import { groupId } from '../../src/passkeys/ids.ts';
import { type LocalGraph, type SubAnswer, type SubRequest, startLocalGraph } from './local-graph.ts';
import { numbered, rolloutOptions } from './rollout-graph.ts';

const owners = groupId('dddddddd-0000-4000-8000-000000000001');
const operators = groupId('dddddddd-0000-4000-8000-000000000002');
const open: LocalGraph[] = [];
afterEach(() => Promise.all(open.splice(0).map((graph) => graph.close())));

/** Users 1 to 5 run rollouts, 6 to 9 are operators. */
function membership({ url, body }: SubRequest): SubAnswer {
  const isOwner = /[1-5]\/checkMemberGroups$/.test(url);
  const held = isOwner ? owners : operators;
  return { body: { value: (body?.groupIds ?? []).filter((id) => id === held) } };
}

async function rolesOver(part: (request: SubRequest) => SubAnswer) {
  const graph = await startLocalGraph({ part });
  open.push(graph);
  const { room } = rolloutOptions(graph);
  const now = () => new Date('2026-11-20T09:00:00Z');
  const groups = { helpdesk: [operators], rollout: [owners] };
  const roles = createRoles({ client: room.client, groups, now, log: room.log });
  return { graph, roles, rollout: createRolloutRoles(roles) };
}

test('an owner is one, an operator is none, and the other way round', async () => {
  const { roles, rollout } = await rolesOver(membership);

  expect(await rollout.has(numbered(1))).toBe(true);
  expect(await rollout.hasNow(numbered(6))).toBe(false);
  expect(await roles.has(numbered(6), 'helpdesk')).toBe(true);
  expect(await roles.hasNow(numbered(1), 'helpdesk')).toBe(false);
});

test('of many, those who hold it now, each once', async () => {
  const { rollout, graph } = await rolesOver(membership);

  expect(await rollout.among([9, 1, 8, 2, 7, 3, 1, 4, 5].map(numbered))).toEqual([1, 2, 3, 4, 5].map(numbered));
  expect(graph.requests).toHaveLength(8);
});

test('what cannot be read is no', async () => {
  const { rollout } = await rolesOver(() => ({ status: 403 }));

  expect(await rollout.hasNow(numbered(1))).toBe(false);
  expect(await rollout.among([numbered(1)])).toEqual([]);
});
