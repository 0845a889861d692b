import { groupIds } from '../../src/simulator/tenant.ts';
import { nudgesOf, openRolloutWorld, type RolloutWorld } from '../fixtures/rollout-world.ts';
import type { TeamsClient } from '../fixtures/teams-client.ts';

let world: RolloutWorld;

/** Nudges a second. */
const rate = 4;
/** Nudges between two looks at the clock. */
const some = 3;

beforeAll(async () => {
  world = await openRolloutWorld({ env: { NUDGE_RATE_PER_SECOND: String(rate) } });
});
afterAll(() => world.close());

test('who is chatting is answered at once, and the nudges slow down for it, and go on', async () => {
  const runa = await world.owner('runa');
  const people = Array.from({ length: 4 * some + 2 }, () => world.newcomer({ isHuman: false }));
  await Promise.all(people.map((one) => one.say('hi')));
  const delivered = () => people.reduce((sum, one) => sum + nudgesOf(one).length, 0);
  const until = (count: number) => world.connector.until(() => delivered() >= count);
  /** ms for that many, from now on. */
  const timeOf = async (count: number) => {
    const since = performance.now();
    await until(delivered() + count);
    return performance.now() - since;
  };

  await runa.launch('Busy', [groupIds.nightShift]);
  await until(some);
  const alone = await timeOf(some);

  const chatting = chat(['stella', 'cleo', 'omar'].map((nick) => world.member(nick, { isHuman: false })));
  // Those that had their turn already.
  await until(delivered() + some);
  const before = chatting.answered();
  const besideReplies = await timeOf(some);
  const answered = chatting.answered() - before;
  await chatting.stop();

  // Replies that wait for their turn among the nudges would be fewer than the pace lets through.
  expect(answered).toBeGreaterThan((besideReplies / 1_000) * rate);
  expect(besideReplies).toBeGreaterThan(2 * alone);
  await until(people.length);
});

/** Each says the next thing when they are answered. */
function chat(clients: readonly TeamsClient[]) {
  let isOver = false;
  let answered = 0;
  const chats = clients.map(async (client) => {
    while (!isOver) {
      await client.say('help');
      answered++;
    }
  });
  return {
    answered: () => answered,
    async stop() {
      isOver = true;
      await Promise.all(chats);
    },
  };
}
