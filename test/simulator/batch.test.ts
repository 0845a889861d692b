import { type Simulator, startSimulator } from '../../src/simulator/start-simulator.ts';
import { ask, askBatch, eventual } from './ask-graph.ts';
import { alva, nobody, rui } from './people.ts';
import { appToken } from './tokens.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.requests.clear());
afterAll(() => simulator.close());

const get = (id: string, url: string) => ({ id, method: 'GET', url });

test('every part has its own status, headers and body', async () => {
  const parts = await askBatch(simulator, [
    get('user', `/users/${alva}?$select=displayName`),
    get('nobody', `users/${nobody}`),
    get('refused', `/users/${alva}/authentication/methods?$select=id`),
  ]);

  expect(parts.get('user')).toMatchObject({
    status: 200,
    headers: { 'Content-Type': 'application/json' },
    body: { displayName: 'Alva Lindqvist' },
  });
  expect(parts.get('nobody')).toMatchObject({ status: 404, body: { error: { code: 'Request_ResourceNotFound' } } });
  expect(parts.get('refused')?.status).toBe(400);
});

test('a part can write, search and lead on to a next page', async () => {
  simulator.world.pageSize = 1;
  const parts = await askBatch(simulator, [
    {
      id: 'groups',
      method: 'POST',
      url: `/users/${rui}/checkMemberGroups`,
      headers: { 'content-type': 'application/json' },
      body: { groupIds: ['bbbbbbbb-0000-0000-0000-000000000001'] },
    },
    { ...get('search', '/users?$search="displayName:alva"&$select=id'), headers: eventual },
    get('methods', `/users/${alva}/authentication/methods`),
  ]);
  const next = await ask(simulator, parts.get('methods')?.body['@odata.nextLink']);
  simulator.world.resetTenant();

  expect(parts.get('groups')?.body.value).toHaveLength(1);
  expect(parts.get('search')?.body.value).toEqual([{ id: alva }]);
  expect(next.body.value[0]['@odata.type']).toBe('#microsoft.graph.phoneAuthenticationMethod');
});

test('the order of the answers is not that of the questions', async () => {
  const { body } = await ask(simulator, '/$batch', {
    body: { requests: [get('1', `/users/${alva}`), get('2', `/users/${rui}`)] },
  });

  expect(body.responses.map(({ id }: { id: string }) => id)).toEqual(['2', '1']);
});

test('permissions are looked at part by part', async () => {
  const { status, body } = await ask(simulator, '/$batch', {
    token: appToken('User.Read.All'),
    body: { requests: [get('1', `/users/${alva}`), get('2', `/users/${alva}/authentication/methods`)] },
  });

  expect(status).toBe(200);
  expect(body.responses.map((part: { status: number }) => part.status)).toEqual([403, 200]);
});

test.each([
  ['21 parts', Array.from({ length: 21 }, (_, index) => get(String(index), '/users')), 'maximum value of 20'],
  ['no parts', [], 'Invalid batch payload'],
  ['the same id twice', [get('1', '/users'), get('1', '/users')], 'unique'],
  ['an absolute address', [get('1', 'https://graph.microsoft.com/v1.0/users')], 'relative'],
  ['a write without a type', [{ ...get('1', '/users/x/checkMemberGroups'), method: 'POST', body: {} }], 'Content-Type'],
  ['a part without a url', [{ id: '1', method: 'GET' }], 'id, a method and a url'],
  ['a part that is no object', [null], 'Invalid batch payload'],
  ['dependsOn nobody', [{ ...get('1', '/users'), dependsOn: ['2'] }], 'not in the batch'],
  [
    'dependsOn in a circle',
    [
      { ...get('1', '/users'), dependsOn: ['2'] },
      { ...get('2', '/users'), dependsOn: ['1'] },
    ],
    'circle',
  ],
])('%s: the whole batch is refused', async (_what, requests, message) => {
  const { status, body } = await ask(simulator, '/$batch', { body: { requests } });

  expect(status).toBe(400);
  expect(body.error.message).toContain(message);
});

test('20 parts are fine', async () => {
  const parts = await askBatch(
    simulator,
    Array.from({ length: 20 }, (_, index) => get(String(index), `/users/${alva}`)),
  );

  expect([...parts.values()].every(({ status }) => status === 200)).toBe(true);
});

test('a part that depends on a failed one fails with 424, others go on', async () => {
  const parts = await askBatch(simulator, [
    { ...get('after', `/users/${alva}`), dependsOn: ['first'] },
    get('first', `/users/${nobody}`),
    { ...get('free', `/users/${rui}`), dependsOn: [] },
  ]);

  expect(parts.get('after')?.status).toBe(424);
  expect(parts.get('free')?.status).toBe(200);
});

test.each([
  ['a batch inside a batch', '/$batch'],
  ['the version in the url', `/v1.0/users/${alva}`],
])('%s is an unknown segment', async (_what, url) => {
  expect((await askBatch(simulator, [get('1', url)])).get('1')?.status).toBe(400);
});

test('a body that is no JSON, or too large, is refused', async () => {
  expect((await ask(simulator, '/$batch', { body: '{"requests":' })).status).toBe(400);
  expect((await ask(simulator, '/$batch', { body: `"${'x'.repeat(5_000_000)}"` })).status).toBe(413);
});

test('the log has the batch once, with its parts', async () => {
  await askBatch(simulator, [get('1', `/users/${alva}?$select=id`), get('2', `/users/${nobody}`)]);
  await ask(simulator, `/users/${alva}`);

  expect(simulator.requests.list()).toMatchObject([
    { method: 'POST', path: '$batch', status: 200, parts: [{ path: `users/${alva}`, status: 200 }, { status: 404 }] },
    { method: 'GET', path: `users/${alva}`, status: 200, parts: [] },
  ]);
  expect([simulator.requests.total, simulator.requests.totalParts, simulator.requests.flat().length]).toEqual([
    2, 2, 3,
  ]);
});

test('the log keeps only the newest, the counters go on', () => {
  const one = { method: 'GET', path: 'users', status: 200, requestId: '', parts: [] };
  for (let index = 0; index < 9000; index++) simulator.requests.add({ ...one, requestId: String(index) });

  expect(simulator.requests.total).toBe(9000);
  expect(simulator.requests.list()).toHaveLength(2000);
  expect(simulator.requests.list().at(-1)?.requestId).toBe('8999');
});
