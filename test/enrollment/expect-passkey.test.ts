import { expectPasskey } from '../../src/enrollment/expect-passkey.ts';
import { atTheSteps, type Conversation, conversationWith, withNewPasskey } from '../fixtures/conversation.ts';
import { ada as adaId, known, method, passkey } from '../fixtures/facts.ts';

const aMinute = 60_000;

/** The help desk gives Ada a pass. */
async function pass(ada: Conversation) {
  ada.rows.watched.clear();
  await expectPasskey(adaId, ada.ports);
}

/** With the passkey of a year ago, the phone it was on is lost. */
async function lostPhone() {
  const ada = await withNewPasskey();
  ada.wait(365 * 24 * 60 * aMinute);
  await ada.say('lost-phone');
  await ada.press({ kind: 'lost-how', what: 'gone' });
  return ada;
}

test('who lost the phone hears of the passkey on the new one, and not of the one on the old', async () => {
  const ada = await lostPhone();
  expect(ada.kind()).toBe('requested');
  await pass(ada);

  expect([...ada.rows.watched]).toEqual([adaId]);
  expect(await ada.look()).toBe('not-yet');
  ada.register({ id: 'newer' });
  expect(await ada.look()).toBe('found');

  expect(ada.messenger.sent).toMatchObject([{ user: adaId, reply: { kind: 'registered', passkey: { id: 'newer' } } }]);
});

test('the card they look at goes on working', async () => {
  const ada = await lostPhone();
  const before = ada.enrollment();

  await pass(ada);

  expect(ada.enrollment()).toMatchObject({
    screenId: before?.screenId,
    screen: before?.screen,
    cardId: before?.cardId,
  });
});

test('who asked for a pass before there was anything to walk through hears of the passkey, too', async () => {
  const ada = conversationWith({ facts: { methods: known([method('password')]) } });
  await ada.say('set-up-passkey');
  expect(ada.kind()).toBe('needs-tap');
  ada.change({ methods: known([method('password'), passkey({ id: 'from-elsewhere' })]) });
  await pass(ada);

  expect(await ada.look()).toBe('not-yet');
  ada.register();
  expect(await ada.look()).toBe('found');
});

test('a walk under way goes on, and what came before the pass is not lost', async () => {
  const ada = await atTheSteps();
  ada.register();

  await pass(ada);

  expect(ada.kind()).toBe('steps');
  expect(await ada.look()).toBe('found');
});

test.each<[string, () => Promise<Conversation>]>([
  ['has never been here', async () => conversationWith()],
  ['has paused', async () => atTheSteps().then(async (ada) => ada.say('pause').then(() => ada))],
  ['has just seen their passkey', () => withNewPasskey()],
])('who %s is left where they are', async (_what, begin) => {
  const ada = await begin();
  const before = ada.enrollment();

  await pass(ada);

  expect(ada.enrollment()).toEqual(before);
  expect(ada.rows.watched.size).toBe(0);
});
