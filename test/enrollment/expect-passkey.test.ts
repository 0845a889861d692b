import { baselineOf } from '../../src/enrollment/assess.ts';
import { expectPasskey } from '../../src/enrollment/expect-passkey.ts';
import { atTheSteps, type Conversation, conversationWith, withNewPasskey } from '../fixtures/conversation.ts';
import { ada as adaId, known, method, passkey } from '../fixtures/facts.ts';

const aMinute = 60_000;
const aDay = 24 * 60 * aMinute;

/** The help desk gives Ada a pass. */
async function pass(ada: Conversation) {
  ada.rows.watched.clear();
  ada.rows.expected.clear();
  const now = ada.ports.now();
  const baseline = baselineOf({ methods: await ada.directory.methodsOf(adaId) }, now);
  await expectPasskey(adaId, { baseline, startsAt: now, until: new Date(now.getTime() + aDay) }, ada.ports);
  ada.wait(aMinute);
}

/** With the passkey of a year ago, the phone it was on is lost. */
async function lostPhone() {
  const ada = await withNewPasskey();
  ada.wait(365 * aDay);
  await ada.say('lost-phone');
  await ada.press({ kind: 'lost-how', what: 'gone' });
  return ada;
}

const told = ({ messenger }: Conversation) => messenger.sent.map(({ reply }) => reply);

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

const elsewhere: readonly (readonly [string, () => Promise<Conversation>])[] = [
  ['has never been here', async () => conversationWith()],
  ['has paused', async () => atTheSteps().then(async (ada) => ada.say('pause').then(() => ada))],
  [
    'finished long ago',
    async () => {
      const ada = await withNewPasskey();
      await ada.press('later');
      ada.wait(365 * aDay);
      return ada;
    },
  ],
  [
    'finished long ago, in a chat that is gone',
    async () => {
      const ada = await withNewPasskey();
      ada.wait(365 * aDay);
      const stored = ada.enrollment();
      if (stored) {
        const { cardId: _gone, ...rest } = stored;
        ada.rows.enrollments.set(adaId, rest);
      }
      return ada;
    },
  ],
];

test.each(elsewhere)(
  'who %s is left where they are, until the passkey is there: then they hear of it',
  async (...row) => {
    const [, begin] = row;
    const ada = await begin();
    const before = ada.enrollment();
    await pass(ada);
    expect(ada.enrollment()).toEqual(before);
    expect(await ada.look()).toBe('not-yet');
    expect(told(ada)).toEqual([]);

    ada.register({ id: 'by-the-pass' });
    const sights = [await ada.look(), await ada.look()];

    expect(sights).toEqual(['found', 'over']);
    expect(told(ada)).toMatchObject([{ kind: 'registered', passkey: { id: 'by-the-pass' } }]);
    // The buttons of the message work.
    await ada.press('later');
    expect(ada.kind()).toBe('all-set');
  },
);

test('who saw it by their own press, and went on, does not hear of it again', async () => {
  const ada = await atTheSteps();
  await pass(ada);
  ada.register();
  await ada.press('done');
  ada.wait(aMinute);
  await ada.press('later');
  expect(ada.kind()).toBe('all-set');

  expect(await ada.look()).toBe('over');
  expect(told(ada)).toEqual([]);
});

test('who says that it was not them is not told that it is ready', async () => {
  const ada = conversationWith();
  await pass(ada);
  ada.register();
  ada.wait(aMinute);
  await ada.say('not-me');

  expect(await ada.look()).toBe('over');
  expect(told(ada)).toEqual([]);
});

test('methods that could not be read before the pass: what was made since is the new one', async () => {
  const ada = conversationWith();
  ada.directory.fail('unavailable');
  await pass(ada);
  ada.directory.recover();

  ada.register();

  expect(await ada.look()).toBe('found');
});
