import { createReports } from '../../src/database/rollout-reports.ts';
import type { UserId } from '../../src/passkeys/ids.ts';
import { barePosts } from './bare-posts.ts';
import { checkPeople } from './check-people.ts';
import type { Child } from './child-process.ts';
import { createGenerator, type Generator } from './load.ts';
import {
  nudgesOf,
  openRolloutWorld,
  type RolloutWorld,
  release,
  runCampaign,
  usersFrom,
  waitUntil,
} from './rollout-world.ts';
import { type Goal, type Run, type Scenario, table } from './scenario.ts';

const goals = {
  /** Nudges a second. */
  uncapped: 300,
  /** Of the cap. */
  capped: 0.98,
  /** ms that a reply may take longer than without a campaign. One that waits for its turn among the nudges takes hundreds. */
  replyDelay: 50,
};
/** As configured by default. Messages a second. */
const cap = 45;
const sizes = {
  full: { uncapped: 20_000, checked: 10_000, cappedSeconds: 120 },
  quick: { uncapped: 3_000, checked: 2_000, cappedSeconds: 20 },
};
/** Until the first messages have gone out, and connections are open. */
const warmUpSeconds = 4;
const chatters = 5;
/** Of the simulated users; the others have a passkey already, or an account that is off. */
const shareSent = 0.7;

export const nudges: Scenario = {
  about: 'nudges per second, with and without the cap; how fast people are checked; replies meanwhile',
  async run({ quick, say }) {
    const size = quick ? sizes.quick : sizes.full;
    const chatting = Math.round((cap * (size.cappedSeconds + 4 * warmUpSeconds)) / shareSent);
    const users = 10 + size.uncapped + chatting;
    const world = await openRolloutWorld({ users });
    const generator = await createGenerator();
    try {
      const checked = await checkPeople(world.simulator.url, usersFrom(0, size.checked));
      say(`methods and mailbox just before a send: ${whole(checked)} people/s checked`);
      const uncapped = await sendUncapped(world, usersFrom(10, size.uncapped), say);
      const capped = await sendCapped(
        world,
        generator,
        usersFrom(10 + size.uncapped, chatting),
        size.cappedSeconds,
        say,
      );
      say(`\n${table([uncapped, ...capped])}`);
      return [uncapped, ...capped].every(({ isMet }) => isMet);
    } finally {
      await generator.close();
      await world.close();
    }
  },
};

/** Whether somebody has a passkey is answered by the sweep through the audit log, as where Graph throttles the question. */
async function sendUncapped(world: RolloutWorld, users: readonly UserId[], say: Run['say']): Promise<Goal> {
  const { connector, database } = world;
  const campaign = await runCampaign(world, users);
  await createReports(database.db).noteSweepAlone(new Date());
  const product = await world.start({ NUDGE_RATE_PER_SECOND: '100000' });
  await release(world, campaign);
  await waitUntil(async () => (await nudgesOf(world, campaign.id)).left === 0, 'everybody', 300_000, 200);
  const rate = rateOf(await connector.moments());
  const { nudges: came } = await nudgesOf(world, campaign.id);
  const memory = await product.peakMemory();
  await product.stop();
  await createReports(database.db).noteSweepAlone(undefined);
  const body = await connector.sample();
  await connector.reset();
  const bare = await barePosts(connector.url, body, users, 200);
  await connector.reset();
  say(
    `uncapped, registration answered by the audit log alone: ${whole(rate)}/s of ${users.length}: ${JSON.stringify(came)}`,
  );
  say(
    `bare POSTs of the same bodies: ${whole(bare)}/s; share ${(rate / bare).toFixed(2)}; at most ${whole(memory ?? 0)} MB`,
  );
  const isWhole = (came.sent ?? 0) + (came.skipped ?? 0) === users.length;
  return {
    name: 'nudges/s without a cap',
    measured: isWhole ? whole(rate) : `not everybody: ${JSON.stringify(came)}`,
    goal: `≥ ${goals.uncapped}`,
    isMet: isWhole && rate >= goals.uncapped,
  };
}

/** With the check just before each send, and people who chat meanwhile. */
async function sendCapped(
  world: RolloutWorld,
  generator: Generator,
  users: readonly UserId[],
  seconds: number,
  say: Run['say'],
): Promise<readonly Goal[]> {
  const { connector } = world;
  const campaign = await runCampaign(world, users);
  await connector.fail({ latency: 100 });
  const product = await world.start({ NUDGE_RATE_PER_SECOND: String(cap) });
  await chat(generator, product, 1_500);
  const quiet = await chat(generator, product, 500);
  await release(world, campaign);
  await waitUntil(async () => (await connector.state()).delivered > cap * warmUpSeconds, 'the first messages', 60_000);
  const since = Date.now();
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
  const until = Date.now();
  const within = (await connector.moments()).filter((at) => at >= since && at < until);
  const busy = await chat(generator, product, 100);
  await product.stop();
  await connector.fail({ latency: 0 });
  const share = within.length / ((until - since) / 1_000) / cap;
  const most = mostInASecond(within);
  say(
    `capped at ${cap}/s, each checked before: ${within.length} in ${seconds} s, at most ${most} arrived within a second`,
  );
  say(
    `"help" of ${chatters} people, median: ${busy.toFixed(1)} ms during the campaign, ${quiet.toFixed(1)} ms without`,
  );
  return [
    {
      name: `share of the cap of ${cap}/s, over ${seconds} s`,
      measured: `${(share * 100).toFixed(1)} %`,
      goal: `≥ ${goals.capped * 100} %`,
      isMet: share >= goals.capped,
    },
    {
      name: 'longer for a reply than without a campaign',
      measured: `${(busy - quiet).toFixed(1)} ms`,
      goal: `≤ ${goals.replyDelay} ms`,
      isMet: busy - quiet <= goals.replyDelay,
    },
  ];
}

/** @returns milliseconds */
async function chat(generator: Generator, product: Child, turns: number): Promise<number> {
  const { median, failed } = await generator.run({ bot: product.url, turns, concurrency: chatters, texts: ['help'] });
  if (failed > 0) throw new Error(`${failed} people who chatted got no answer`);
  return median;
}

function rateOf(moments: readonly number[]): number {
  const [first = 0, last = 0] = [moments[0], moments.at(-1)];
  return (moments.length - 1) / ((last - first) / 1_000);
}

function mostInASecond(moments: readonly number[]): number {
  let [from, most] = [0, 0];
  for (let at = 0; at < moments.length; at++) {
    while ((moments[at] ?? 0) - (moments[from] ?? 0) >= 1_000) from++;
    most = Math.max(most, at - from + 1);
  }
  return most;
}

function whole(value: number): string {
  return value.toFixed(0);
}
