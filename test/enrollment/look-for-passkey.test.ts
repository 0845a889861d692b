import type { Conversation } from '../fixtures/conversation.ts';
import { atTheSteps, conversationWith, withNewPasskey } from '../fixtures/conversation.ts';
import { ada as adaId, iCloudKeychain, known, method } from '../fixtures/facts.ts';

/** Longer than the turn that found the passkey is given to show it. */
const aMinute = 60_000;

test('nothing yet: nobody is bothered', async () => {
  const ada = await atTheSteps();

  expect(await ada.look()).toBe('not-yet');
  expect(ada.messenger.sent).toEqual([]);
  expect(ada.kind()).toBe('steps');
});

test('it is there: a new message says so, once, and the old card says that it went on', async () => {
  const ada = await atTheSteps();
  const oldCard = ada.enrollment()?.cardId;
  ada.register();

  expect(await ada.look()).toBe('found');
  expect(await ada.look()).toBe('over');

  expect(ada.messenger.sent).toMatchObject([{ user: adaId, reply: { kind: 'registered', fitsGoal: true } }]);
  expect(ada.messenger.edited).toMatchObject([{ cardId: oldCard, reply: { kind: 'continued-below' } }]);
  expect(oldCard).toBeDefined();
});

test('the buttons of that message work', async () => {
  const ada = await atTheSteps();
  ada.register();
  await ada.look();
  const [message] = ada.messenger.sent;

  expect(ada.enrollment()).toMatchObject({ screenId: message?.screenId, cardId: message?.cardId });
  await ada.press({ kind: 'try-it', how: 'computer' });

  expect(ada.kind()).toBe('sign-in-test');
});

test('of another kind than the goal: said as it is', async () => {
  const ada = await atTheSteps({ settings: { goal: 'authenticator' } });
  ada.register({ aaguid: iCloudKeychain });

  await ada.look();

  expect(ada.messenger.sent).toMatchObject([{ reply: { kind: 'registered', fitsGoal: false } }]);
});

test('Microsoft Entra does not answer: the next look will tell', async () => {
  const ada = await atTheSteps();
  ada.register();
  ada.directory.fail('unavailable');
  expect(await ada.look()).toBe('not-yet');

  ada.directory.recover();
  expect(await ada.look()).toBe('found');
});

test.each<[string, (ada: Conversation) => Promise<unknown>]>([
  ['step by step', (ada) => ada.press('one-at-a-time')],
  ['stuck', (ada) => ada.press('stuck')],
  ['reading about a symptom', (ada) => ada.say({ kind: 'symptom', symptom: 'no_push' })],
  ['told that it is not there yet', (ada) => ada.press('done')],
  ['waiting for the help desk', (ada) => ada.say('talk-to-human')],
  ['starting over', (ada) => ada.say('start-over')],
  ['choosing a phone', (ada) => ada.say('different-phone')],
  ['asked if the data is to be deleted', (ada) => ada.say('delete-my-data')],
])('the news comes to somebody who is %s', async (_what, meanwhile) => {
  const ada = await atTheSteps();
  await meanwhile(ada);
  ada.register();

  expect(await ada.look()).toBe('found');
  expect(ada.kind()).toBe('registered');
});

test.each<[string, (ada: Conversation) => Promise<unknown>]>([
  ['has stopped', (ada) => ada.say('pause')],
  ['has had the data deleted', async (ada) => [await ada.say('delete-my-data'), await ada.press('confirm-delete')]],
])('who %s is left alone', async (_what, meanwhile) => {
  const ada = await atTheSteps();
  await meanwhile(ada);
  ada.register();

  expect(await ada.look()).toBe('over');
  expect(ada.messenger.sent).toEqual([]);
});

test('who goes on after stopping is looked for again, and hears it at once if it came meanwhile', async () => {
  const ada = await atTheSteps();
  await ada.say('pause');
  ada.rows.watched.clear();

  await ada.say('resume');
  expect(ada.rows.watched.size).toBe(1);
  await ada.say('pause');
  ada.register();
  await ada.say('resume');

  expect(ada.kind()).toBe('registered');
});

test('who saw it after pressing "I\'m done" is not told again', async () => {
  const ada = await withNewPasskey();
  ada.wait(aMinute);

  expect(await ada.look()).toBe('over');
  expect(ada.messenger.sent).toEqual([]);
});

