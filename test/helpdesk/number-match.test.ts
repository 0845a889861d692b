import { answerMatch, expireMatch, notOnThePhone, openMatch } from '../../src/helpdesk/answer-match.ts';
import { chooseSubject } from '../../src/helpdesk/find-person.ts';
import { showCase } from '../../src/helpdesk/show-case.ts';
import { recordVerification, sendMatch } from '../../src/helpdesk/verify-caller.ts';
import type { UserId } from '../../src/passkeys/ids.ts';
import { eve, type HelpdeskWorld, helpdeskWorld, ines, mika, olga, omar } from '../fixtures/helpdesk-world.ts';
import { someIssued } from '../fixtures/some-case.ts';

async function openCase(world: HelpdeskWorld, operator: UserId = omar): Promise<string> {
  await chooseSubject(ines, undefined, world.scene(operator));
  const newest = [...world.rows.cases.values()].findLast((one) => one.operator === operator);
  if (!newest) throw new Error('No case was opened');
  return newest.id;
}

const send = (world: HelpdeskWorld, id: string, operator: UserId = omar) =>
  sendMatch(id, world.scene(operator, { kind: 'send-match', case: id }, { cardId: 'operator-card' }));

/** A case whose card lies in front of the subject. */
async function sent() {
  const world = helpdeskWorld();
  const id = await openCase(world);
  await send(world, id);
  const { match } = world.messenger.last(ines, 'match-card');
  return { world, id, match };
}

async function opened() {
  const begun = await sent();
  await openMatch(begun.match, begun.world.scene(ines));
  return begun;
}

const stored = (world: HelpdeskWorld, id: string) => world.rows.cases.get(id);
const matchesOf = (world: HelpdeskWorld) =>
  world.messenger.sentTo(ines).filter(({ kind }) => kind === 'match-card').length;

test('the card names the operator, and the operator sees the digits only after it was opened', async () => {
  const { world, id, match } = await sent();
  expect(world.messenger.last(ines, 'match-card')).toMatchObject({
    operatorName: 'Omar Haddad',
    expiresAt: '2026-11-20T09:03:00.000Z',
  });
  expect(JSON.stringify(await showCase(id, world.scene(omar)))).not.toContain('"digits"');

  const reply = await openMatch(match, world.scene(ines));

  expect(reply).toMatchObject({ kind: 'type-digits', match });
  expect(reply).not.toHaveProperty('digits');
  expect(world.messenger.edited.at(-1)).toMatchObject({
    user: omar,
    cardId: 'operator-card',
    reply: { kind: 'case', case: { match: { state: 'opened', digits: '41' } } },
  });
});

test('the right digits verify, once', async () => {
  const { world, id, match } = await opened();

  expect(await answerMatch(match, ' 4 1\u200b', world.scene(ines))).toEqual({ kind: 'match-over', how: 'matched' });

  expect(stored(world, id)?.verifications).toEqual([{ kind: 'number-match', at: '2026-11-20T09:00:00.000Z' }]);
  expect(world.events().filter((event) => event.startsWith('match'))).toEqual([
    'match-sent',
    'match-sent',
    'matched',
    'matched',
  ]);
  const after = stored(world, id);
  expect(await answerMatch(match, '41', world.scene(ines))).toEqual({ kind: 'match-over', how: 'matched' });
  expect(stored(world, id)).toBe(after);
});

test('there is one attempt', async () => {
  const { world, id, match } = await opened();

  expect(await answerMatch(match, '42', world.scene(ines))).toEqual({ kind: 'match-over', how: 'failed', match });
  expect(await answerMatch(match, '41', world.scene(ines))).toEqual({ kind: 'match-over', how: 'failed', match });

  expect(stored(world, id)?.verifications).toEqual([]);
});

test('of a hundred answers at once, one counts', async () => {
  const { world, id, match } = await opened();
  const guesses = Array.from({ length: 100 }, (_, guess) => String(guess).padStart(2, '0'));

  await Promise.all(guesses.map((guess) => answerMatch(match, guess, world.scene(ines))));

  expect(stored(world, id)?.match?.state).toBe('failed');
  expect(stored(world, id)?.verifications).toEqual([]);
});

test.each(['', '4', '411', 'forty-one', '41; 42'])('a slip is not the attempt: "%s"', async (typed) => {
  const { world, match } = await opened();

  expect(await answerMatch(match, typed, world.scene(ines))).toMatchObject({ kind: 'type-digits', match });
  expect(await answerMatch(match, '41', world.scene(ines))).toEqual({ kind: 'match-over', how: 'matched' });
});

test('digits without the card opened are no answer: nobody has heard them yet', async () => {
  const { world, id, match } = await sent();

  expect(await answerMatch(match, '41', world.scene(ines))).toMatchObject({ kind: 'type-digits' });
  expect(stored(world, id)?.verifications).toEqual([]);
});

