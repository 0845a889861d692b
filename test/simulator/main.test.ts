import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ask } from './ask-graph.ts';
import { generated } from './people.ts';

test('started on its own it prints its address, serves and ends when told', async () => {
  const child = spawn(
    process.execPath,
    ['src/simulator/main.ts', '--users', '10', '--varied', '--throttle', 'reports,methods'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  try {
    const [line] = await once(child.stdout, 'data');
    const { url } = JSON.parse(String(line));

    expect((await fetch(url)).status).toBe(200);
    const reply = await ask({ url } as Parameters<typeof ask>[0], `/users/${generated}`);
    expect(reply.body.displayName).toBe('User 7');
    expect(await (await fetch(`${url}/simulator/throttling`)).json()).toMatchObject({
      reports: true,
      methods: true,
      installs: false,
    });
  } finally {
    child.kill('SIGTERM');
  }
  expect((await once(child, 'exit'))[0]).toBe(0);
}, 20_000);