test('the process ended between storing the news and showing it: a later look shows it', async () => {
  const ada = await atTheSteps();
  ada.register();
  await ada.sayAndCrash('done');

  // The turn may still be about to show it.
  expect(await ada.look()).toBe('not-yet');
  expect(ada.messenger.sent).toEqual([]);
  ada.wait(aMinute);
  expect(await ada.look()).toBe('found');
  expect(await ada.look()).toBe('over');

  expect(ada.messenger.sent).toMatchObject([{ reply: { kind: 'registered' } }]);
});

test('the message cannot be sent: the next look tries again', async () => {
  const ada = await atTheSteps();
  ada.register();
  const send = ada.messenger.send.bind(ada.messenger);
  ada.messenger.send = () => Promise.reject(new Error('the connector is down'));
  await expect(ada.look()).rejects.toThrow('the connector is down');

  ada.messenger.send = send;
  ada.wait(aMinute);
  expect(await ada.look()).toBe('found');

  expect(ada.messenger.sent).toMatchObject([{ reply: { kind: 'registered' } }]);
});

test('who cannot be written to is tried again, and finds the news on coming back', async () => {
  const ada = await atTheSteps();
  ada.register();
  ada.messenger.isReachable = false;

  expect(await ada.look()).toBe('not-yet');

  expect((await ada.say('status')).reply.kind).toBe('registered');
  ada.messenger.isReachable = true;
  ada.wait(aMinute);
  expect(await ada.look()).toBe('over');
  expect(ada.messenger.sent).toEqual([]);
});

test('the user was faster: the look that comes second tells nobody', async () => {
  const ada = await atTheSteps();
  ada.register();
  ada.ports.enrollments.save = async () => false;

  expect(await ada.look()).toBe('not-yet');
  expect(ada.messenger.sent).toEqual([]);
});

test('a look and a press at the same moment: one of them tells', async () => {
  const ada = await atTheSteps();
  ada.register();
  const answer = ada.directory.hold();

  const both = Promise.all([ada.look(), ada.press('done')]);
  answer();
  const [sight, { reply }] = await both;

  expect(reply.kind).toBe('registered');
  expect([sight, ada.messenger.sent.length]).toEqual(sight === 'found' ? ['found', 1] : ['not-yet', 0]);
});

test('nobody there: over', async () => {
  expect(await conversationWith().look()).toBe('over');
});

test('stopping messages does not stop the news of a new passkey: it may not have been the user', async () => {
  const ada = await atTheSteps();
  await ada.say('stop-messages');
  ada.register();

  expect(await ada.look()).toBe('found');
});

describe('"remind me tomorrow"', () => {
  const aDay = 24 * 3_600_000;

  test('is a promise for this hour tomorrow, and is kept', async () => {
    const ada = await atTheSteps();

    const { reply } = await ada.say('remind-tomorrow');
    expect(reply).toEqual({ kind: 'will-remind', at: '2026-11-21T09:00:00.000Z' });
    expect(ada.rows.reminders.get(adaId)).toEqual(new Date('2026-11-21T09:00:00.000Z'));
    ada.wait(aDay);
    await ada.remind();

    expect(ada.messenger.sent).toMatchObject([{ reply: { kind: 'reminder' } }]);
  });

  test('asked for before anything was begun, it is kept, too', async () => {
    const ada = conversationWith();
    await ada.say('remind-tomorrow');
    await ada.remind();

    expect(ada.messenger.sent).toHaveLength(1);
  });

  test.each<[string, (ada: Conversation) => Promise<unknown> | unknown]>([
    ['stopped messages', (ada) => ada.say('stop-messages')],
    ['stopped', (ada) => ada.say('pause')],
    ['has the passkey and knows it', async (ada) => [ada.register(), await ada.say('done')]],
    ['has the passkey and has not looked here since', (ada) => ada.register()],
    ['reported something', (ada) => ada.say('not-me')],
  ])('who meanwhile %s is not reminded', async (_what, meanwhile) => {
    const ada = await atTheSteps();
    await ada.say('remind-tomorrow');
    await meanwhile(ada);

    await ada.remind();

    expect(ada.messenger.sent).toEqual([]);
  });

  test('while nobody can look, the reminder comes', async () => {
    const ada = await atTheSteps();
    ada.directory.fail('unavailable');

    await ada.remind();

    expect(ada.messenger.sent).toHaveLength(1);
  });

  test('who had stopped messages and asks for one gets it: there is a way back', async () => {
    const ada = conversationWith({ facts: { methods: known([method('phone')]) } });
    await ada.say('stop-messages');

    expect((await ada.say('remind-tomorrow')).reply).toMatchObject({ kind: 'will-remind' });
    await ada.remind();

    expect(ada.messenger.sent).toHaveLength(1);
  });
});
