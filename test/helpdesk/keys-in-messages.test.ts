import { notOnThePhone } from '../../src/helpdesk/answer-match.ts';
import { followUp, sweepSeals } from '../../src/helpdesk/follow-up.ts';
import { deleteTap } from '../../src/helpdesk/list-taps.ts';
import { readOutInstead } from '../../src/helpdesk/read-out-instead.ts';
import type { ShowButton } from '../../src/helpdesk/reply-views.ts';
import { tapNotMine } from '../../src/helpdesk/report-tap.ts';
import { showTap } from '../../src/helpdesk/show-tap.ts';
import { confirmUndo, startUndo } from '../../src/helpdesk/undo-tap.ts';
import { sendMatch } from '../../src/helpdesk/verify-caller.ts';
import type { UserId } from '../../src/passkeys/ids.ts';
import { ines, mika, olga, omar } from '../fixtures/helpdesk-world.ts';
import { caseIn, type IssuingWorld, issuingWorld, type Shown } from '../fixtures/issuing-world.ts';

const readers = { 'read-out': omar, 'subject-chat': ines, 'manager-chat': mika } as const;
type Delivery = keyof typeof readers;
const deliveries = Object.entries(readers) as readonly (readonly [Delivery, UserId])[];

/** Issued, and the reader's button lies in a message: the operator's in the card that was pressed. */
async function issued(delivery: Delivery) {
  const world = issuingWorld();
  const reader = readers[delivery];
  const answer = await world.press(await world.ready({ delivery }), { cardId: 'operators' });
  const sent = world.messenger.sent.find(({ reply }) => reply.kind === 'tap-ready');
  const cardId = reader === omar ? 'operators' : (sent?.cardId ?? '');
  const show = reader === omar ? 'show' in answer && answer.show : world.messenger.last(reader, 'tap-ready').show;
  if (!show) throw new RangeError('Nobody got a button');
  return { world, reader, show, cardId, id: caseIn(answer).id, shown: () => messages(world, answer) };
}

/** What every message shows now. */
function messages(world: IssuingWorld, answer: Shown): ReadonlyMap<string, unknown> {
  const now = new Map<string, unknown>([['operators', answer]]);
  for (const { cardId, reply } of [...world.messenger.sent, ...world.messenger.edited]) now.set(cardId, reply);
  return now;
}

const open = (world: IssuingWorld, { sealed, key }: ShowButton, user: UserId, cardId: string) =>
  showTap(sealed, key, world.scene(user, { kind: 'show-tap', sealed, key }, { cardId }));
const holdsKey = (shown: ReadonlyMap<string, unknown>, { key }: ShowButton) =>
  [...shown].filter(([, reply]) => JSON.stringify(reply).includes(key)).map(([cardId]) => cardId);

test.each(deliveries)('%s: opened, the key is out of the message two minutes later', async (delivery) => {
  const { world, reader, show, cardId, shown } = await issued(delivery);
  await open(world, show, reader, cardId);
  const due = world.rows.timers.findLast(({ job }) => job.kind === 'sweep-seal');
  expect(holdsKey(shown(), show)).toEqual([cardId]);
  world.wait(2);
  await sweepSeals(world.ports);
  expect(holdsKey(shown(), show)).toEqual([cardId]);

  world.wait((Number(due?.when) - world.ports.now().getTime()) / 60_000);
  if (due) await followUp(due.job, world.ports);

  expect(due?.when).toEqual(new Date('2026-11-20T09:02:01Z'));
  expect(holdsKey(shown(), show)).toEqual([]);
  expect(world.rows.sealedTaps.size).toBe(0);
  const after = { 'read-out': 'tap-issued', 'subject-chat': 'tap-opened', 'manager-chat': 'tap-opened' }[delivery];
  expect(shown().get(cardId)).toMatchObject({ kind: after });
  expect(world.messenger.sentTo(omar).map(({ kind }) => kind)).not.toContain('never-opened');
});

test.each(deliveries)('%s: never opened, it is out when our copy is gone', async (delivery) => {
  const { world, show, cardId, shown } = await issued(delivery);
  world.wait(14.9);
  await sweepSeals(world.ports);
  expect(holdsKey(shown(), show)).toEqual([cardId]);

  world.wait(0.2);
  await sweepSeals(world.ports);

  expect(holdsKey(shown(), show)).toEqual([]);
  const after = { 'read-out': 'tap-issued', 'subject-chat': 'tap-over', 'manager-chat': 'tap-over' }[delivery];
  expect(shown().get(cardId)).toMatchObject({ kind: after });
  expect(world.messenger.sentTo(omar).map(({ kind }) => kind)).toContain('never-opened');
});

