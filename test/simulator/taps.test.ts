import { type Simulator, startSimulator } from '../../src/simulator/start-simulator.ts';
import { ask, askBatch, type Body, type Reply } from './ask-graph.ts';
import { dirk, gita, ilse, janl, nobody, noor, omar, rui } from './people.ts';
import { appToken, operatorScopes, operatorToken, readEverything } from './tokens.ts';

const opening = new Date('2026-11-20T09:00:00Z');
let now = opening;
let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ now: () => now });
});
beforeEach(() => {
  now = opening;
  simulator.world.resetTenant();
});
afterAll(() => simulator.close());

const token = operatorToken(omar);
const tapsOf = (person: string) => `/users/${person}/authentication/temporaryAccessPassMethods`;
const issue = (person: string, body: unknown = {}): Promise<Reply> => ask(simulator, tapsOf(person), { token, body });
const list = async (person: string): Promise<Body[]> => (await ask(simulator, tapsOf(person), { token })).body.value;
const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000);
};

test('a new pass has its value in the answer that creates it, and never again', async () => {
  const { status, body } = await issue(noor, { lifetimeInMinutes: 90, isUsableOnce: true });
  const one = await ask(simulator, `${tapsOf(noor)}/${body.id}`, { token });
  const methods = await ask(simulator, `/users/${noor}/authentication/methods`);

  expect(status).toBe(201);
  expect(body).toMatchObject({
    lifetimeInMinutes: 90,
    isUsableOnce: true,
    isUsable: true,
    methodUsabilityReason: 'EnabledByPolicy',
    startDateTime: '2026-11-20T09:00:00Z',
    createdDateTime: '2026-11-20T09:00:00Z',
  });
  expect(body.temporaryAccessPass).toBe(simulator.world.tapValue('noor'));
  for (const shown of [one.body, (await list(noor))[0], methods.body.value.at(-1)]) {
    expect(shown).toMatchObject({ id: body.id, temporaryAccessPass: null, isUsable: true });
  }
});

test('values have 8 characters or more, a plus, both cases, and no two are alike', async () => {
  const values: string[] = [];
  for (let round = 0; round < 40; round++) values.push((await issue(noor)).body.temporaryAccessPass);
  simulator.world.tapPolicy = { ...simulator.world.tapPolicy, defaultLength: 12 };
  const longer: string = (await issue(noor)).body.temporaryAccessPass;

  for (const value of values) expect(value).toMatch(/^(?=.*\+)(?=.*[a-z])(?=.*[A-Z]).{8}$/);
  expect(new Set(values).size).toBe(40);
  expect(longer).toHaveLength(12);
  expect(simulator.world.tapValues().slice(-41)).toEqual([...values, longer]);
});

test('without a wish the policy decides', async () => {
  simulator.world.tapPolicy = { ...simulator.world.tapPolicy, defaultLifetimeInMinutes: 120 };

  expect((await issue(noor, {})).body).toMatchObject({ lifetimeInMinutes: 120, isUsableOnce: false });
});

test('a policy of one-time passes makes every pass one', async () => {
  simulator.world.tapPolicy = { ...simulator.world.tapPolicy, isUsableOnce: true };

  expect((await issue(noor, { isUsableOnce: false })).body.isUsableOnce).toBe(true);
});

test('a user has one pass: a new one replaces the old', async () => {
  const old = (await issue(noor)).body;
  const fresh = (await issue(noor)).body;

  expect((await list(noor)).map(({ id }) => id)).toEqual([fresh.id]);
  expect(fresh.id).not.toBe(old.id);
});

test.each([
  ['a lifetime below the policy', { lifetimeInMinutes: 59 }],
  ['a lifetime above the policy', { lifetimeInMinutes: 481 }],
  ['a lifetime that is no whole number', { lifetimeInMinutes: 60.5 }],
  ['a lifetime as text', { lifetimeInMinutes: '60' }],
  ['a start in the past', { startDateTime: '2026-11-20T08:30:00Z' }],
  ['a start that is no date', { startDateTime: 'tomorrow' }],
  ['one-time as text', { isUsableOnce: 'yes' }],
  ['an unknown property', { value: 'chosen' }],
  ['a list', []],
])('%s: 400, and nothing is made', async (_what, body) => {
  expect((await issue(noor, body)).status).toBe(400);
  expect(await list(noor)).toEqual([]);
});

test('Entra’s own limits hold whatever the policy says', async () => {
  simulator.world.tapPolicy = {
    ...simulator.world.tapPolicy,
    minimumLifetimeInMinutes: 1,
    maximumLifetimeInMinutes: 99_999,
  };

  expect((await issue(noor, { lifetimeInMinutes: 9 })).status).toBe(400);
  expect((await issue(noor, { lifetimeInMinutes: 43_201 })).status).toBe(400);
  expect((await issue(noor, { lifetimeInMinutes: 43_200 })).status).toBe(201);
});

