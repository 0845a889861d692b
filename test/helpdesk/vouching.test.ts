import { askSecond, decideAsSecond } from '../../src/helpdesk/ask-second-operator.ts';
import { chooseOptions } from '../../src/helpdesk/choose-options.ts';
import { chooseSubject } from '../../src/helpdesk/find-person.ts';
import { Secret } from '../../src/helpdesk/secret.ts';
import { showCase } from '../../src/helpdesk/show-case.ts';
import { askManager, recordVerification } from '../../src/helpdesk/verify-caller.ts';
import { decideAsManager } from '../../src/helpdesk/vouch-for-report.ts';
import type { UserId } from '../../src/passkeys/ids.ts';
import { known } from '../fixtures/facts.ts';
import {
  approvalGroup,
  bosse,
  eve,
  type HelpdeskWorld,
  helpdeskWorld,
  ines,
  mika,
  olga,
  omar,
  start,
  subjectFacts,
} from '../fixtures/helpdesk-world.ts';

async function openCase(world: HelpdeskWorld, operator: UserId = omar, subject: UserId = ines): Promise<string> {
  await chooseSubject(subject, undefined, world.scene(operator));
  const newest = [...world.rows.cases.values()].findLast((one) => one.operator === operator && one.subject === subject);
  if (!newest) throw new Error('No case was opened');
  return newest.id;
}

const stored = (world: HelpdeskWorld, id: string) => world.rows.cases.get(id);

const recording = (id: string, ticket: string, note: string) =>
  ({ kind: 'record-verification', case: id, method: 'call-back', ticket, note }) as const;

test('what is recorded has method, ticket and note, under the operator’s name', async () => {
  const world = helpdeskWorld();
  const id = await openCase(world);

  const reply = await recordVerification(recording(id, ' INC-4711 ', 'Called the number HR has'), world.scene(omar));

  expect(reply).toMatchObject({ kind: 'case', case: { missing: [] } });
  expect(stored(world, id)?.verifications).toMatchObject([
    { kind: 'recorded', method: 'call-back', ticket: 'INC-4711', note: 'Called the number HR has' },
  ]);
  expect(world.rows.audit.at(-1)).toMatchObject({ event: 'recorded', actor: omar, details: { ticket: 'INC-4711' } });
});

test.each([
  ['no ticket', '', 'Called'],
  ['a ticket of spaces', '  \u200b ', 'Called'],
  ['no note', 'INC-1', '\u2800'],
])('nothing is recorded with %s', async (_what, ticket, note) => {
  const world = helpdeskWorld();
  const id = await openCase(world);

  const reply = await recordVerification(recording(id, ticket, note), world.scene(omar));

  expect(reply).toMatchObject({ kind: 'case', problem: 'incomplete' });
  expect(stored(world, id)?.verifications).toEqual([]);
});

test('recorded twice, the last one stands; another operator records nothing', async () => {
  const world = helpdeskWorld();
  const id = await openCase(world);

  await recordVerification(recording(id, 'INC-1', 'First'), world.scene(omar));
  await recordVerification(recording(id, 'INC-2', 'Second'), world.scene(omar));
  expect(await recordVerification(recording(id, 'INC-3', 'Third'), world.scene(olga))).toEqual({
    kind: 'nothing-open',
  });

  expect(stored(world, id)?.verifications).toMatchObject([{ ticket: 'INC-2' }]);
});

async function managerAsked() {
  const world = helpdeskWorld();
  const id = await openCase(world);
  await askManager(id, world.scene(omar, undefined, { cardId: 'operator-card' }));
  const { decision } = world.messenger.last(mika, 'manager-question');
  const decide = (user: UserId, approve = true, reason = 'Sat next to me') =>
    decideAsManager({ kind: 'decide-as-manager', decision, approve, reason }, world.scene(user));
  return { world, id, decide };
}

test('the manager answers in their own chat, and the operator’s card shows it', async () => {
  const { world, id, decide } = await managerAsked();
  expect(world.messenger.last(mika, 'manager-question')).toMatchObject({
    name: 'Ines Moreau',
    operatorName: 'Omar Haddad',
  });

  expect(await decide(mika)).toEqual({ kind: 'decided', approved: true });

  expect(stored(world, id)?.verifications).toMatchObject([{ kind: 'manager', manager: mika }]);
  expect(world.messenger.edited.at(-1)).toMatchObject({
    user: omar,
    reply: { kind: 'case', case: { manager: { state: 'approved', reason: 'Sat next to me' }, missing: [] } },
  });
});

