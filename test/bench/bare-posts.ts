import { Agent, request } from 'node:http';
import type { UserId } from '../../src/passkeys/ids.ts';

/** Milliseconds of one POST at most. */
const patience = 10_000;

/** The floor: the same body to the same Connector, and nothing else. @returns messages a second */
export async function barePosts(
  connector: string,
  body: string,
  users: readonly UserId[],
  concurrency: number,
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const left = [...users];
  const lane = async () => {
    for (let user = left.pop(); user; user = left.pop())
      await post(`${connector}/v3/conversations/${encodeURIComponent(`a:${user}`)}/activities`, agent, body);
  };
  const since = performance.now();
  await Promise.all(Array.from({ length: concurrency }, lane));
  const seconds = (performance.now() - since) / 1_000;
  agent.destroy();
  return users.length / seconds;
}

function post(url: string, agent: Agent, body: string): Promise<void> {
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const sending = request(url, { method: 'POST', agent, headers, timeout: patience }, (response) => {
      response.resume();
      response.once('end', resolve);
    });
    sending.once('error', reject);
    sending.end(body);
  });
}
