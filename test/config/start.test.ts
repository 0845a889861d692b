import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { freePort } from '../../src/demo/free-port.ts';
import { startSimulator } from '../../src/simulator/start-simulator.ts';
import { createDatabase } from '../fixtures/fresh-database.ts';

const server = process.env.TEST_DATABASE_URL;

function start(environment: Record<string, string>) {
  return spawn(process.execPath, ['src/main.ts'], {
    cwd: new URL('../../', import.meta.url),
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

test('a start that is refused ends with 1 and a list, without a stack and without a value', async () => {
  const child = start({ GRAPH_CREDENTIAL: 'secret', BOT_PASSWORD: 'hunter2', HOST: '0.0.0.0', PORT: 'nowhere' });

  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);

  expect(code).toBe(1);
  expect(said).toMatch(/^Cannot start:\n( {2}\w+: .+\n)+$/);
  for (const name of ['BOT_ID', 'PORT', 'DATABASE_URL']) expect(said).toContain(`  ${name}: `);
  expect(said).not.toMatch(/hunter2|nowhere| at /);
}, 30_000);

(server ? test : test.skip)(
  'the simulator, an address and a database are all it needs',
  async () => {
    const [simulator, database] = [await startSimulator(), await createDatabase(server ?? '')];
    const [port, metricsPort] = [String(await freePort(3978)), String(await freePort(9464))];
    const child = start({
      GRAPH_CREDENTIAL: 'simulator',
      GRAPH_BASE_URL: simulator.url,
      DATABASE_URL: database.url,
      ...(port !== '3978' && { PORT: port }),
      ...(metricsPort !== '9464' && { METRICS_PORT: metricsPort }),
    });
    try {
      const [line] = await once(child.stdout, 'data');
      expect(JSON.parse(String(line))).toMatchObject({ url: `http://127.0.0.1:${port}` });

      const answers = await Promise.all(
        [`${port}/healthz`, `${port}/readyz`, `${metricsPort}/metrics`].map((path) =>
          fetch(`http://127.0.0.1:${path}`),
        ),
      );
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      expect(await answers[2]?.text()).toContain('process_resident_memory_bytes');
      expect((await fetch(`http://127.0.0.1:${port}/metrics`)).status).toBe(404);
    } finally {
      child.kill('SIGTERM');
    }
    expect((await once(child, 'exit'))[0]).toBe(0);
    await simulator.close();
    await database.drop();
  },
  60_000,
);