test('a manager’s approval works once', async () => {
  const { world, id, decide } = await managerAsked();

  await decide(mika);
  expect(await decide(mika)).toEqual({ kind: 'decision-over' });

  expect(stored(world, id)?.verifications).toHaveLength(1);
});

test('a manager’s refusal is shown, not asked again, and needs a second operator', async () => {
  const { world, id, decide } = await managerAsked();

  expect(await decide(mika, false, 'She is on holiday')).toEqual({ kind: 'decided', approved: false });

  expect(await askManager(id, world.scene(omar))).toMatchObject({
    problem: 'already-refused',
    case: { manager: { state: 'refused', reason: 'She is on holiday' } },
  });
  const reply = await recordVerification(recording(id, 'INC-1', 'Called'), world.scene(omar));
  expect(reply).toMatchObject({ case: { missing: expect.arrayContaining(['second-operator']) } });
});

test.each([
  ['the user’s own account', ines],
  ['the operator', omar],
  ['the manager’s manager', bosse],
  ['a second operator', olga],
  ['anybody with the id', eve],
])('no approval by %s in the manager’s place', async (_who, user) => {
  const { world, id, decide } = await managerAsked();

  expect(await decide(user)).toEqual({ kind: 'decision-over' });

  expect(stored(world, id)?.verifications).toEqual([]);
  expect(world.rows.audit.at(-1)).toMatchObject({ event: 'refused', actor: user });
});

const mikaAgain = { id: mika, name: 'Mika Laine', enabled: true, isGuest: false, above: [bosse] };

test.each<[string, (world: HelpdeskWorld) => void]>([
  ['was disabled', ({ subjects }) => subjects.change(ines, { manager: known({ ...mikaAgain, enabled: false }) })],
  ['was replaced', ({ subjects }) => subjects.change(ines, { manager: known({ ...mikaAgain, id: eve }) })],
  ['was set five minutes ago', ({ subjects }) => subjects.change(ines, { managerChangedRecently: known(true) })],
  [
    'reports to the user',
    ({ subjects }) => subjects.change(ines, { manager: known({ ...mikaAgain, above: [bosse, ines] }) }),
  ],
  ['became a guest', ({ subjects }) => subjects.change(ines, { manager: known({ ...mikaAgain, isGuest: true }) })],
  ['cannot be read', ({ subjects }) => subjects.hide(ines, 'manager')],
  ['was set nobody knows when', ({ subjects }) => subjects.hide(ines, 'managerChangedRecently')],
])('an approval does not count where the manager %s in between', async (_what, change) => {
  const { world, id, decide } = await managerAsked();
  change(world);

  expect(await decide(mika)).toEqual({ kind: 'decision-over' });
  expect(stored(world, id)?.verifications).toEqual([]);
});

test('a new manager does not answer what another was asked, even where the audit does not show the change yet', async () => {
  const { world, id, decide } = await managerAsked();
  world.subjects.change(ines, { manager: known({ ...mikaAgain, id: eve }) });

  expect(await decide(eve)).toEqual({ kind: 'decision-over' });
  expect(stored(world, id)?.verifications).toEqual([]);
});

test('an approval comes too late after 15 minutes, and for a frozen user', async () => {
  const late = await managerAsked();
  late.world.wait(15);
  expect(await late.decide(mika)).toEqual({ kind: 'decision-over' });

  const frozen = await managerAsked();
  await frozen.world.freezes.freeze(ines, 'match-not-me', omar, start);
  expect(await frozen.decide(mika)).toEqual({ kind: 'decision-over' });
  expect(stored(frozen.world, frozen.id)?.verifications).toEqual([]);
});

test.each<[string, (world: HelpdeskWorld) => void]>([
  ['is the operator', ({ subjects }) => subjects.change(ines, { manager: known({ ...mikaAgain, id: omar }) })],
  ['was set five minutes ago', ({ subjects }) => subjects.change(ines, { managerChangedRecently: known(true) })],
])('a manager who %s is not asked', async (_what, change) => {
  const world = helpdeskWorld();
  change(world);
  const id = await openCase(world);

  expect(await askManager(id, world.scene(omar))).toMatchObject({ kind: 'case', problem: 'no-valid-manager' });
  expect(world.messenger.sent).toEqual([]);
});

test('a manager who came after the pre-flight is not asked, even where the audit does not show it yet', async () => {
  const world = helpdeskWorld();
  const id = await openCase(world);
  world.subjects.change(ines, { manager: known({ ...mikaAgain, id: eve }) });

  const reply = await askManager(id, world.scene(omar));

  expect(reply).toMatchObject({ kind: 'case', problem: 'no-valid-manager' });
  expect(stored(world, id)?.preflight).not.toHaveProperty('manager');
  expect(world.messenger.sent).toEqual([]);
});

