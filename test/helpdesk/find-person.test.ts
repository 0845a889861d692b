import { chooseSubject, startIssuing } from '../../src/helpdesk/find-person.ts';
import { Secret } from '../../src/helpdesk/secret.ts';
import { cancelCase, showCase } from '../../src/helpdesk/show-case.ts';
import { userId } from '../../src/passkeys/ids.ts';
import { app, intunePhone, known, method, tap, unread } from '../fixtures/facts.ts';
import {
  eve,
  type HelpdeskWorld,
  helpdeskWorld,
  ines,
  mika,
  olga,
  omar,
  protectedGroup,
  somePerson,
  start,
  subjectFacts,
  tapPolicy,
} from '../fixtures/helpdesk-world.ts';

const onlyCase = (world: HelpdeskWorld) => {
  const [one, ...others] = world.rows.cases.values();
  if (!one || others.length > 0) throw new Error(`Not one case, but ${world.rows.cases.size}`);
  return one;
};

test.each([
  ['nothing', undefined, { kind: 'ask-for-person' }],
  ['one letter', 'i', { kind: 'ask-for-person', problem: 'too-short', query: 'i' }],
  [
    'one letter among invisible ones',
    '\u200b\u202e i \u2066',
    { kind: 'ask-for-person', problem: 'too-short', query: 'i' },
  ],
  ['nobody of that name', 'Nemo', { kind: 'ask-for-person', problem: 'nobody', query: 'Nemo' }],
])('searching for %s', async (_what, query, expected) => {
  const world = helpdeskWorld();

  expect(await startIssuing(query, world.scene(omar))).toEqual(expected);
  expect(world.rows.cases.size).toBe(0);
});

test.each([
  ['OData', "x' or startswith(displayName,'a') or '", "x' or startswith(displayName,'a') or '"],
  ['KQL and quotes', '"displayName:*" OR mail:"a', '"displayName:*" OR mail:"a'],
  ['wildcards', '* % _ ?', '* % _ ?'],
  ['characters that hide', 'In\u200bes\u202e \u2066Mor\u00adeau', 'Ines Moreau'],
  ['10,000 characters', 'a'.repeat(10_000), 'a'.repeat(100)],
  ['10,000 characters beyond the basic plane', '𝒜'.repeat(10_000), '𝒜'.repeat(100)],
])('a search text with %s arrives as text, stripped and cut', async (_what, query, expected) => {
  const world = helpdeskWorld();

  await startIssuing(query, world.scene(omar));

  expect(world.subjects.queries).toEqual([expected]);
});

test('a search that could not be read is not "nobody"', async () => {
  const world = helpdeskWorld();
  world.subjects.fail('throttled');

  const reply = await startIssuing('Ines', world.scene(omar));

  expect(reply).toEqual({ kind: 'ask-for-person', problem: 'unreadable', query: 'Ines' });
});

test('several of a name are told apart, and nothing is judged yet', async () => {
  const world = helpdeskWorld();
  const other = userId('1de50000-0000-4000-8000-00000000000f');
  world.subjects.set(subjectFacts(other, { person: known(somePerson(other, { name: 'Inеs Moreau' })) }));

  const reply = await startIssuing('moreau', world.scene(omar));

  expect(reply).toMatchObject({ kind: 'which-person', more: false });
  expect(
    reply.kind === 'which-person' && reply.people.map(({ id, isNameSuspicious }) => [id, isNameSuspicious]),
  ).toEqual([
    [ines, false],
    [other, true],
  ]);
  expect(world.events()).toEqual([]);
});

test('the only one found is judged at once, and a case is open', async () => {
  const world = helpdeskWorld();

  const reply = await startIssuing('ines', world.scene(omar, undefined, { cardId: 'card-1' }));

  expect(reply).toMatchObject({ kind: 'case', case: { subject: ines, missing: ['verification'] } });
  expect(onlyCase(world)).toMatchObject({ operator: omar, operatorName: 'Omar Haddad', cardId: 'card-1' });
  expect(onlyCase(world).options).toEqual({ lifetime: 60, isUsableOnce: true, delivery: 'read-out' });
  expect(world.events()).toEqual(['case-opened']);
  expect(world.signIn.calls.map(({ operation }) => operation)).toEqual(['tapsOf']);
});

test.each<[string, boolean, object, boolean]>([
  ['with a password and no device', false, {}, false],
  ['with a password and no device, where passes work once', true, {}, true],
  ['of whose devices nobody knows', false, { intuneDevices: unread() }, true],
  ['with a phone', false, { intuneDevices: known([intunePhone()]) }, true],
])('the first proposal for somebody %s', async (_who, onlyOnce, facts, isUsableOnce) => {
  const world = helpdeskWorld();
  const methods = known([method('password')]);
  world.subjects.change(ines, { methods, tapPolicy: known(tapPolicy({ isUsableOnce: onlyOnce })) });
  world.directory.change(ines, () => ({ methods, intuneDevices: known([]), entraDevices: known([]), ...facts }));

  await startIssuing('ines', world.scene(omar));

  expect(onlyCase(world).options.isUsableOnce).toBe(isUsableOnce);
});

