import { atTheSteps, conversationWith, withNewPasskey } from '../fixtures/conversation.ts';
import { everyCommand } from '../fixtures/every-command.ts';
import { ada as adaId, known, method } from '../fixtures/facts.ts';

test('a button on an old card shows where the user is now, and does nothing, whatever it is', async () => {
  const ada = conversationWith();
  const { screenId: old } = await ada.say('set-up-passkey');
  await ada.press('start');
  const before = ada.enrollment();

  for (const command of everyCommand) {
    const answer = await ada.pressOn(old!, command);
    expect(answer).toMatchObject({ reply: { kind: 'steps' }, screenId: before?.screenId });
  }

  expect(ada.enrollment()).toEqual(before);
  expect(ada.rows.requests.size + ada.rows.feedback.length + ada.rows.stopped.size + ada.rows.reminders.size).toBe(0);
});

test('a button of a card whose guide was deleted', async () => {
  const ada = await atTheSteps();
  const { screenId } = ada.enrollment()!;
  await ada.say('delete-my-data');
  await ada.press('confirm-delete');

  expect((await ada.pressOn(screenId, 'done')).reply).toEqual({ kind: 'nothing-open' });
  expect(ada.enrollment()).toBeUndefined();
});

test('computer and phone press Start at once: one walk, and both show it', async () => {
  const ada = conversationWith();
  const { screenId } = await ada.say('set-up-passkey');
  const graphAnswers = ada.directory.hold();

  const both = Promise.all([ada.pressOn(screenId!, 'start'), ada.pressOn(screenId!, 'start')]);
  graphAnswers();
  const [first, second] = await both;

  expect(first.reply.kind).toBe('steps');
  expect(second).toEqual({ ...first });
});

test('Start on one and "different phone" on the other: who comes second sees what the first did', async () => {
  const ada = conversationWith();
  const { screenId } = await ada.say('set-up-passkey');

  const [start, different] = await Promise.all([
    ada.pressOn(screenId!, 'start'),
    ada.pressOn(screenId!, 'different-phone'),
  ]);

  expect(start).toEqual(different);
  expect(start.screenId).toBe(ada.enrollment()?.screenId);
});

test('the loser of a race begins no watch', async () => {
  const ada = conversationWith();
  await ada.say('set-up-passkey');
  ada.ports.enrollments.save = async () => false;

  const { reply } = await ada.press('start');

  expect(reply.kind).toBe('offer');
  expect(ada.rows.watched.size).toBe(0);
});

test('both ask for a pass at once: one request', async () => {
  const ada = conversationWith({ facts: { methods: known([method('password')]) } });
  const { screenId } = await ada.say('set-up-passkey');

  await Promise.all([ada.pressOn(screenId!, 'request-tap'), ada.pressOn(screenId!, 'request-tap')]);

  expect(ada.rows.requests.size).toBe(1);
});

test('closed on the computer, gone on with on the phone', async () => {
  const ada = await atTheSteps({ client: { platform: 'windows' } });
  const onPhone = { platform: 'ios', locale: undefined, timeZone: undefined } as const;

  const { reply } = await ada.turn('set-up-passkey', { pressed: false, client: onPhone });
  expect(reply.kind).toBe('steps');
  ada.register();
  const { reply: done } = await ada.turn('done', { pressed: false, client: onPhone });

  expect(done.kind).toBe('registered');
});

test('a press changes its own card; typed words get a new one, and the card before is named', async () => {
  const ada = conversationWith();
  await ada.say('set-up-passkey');
  const { cardId } = ada.enrollment()!;
  await ada.press('start');
  expect(ada.enrollment()?.cardId).toBe(cardId);

  const answer = await ada.turn('stuck', { pressed: false });

  expect(answer.previousCardId).toBe(cardId);
  expect(ada.enrollment()).not.toHaveProperty('cardId');
});

test('an automatic refresh of an old card and of the current one show the same and read nothing from outside', async () => {
  const ada = await withNewPasskey();
  const current = ada.enrollment()!;
  ada.directory.factsAbout = () => Promise.reject(new Error('not to be asked'));

  for (const screenId of ['long-ago', current.screenId])
    expect(await ada.turn('refresh', { pressed: false, screenId })).toMatchObject({ screenId: current.screenId });

  expect(ada.enrollment()).toEqual(current);
});

test('what the edge has loaded already is not loaded again', async () => {
  const ada = await atTheSteps();
  const enrollment = ada.enrollment()!;
  ada.ports.enrollments.load = () => Promise.reject(new Error('not to be asked'));

  const { reply } = await ada.turn('status', { pressed: false, enrollment });

  expect(reply.kind).toBe('steps');
  expect(ada.rows.enrollments.get(adaId)).toBe(enrollment);
});
