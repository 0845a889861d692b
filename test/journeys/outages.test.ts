import type { Fault } from '../fakes/fake-connector.ts';
import { createDatabase } from '../fixtures/fresh-database.ts';
import { timed } from '../fixtures/graph-faults.ts';
import { type Severable, startSeverable } from '../fixtures/severable.ts';
import type { TeamsClient } from '../fixtures/teams-client.ts';
import { openWorld, type World } from '../fixtures/world.ts';

const [offer, steps, ready, sorry] = [
  "Let's set up your passkey",
  'On your iPhone now',
  'Your passkey is ready ✅',
  'That was my fault',
];
const failures = (world: World) => world.log.filter(({ level }) => level > 30);
const nothingPersonal = /User \d|user\d{12}|contoso\.example|iPhone|set up my passkey/;

describe('the Connector', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  beforeEach(() => world.log.splice(0));
  afterEach(() => {
    world.connector.onCall = () => undefined;
  });
  afterAll(() => world.close());

  /** In the chat of this user only. */
  function failFor(client: TeamsClient, fault: Fault, times = Number.POSITIVE_INFINITY): void {
    let left = times;
    world.connector.onCall = ({ conversationId }) => {
      if (conversationId !== client.conversationId || left <= 0) return undefined;
      left--;
      return fault;
    };
  }

  test.each<[string, Fault]>([
    ['500', { status: 500 }],
    ['a cut connection', { cut: true }],
    ['403', { status: 403 }],
    ['429 for two minutes', { status: 429, retryAfter: 120 }],
  ])('answers %s to a message: the turn ends, and the guide is where it was left', async (_why, fault) => {
    const client = world.newcomer();
    failFor(client, fault);
    expect((await client.say('set up my passkey')).status).toBe(200);
    expect(client.messages).toEqual([]);
    // A line for each message: on a busy machine the one that asks to wait is another.
    expect([1, 2]).toContain(world.log.length);
    expect(JSON.stringify(world.log)).not.toMatch(nothingPersonal);

    world.connector.onCall = () => undefined;
    await client.say('status');

    expect(client.title()).toBe(offer);
    await client.press('Start');
    expect(client.title()).toBe(steps);
  });

  test.each<[string, Fault]>([
    ['500', { status: 500 }],
    ['a cut connection', { cut: true }],
    ['404', { status: 404 }],
  ])(
    'answers %s to an edit: who pressed sees the result, and a refresh brings it to the others',
    async (_why, fault) => {
      const client = world.newcomer({ isHuman: false });
      const other = world.another(client);
      await client.say('set up my passkey');
      failFor(client, fault);

      await client.press('Start');
      expect(client.title()).toBe(steps);

      const { card } = await other.refresh(other.messages[0]);
      expect(other.title({ ...other.messages[0]!, card })).toBe(steps);
    },
  );

  test('is slow: the press does not wait for it', async () => {
    const client = world.newcomer({ isHuman: false });
    await client.say('set up my passkey');
    let release = (): void => {};
    const hold = new Promise<void>((resolve) => {
      release = resolve;
    });
    failFor(client, { hold });

    await client.press('Start');

    expect(client.title()).toBe(steps);
    expect(client.last?.edits).toBe(0);
    release();
    await client.until(() => client.last?.edits === 1);
  });

  test('does not take the good news at first: it is told later', async () => {
    const client = world.newcomer();
    await client.say('set up my passkey');
    await client.press('Start');
    await client.until(() => client.last?.edits === 1);
    failFor(client, { status: 500 }, 1);
    world.onPhone(client, 'finish-registration');
    await until(() => world.log.some(({ operation }) => operation === 'send'));

    // News that was never shown is left to the turn that found it for a while, then told.
    world.passTime(15_000);

    await client.until(() => client.messages.some((message) => client.title(message) === ready));
    expect(client.messages.filter((message) => client.title(message) === ready)).toHaveLength(1);
  });
});

const server = process.env.TEST_DATABASE_URL;
const onServer = server ? describe : describe.skip;

onServer('the database server', () => {
  let world: World;
  let way: Severable;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const database = await createDatabase(server ?? '');
    drop = database.drop;
    way = await startSeverable(database.url);
    world = await openWorld({ databaseUrl: way.url });
  });
  beforeEach(() => world.log.splice(0));
  afterEach(() => way.restore());
  afterAll(async () => {
    await world.close();
    await way.close();
    await drop();
  });

  const probe = async (path: string) => (await fetch(`${world.url}${path}`)).status;

  async function backAgain(): Promise<void> {
    await way.restore();
    while ((await probe('/readyz')) !== 200) await new Promise((resolve) => setTimeout(resolve, 50));
  }

  test.each<[string, () => Promise<void> | void]>([
    ['is gone', () => way.cut()],
    ['does not answer', () => way.freeze()],
  ])(
    '%s: an honest card in time, the process goes on, and so does the user as soon as it is back',
    async (_why, fail) => {
      const [typing, pressing] = [world.newcomer(), world.newcomer({ isHuman: false })];
      for (const client of [typing, pressing]) await client.say('set up my passkey');
      expect(await probe('/readyz')).toBe(200);
      await fail();

      const waited = await Promise.all([
        timed(typing, () => typing.say('start over')),
        timed(pressing, () => pressing.press('Start')),
      ]);

      expect(waited.map(({ status }) => status)).toEqual([200, 200]);
      expect(waited[1]?.answered).toBeLessThan(3_000);
      for (const { settled } of waited) expect(settled).toBeLessThan(10_000);
      await Promise.all([typing, pressing].map((client) => client.until(() => client.title() === sorry)));
      expect(await Promise.all([probe('/readyz'), probe('/healthz')])).toEqual([503, 200]);
      expect(failures(world).filter(({ msg }) => msg === 'Turn failed')).toHaveLength(2);
      expect(JSON.stringify(world.log)).not.toMatch(nothingPersonal);

      await backAgain();
      await typing.press('Try again');
      expect(typing.title()).toBe(offer);
      await pressing.say('status');
      expect([offer, steps]).toContain(pressing.title());
    },
    60_000,
  );

  test('was away while the phone was done: it is noticed all the same', async () => {
    const client = world.newcomer();
    await client.say('set up my passkey');
    await client.press('Start');
    await way.cut();
    world.onPhone(client, 'finish-registration');

    await backAgain();

    await client.until(() => client.messages.some((message) => client.title(message) === ready));
  });

  test('leaves old connections without an answer: they are given up, and new ones are opened', async () => {
    const client = world.newcomer();
    await client.say('set up my passkey');
    way.strand();

    await backAgain();
    await client.say('start over');
    while (client.title() === sorry) await client.say('start over');

    expect(client.title()).toBe(offer);
  });
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}