test('searching rests on the cached role, judging does not', async () => {
  const world = helpdeskWorld();
  world.roles.takeFrom(omar);

  expect(await startIssuing('ines', world.scene(omar))).toEqual({ kind: 'not-understood' });
  expect(world.rows.cases.size).toBe(0);
});

test('after the sign-in it goes on with the person who was found, whoever the text finds then', async () => {
  const world = helpdeskWorld();
  world.signIn.needsToken = true;

  const reply = await startIssuing('ines', world.scene(omar, { kind: 'issue-tap', query: 'ines' }));

  expect(reply.kind).toBe('sign-in');
  expect([...world.rows.intents.values()][0]?.command).toEqual({ kind: 'tap-for', subject: ines });
  expect(world.rows.cases.size).toBe(0);

  const assertion = new Secret('a token');
  const after = await chooseSubject(
    ines,
    undefined,
    world.scene(omar, { kind: 'tap-for', subject: ines }, { assertion }),
  );
  expect(after.kind).toBe('case');
});

test.each(['consent-missing', 'role-missing', 'outside-unit', 'step-up', 'sign-in-expired'] as const)(
  'what Entra does not let the operator do is found out at the start: %s',
  async (because) => {
    const world = helpdeskWorld();
    world.signIn.end('tapsOf', { kind: 'refused', because });

    const reply = await chooseSubject(ines, undefined, world.scene(omar));

    const again = { kind: 'tap-for', subject: ines };
    expect(reply).toEqual({ kind: 'sign-in-refused', because, requestId: 'request-1', again });
    expect(world.rows.cases.size).toBe(0);
    expect(world.events()).toEqual(['refused']);
  },
);

test('the sign-in itself is refused', async () => {
  const world = helpdeskWorld();
  world.signIn.refusesSignIn = 'consent-missing';

  const reply = await chooseSubject(ines, undefined, world.scene(omar));

  expect(reply).toMatchObject({ kind: 'sign-in-refused', because: 'consent-missing' });
});

const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';

test.each<[string, (world: HelpdeskWorld) => void, string]>([
  [
    'in a protected group',
    ({ subjects }) => subjects.change(ines, { memberOf: known(new Set([protectedGroup])) }),
    'protected',
  ],
  [
    'an eligible Global Administrator',
    ({ subjects }) =>
      subjects.change(ines, {
        privileges: known([{ kind: 'role', templateId: globalAdministrator, name: undefined, isActive: false }]),
      }),
    'privileged',
  ],
  [
    'the owner of a role-assignable group',
    ({ subjects }) =>
      subjects.change(ines, {
        privileges: known([{ kind: 'role-assignable-group', group: protectedGroup, as: 'owner' }]),
      }),
    'privileged',
  ],
  ['somebody whose roles cannot be read', ({ subjects }) => subjects.hide(ines, 'privileges'), 'unknown: privileged'],
])('no case for %s, nor a call with the operator’s rights', async (_who, prepare, because) => {
  const world = helpdeskWorld();
  prepare(world);

  const reply = await chooseSubject(ines, undefined, world.scene(omar));

  expect(reply).toMatchObject({ kind: 'tap-refused', person: { id: ines } });
  expect(world.rows.cases.size).toBe(0);
  expect(world.signIn.calls).toEqual([]);
  expect(world.rows.audit).toMatchObject([{ event: 'refused', actor: omar, subject: ines, details: { because } }]);
});

test('no case for the operator themselves', async () => {
  const world = helpdeskWorld();

  const reply = await startIssuing('haddad', world.scene(omar));

  expect(reply).toMatchObject({ kind: 'tap-refused', refusal: { kind: 'own-account' } });
  expect(world.rows.cases.size).toBe(0);
});

test.each([
  ['nobody has', (_world: HelpdeskWorld) => {}, userId('dead0000-0000-4000-8000-000000000000'), 'nobody'],
  ['that could not be read', ({ subjects }: HelpdeskWorld) => subjects.fail('timed-out'), ines, 'unreadable'],
] as const)('an id %s opens nothing', async (_what, prepare, id, problem) => {
  const world = helpdeskWorld();
  prepare(world);

  expect(await chooseSubject(id, undefined, world.scene(omar))).toEqual({ kind: 'ask-for-person', problem });
  expect(world.rows.cases.size).toBe(0);
});

test('an operator without a name vouches for nobody', async () => {
  const world = helpdeskWorld();
  world.directory.fail('unavailable', 'account');

  const reply = await chooseSubject(ines, undefined, world.scene(omar));

  expect(reply).toEqual({ kind: 'ask-for-person', problem: 'unreadable' });
  expect(world.rows.cases.size).toBe(0);
});

