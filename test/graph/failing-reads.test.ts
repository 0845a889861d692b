import type { Facts } from '../../src/passkeys/facts.ts';
import type { Fault } from '../../src/simulator/faults.ts';
import { type Simulator, startSimulator } from '../../src/simulator/start-simulator.ts';
import { directoryOf, idOf } from './graph-world.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
beforeEach(() => {
  simulator.faults.clear();
  simulator.world.resetTenant();
});
afterAll(() => simulator.close());

type Part = Exclude<keyof Facts, 'user' | 'readAt'>;
const routes: Readonly<Record<Part, string>> = {
  account: 'users/*',
  methods: 'users/*/authentication/methods',
  intuneDevices: 'users/*/managedDevices',
  entraDevices: 'users/*/registeredDevices/microsoft.graph.device',
  passkeyPolicy: '**/FIDO2',
  tapPolicy: '**/TemporaryAccessPass',
  memberOf: 'users/*/checkMemberGroups',
};
const parts = Object.keys(routes) as Part[];

type Failure = readonly [name: string, fault: Omit<Fault, 'route'>, because: string];
const failures = [
  ['401', { kind: 'status', status: 401 }, 'forbidden'],
  ['403', { kind: 'status', status: 403 }, 'forbidden'],
  ['404', { kind: 'status', status: 404 }, 'not-found'],
  ['429 for long', { kind: 'status', status: 429, retryAfterSeconds: 60 }, 'throttled'],
  ['500', { kind: 'status', status: 500 }, 'unavailable'],
  ['503', { kind: 'status', status: 503, retryAfterSeconds: 0 }, 'unavailable'],
  ['HTML', { kind: 'html' }, 'not-understood'],
  ['half a JSON', { kind: 'truncated' }, 'not-understood'],
] as unknown as readonly Failure[];
const everyFailureOfEveryRead = parts.flatMap((part) => failures.map((failure) => [part, ...failure] as const));

test.each(everyFailureOfEveryRead)(
  '%s: %s costs that part, and one line in the log',
  async (part, _why, fault, because) => {
    simulator.faults.add({ ...fault, route: routes[part] } as Fault);
    const { directory, lines } = directoryOf(simulator);

    const facts = await directory.factsAbout(idOf(simulator, 'alva'));

    expect(facts[part]).toEqual({ known: false, because });
    for (const other of parts.filter((name) => name !== part))
      expect([other, facts[other].known]).toEqual([other, true]);
    expect(lines).toHaveLength(1);
    expect(lines[0]?.fields).toMatchObject({ code: because, user: facts.user, requestId: expect.stringMatching(/\w/) });
    expect(JSON.stringify(lines)).not.toMatch(/alva|lindqvist|proxy|privileges/i);
  },
);

test.each(parts)('%s: throttled for a moment, and read all the same', async (part) => {
  simulator.faults.add({ kind: 'status', status: 429, retryAfterSeconds: 0, route: routes[part], times: 1 });
  const { directory, lines } = directoryOf(simulator);

  const facts = await directory.factsAbout(idOf(simulator, 'alva'));

  expect(facts[part].known).toBe(true);
  expect(lines).toEqual([]);
});

const lost = [
  ['never answers', { kind: 'hang' }, 'timed-out'],
  ['cuts the connection', { kind: 'cut' }, 'unavailable'],
] as const;
const everyLoss = parts.flatMap((part) => lost.map((loss) => [part, ...loss] as const));

test.each(everyLoss)('%s: Graph %s: there is an answer within the deadline', async (part, _why, fault, because) => {
  simulator.faults.add({ ...fault, route: routes[part] });
  const { directory, lines } = directoryOf(simulator, { limitMs: 200 });

  const facts = await directory.factsAbout(idOf(simulator, 'alva'));

  // A batch is one request: what it asks is lost together, and reported once.
  expect(facts[part]).toEqual({ known: false, because });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({ level: 'warn', fields: { operation: 'batch', code: because } });
});

test.each(failures)('the batch itself: %s', async (_why, fault, because) => {
  simulator.faults.add({ ...fault, route: '$batch' } as Fault);
  const { directory, lines } = directoryOf(simulator);

  const facts = await directory.factsAbout(idOf(simulator, 'alva'));

  for (const part of parts) expect([part, facts[part]]).toEqual([part, { known: false, because }]);
  expect(lines).toHaveLength(1);
});

test('a connection that is cut once is tried again', async () => {
  simulator.faults.add({ kind: 'cut', route: '$batch', times: 1 });
  const { directory, lines } = directoryOf(simulator);

  const facts = await directory.factsAbout(idOf(simulator, 'alva'));

  expect(facts.account.known).toBe(true);
  expect(lines).toEqual([]);
});

test('without Intune its devices are forbidden, and nobody is woken up for that', async () => {
  simulator.world.hasIntune = false;
  const { directory, lines } = directoryOf(simulator);

  const facts = await directory.factsAbout(idOf(simulator, 'alva'));

  expect(facts.intuneDevices).toEqual({ known: false, because: 'forbidden' });
  expect(lines).toMatchObject([{ level: 'info', fields: { operation: 'intune-devices', status: 400 } }]);
});

test('a policy with a target of tomorrow is unknown as a whole', async () => {
  const strange = JSON.parse('{"targetType":"device","id":"x"}');
  const { world } = simulator;
  world.fido2Policy = { ...world.fido2Policy, includeTargets: [...world.fido2Policy.includeTargets, strange] };
  const { directory } = directoryOf(simulator);

  const facts = await directory.factsAbout(idOf(simulator, 'alva'));

  expect(facts.passkeyPolicy).toEqual({ known: false, because: 'not-understood' });
});
