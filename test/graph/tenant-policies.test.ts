import type { GraphClient } from '../../src/graph/graph-client.ts';
import { userId } from '../../src/passkeys/ids.ts';
import { generatedId } from '../../src/simulator/generated-people.ts';
import { type Simulator, startSimulator } from '../../src/simulator/start-simulator.ts';
import { directoryOf, idOf } from './graph-world.ts';

let simulator: Simulator;
let time = 0;
const now = () => new Date(time);
const minutes = (amount: number) => amount * 60_000;
beforeAll(async () => {
  simulator = await startSimulator({ users: 100 });
});
beforeEach(() => {
  time = Date.parse('2026-11-20T09:00:00Z');
  simulator.faults.clear();
  simulator.world.resetTenant();
  simulator.requests.clear();
});
afterAll(() => simulator.close());

const policiesAsked = () =>
  simulator.requests.flat().filter(({ path }) => /FIDO2|TemporaryAccessPass$/.test(path)).length;
const refusePolicies = (times?: number) =>
  simulator.faults.add({ kind: 'status', status: 403, route: 'policies/**', ...(times !== undefined && { times }) });

test('two users: the policies are read once', async () => {
  const { directory } = directoryOf(simulator, { now });

  const first = await directory.factsAbout(idOf(simulator, 'alva'));
  const second = await directory.factsAbout(idOf(simulator, 'pia'));

  expect(policiesAsked()).toBe(2);
  expect(second.passkeyPolicy).toEqual(first.passkeyPolicy);
});

test('100 users at once: the policies are read once, and everybody gets them', async () => {
  const { directory } = directoryOf(simulator, { now });
  const users = Array.from({ length: 100 }, (_, index) => userId(generatedId(index)));

  const facts = await Promise.all(users.map((user) => directory.factsAbout(user)));

  expect(policiesAsked()).toBe(2);
  for (const { passkeyPolicy, tapPolicy, memberOf } of facts) {
    expect([passkeyPolicy.known, tapPolicy.known, memberOf.known]).toEqual([true, true, true]);
  }
});

test.each([
  ['just before five minutes they are not read again', minutes(5) - 1, 2],
  ['after five minutes they are', minutes(5), 4],
])('%s', async (_why, later, expected) => {
  const { directory } = directoryOf(simulator, { now });
  await directory.factsAbout(idOf(simulator, 'alva'));
  time += later;
  simulator.world.allowSelfService(false);

  const { passkeyPolicy } = await directory.factsAbout(idOf(simulator, 'alva'));

  expect(policiesAsked()).toBe(expected);
  expect(passkeyPolicy).toMatchObject({ value: { isSelfServiceAllowed: expected === 2 } });
});

test('a failure is not kept: the next user tries again', async () => {
  refusePolicies(2);
  const { directory, lines } = directoryOf(simulator, { now });

  const first = await directory.factsAbout(idOf(simulator, 'alva'));
  const second = await directory.factsAbout(idOf(simulator, 'alva'));

  expect(first.passkeyPolicy).toEqual({ known: false, because: 'forbidden' });
  expect(first.memberOf).toEqual({ known: true, value: new Set() });
  expect(second.passkeyPolicy.known).toBe(true);
  expect(lines).toHaveLength(2);
});

test('one policy that cannot be read does not keep the other from being kept', async () => {
  simulator.faults.add({ kind: 'status', status: 404, route: '**/TemporaryAccessPass' });
  const { directory } = directoryOf(simulator, { now });
  await directory.factsAbout(idOf(simulator, 'alva'));
  simulator.requests.clear();

  const facts = await directory.factsAbout(idOf(simulator, 'alva'));

  expect(facts.passkeyPolicy.known).toBe(true);
  expect(facts.tapPolicy).toEqual({ known: false, because: 'not-found' });
  expect(policiesAsked()).toBe(1);
});

test('while it cannot be read the last good one stands in, and the log says how old it is', async () => {
  const { directory, lines } = directoryOf(simulator, { now });
  const good = await directory.factsAbout(idOf(simulator, 'alva'));
  time += minutes(20);
  refusePolicies();

  const { passkeyPolicy, memberOf } = await directory.factsAbout(idOf(simulator, 'alva'));

  expect([passkeyPolicy, memberOf]).toEqual([good.passkeyPolicy, good.memberOf]);
  expect(lines).toContainEqual(expect.objectContaining({ fields: { operation: 'passkey-policy', ageSeconds: 1200 } }));
});

test('an old policy does not stand in for ever', async () => {
  const { directory } = directoryOf(simulator, { now });
  await directory.factsAbout(idOf(simulator, 'alva'));
  time += minutes(61);
  refusePolicies();

  const { passkeyPolicy } = await directory.factsAbout(idOf(simulator, 'alva'));

  expect(passkeyPolicy).toEqual({ known: false, because: 'forbidden' });
});

test('the one who reads for all gives up: the others still get the policies', async () => {
  simulator.faults.add({ kind: 'latency', milliseconds: 50, route: '**', times: 1 });
  const { directory } = directoryOf(simulator, { now });
  const caller = new AbortController();

  const leader = directory.factsAbout(idOf(simulator, 'alva'), caller.signal);
  const follower = directory.factsAbout(idOf(simulator, 'pia'));
  caller.abort(new Error('gave up'));

  await expect(leader).rejects.toThrow('gave up');
  expect((await follower).passkeyPolicy.known).toBe(true);
  expect(policiesAsked()).toBe(2);
});

test('the batch that carries the policies fails as a whole: nobody waits for ever', async () => {
  simulator.faults.add({ kind: 'status', status: 500, route: '$batch', times: 1 });
  const { directory } = directoryOf(simulator, { now });

  const [leader, follower] = await Promise.all([
    directory.factsAbout(idOf(simulator, 'alva')),
    directory.factsAbout(idOf(simulator, 'pia')),
  ]);

  expect(leader.passkeyPolicy).toEqual({ known: false, because: 'unavailable' });
  expect(follower.passkeyPolicy).toEqual({ known: false, because: 'unavailable' });
  expect(follower.account.known).toBe(true);
});

test('a mistake of ours in the batch that carries the policies: it is thrown, and the others are told', async () => {
  const mistake = new TypeError('ours');
  const answers = new Map([['account', { body: { id: 'u' }, requestId: 'r' }]]);
  let turn = 0;
  const client: GraphClient = {
    get: () => Promise.reject(mistake),
    batch: () => (++turn === 1 ? Promise.reject(mistake) : Promise.resolve(answers)),
    entriesOf: async () => [],
  };
  const { directory } = directoryOf(simulator, { now, client });

  const leader = directory.factsAbout(idOf(simulator, 'alva'));
  const follower = directory.factsAbout(idOf(simulator, 'pia'));

  await expect(leader).rejects.toBe(mistake);
  expect((await follower).passkeyPolicy).toEqual({ known: false, because: 'unavailable' });
});
