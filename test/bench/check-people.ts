import { readConfig } from '../../src/config/config.ts';
import { createTokenSource } from '../../src/graph/credential.ts';
import { createGraphClient } from '../../src/graph/graph-client.ts';
import { createGraphPace } from '../../src/graph/pace-requests.ts';
import { createTruth } from '../../src/graph/read-truth.ts';
import { createLog } from '../../src/log.ts';
import type { UserId } from '../../src/passkeys/ids.ts';

/** Of one reading, as the sender asks. */
const together = 180;

/** The check just before a send: methods and mailbox of each. @returns people a second */
export async function checkPeople(simulator: string, users: readonly UserId[]): Promise<number> {
  const config = readConfig({ GRAPH_CREDENTIAL: 'simulator', GRAPH_BASE_URL: simulator });
  const now = () => new Date();
  const { baseUrl } = config.graph;
  const tokens = createTokenSource(config.graph, now);
  const client = createGraphClient({ baseUrl, tokens });
  const truth = createTruth({
    baseUrl,
    tokens,
    client,
    accounts: true,
    pace: createGraphPace(),
    log: createLog('silent'),
    now,
  });
  const since = performance.now();
  let known = 0;
  for (let at = 0; at < users.length; at += together) {
    const answers = await truth.read(users.slice(at, at + together).map((user) => ({ user, mailbox: true })));
    for (const { hasPasskey } of answers.values()) if (typeof hasPasskey === 'boolean') known++;
  }
  if (known < users.length) throw new Error(`Of ${users.length} people, only ${known} could be checked`);
  return known / ((performance.now() - since) / 1_000);
}