test('a message that the product does not know of is found by the press', async () => {
  const { world, show } = await issued('read-out');
  await open(world, show, omar, 'another message');
  world.wait(2.1);

  await sweepSeals(world.ports);

  expect(world.messenger.edited.map(({ cardId }) => cardId)).toEqual(['another message']);
});

type Issued = Awaited<ReturnType<typeof issued>>;

test.each<[string, (one: Issued) => Promise<unknown>]>([
  ['"This wasn\'t me", on another card', ({ world, id }) => tapNotMine(id, world.scene(ines))],
  [
    'it was deleted by another operator',
    ({ world }) => {
      const tap = world.signIn.taps.get(ines)?.id ?? '';
      return deleteTap(
        { kind: 'delete-tap', subject: ines, tap },
        world.scene(olga, { kind: 'requests' }, { cardId: 'hers' }),
      );
    },
  ],
  ['everything was undone', ({ world, id }) => confirmUndo(id, [], world.scene(olga))],
])('%s: the key is out at once, for whomever it was', async (_what, act) => {
  for (const [delivery] of deliveries) {
    const one = await issued(delivery);

    await act(one);

    expect(holdsKey(one.shown(), one.show)).toEqual([]);
    if (delivery !== 'read-out') expect(one.shown().get(one.cardId)).toMatchObject({ kind: 'tap-over', case: one.id });
  }
});

test('"That’s not me" takes it out, too', async () => {
  const world = issuingWorld();
  const shown = await world.ready({ delivery: 'subject-chat' });
  const { id } = shown;
  await sendMatch(id, world.scene(omar, { kind: 'send-match', case: id }));
  const { match } = world.messenger.last(ines, 'match-card');
  const { revision = '' } = world.rows.cases.get(id) ?? {};
  expect(await world.press({ ...shown, revision })).toMatchObject({ kind: 'tap-issued' });
  const [copy] = world.rows.sealedTaps.values();

  await notOnThePhone(match, world.scene(ines));

  expect(world.rows.sealedTaps.size).toBe(0);
  expect(world.messenger.edited).toContainEqual({
    user: ines,
    cardId: copy?.cardId,
    reply: { kind: 'tap-over', case: id },
  });
});

test('a card that its own answer replaces is not edited besides', async () => {
  const { world, id, cardId } = await issued('subject-chat');

  await tapNotMine(id, world.scene(ines, { kind: 'tap-not-mine', case: id }, { cardId }));

  expect(world.messenger.edited.filter((edit) => edit.cardId === cardId)).toEqual([]);
});

test('what is listed to be undone stays where the button was', async () => {
  const { world, id, cardId } = await issued('read-out');
  await startUndo(id, world.scene(omar, { kind: 'undo', case: id }, { cardId }));
  world.wait(15.1);

  await sweepSeals(world.ports);

  expect(world.messenger.edited).toEqual([]);
});

test('kept for reading out and never asked for: the card still says that it got to nobody', async () => {
  const world = issuingWorld();
  world.messenger.blocked.add(ines);
  await world.press(await world.ready({ delivery: 'subject-chat' }), { cardId: 'operators' });
  world.wait(15.1);

  await sweepSeals(world.ports);

  expect(world.messenger.edited).toMatchObject([
    { user: omar, cardId: 'operators', reply: { kind: 'tap-issued', problem: 'cannot-reach' } },
  ]);
  expect(world.messenger.edited[0]?.reply).not.toHaveProperty('show');
});

test('read out instead, from another message: the key goes from there', async () => {
  const world = issuingWorld();
  world.messenger.blocked.add(ines);
  const reply = await world.press(await world.ready({ delivery: 'subject-chat' }), { cardId: 'operators' });
  if (reply.kind !== 'tap-issued' || !reply.show) throw new RangeError('Nothing to read out');
  const command = { kind: 'read-out-instead', case: reply.case.id, ...reply.show } as const;
  await readOutInstead(command, world.scene(omar, command, { cardId: 'later' }));
  world.wait(15.1);

  await sweepSeals(world.ports);

  expect(world.messenger.edited.map(({ cardId }) => cardId)).toEqual(['later']);
});

test('a message that cannot be edited keeps nothing else from happening', async () => {
  const { world } = await issued('subject-chat');
  world.messenger.edit = async () => Promise.reject(new Error('Teams is away'));
  world.wait(15.1);

  await sweepSeals(world.ports);

  expect(world.messenger.sentTo(omar).map(({ kind }) => kind)).toContain('never-opened');
});
