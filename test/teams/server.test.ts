import { Registry } from 'prom-client';
import { createTeamsMetrics, serveMetrics } from '../../src/teams/metrics.ts';
import { openTeamsRoom } from '../fixtures/teams-room.ts';

test.each([
  ['GET', '/healthz', 200],
  ['GET', '/readyz', 200],
  ['GET', '/', 404],
  ['GET', '/metrics', 404],
  ['POST', '/healthz', 405],
  ['POST', '/api/messages/../admin', 404],
  ['GET', '/api/messages', 405],
])('%s %s: %i, and nothing about the inside', async (method, path, status) => {
  const room = await openTeamsRoom();

  const response = await fetch(`${room.url}${path}`, { method });

  expect(response.status).toBe(status);
  expect(await response.text()).not.toMatch(/ at |node_modules|admin/);
  await room.close();
});

test.each<[string, () => Promise<boolean>]>([
  ['the database does not answer', async () => false],
  ['asking fails', () => Promise.reject(new Error('ECONNREFUSED'))],
])('not ready when %s', async (_why, ready) => {
  const room = await openTeamsRoom({ ready });

  expect((await fetch(`${room.url}/readyz`)).status).toBe(503);
  expect((await fetch(`${room.url}/healthz`)).status).toBe(200);
  await room.close();
});

test('turns are counted by command and result, and name nobody', async () => {
  const room = await openTeamsRoom();
  const client = room.client();
  await client.say('help');
  await client.press('lost phone');

  const text = await room.registry.metrics();

  expect(text).toContain('teams_turns_total{command="help",result="answered"} 1');
  expect(text).toContain('teams_turns_total{command="lost-phone",result="answered"} 1');
  expect(text).not.toContain('aaaaaaaa');
  await room.close();
});

test('metrics have a server of their own', async () => {
  const registry = new Registry();
  createTeamsMetrics(registry).sendFailed('send', 429);
  const server = await serveMetrics(registry, 0, '127.0.0.1');

  expect(await (await fetch(server.url)).text()).toContain(
    'teams_send_failures_total{operation="send",status="429"} 1',
  );
  expect((await fetch(server.url.replace('/metrics', '/'))).status).toBe(404);
  await server.close();
});

test('a port that is taken is an error, not silence', async () => {
  const registry = new Registry();
  const server = await serveMetrics(registry, 0, '127.0.0.1');
  const { port } = new URL(server.url);

  await expect(serveMetrics(registry, Number(port), '127.0.0.1')).rejects.toThrow('EADDRINUSE');
  await server.close();
});