test.each([
  ['the operator', omar],
  ['the manager', mika],
  ['somebody with a forged id', eve],
])('the card of the subject does nothing for %s', async (_who, user) => {
  const { world, id, match } = await opened();
  const before = stored(world, id);

  for (const press of [
    () => openMatch(match, world.scene(user)),
    () => answerMatch(match, '41', world.scene(user)),
    () => notOnThePhone(match, world.scene(user)),
  ]) {
    expect(await press()).toEqual({ kind: 'not-understood' });
  }

  expect(stored(world, id)).toBe(before);
  expect(world.rows.freezes).toEqual([]);
});

test('after three minutes it is over', async () => {
  const { world, id, match } = await opened();
  world.wait(3);

  const over = { kind: 'match-over', how: 'expired', match };
  expect(await answerMatch(match, '41', world.scene(ines))).toEqual(over);
  expect(await openMatch(match, world.scene(ines))).toEqual(over);
  expect(stored(world, id)?.verifications).toEqual([]);
});

test('the timer brings both cards up to date, once, and not too early', async () => {
  const { world, id } = await opened();
  expect(world.rows.timers).toEqual([
    { when: new Date('2026-11-20T09:03:00Z'), job: { kind: 'expire-match', case: id } },
  ]);
  const edits = world.messenger.edited.length;

  await expireMatch(id, world.ports);
  expect(world.messenger.edited).toHaveLength(edits);
  world.wait(3);
  await expireMatch(id, world.ports);
  await expireMatch(id, world.ports);

  expect(world.messenger.edited.slice(edits).map(({ reply }) => reply)).toMatchObject([
    { kind: 'case', case: { match: { state: 'expired' } } },
    { kind: 'match-over', how: 'expired' },
  ]);
});

test('a card that lies there is not sent again', async () => {
  const { world, id } = await sent();

  await send(world, id);

  expect(matchesOf(world)).toBe(1);
});

test('fatigue: the third card of the day is not sent, whoever asks, and in whichever case', async () => {
  const world = helpdeskWorld();
  const first = await openCase(world);
  await send(world, first);
  world.wait(4);
  await send(world, first);
  world.wait(4);

  expect(await send(world, first)).toMatchObject({ kind: 'case', problem: 'no-more-matches' });
  const other = await openCase(world, olga);
  expect(await send(world, other, olga)).toMatchObject({ kind: 'case', problem: 'no-more-matches' });
  expect(matchesOf(world)).toBe(2);

  world.wait(24 * 60);
  await send(world, await openCase(world));
  expect(matchesOf(world)).toBe(3);
});

test('fatigue: operators who press at the same moment do not get past two', async () => {
  const world = helpdeskWorld();
  const first = await openCase(world);
  const second = await openCase(world, olga);
  await send(world, first);
  world.wait(4);

  await Promise.all([send(world, first), send(world, second, olga)]);

  expect(matchesOf(world)).toBeLessThanOrEqual(2);
});

test('a subject without a chat cannot be asked', async () => {
  const world = helpdeskWorld();
  const id = await openCase(world);
  world.messenger.unreachable.add(ines);

  expect(await send(world, id)).toMatchObject({
    kind: 'case',
    problem: 'cannot-reach',
    case: { match: { state: 'expired' } },
  });
});

test('a card that did not get there is none of the two a day', async () => {
  const world = helpdeskWorld();
  const id = await openCase(world);
  world.messenger.unreachable.add(ines);
  for (let tries = 0; tries < 3; tries += 1) await send(world, id);
  world.messenger.unreachable.clear();

  expect(await send(world, id)).toMatchObject({ kind: 'case', case: { match: { state: 'sent' } } });
  expect(await world.cases.matchesSince(new Date(0), ines)).toBe(1);
});

test.each([
  ['a second operator', olga],
  ['the user', ines],
  ['anybody', eve],
])('the operator’s card does nothing for %s', async (_who, user) => {
  const world = helpdeskWorld();
  const id = await openCase(world);

  expect(await send(world, id, user)).toEqual({ kind: 'nothing-open' });
  expect(matchesOf(world)).toBe(0);
});

test('"that’s not me" freezes, closes the case, raises the alarm', async () => {
  const { world, id, match } = await sent();
  await world.channel.set({ conversationId: '19:helpdesk', serviceUrl: 'https://smba.contoso.example/', setBy: olga });

  expect(await notOnThePhone(match, world.scene(ines))).toEqual({ kind: 'match-over', how: 'not-me' });

  expect(await world.freezes.openOf(ines)).toMatchObject([{ because: 'match-not-me', operator: omar }]);
  expect(stored(world, id)).toMatchObject({ status: 'refused', match: { state: 'not-me' } });
  const [alarm] = await world.requests.openOf(ines);
  expect(alarm?.about).toBe('not-me');
  expect(world.messenger.posted.map(({ reply }) => reply)).toEqual([
    { kind: 'channel-request', number: alarm?.number, name: 'Ines Moreau', isAlarm: true },
  ]);
  expect(world.messenger.edited.at(-1)).toMatchObject({ user: omar, reply: { kind: 'frozen', canClear: false } });
  expect(world.events().slice(-3)).toEqual(['match-not-me', 'frozen', 'match-not-me']);
});

