import { inspect } from 'node:util';
import type { ActingOperator } from '../../src/helpdesk/acting-operator.ts';
import { userId } from '../../src/passkeys/ids.ts';
import type { Fault } from '../../src/simulator/faults.ts';
import { type Simulator, startSimulator } from '../../src/simulator/start-simulator.ts';
import { idOf, simulatorConfig } from './graph-world.ts';
import { helpdeskGraph } from './helpdesk-graph.ts';
import { cut, cutBody, hang, json, type Raw, type Reaction, startLocalGraph } from './local-graph.ts';

const now = new Date('2026-11-20T09:00:00Z');
const options = { lifetime: 60, isUsableOnce: true, startsAt: undefined } as const;
const nobody = userId('99999999-9999-4999-8999-999999999999');
let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ now: () => now });
});
beforeEach(() => {
  simulator.faults.clear();
  simulator.world.resetTenant();
  simulator.requests.clear();
});
afterAll(() => simulator.close());

const idAt = (nick: string) => (nick === 'nobody' ? nobody : idOf(simulator, nick));
const issue = async (operator: string, subject: string) =>
  (await helpdeskGraph(simulator).as(idAt(operator))).issueTap(idAt(subject), options);
const outcome = (result: { readonly kind: string; readonly because?: string }) => result.because ?? result.kind;
const posts = () => simulator.requests.flat().filter(({ method }) => method !== 'GET');

test.each([
  ['omar', 'noor', 'issued'],
  ['omar', 'sanna', 'issued'],
  ['omar', 'vera', 'role-missing'],
  ['omar', 'hank', 'role-missing'],
  ['omar', 'wim', 'role-missing'],
  ['omar', 'mona', 'role-missing'],
  ['omar', 'lars', 'role-missing'],
  ['omar', 'omar', 'own-account'],
  ['omar', 'gita', 'policy'],
  ['omar', 'ilse', 'issued'],
  ['omar', 'nobody', 'not-found'],
  ['sanna', 'noor', 'issued'],
  ['sanna', 'omar', 'issued'],
  ['sanna', 'sanna', 'own-account'],
  ['hank', 'noor', 'role-missing'],
  ['hank', 'vera', 'role-missing'],
  ['elif', 'noor', 'role-missing'],
  ['elif', 'kurt', 'role-missing'],
  ['ugo', 'kurt', 'issued'],
  ['ugo', 'noor', 'outside-unit'],
  ['ugo', 'vera', 'outside-unit'],
  ['wim', 'vera', 'issued'],
  ['wim', 'mona', 'issued'],
  ['wim', 'wim', 'own-account'],
  ['wim', 'noor', 'issued'],
  ['rui', 'noor', 'role-missing'],
])('%s issues for %s: %s, with one POST', async (operator, subject, expected) => {
  expect(outcome(await issue(operator, subject))).toBe(expected);
  expect(posts()).toHaveLength(1);
});

test.each([
  ['omar', 'noor', 'read'],
  ['omar', 'vera', 'read'],
  ['sanna', 'noor', 'read'],
  ['wim', 'vera', 'read'],
  ['ugo', 'kurt', 'read'],
  ['ugo', 'noor', 'outside-unit'],
  ['hank', 'noor', 'role-missing'],
  ['elif', 'noor', 'role-missing'],
  ['omar', 'nobody', 'not-found'],
])('%s looks at the TAPs of %s before anything is written: %s', async (operator, subject, expected) => {
  const graph = await helpdeskGraph(simulator).as(idAt(operator));

  expect(outcome(await graph.tapsOf(idAt(subject)))).toBe(expected);
  expect(posts()).toEqual([]);
});

test('a role that is activated counts at once', async () => {
  simulator.world.change(idAt('elif'), (person) => ({ ...person, roles: person.eligibleRoles }));

  expect(outcome(await issue('elif', 'noor'))).toBe('issued');
});

test('why Entra refused cannot be looked up: then it is the role', async () => {
  simulator.faults.add({ kind: 'status', status: 403, route: 'roleManagement/**' });

  expect(outcome(await issue('ugo', 'noor'))).toBe('role-missing');
});

