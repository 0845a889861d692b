import {
  type Effect,
  effects,
  lostBatch,
  tenantReads,
  timed,
  userReads,
  type Waited,
} from '../fixtures/graph-faults.ts';
import type { TeamsClient } from '../fixtures/teams-client.ts';
import { openWorld, type World } from '../fixtures/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ watchOffsets: [3_600] });
  // From here on the tenant's policies are known.
  await world.newcomer().say('set up my passkey');
});
beforeEach(() => world.log.splice(0));
afterEach(() => world.simulator.faults.clear());
afterAll(() => world.close());

const minutes = 60_000;
const offer = "Let's set up your passkey";

/** What a user who asked to set up a passkey reads when one part of it could not be looked up. */
const honest: Readonly<Record<string, readonly [title: string, words: string]>> = {
  account: [offer, 'Your iPhone can do it'],
  methods: [offer, "I couldn't look up your sign-in methods just now."],
  'intune-devices': ['Which iOS is on it?', 'On record is 18.6'],
  'entra-devices': [offer, 'Your iPhone can do it'],
  'groups-0': [offer, "I couldn't check what Contoso allows just now."],
  'passkey-policy': [offer, "I couldn't check what Contoso allows just now."],
  'tap-policy': [offer, 'Your iPhone can do it'],
};

/** Without any fact, but with the policy known: the guide goes on with what the user says. */
const blind: readonly [string, string] = ['Which phone is it for?', 'so I go by what you tell me.'];
const blindAfterIPhone: readonly [string, string] = ['Which iOS is on it?', 'Only the first number counts.'];

type Cell = {
  readonly client: TeamsClient;
  readonly isPress: boolean;
  readonly act: () => Promise<{ readonly status: number }>;
  readonly route: string;
  readonly operation: string;
  readonly expected: readonly [title: string, words: string];
};

async function onPhoneQuestion(): Promise<TeamsClient> {
  const client = world.newcomer();
  await client.say('set up my passkey');
  await client.press('Different phone');
  return client;
}

async function onSteps(): Promise<TeamsClient> {
  const client = world.newcomer();
  await client.say('set up my passkey');
  await client.press('Start');
  return client;
}

/** For each read of a user: typed words, and a press that needs it. */
async function userCells(isLost: boolean): Promise<readonly Cell[]> {
  const cells = Object.entries(userReads).map(async ([operation, route]): Promise<readonly Cell[]> => {
    const [typing, pressing] = [world.newcomer(), await onPhoneQuestion()];
    const [usual, lost] = [honest[operation] ?? blind, isLost ? 'batch' : operation];
    return [
      {
        client: typing,
        isPress: false,
        act: () => typing.say('set up my passkey'),
        route: route(typing.userId),
        operation: lost,
        expected: isLost ? blind : usual,
      },
      {
        client: pressing,
        isPress: true,
        act: () => pressing.press('iPhone'),
        route: route(pressing.userId),
        operation: lost,
        expected: isLost ? blindAfterIPhone : usual,
      },
    ];
  });
  const client = await onSteps();
  const done: Cell = {
    client,
    isPress: true,
    act: () => client.press("I'm done"),
    route: userReads.methods(client.userId),
    operation: 'methods',
    expected: ["I can't look right now", 'what does the phone show'],
  };
  return [...(await Promise.all(cells)).flat(), done];
}

async function breaks(cells: readonly Cell[], effect: Effect): Promise<readonly Waited[]> {
  for (const route of new Set(cells.map((cell) => cell.route))) world.simulator.faults.add({ ...effect, route });
  const waited = await Promise.all(cells.map(({ client, act }) => timed(client, act)));
  world.simulator.faults.clear();
  return waited;
}

/** Teams gives up on a press after 3 s; a last card is promised within 10 s. */
function expectInTime(cells: readonly Cell[], waited: readonly Waited[]): void {
  const presses = waited.filter((_waited, index) => cells[index]?.isPress);

  expect(new Set(waited.map(({ status }) => status))).toEqual(new Set([200]));
  expect(Math.max(...presses.map(({ answered }) => answered))).toBeLessThan(3_000);
  expect(Math.max(...waited.map(({ settled }) => settled))).toBeLessThan(10_000);
}

function expectHonest(cells: readonly Cell[]): void {
  expect(cells.map(({ client, operation }) => [operation, client.title()])).toEqual(
    cells.map(({ operation, expected: [title] }) => [operation, title]),
  );
  for (const { client, expected } of cells) expect(client.read()).toContain(expected[1]);
}

const failuresOf = ({ userId }: TeamsClient) => world.log.filter(({ user }) => user === userId);