test('an alarm that failed is raised by the next press', async () => {
  const { world, match } = await sent();
  const { scene, ports } = world;
  const requests = { ...ports.requests, open: () => Promise.reject(new Error('gone')) };
  await expect(notOnThePhone(match, { ...scene(ines), ports: { ...ports, requests } })).rejects.toThrow('gone');
  expect(world.rows.freezes).toHaveLength(1);

  await notOnThePhone(match, world.scene(ines));

  expect(await world.requests.openOf(ines)).toMatchObject([{ about: 'not-me' }]);
  expect(world.rows.freezes).toHaveLength(1);
});

test('"that’s not me" also counts when the card ran out, and after a match', async () => {
  const late = await opened();
  late.world.wait(60);
  await notOnThePhone(late.match, late.world.scene(ines));
  expect(late.world.rows.freezes).toHaveLength(1);

  const after = await opened();
  await answerMatch(after.match, '41', after.world.scene(ines));
  await notOnThePhone(after.match, after.world.scene(ines));
  expect(after.world.rows.freezes).toHaveLength(1);
  expect(stored(after.world, after.id)?.status).toBe('refused');
});

test('"that’s not me" stops every operator, and the same one cannot start again', async () => {
  const { world, match } = await sent();
  const other = await openCase(world, olga);
  await notOnThePhone(match, world.scene(ines));

  expect(await send(world, other, olga)).toMatchObject({ kind: 'frozen' });
  const record = {
    kind: 'record-verification',
    case: other,
    method: 'call-back',
    ticket: 'INC-1',
    note: 'Called',
  } as const;
  expect(await recordVerification(record, world.scene(olga))).toMatchObject({ kind: 'frozen' });
  await world.freezes.clear(ines, world.allAlarms(), omar, world.ports.now());
  expect(await chooseSubject(ines, undefined, world.scene(omar))).toMatchObject({ kind: 'frozen', canClear: false });
});

test('a number that is answered after "that’s not me" of another case verifies nothing', async () => {
  const { world, id, match } = await opened();
  await world.freezes.freeze(ines, 'match-not-me', olga, world.ports.now());

  expect(await answerMatch(match, '41', world.scene(ines))).toEqual({ kind: 'match-over', how: 'not-me' });
  expect(stored(world, id)?.verifications).toEqual([]);
});

test('pressed again after a second operator cleared it, "that’s not me" freezes nothing', async () => {
  const { world, match } = await sent();
  await notOnThePhone(match, world.scene(ines));
  await world.freezes.clear(ines, world.allAlarms(), olga, world.ports.now());

  expect(await notOnThePhone(match, world.scene(ines))).toEqual({ kind: 'match-over', how: 'not-me' });
  expect(world.rows.freezes).toEqual([]);
});

test('"that’s not me" counts on an earlier card, too', async () => {
  const { world, id, match } = await sent();
  world.wait(4);
  await send(world, id);

  expect(await openMatch(match, world.scene(ines))).toEqual({ kind: 'match-over', how: 'expired', match });
  expect(await notOnThePhone(match, world.scene(ines))).toEqual({ kind: 'match-over', how: 'not-me' });

  expect(world.rows.freezes).toHaveLength(1);
  expect(stored(world, id)).toMatchObject({ status: 'refused', match: { state: 'not-me' } });
});

test('a new card takes the earlier one off the stage, but for "that’s not me"', async () => {
  const { world, id, match } = await sent();
  const { cardId } = stored(world, id)?.match ?? {};
  world.wait(4);
  await send(world, id);

  expect(world.messenger.edited).toContainEqual({
    user: ines,
    cardId,
    reply: { kind: 'match-over', how: 'expired', match },
  });
});

test('"that’s not me" after the pass was issued takes our copy of it away', async () => {
  const { world, id, match } = await sent();
  const before = stored(world, id);
  if (!before) throw new Error('No case');
  const issued = someIssued(world.ports.now());
  world.rows.cases.set(id, { ...before, status: 'issued', issued });
  const copy = { id: issued.sealId, caseId: id, reader: omar, ciphertext: 'sealed' };
  await world.sealedTaps.put({ ...copy, sealedAt: world.ports.now(), firstOpenedAt: undefined, cardId: undefined });

  await notOnThePhone(match, world.scene(ines));

  expect(await world.sealedTaps.find(issued.sealId)).toBeUndefined();
});