describe('what the tenant refuses', () => {
  test('a subject outside the policy', async () => {
    simulator.world.tapPolicy = { ...simulator.world.tapPolicy, state: 'disabled' };

    expect(outcome(await issue('omar', 'noor'))).toBe('policy');
  });

  test('a lifetime outside the policy', async () => {
    const graph = await helpdeskGraph(simulator).as(idAt('omar'));

    expect(outcome(await graph.issueTap(idAt('noor'), { ...options, lifetime: 481 }))).toBe('policy');
  });

  test('a second TAP, in the tenant that does not replace the first', async () => {
    simulator.world.refusesSecondTap = true;
    await issue('omar', 'noor');

    expect(outcome(await issue('omar', 'noor'))).toBe('tap-exists');
  });
});

const undo: readonly (readonly [
  string,
  (graph: ActingOperator, nick: string) => Promise<{ readonly kind: string }>,
])[] = [
  ['a passkey', (graph, nick) => graph.deleteMethod(idAt(nick), { id: 'x', kind: 'passkey' })],
  ['an Authenticator entry', (graph, nick) => graph.deleteMethod(idAt(nick), { id: 'x', kind: 'authenticator-app' })],
  ['a TAP', (graph, nick) => graph.deleteTap(idAt(nick), 'x')],
  ['sessions', (graph, nick) => graph.revokeSessions(idAt(nick))],
];

test.each(undo)('undoing %s takes a role that reaches the subject', async (_what, act) => {
  const as = async (operator: string, subject: string) =>
    outcome(await act(await helpdeskGraph(simulator).as(idAt(operator)), subject));

  expect(await as('hank', 'dora')).toBe('role-missing');
  expect(await as('ugo', 'dora')).toBe('outside-unit');
  expect(await as('omar', 'vera')).toBe('role-missing');
  expect(await as('omar', 'nobody')).toBe('not-found');
});

test.each(['', '.', '..', '../..', '../../../groups', 'a/b', 'x?y', '%2e%2e'])(
  'the id %j leads nowhere else',
  async (id) => {
    const graph = await helpdeskGraph(simulator).as(idAt('omar'));

    expect(outcome(await graph.deleteTap(idAt('dora'), id))).toBe('not-found');
    expect(outcome(await graph.deleteMethod(idAt('dora'), { id, kind: 'passkey' }))).toBe('not-found');
    for (const { path } of posts()) expect(path).toMatch(/^users\/[\w-]+\/authentication\/\w+\/[^/]+$/);
  },
);

describe('no clear answer to a write', () => {
  const faults: readonly (readonly [string, Omit<Fault, 'route'>])[] = [
    ['is never answered', { kind: 'hang' }],
    ['is cut', { kind: 'cut' }],
    ['is answered with 500', { kind: 'status', status: 500 }],
    ['is answered with 503 and a time to wait', { kind: 'status', status: 503, retryAfterSeconds: 0 }],
    ['is answered by a proxy', { kind: 'html' }],
    ['is answered with half a JSON', { kind: 'truncated' }],
  ] as unknown as readonly (readonly [string, Omit<Fault, 'route'>])[];

  test.each(faults)(
    'a TAP was made and the request %s: uncertain, one POST, nothing logged of it',
    async (_how, fault) => {
      simulator.faults.add({ ...fault, route: '**', method: 'POST', performs: true } as Fault);
      const { as, lines } = helpdeskGraph(simulator, { writeLimitMs: 300 });

      const result = await (await as(idAt('omar'))).issueTap(idAt('noor'), options);

      expect(result.kind).toBe('uncertain');
      expect(posts()).toHaveLength(1);
      const tap = simulator.world.tapValue('noor') ?? '';
      expect(tap).toMatch(/.{8}/);
      expect(JSON.stringify([lines, result])).not.toContain(tap);
      expect(lines).toHaveLength(1);
    },
  );

  test.each(faults)('a TAP was not made and the request %s: uncertain all the same', async (_how, fault) => {
    simulator.faults.add({ ...fault, route: '**', method: 'POST' } as Fault);
    const { as } = helpdeskGraph(simulator, { writeLimitMs: 300 });

    expect((await (await as(idAt('omar'))).issueTap(idAt('noor'), options)).kind).toBe('uncertain');
    expect(posts()).toHaveLength(1);
  });

  test.each(faults)('undoing that %s is uncertain, and sent once', async (_how, fault) => {
    simulator.faults.add({ ...fault, route: '**', method: 'DELETE', performs: true } as Fault);
    simulator.faults.add({ ...fault, route: '**', method: 'POST', performs: true } as Fault);
    const graph = await helpdeskGraph(simulator, { writeLimitMs: 300 }).as(idAt('omar'));

    for (const [, act] of undo) {
      simulator.requests.clear();
      expect((await act(graph, 'dora')).kind).toBe('uncertain');
      expect(posts()).toHaveLength(1);
    }
  });

  test('the list afterwards shows whether it happened', async () => {
    simulator.faults.add({ kind: 'hang', route: '**', method: 'POST', performs: true, times: 1 });
    const graph = await helpdeskGraph(simulator, { writeLimitMs: 200 }).as(idAt('omar'));
    await graph.issueTap(idAt('noor'), options);

    expect(await graph.tapsOf(idAt('noor'))).toMatchObject({ kind: 'read', taps: [{ lifetime: 60 }] });
  });
});