test('a manager without a chat cannot be asked; one who lies in front of the question is not asked twice', async () => {
  const world = helpdeskWorld();
  const id = await openCase(world);
  world.messenger.unreachable.add(mika);
  expect(await askManager(id, world.scene(omar))).toMatchObject({ problem: 'cannot-reach' });

  world.messenger.unreachable.clear();
  await askManager(id, world.scene(omar));
  await askManager(id, world.scene(omar));

  expect(world.messenger.sentTo(mika)).toHaveLength(1);
});

const channel = { conversationId: '19:helpdesk', serviceUrl: 'https://smba.contoso.example/', setBy: olga };

async function secondAsked(reason = 'The tenth hour of an outage') {
  const world = helpdeskWorld();
  await world.channel.set(channel);
  world.messenger.members = [omar, olga, eve].map((user) => ({ user, isGuest: false }));
  world.subjects.change(ines, { memberOf: known(new Set([approvalGroup])) });
  const id = await openCase(world);
  const reply = await askSecond(id, reason, world.scene(omar));
  const decide = (user: UserId, approve = true, decision = stored(world, id)?.second?.id ?? '') =>
    decideAsSecond({ kind: 'decide-as-second', decision, approve, reason: 'Knows her' }, world.scene(user));
  return { world, id, reply, decide };
}

test('the other operators of the channel get the question, each in their own chat', async () => {
  const { world, id } = await secondAsked();

  expect(world.messenger.sent.map(({ user, reply }) => [user, reply.kind])).toEqual([[olga, 'second-question']]);
  expect(world.messenger.last(olga, 'second-question')).toMatchObject({
    name: 'Ines Moreau',
    operatorName: 'Omar Haddad',
    reason: 'The tenth hour of an outage',
    verifications: [],
  });
  expect(world.messenger.posted).toEqual([]);
  expect(await showCase(id, world.scene(olga))).toMatchObject({ kind: 'second-question' });
  expect(await showCase(id, world.scene(ines))).toEqual({ kind: 'nothing-open' });
});

test('a yes takes the directory role of who issues passes, a no does not', async () => {
  const { world, id, decide } = await secondAsked();
  world.signIn.end('tapsOf', { kind: 'refused', because: 'role-missing' });

  expect(await decide(olga)).toMatchObject({ kind: 'sign-in-refused', because: 'role-missing' });
  expect(stored(world, id)?.second?.state).toBe('asked');
  expect(world.rows.audit.at(-1)).toMatchObject({
    event: 'refused',
    actor: olga,
    details: { because: 'role-missing' },
  });

  expect(await decide(olga, false)).toEqual({ kind: 'decided', approved: false });
  expect(stored(world, id)?.second?.state).toBe('refused');
});

test('a yes waits for the second operator’s own token, and counts once it came', async () => {
  const { world, id } = await secondAsked();
  world.signIn.needsToken = true;
  const decision = stored(world, id)?.second?.id ?? '';
  const yes = { kind: 'decide-as-second', decision, approve: true, reason: 'Knows her' } as const;

  const { reply } = await world.ask(olga, yes, { cardId: 'question' });
  expect(reply).toMatchObject({ kind: 'sign-in' });
  expect(stored(world, id)?.second?.state).toBe('asked');

  const intent = reply.kind === 'sign-in' ? reply.intent : '';
  const taken = await world.intents.take(intent, olga, world.ports.now());
  expect(taken).toEqual({ command: yes, cardId: 'question' });
  await world.ask(olga, yes, { assertion: new Secret('a token') });
  expect(stored(world, id)?.second).toMatchObject({ state: 'approved', by: olga });
  expect(world.signIn.callsOf('tapsOf').at(-1)).toMatchObject({ operator: olga, subject: ines });
});

const longer = { lifetime: 480, isUsableOnce: false, delivery: 'read-out' } as const;
const callBack = { kind: 'record-verification', method: 'call-back', ticket: 'INC-7', note: 'Called' } as const;

test.each<[string, (id: string, world: HelpdeskWorld) => Promise<unknown>]>([
  ['other options', (id, world) => chooseOptions({ kind: 'choose-options', case: id, ...longer }, world.scene(omar))],
  ['another verification', (id, world) => recordVerification({ ...callBack, case: id }, world.scene(omar))],
])('a yes is for what was asked, not for %s', async (_what, change) => {
  const { world, id, decide } = await secondAsked();
  expect(world.messenger.last(olga, 'second-question')).toMatchObject({
    options: { lifetime: 60, isUsableOnce: true, delivery: 'read-out' },
  });
  const decision = stored(world, id)?.second?.id;

  expect(await change(id, world)).toMatchObject({ kind: 'case', problem: 'ask-second-again' });
  expect(stored(world, id)).not.toHaveProperty('second');
  expect(await decide(olga, true, decision)).toEqual({ kind: 'decision-over' });

  await askSecond(id, 'Again', world.scene(omar));
  await decide(olga);
  expect(stored(world, id)?.second?.state).toBe('approved');
  expect(await change(id, world)).toMatchObject({
    problem: 'ask-second-again',
    case: { missing: expect.arrayContaining(['second-operator']) },
  });
});