function expectLoggedOnce(cells: readonly Cell[], hasRequestId: boolean): void {
  expect(cells.map(({ client }) => failuresOf(client).map(({ msg, operation }) => [msg, operation]))).toEqual(
    cells.map(({ operation }) => [['Graph read failed', operation]]),
  );
  for (const { requestId } of world.log) expect(typeof requestId).toBe(hasRequestId ? 'string' : 'undefined');
}

function expectNothingPersonal(): void {
  expect(JSON.stringify(world.log)).not.toMatch(/User \d|user\d{12}|contoso\.example|iPhone|set up my passkey/);
}

/** What was under way goes on as soon as Graph is back. */
async function expectNothingLost(cells: readonly Cell[]): Promise<void> {
  await Promise.all(
    cells.map(async ({ client }) => {
      await client.say('start over');
      expect([client.title(), client.read()]).toEqual([offer, expect.stringContaining('and Contoso allows it')]);
    }),
  );
}

describe.each(Object.entries(effects))('Graph answers with %s', (name, effect) => {
  const isLost = lostBatch.has(name);
  // A batch that is lost is lost with both.
  const policies = Object.entries(tenantReads).slice(0, isLost ? 1 : 2);

  test('to one read about a user', async () => {
    const cells = await userCells(isLost);

    const waited = await breaks(cells, effect);

    expectInTime(cells, waited);
    expectHonest(cells);
    expectLoggedOnce(cells, !isLost);
    expectNothingPersonal();
    await expectNothingLost(cells);
  });

  test.each(policies)(
    'to the %s, which several users wait for',
    async (operation, route) => {
      const [typing, pressing] = [world.newcomer(), await onPhoneQuestion()];
      const expected = honest[operation] ?? blind;
      const cells: readonly Cell[] = [
        { client: typing, isPress: false, act: () => typing.say('set up my passkey'), route, operation, expected },
        { client: pressing, isPress: true, act: () => pressing.press('iPhone'), route, operation, expected },
      ];
      // So long ago that an old policy is no better than none.
      world.passTime(61 * minutes);
      // So that the second asks before the first has its answer, also on a busy machine.
      world.simulator.faults.add({ kind: 'latency', milliseconds: 400, route });

      const waited = await breaks(cells, effect);

      expectInTime(cells, waited);
      // Whose batch was to bring the policy is lost with it; the others read all but the policy.
      if (isLost) expect(world.log.map((line) => line.operation)).toEqual(['batch']);
      else expectHonest(cells);
      expect(world.log.filter(({ msg }) => msg === 'Graph read failed')).toHaveLength(1);
      expectNothingPersonal();
      await expectNothingLost(cells);
    },
    60_000,
  );

  test('to every batch', async () => {
    const [typing, pressing] = [world.newcomer(), await onPhoneQuestion()];
    const operation = 'batch';
    const cells: readonly Cell[] = [
      {
        client: typing,
        isPress: false,
        act: () => typing.say('set up my passkey'),
        route: '$batch',
        operation,
        expected: blind,
      },
      {
        client: pressing,
        isPress: true,
        act: () => pressing.press('iPhone'),
        route: '$batch',
        operation,
        expected: blindAfterIPhone,
      },
    ];

    const waited = await breaks(cells, effect);

    expectInTime(cells, waited);
    expectHonest(cells);
    expectLoggedOnce(cells, !isLost);
    expectNothingPersonal();
    await expectNothingLost(cells);
  });
});

test('an old policy is better than none, and said to be old', async () => {
  const client = world.newcomer();
  world.passTime(10 * minutes);
  world.simulator.faults.add({ kind: 'status', status: 503, route: tenantReads['passkey-policy'] });

  await client.say('set up my passkey');

  expect(client.read()).toContain('Your iPhone can do it, and Contoso allows it.');
  expect(world.log.map(({ msg }) => msg).sort()).toEqual(['An old policy stands in', 'Graph read failed']);
});

test('nothing at all to go by: an honest card, and a button that tries again', async () => {
  const client = world.newcomer();
  world.passTime(61 * minutes);
  world.simulator.faults.add({ kind: 'status', status: 500, route: '$batch' });
  await client.say('set up my passkey');
  expect(client.title()).toBe("I couldn't look that up");
  expect(client.read()).toContain('Nothing is lost');

  world.simulator.faults.clear();
  await client.press('Try again');

  expect(client.title()).toBe(offer);
});

test('a read that failed once is asked again, and nobody notices', async () => {
  const client = world.newcomer();
  const route = userReads.methods(client.userId);
  world.simulator.faults.add({ kind: 'status', status: 429, retryAfterSeconds: 0, times: 1, route });

  await client.say('set up my passkey');

  expect(client.read()).toContain('Your iPhone can do it, and Contoso allows it.');
  expect(world.log).toEqual([]);
});