test('another way in is proposed first; choosing the same person again goes on', async () => {
  const world = helpdeskWorld();
  world.subjects.setMethods(ines, [method('password'), app('6.8.40'), method('windows-hello'), method('phone')]);

  const first = await chooseSubject(ines, undefined, world.scene(omar));
  const again = await chooseSubject(ines, undefined, world.scene(omar));

  expect(first).toMatchObject({ kind: 'another-way-first', ways: ['windows-hello', 'phone'] });
  expect(again).toMatchObject({ kind: 'case', case: { id: onlyCase(world).id } });
});

test('account recovery is another way, where the tenant has it', async () => {
  const world = helpdeskWorld({ settings: { hasAccountRecovery: true } });

  const reply = await chooseSubject(ines, undefined, world.scene(omar));

  expect(reply).toMatchObject({ kind: 'another-way-first', ways: [], hasAccountRecovery: true });
});

test('a pass that only the operator’s own reading shows has to be given up, too', async () => {
  const world = helpdeskWorld();
  const existing = tap({ startsAt: start, lifetime: 90 });
  world.signIn.taps.set(ines, existing);

  await chooseSubject(ines, undefined, world.scene(omar));

  expect(onlyCase(world).preflight.existingTap).toEqual({ id: 'tap-1', validUntil: '2026-11-20T10:30:00.000Z' });
});

test.each([
  ['the operator whose card it was', omar, false],
  ['another operator', olga, true],
])('a frozen user: %s may clear it: %s', async (_who, operator, canClear) => {
  const world = helpdeskWorld();
  await world.freezes.freeze(ines, 'match-not-me', omar, start);

  const reply = await chooseSubject(ines, undefined, world.scene(operator));

  expect(reply).toMatchObject({ kind: 'frozen', person: { id: ines }, since: start.toISOString(), canClear });
  expect(world.rows.cases.size).toBe(0);
});

test('a case that is open does not go on for a user who was frozen meanwhile', async () => {
  const world = helpdeskWorld();
  await chooseSubject(ines, undefined, world.scene(omar));
  await world.freezes.freeze(ines, 'match-not-me', olga, start);

  const reply = await chooseSubject(ines, undefined, world.scene(omar));

  expect(reply).toMatchObject({ kind: 'frozen', person: { id: ines, name: 'Ines Moreau' }, canClear: true });
});

test.each([
  ['of this user, waiting', ines, undefined, true],
  ['of this user, one’s own', ines, omar, true],
  ['of this user, somebody else’s', ines, olga, false],
  ['of another user', eve, undefined, false],
] as const)('a case answers the request %s: %s', async (_what, user, claimedBy, isLinked) => {
  const world = helpdeskWorld();
  const { number } = await world.requests.open(user, 'lost-phone', {});
  if (claimedBy) await world.queue.claim(number, claimedBy, start);

  await chooseSubject(ines, number, world.scene(omar));

  expect(onlyCase(world).request).toBe(isLinked ? number : undefined);
});

test('many requests and passes show on the pre-flight', async () => {
  const world = helpdeskWorld();
  for (const about of ['tap', 'human', 'lost-phone'] as const) await world.requests.open(ines, about, {});

  await chooseSubject(ines, undefined, world.scene(omar));

  expect(onlyCase(world).preflight.redFlags).toEqual(['many-requests']);
});

test('a manager who cannot be read is no way to verify, and no obstacle', async () => {
  const world = helpdeskWorld();
  world.subjects.change(ines, { managerChangedRecently: unread() });

  const reply = await chooseSubject(ines, undefined, world.scene(omar));

  expect(reply.kind).toBe('case');
  expect(onlyCase(world).preflight).not.toHaveProperty('manager');
});

test.each([
  ['its operator', omar, 'case'],
  ['another operator', olga, 'nothing-open'],
  ['the user', ines, 'nothing-open'],
  ['the manager', mika, 'nothing-open'],
  ['anybody', eve, 'nothing-open'],
])('a case is shown to %s', async (_who, user, kind) => {
  const world = helpdeskWorld();
  await chooseSubject(ines, undefined, world.scene(omar));

  expect((await showCase(onlyCase(world).id, world.scene(user))).kind).toBe(kind);
});

test('a case is cancelled by its operator, once, and is over after 30 minutes by itself', async () => {
  const world = helpdeskWorld();
  await chooseSubject(ines, undefined, world.scene(omar));
  const { id } = onlyCase(world);

  expect(await cancelCase(id, world.scene(olga))).toEqual({ kind: 'nothing-open' });
  expect(await showCase('no such case', world.scene(omar))).toEqual({ kind: 'nothing-open' });
  expect(await cancelCase(id, world.scene(omar))).toMatchObject({ kind: 'case-over', status: 'cancelled' });

  await chooseSubject(ines, undefined, world.scene(omar));
  const [, second] = world.rows.cases.keys();
  world.wait(30);
  expect(await showCase(second ?? '', world.scene(omar))).toMatchObject({ kind: 'case-over', status: 'expired' });
});