test('a no stays a no, whatever is changed', async () => {
  const { world, id, decide } = await secondAsked();
  await decide(olga, false);

  await chooseOptions({ kind: 'choose-options', case: id, ...longer }, world.scene(omar));

  expect(await askSecond(id, 'Please', world.scene(omar))).toMatchObject({ problem: 'already-refused' });
});

test('without a channel nobody is reached, and the card says so', async () => {
  const world = helpdeskWorld();
  world.subjects.change(ines, { memberOf: known(new Set([approvalGroup])) });
  const id = await openCase(world);

  expect(await askSecond(id, 'Because', world.scene(omar))).toMatchObject({ problem: 'cannot-reach' });
});

test('without a reason nobody is asked, nor where nobody is needed', async () => {
  const { world, reply } = await secondAsked(' \u200b');
  expect(reply).toMatchObject({ problem: 'incomplete' });
  expect(world.messenger.sent).toEqual([]);

  const plain = helpdeskWorld();
  const id = await openCase(plain);
  await askSecond(id, 'Because', plain.scene(omar));
  expect(stored(plain, id)?.second).toBeUndefined();
});

test('a second operator approves, once', async () => {
  const { world, id, decide } = await secondAsked();

  expect(await decide(olga)).toEqual({ kind: 'decided', approved: true });
  expect(await decide(olga, false)).toEqual({ kind: 'decision-over' });

  expect(stored(world, id)?.second).toMatchObject({ state: 'approved', by: olga, reason: 'Knows her' });
  expect(world.events().filter((event) => event === 'second-decided')).toHaveLength(2);
});

test('a second operator’s refusal stands', async () => {
  const { world, id, decide } = await secondAsked();
  await decide(olga, false);

  expect(await askSecond(id, 'Please', world.scene(omar))).toMatchObject({ problem: 'already-refused' });
  expect(await decide(olga)).toEqual({ kind: 'decision-over' });
});

test.each<[string, UserId, (world: HelpdeskWorld, id: string) => Promise<unknown> | unknown]>([
  ['the operator of the case', omar, () => {}],
  ['the user', ines, () => {}],
  ['the manager', mika, () => {}],
  ['an operator with a case for the same user', olga, (world) => openCase(world, olga)],
  ['an operator of a frozen user', olga, (world) => world.freezes.freeze(ines, 'match-not-me', omar, start)],
])('no second approval by %s', async (_who, user, prepare) => {
  const { world, id, decide } = await secondAsked();
  await prepare(world, id);

  expect(await decide(user)).toEqual({ kind: 'decision-over' });
  expect(stored(world, id)?.second?.state).toBe('asked');
});

test.each([
  ['who has the request', false],
  ['who had it and handed it over', true],
])('no second approval by an operator %s', async (_what, isHandedOver) => {
  const world = helpdeskWorld();
  world.subjects.change(ines, { memberOf: known(new Set([approvalGroup])) });
  const { number } = await world.requests.open(ines, 'lost-phone', {});
  const details = { request: number };
  if (isHandedOver) {
    await world.audit.append({ at: start, event: 'request-claimed', actor: olga, details });
    await world.audit.append({ at: start, event: 'request-handed-over', actor: olga, details });
  }
  world.wait(20);
  await chooseSubject(ines, number, world.scene(omar));
  const [one] = world.rows.cases.values();
  await askSecond(one?.id ?? '', 'Because', world.scene(omar));
  if (!isHandedOver) await world.queue.claim(number, olga, start);
  const decision = stored(world, one?.id ?? '')?.second?.id ?? '';

  const reply = await decideAsSecond(
    { kind: 'decide-as-second', decision, approve: true, reason: '' },
    world.scene(olga),
  );

  expect(one?.request).toBe(number);
  expect(reply).toEqual({ kind: 'decision-over' });
});

