import { type Child, startChild, startFlags } from './child-process.ts';
import { createGenerator, type Generator } from './load.ts';
import { createThrowAwayDatabase } from './throw-away-database.ts';

export type World = {
  readonly generator: Generator;
  readonly simulator: Child;
  readonly echo: Child;
  readonly product: Child;
  close(): Promise<void>;
};

/** Simulator, echo bot and product, each in a process of its own; the load comes from this one. */
export async function openWorld(): Promise<World> {
  const closing: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const end of closing.splice(0).reverse()) await end();
  };
  const started = async (child: Promise<Child>) => {
    const ready = await child;
    closing.push(ready.stop);
    return ready;
  };
  try {
    const database = await createThrowAwayDatabase();
    closing.push(database.drop);
    const simulator = await started(startChild({ file: 'src/simulator/main.ts', args: ['--users', '300'] }));
    const echo = await started(startChild({ file: 'test/bench/echo-bot.ts' }));
    const env = settings(simulator.url, database.url);
    const product = await started(startChild({ file: 'src/main.ts', env, nodeFlags: await startFlags() }));
    const generator = await createGenerator();
    closing.push(generator.close);
    return { generator, simulator, echo, product, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function settings(graph: string, database: string): Readonly<Record<string, string>> {
  return {
    GRAPH_CREDENTIAL: 'simulator',
    GRAPH_BASE_URL: graph,
    DATABASE_URL: database,
    PORT: '0',
    METRICS_PORT: '0',
  };
}