test.each([
  [429, 'throttled'],
  [401, 'sign-in-expired'],
  [404, 'not-found'],
])('%i refuses a write clearly, and it is not sent again', async (status, because) => {
  simulator.faults.add({ kind: 'status', status, retryAfterSeconds: 0, route: '**', method: 'POST' });

  expect(await issue('omar', 'noor')).toMatchObject({ kind: 'refused', because, requestId: expect.any(String) });
  expect(posts()).toHaveLength(1);
});

test('a read is tried again where that helps', async () => {
  simulator.faults.add({ kind: 'status', status: 503, route: '**/temporaryAccessPassMethods', times: 1 });
  const graph = await helpdeskGraph(simulator).as(idAt('omar'));

  expect(await graph.tapsOf(idAt('noor'))).toEqual({ kind: 'read', taps: [] });
});

test.each([
  ['500', { kind: 'status', status: 500 }, 'unavailable'],
  ['a cut connection', { kind: 'cut' }, 'unavailable'],
  ['429', { kind: 'status', status: 429 }, 'throttled'],
  ['HTML', { kind: 'html' }, 'not-understood'],
] as const)('the list of TAPs answered with %s', async (_how, fault, because) => {
  simulator.faults.add({ ...fault, route: '**/temporaryAccessPassMethods' });
  const graph = await helpdeskGraph(simulator).as(idAt('omar'));

  expect(await graph.tapsOf(idAt('noor'))).toMatchObject({ kind: 'refused', because });
});

/** One request, answered as told. */
async function answeredWith(reaction: Reaction, act: (graph: ActingOperator) => Promise<unknown>) {
  const local = await startLocalGraph({ whole: () => reaction });
  const { as, lines } = helpdeskGraph(local, { writeLimitMs: 300 });
  try {
    const result = await act(await as(idAt('omar')));
    return { result, lines, requests: local.requests.filter(({ path }) => path.includes('/users/')) };
  } finally {
    await local.close();
  }
}
const issueForNoor = (graph: ActingOperator) => graph.issueTap(idAt('noor'), options);
const refusal = (status: number, code: string, message: string, headers = {}): Raw =>
  json({ error: { code, message } }, status, headers);
const challenge = {
  'www-authenticate': 'Bearer realm="", error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ=="',
};

