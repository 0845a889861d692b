import { access, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { networkInterfaces } from 'node:os';
import { type Demo, newDataDir, runDemo, startDemo, until } from './demo.ts';

/** Undefined: it answers. */
function refusal(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2_000 });
    const end = (why: string | undefined) => {
      socket.destroy();
      resolve(why);
    };
    socket.once('connect', () => end(undefined));
    socket.once('timeout', () => end('no answer'));
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code));
  });
}

/** Of this machine. What listens on every address listens on 127.0.0.2, too. */
const otherAddresses = [
  '127.0.0.2',
  ...Object.values(networkInterfaces()).flatMap((all) =>
    (all ?? []).flatMap(({ address, family, internal }) => (internal || family !== 'IPv4' ? [] : [address])),
  ),
];

function portsOf(demo: Demo): readonly number[] {
  return [demo.windowOf('alva'), demo.phoneOf('alva'), demo.botUrl].map((url) => Number(new URL(url).port));
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Takes a port, unless somebody has it already: all that matters is that the demo does not get it. */
function takePort(port: number): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(server));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

describe('a demo', () => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await startDemo(['alva']);
  }, 120_000);
  afterAll(() => demo?.remove());

  test('listens on loopback, and nowhere else', async () => {
    for (const port of portsOf(demo)) {
      expect(await refusal('localhost', port)).toBeUndefined();
      for (const address of otherAddresses) expect(await refusal(address, port)).toBe('ECONNREFUSED');
    }
  });

  test('keeps its data to itself: a second one is refused in a sentence', async () => {
    const second = runDemo('--data', demo.dataDir);

    expect(await second.ended).toBe(1);
    expect(second.said()).toMatch(/The data in \S+\/postgres is in use by process \d+\. Stop that one first\./);
    expect(second.said()).not.toContain('    at ');
    expect(await second.processes()).toEqual([]);
    expect((await fetch(`${demo.botUrl}/readyz`)).status).toBe(200);
  });

  test('leaves nothing behind after Ctrl-C', async () => {
    const ports = portsOf(demo);
    expect((await demo.processes()).length).toBeGreaterThan(2);

    await demo.signal('SIGINT');

    expect(await demo.processes()).toEqual([]);
    for (const port of ports) expect(await refusal('localhost', port)).toBe('ECONNREFUSED');
    expect(await exists(`${demo.dataDir}/postgres.lock`)).toBe(false);
  });
});

describe('where ports are taken', () => {
  const usual = [3978, 3979, 56150];
  let servers: readonly Server[] = [];
  let demo: Demo;
  beforeAll(async () => {
    servers = await Promise.all(usual.map(takePort));
    demo = await startDemo(['alva']);
  }, 120_000);
  afterAll(async () => {
    for (const server of servers) server.close();
    await demo?.remove();
  });

  test('the demo takes others and says so', async () => {
    for (const what of ['3978 is taken: the bot', '3979 is taken: the Graph simulator', '56150 is taken: the window']) {
      expect(demo.said()).toMatch(new RegExp(`Port ${what}.* uses \\d+ instead\\.`));
    }
    expect(portsOf(demo).filter((port) => usual.includes(port))).toEqual([]);
    for (const port of portsOf(demo)) expect(await refusal('localhost', port)).toBeUndefined();
  });
});

test('Ctrl-C while the database is being made does no harm to it', async () => {
  const dataDir = await newDataDir();
  try {
    const first = runDemo('--data', dataDir);
    await until(first, () => exists(`${dataDir}/postgres`));
    await first.signal('SIGINT');
    expect(await first.processes()).toEqual([]);

    const second = await startDemo(['alva'], dataDir);
    expect((await fetch(`${second.botUrl}/readyz`)).status).toBe(200);
    await second.remove();
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}, 120_000);

test.each([
  ['somebody unknown', ['--as', 'nobody'], 'Nobody is called "nobody" here.'],
  ['a word it does not know', ['--port', '1'], 'Only --as NICK and --data FOLDER are known here.'],
])('%s is answered with the cast, not with a stack', async (_what, args, sentence) => {
  const run = runDemo(...args);

  expect(await run.ended).toBe(1);
  expect(run.said()).toContain(sentence);
  expect(run.said()).toContain('alva     Ready:');
  expect(run.said()).not.toContain('    at ');
});