test('a pass becomes valid at its start and ends with its lifetime', async () => {
  await issue(noor, { startDateTime: '2026-11-20T10:00:00Z', lifetimeInMinutes: 60 });
  const seen: string[] = [];
  for (const minutes of [0, 60, 59, 1]) {
    later(minutes);
    seen.push((await list(noor))[0].methodUsabilityReason);
  }

  expect(seen).toEqual(['NotYetValid', 'EnabledByPolicy', 'EnabledByPolicy', 'Expired']);
});

test('a pass that the policy no longer allows is of no use', async () => {
  await issue(noor);
  simulator.world.tapPolicy = { ...simulator.world.tapPolicy, isUsableOnce: true };

  expect((await list(noor))[0]).toMatchObject({ isUsable: false, methodUsabilityReason: 'DisabledByPolicy' });
});

test.each([
  ['excluded', { excludeTargets: [{ targetType: 'user', id: noor }] }],
  ['not included', { includeTargets: [] }],
  ['switched off', { state: 'disabled' }],
] as const)(
  'somebody out of the policy (%s) is refused, or gets a useless pass, as the switch says',
  async (_why, change) => {
    simulator.world.tapPolicy = { ...simulator.world.tapPolicy, ...change };
    const refused = await issue(noor);
    simulator.world.refusesTapOutsidePolicy = false;
    const made = await issue(noor);

    expect([refused.status, refused.body.error.code]).toEqual([403, 'accessDenied']);
    expect(refused.body.error.message).toContain('Converged UserCredentialPolicy does not allow creating or updating');
    expect([made.status, made.body.methodUsabilityReason]).toEqual([201, 'DisabledByPolicy']);
  },
);

test('an external guest gets none, an internal guest does', async () => {
  const external = await issue(gita);

  expect([external.status, external.body.error.message]).toEqual([
    400,
    'Temporary Access Pass cannot be added to an external guest user.',
  ]);
  expect((await issue(ilse)).status).toBe(201);
});

test('nobody issues or deletes their own', async () => {
  const own = await issue(omar);
  const app = appToken(operatorScopes.taps);
  const { id } = (await ask(simulator, tapsOf(omar), { token: app, body: {} })).body;
  const deleted = await ask(simulator, `${tapsOf(omar)}/${id}`, { token, method: 'DELETE' });

  for (const { status, body } of [own, deleted]) {
    expect([status, body.error.code]).toEqual([403, 'accessDenied']);
    expect(body.error.message).toBe(`Self-service operations are currently not supported for user ${omar}`);
  }
});

test('a tenant that does not replace passes answers with an error', async () => {
  simulator.world.refusesSecondTap = true;

  expect((await issue(noor)).status).toBe(201);
  expect((await issue(noor)).status).toBe(400);
  expect(await list(noor)).toHaveLength(1);
});

test('deleting', async () => {
  const { id } = (await issue(janl)).body;
  const remove = () => ask(simulator, `${tapsOf(janl)}/${id}`, { token, method: 'DELETE' });

  expect((await remove()).status).toBe(204);
  expect(await list(janl)).toEqual([]);
  expect((await remove()).status).toBe(404);
  expect((await ask(simulator, `${tapsOf(janl)}/${id}`, { token })).status).toBe(404);
});

test('an account that is disabled may have one, one that is not there may not', async () => {
  expect((await issue(dirk)).status).toBe(201);
  expect((await issue(nobody)).status).toBe(404);
});

test('a part of a batch issues one too', async () => {
  const reply = await ask(simulator, '/$batch', {
    token,
    body: {
      requests: [
        { id: '1', method: 'POST', url: tapsOf(rui), body: {}, headers: { 'Content-Type': 'application/json' } },
      ],
    },
  });

  expect(reply.body.responses[0]).toMatchObject({ status: 201, body: { isUsable: true } });
});

test('a value is in no log of the simulator, nor in what it shows of a person', async () => {
  const value: string = (await issue(noor)).body.temporaryAccessPass;
  const control = async (path: string) => (await fetch(`${simulator.url}${path}`)).text();
  const escaped = value.replaceAll('&', '&amp;');

  for (const path of ['/simulator/requests', '/simulator/people/noor', '/simulator/people', '/?person=noor']) {
    const text = await control(path);
    expect(text).not.toContain(value);
    expect(text).not.toContain(escaped);
  }
  expect(await control('/?person=noor')).toContain('<b>Temporary Access Pass</b>');
});

test('reading a pass as the bot takes no directory role, and gives no value', async () => {
  await issue(noor);
  const parts = await askBatch(simulator, [{ id: '1', url: tapsOf(noor) }]);

  expect(parts.get('1')?.body.value).toMatchObject([{ temporaryAccessPass: null }]);
  expect((await ask(simulator, tapsOf(noor), { token: readEverything, body: {} })).status).toBe(403);
});