test.each<[string, Raw, string]>([
  ['a claims challenge', refusal(401, 'InvalidAuthenticationToken', 'Continuous access', challenge), 'step-up'],
  ['a claims challenge with 403', refusal(403, 'accessDenied', 'x', challenge), 'step-up'],
  ['401 without one', refusal(401, 'InvalidAuthenticationToken', 'Lifetime validation failed'), 'sign-in-expired'],
  ['a missing scope', refusal(403, 'PermissionScopeNotGranted', 'x'), 'consent-missing'],
  [
    'a missing scope, in words',
    refusal(403, 'Forbidden', 'Application is missing one of the following scopes: A'),
    'consent-missing',
  ],
  [
    '403',
    refusal(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.'),
    'role-missing',
  ],
  ['403 of a proxy', { status: 403, headers: {}, text: '<html>blocked</html>' }, 'not-understood'],
  ['409', refusal(409, 'conflict', 'A Temporary Access Pass already exists'), 'tap-exists'],
  ['400 of an unknown kind', refusal(400, 'badRequest', 'Something else'), 'not-understood'],
  ['405', refusal(405, 'x', 'y'), 'not-understood'],
])('%s is a clear refusal', async (_what, answer, because) => {
  const { result, requests } = await answeredWith(answer, issueForNoor);

  expect(result).toMatchObject({ kind: 'refused', because });
  expect(requests).toHaveLength(1);
});

const value = '+Zx9kQ2w';
const made = { id: 't1', temporaryAccessPass: value, startDateTime: '2026-11-20T09:00:00Z' };

test.each<[string, Reaction, string]>([
  ['201 with everything', json({ ...made, lifetimeInMinutes: 60, isUsableOnce: false }, 201), 'issued'],
  ['201 with the pass and little else', json(made, 201), 'issued'],
  ['201 without the pass', json({ id: 't1', temporaryAccessPass: null }, 201), 'uncertain'],
  ['201 without an id', json({ temporaryAccessPass: value }, 201), 'uncertain'],
  ['200 and an empty object', json({}), 'uncertain'],
  ['a redirect', { status: 302, headers: { location: 'https://elsewhere.example' }, text: '' }, 'uncertain'],
  ['408', json({ error: { code: 'x', message: value } }, 408), 'uncertain'],
  ['502 that quotes the pass', json({ error: { code: 'x', message: value } }, 502), 'uncertain'],
  ['an answer cut half-way', cutBody, 'uncertain'],
  ['a cut connection', cut, 'uncertain'],
  ['no answer', hang, 'uncertain'],
])('%s', async (_what, reaction, expected) => {
  const { result, requests, lines } = await answeredWith(reaction, issueForNoor);

  expect(result).toMatchObject({ kind: expected });
  expect(requests).toHaveLength(1);
  expect(inspect([result, lines], { depth: 9 }) + JSON.stringify([result, lines])).not.toContain(value);
});

test('an error that quotes the pass or a name says neither in the log', async () => {
  const { lines } = await answeredWith(refusal(400, 'badRequest', `Pass ${value} of Noor Rahimi`), issueForNoor);

  expect(lines).toMatchObject([{ fields: { operation: 'issue TAP', status: 400, code: 'badRequest' } }]);
  expect(JSON.stringify(lines)).not.toMatch(/Noor|Rahimi|\+Zx9/);
});

test.each<[string, Raw, string]>([
  ['204', { status: 204, text: '' }, 'done'],
  ['200 and true', json({ value: true }), 'done'],
  ['200 and false', json({ value: false }), 'uncertain'],
  ['200 of a proxy', { status: 200, text: '<html></html>' }, 'uncertain'],
])('sessions revoked, answered with %s', async (_what, answer, kind) => {
  const { result } = await answeredWith(answer, (graph) => graph.revokeSessions(idAt('noor')));

  expect(result).toMatchObject({ kind });
});

test('nobody listens: nothing was sent, so nothing is uncertain', async () => {
  const { as } = helpdeskGraph({ url: 'http://127.0.0.1:9' });
  const graph = await as(idAt('omar'));

  expect(await graph.issueTap(idAt('noor'), options)).toMatchObject({ kind: 'refused', because: 'unavailable' });
  expect(await graph.tapsOf(idAt('noor'))).toMatchObject({ kind: 'refused', because: 'unavailable' });
});

test('with the simulator credential the token is the operator’s, with the delegated scopes and no signature', async () => {
  const local = await startLocalGraph({ whole: () => json({ value: [] }) });
  const operator = idAt('omar');
  await (await helpdeskGraph(local).as(operator)).tapsOf(idAt('noor'));
  await local.close();

  const [, payload, signature] = local.requests[0]?.authorization?.replace('Bearer ', '').split('.') ?? [];
  const { clientId, tenantId } = simulatorConfig('');
  expect(JSON.parse(Buffer.from(payload ?? '', 'base64url').toString())).toEqual({
    oid: operator,
    appid: clientId,
    tid: tenantId,
    scp: 'UserAuthMethod-TAP.ReadWrite.All UserAuthMethod-Passkey.ReadWrite.All UserAuthMethod-MicrosoftAuthApp.ReadWrite.All User.RevokeSessions.All',
  });
  expect(signature).toBe('');
});

test('the token is in nothing that can be printed', async () => {
  const session = await helpdeskGraph(simulator).signIn.actAs(idAt('omar'), undefined);

  expect(inspect(session, { depth: 9, showHidden: true })).not.toMatch(/ey[\w-]{9}/);
});
