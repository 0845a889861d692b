import type { Child } from './child-process.ts';
import type { Load, Measured } from './load.ts';
import { type Goal, median, type Run, type Scenario, table } from './scenario.ts';
import { openWorld, type World } from './turns-world.ts';

const help = ['help'];
const setUp = ['set up my passkey'];
const concurrency = 20;
/** Milliseconds per request to Graph. */
const latency = 100;

const goals = {
  /** Shares of the echo bot's turns per second. */
  help: 0.6,
  setUp: 0.25,
  /** Of `latency`. */
  roundTrips: 1.6,
  /** Times the echo bot's. */
  memory: 2.5,
  /** From the middle of the long run to its end; what is less is the garbage collector's rhythm. */
  growth: 1.1,
};

/** In a short run memory has not settled, so its growth says nothing. */
const sizes = {
  full: { warmUp: 1_000, rounds: 7, turns: 1_500, latencyTurns: 500, longRun: 50_000, isLong: true },
  quick: { warmUp: 300, rounds: 3, turns: 600, latencyTurns: 200, longRun: 5_000, isLong: false },
};
type Sizes = (typeof sizes)[keyof typeof sizes];

export const turns: Scenario = {
  about: "messages per second, latency and memory, beside a bare echo bot's",
  async run({ quick, say }) {
    const world = await openWorld();
    try {
      return await measure(world, quick ? sizes.quick : sizes.full, say);
    } finally {
      await world.close();
    }
  },
};

async function measure(world: World, size: Sizes, say: Run['say']): Promise<boolean> {
  const load = (bot: Child, texts: readonly string[], count: number): Promise<Measured> =>
    world.generator.run({ bot: bot.url, turns: count, concurrency, texts } satisfies Load);
  const rounds = await throughput(world, size, load, say);
  const slowGraph = await withSlowGraph(world, () => load(world.product, setUp, size.latencyTurns));
  say(`set up, ${latency} ms per Graph request: median ${whole(slowGraph.median)} ms, p95 ${whole(slowGraph.p95)} ms`);
  const memory = await longRun(world, size, load, say);

  const results = [...throughputGoals(rounds), latencyGoal(slowGraph), ...memory];
  const runs = [...rounds.help, ...rounds.setUp].flatMap(({ echo, product }) => [echo, product]);
  const failed = [...runs, slowGraph].reduce((sum, run) => sum + run.failed, 0);
  say(`\n${table([...results, { name: 'failed turns', measured: `${failed}`, goal: '0', isMet: failed === 0 }])}`);
  return failed === 0 && results.every(({ isMet }) => isMet);
}

type RunLoad = (bot: Child, texts: readonly string[], count: number) => Promise<Measured>;
/** A run of the product, and the echo bot's directly before it. */
type Pair = { readonly echo: Measured; readonly product: Measured };
type Rounds = { readonly help: readonly Pair[]; readonly setUp: readonly Pair[] };

/** Bots take turns, because a machine is not equally fast all the time. */
async function throughput({ echo, product }: World, size: Sizes, load: RunLoad, say: Run['say']): Promise<Rounds> {
  await load(echo, help, size.warmUp);
  await load(product, [...help, ...setUp], size.warmUp * 2);
  const pair = async (texts: readonly string[]): Promise<Pair> => ({
    echo: await load(echo, texts, size.turns),
    product: await load(product, texts, size.turns),
  });
  const rounds: { help: Pair[]; setUp: Pair[] } = { help: [], setUp: [] };
  for (let round = 1; round <= size.rounds; round++) {
    const [onHelp, onSetUp] = [await pair(help), await pair(setUp)];
    rounds.help.push(onHelp);
    rounds.setUp.push(onSetUp);
    say(`round ${round}: help ${described(onHelp)}   set up ${described(onSetUp)}`);
  }
  return rounds;
}

async function withSlowGraph<T>({ simulator }: World, work: () => Promise<T>): Promise<T> {
  const faults = `${simulator.url}/simulator/faults`;
  const fault = { route: '**', kind: 'latency', milliseconds: latency };
  const headers = { 'content-type': 'application/json' };
  const armed = await fetch(faults, { method: 'POST', headers, body: JSON.stringify(fault) });
  if (!armed.ok) throw new Error(`The simulator does not slow down: ${armed.status}`);
  const result = await work();
  await fetch(faults, { method: 'DELETE', headers });
  return result;
}

/** The echo bot's memory settles within a fifth of the turns. */
async function longRun(
  { echo, product }: World,
  size: Sizes,
  load: RunLoad,
  say: Run['say'],
): Promise<readonly Goal[]> {
  const points = 10;
  const measured: number[] = [];
  const turnsEach = size.longRun / points;
  await load(echo, help, size.longRun / 5);
  const floor = await echo.memory();
  for (let point = 1; point <= points; point++) {
    await load(product, [...help, ...setUp], turnsEach);
    const now = await product.memory();
    if (now === undefined || floor === undefined) break;
    measured.push(now);
    say(`after ${point * turnsEach} turns: ${whole(now)} MB; echo bot ${whole(floor)} MB`);
  }
  if (floor !== undefined) return memoryGoals(measured, floor, size);
  say('memory: not measured, because this system has no /proc');
  return [];
}

function memoryGoals(measured: readonly number[], floor: number, { longRun, isLong }: Sizes): readonly Goal[] {
  const most = Math.max(...measured);
  const growth = median(measured.slice(-3)) / median(measured.slice(4, 7));
  const flat: Goal = {
    name: `memory, end of ${longRun} turns / their middle`,
    measured: growth.toFixed(2),
    goal: `≤ ${goals.growth}`,
    isMet: growth <= goals.growth,
  };
  return [
    {
      name: 'memory, times the echo bot’s',
      measured: `${(most / floor).toFixed(2)} (${whole(most)} / ${whole(floor)} MB)`,
      goal: `≤ ${goals.memory}`,
      isMet: most / floor <= goals.memory,
    },
    ...(isLong ? [flat] : []),
  ];
}

function throughputGoals({ help, setUp }: Rounds): readonly Goal[] {
  return [['help', help, goals.help] as const, ['set up my passkey', setUp, goals.setUp] as const].map(
    ([name, pairs, goal]) => {
      const share = median(pairs.map(({ echo, product }) => product.turnsPerSecond / echo.turnsPerSecond));
      const rate = (bot: keyof Pair) => whole(median(pairs.map((pair) => pair[bot].turnsPerSecond)));
      return {
        name: `"${name}", share of the echo bot’s turns/s`,
        measured: `${share.toFixed(2)} (${rate('product')} / ${rate('echo')})`,
        goal: `≥ ${goal}`,
        isMet: share >= goal,
      };
    },
  );
}

function latencyGoal({ median }: Measured): Goal {
  return {
    name: `"set up my passkey", Graph round trips of ${latency} ms`,
    measured: (median / latency).toFixed(2),
    goal: `≤ ${goals.roundTrips}`,
    isMet: median / latency <= goals.roundTrips,
  };
}

function described({ echo, product }: Pair): string {
  const { turnsPerSecond, median, p95 } = product;
  return `${whole(turnsPerSecond)}/s (median ${whole(median)}, p95 ${whole(p95)} ms), echo ${whole(echo.turnsPerSecond)}/s`;
}

function whole(value: number): string {
  return value.toFixed(0);
}
