import type { Fault } from '../../src/simulator/faults.ts';
import { type Simulator, startSimulator } from '../../src/simulator/start-simulator.ts';
import { ask, askBatch, type Body } from './ask-graph.ts';
import { alva, rui } from './people.ts';
import { readEverything } from './tokens.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterEach(() => {
  simulator.faults.clear();
  simulator.requests.clear();
});
afterAll(() => simulator.close());

const user = `/users/${alva}`;
const methods = `${user}/authentication/methods`;
const raw = (path: string, signal: AbortSignal = AbortSignal.timeout(4000)) =>
  fetch(`${simulator.url}/v1.0${path}`, { headers: { authorization: `Bearer ${readEverything}` }, signal });

test.each([
  [401, 'InvalidAuthenticationToken'],
  [403, 'Authorization_RequestDenied'],
  [404, 'Request_ResourceNotFound'],
  [429, 'TooManyRequests'],
  [500, 'InternalServerError'],
  [503, 'ServiceUnavailable'],
])('%i, alone and in a batch, with Retry-After', async (status, code) => {
  simulator.faults.add({ route: 'users/*', kind: 'status', status, retryAfterSeconds: 7 });
  const alone = await ask(simulator, user);
  const parts = await askBatch(simulator, [
    { id: '1', url: user },
    { id: '2', url: methods },
  ]);

  expect([alone.status, alone.body.error.code, alone.headers.get('retry-after')]).toEqual([status, code, '7']);
  expect(parts.get('1')).toMatchObject({ status, headers: { 'Retry-After': '7' }, body: { error: { code } } });
  expect(parts.get('2')?.status).toBe(200);
});

test('a fault goes away after so many times', async () => {
  simulator.faults.add({ route: user, kind: 'status', status: 503, times: 2 });
  const statuses: number[] = [];
  for (let turn = 0; turn < 3; turn++) statuses.push((await ask(simulator, user)).status);

  expect(statuses).toEqual([503, 503, 200]);
});

test.each([
  ['exact', user, 404],
  ['with the version', `/v1.0${user}`, 404],
  ['one segment', 'users/*', 404],
  ['one segment is not two', '*', 200],
  ['any number', '**', 404],
  ['in the middle', 'users/**/methods', 200],
  ['somebody else', `users/${rui}`, 200],
])('a route pattern: %s', async (_what, route, status) => {
  simulator.faults.add({ route, kind: 'status', status: 404 });

  expect((await ask(simulator, user)).status).toBe(status);
});

test('a fault can be for one method only', async () => {
  simulator.faults.add({ route: '**', method: 'POST', kind: 'status', status: 500 });

  expect((await ask(simulator, user)).status).toBe(200);
});

test('a fault on the batch is not repeated in its parts', async () => {
  simulator.faults.add({ route: '**', kind: 'latency', milliseconds: 1, times: 2 });

  const parts = await askBatch(simulator, [{ id: '1', url: user }]);

  expect(parts.get('1')?.status).toBe(200);
  expect(simulator.faults.isEmpty).toBe(false);
});

test('a page of HTML with 200', async () => {
  simulator.faults.add({ route: 'users/*', kind: 'html' });
  const response = await raw(user);
  const part = (await askBatch(simulator, [{ id: '1', url: user }])).get('1');

  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html']);
  expect(await response.text()).toContain('<html>');
  expect([part?.status, part?.headers['Content-Type']]).toEqual([200, 'text/html']);
});

test('JSON that stops half-way', async () => {
  simulator.faults.add({ route: 'users/*', kind: 'truncated' });

  await expect((await raw(user)).json()).rejects.toThrow('JSON');
});

test.each([
  ['alone', () => raw(user)],
  ['as a part of a batch', () => askBatch(simulator, [{ id: '1', url: user }])],
])('a connection that is cut, %s', async (_how, send) => {
  simulator.faults.add({ route: 'users/*', kind: 'cut' });

  await expect(send()).rejects.toThrow('fetch failed');
  expect(simulator.requests.list()).toMatchObject([{ status: 0 }]);
});

test('a request that is never answered ends when the simulator closes', async () => {
  const other = await startSimulator();
  other.faults.add({ route: '**', kind: 'hang' });
  const waiting = fetch(`${other.url}/v1.0/users`).catch((error: Error) => error.message);
  while (other.requests.total === 0) await new Promise((resolve) => setImmediate(resolve));

  await other.close();

  expect(await waiting).toBe('fetch failed');
});

test('latency holds the answer back', async () => {
  simulator.faults.add({ route: 'users/*', kind: 'latency', milliseconds: 60_000 });
  const abort = new AbortController();
  const waiting = raw(user, abort.signal).catch((error: Error) => error.name);
  const other = await ask(simulator, methods);
  abort.abort();

  expect(other.status).toBe(200);
  expect(await waiting).toBe('AbortError');
});

const control = async (path: string, method: string, body?: unknown) => {
  const response = await fetch(`${simulator.url}/simulator/${path}`, {
    method,
    ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const answer: Body = await response.json();
  return { status: response.status, body: answer };
};

test('faults and the log over HTTP', async () => {
  const fault: Fault = { route: 'users/*', kind: 'status', status: 503 };

  expect(await control('faults', 'POST', fault)).toEqual({ status: 201, body: { faults: [fault] } });
  expect((await ask(simulator, user)).status).toBe(503);
  expect((await control('requests', 'GET')).body).toMatchObject({ total: 1, requests: [{ status: 503 }] });
  expect((await control('faults', 'DELETE')).body).toEqual({ faults: [] });
  expect((await ask(simulator, user)).status).toBe(200);
  expect((await control('requests', 'DELETE')).status).toBe(200);
  expect((await control('requests', 'GET')).body.total).toBe(0);
});

test.each([
  ['a fault of no kind', 'faults', { route: '**', kind: 'earthquake' }, 400],
  ['a fault without a route', 'faults', { kind: 'cut' }, 400],
  ['an unknown topic', 'shoes', {}, 404],
  ['a list', 'faults', [], 400],
])('%s is refused', async (_what, path, body, status) => {
  expect((await control(path, 'POST', body)).status).toBe(status);
  expect(simulator.faults.isEmpty).toBe(true);
});

test('what a form on another site could send is refused', async () => {
  const response = await fetch(`${simulator.url}/simulator/reset`, { method: 'POST', body: '{}' });

  expect(response.status).toBe(415);
});