/** Omar has a case for Ines, Olga one for Eve, and each asks for a second operator. */
async function bothAsked() {
  const first = await secondAsked();
  const { world } = first;
  world.subjects.set(subjectFacts(eve, { memberOf: known(new Set([approvalGroup])) }));
  const id = await openCase(world, olga, eve);
  await askSecond(id, 'Because', world.scene(olga));
  const decision = stored(world, id)?.second?.id ?? '';
  return { ...first, other: id, decideOther: (user: UserId) => first.decide(user, true, decision) };
}

test('closing the request does not make those who worked on it independent', async () => {
  const world = helpdeskWorld({ settings: { softLimits: { perOperatorAnHour: 0, perSubjectADay: 0 } } });
  const { number } = await world.requests.open(ines, 'tap', {});
  await world.ask(olga, { kind: 'claim-request', number });
  await world.ask(olga, { kind: 'hand-over-request', number });
  world.wait(30);
  await world.ask(omar, { kind: 'claim-request', number });
  await world.ask(omar, { kind: 'tap-for', subject: ines });
  const [one] = world.rows.cases.values();
  if (!one) throw new Error('No case was opened');
  await world.ask(omar, { kind: 'ask-second', case: one.id, reason: 'Above the limit' });
  await world.ask(omar, { kind: 'close-request', number, how: 'solved' });
  const decision = stored(world, one.id)?.second?.id ?? '';

  const approve = { kind: 'decide-as-second', decision, approve: true, reason: '' } as const;
  expect(await world.ask(olga, approve)).toEqual({ reply: { kind: 'decision-over' } });

  expect(stored(world, one.id)?.second).toMatchObject({ state: 'asked' });
  expect(world.rows.audit.at(-1)).toMatchObject({ event: 'refused', details: { because: 'worked-on-it' } });
});

test.each<[string, (world: HelpdeskWorld, number: number) => Promise<unknown>]>([
  [
    'had the request in the morning and handed it over',
    async (world, number) => {
      await world.ask(olga, { kind: 'claim-request', number });
      await world.ask(olga, { kind: 'hand-over-request', number });
      world.wait(6 * 60);
    },
  ],
  [
    'has had the request for two days',
    async (world, number) => {
      await world.ask(olga, { kind: 'claim-request', number });
      world.wait(48 * 60);
    },
  ],
  [
    'had a case of their own in the morning',
    async (world) => {
      await openCase(world, olga);
      world.wait(6 * 60);
    },
  ],
])('for a case that answers no request there is no second approval by an operator who %s', async (_what, work) => {
  const world = helpdeskWorld();
  world.subjects.change(ines, { memberOf: known(new Set([approvalGroup])) });
  const { number } = await world.requests.open(ines, 'tap', {});
  await work(world, number);
  const id = await openCase(world);
  await askSecond(id, 'Because', world.scene(omar));
  const decision = stored(world, id)?.second?.id ?? '';

  const approve = { kind: 'decide-as-second', decision, approve: true, reason: '' } as const;
  expect(await decideAsSecond(approve, world.scene(olga))).toEqual({ kind: 'decision-over' });

  expect(stored(world, id)?.request).toBeUndefined();
  expect(world.rows.audit.at(-1)).toMatchObject({ event: 'refused', details: { because: 'worked-on-it' } });
});

test('two days later the same operator is a second pair of eyes again', async () => {
  const world = helpdeskWorld();
  world.subjects.change(ines, { memberOf: known(new Set([approvalGroup])) });
  await openCase(world, olga);
  world.wait(48 * 60);
  const id = await openCase(world);
  await askSecond(id, 'Because', world.scene(omar));
  const decision = stored(world, id)?.second?.id ?? '';

  const approve = { kind: 'decide-as-second', decision, approve: true, reason: '' } as const;
  expect(await decideAsSecond(approve, world.scene(olga))).toEqual({ kind: 'decided', approved: true });
});

test('two operators do not approve each other within the minute', async () => {
  const { world, id, other, decide, decideOther } = await bothAsked();

  expect(await decide(olga)).toEqual({ kind: 'decided', approved: true });
  world.wait(1);
  expect(await decideOther(omar)).toEqual({ kind: 'decision-over' });

  expect(stored(world, id)?.second?.state).toBe('approved');
  expect(stored(world, other)?.second?.state).toBe('asked');
});

test('two operators who press at the same moment do not both get through', async () => {
  const { world, id, other, decide, decideOther } = await bothAsked();

  await Promise.all([decide(olga), decideOther(omar)]);

  const states = [id, other].map((one) => stored(world, one)?.second?.state);
  expect(states.filter((state) => state === 'approved').length).toBeLessThan(2);
});

test('a question to a second operator runs out', async () => {
  const { world, decide } = await secondAsked();
  world.wait(15);

  expect(await decide(olga)).toEqual({ kind: 'decision-over' });
});
