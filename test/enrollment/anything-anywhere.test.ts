import { isScreen } from '../../src/cards/screens.ts';
import { actionsFor } from '../../src/enrollment/actions.ts';
import { negative, positive } from '../../src/enrollment/context.ts';
import type { Reply, Screen } from '../../src/enrollment/reply.ts';
import {
  type Asked,
  atTheSteps,
  type Conversation,
  conversationWith,
  withNewPasskey,
} from '../fixtures/conversation.ts';
import { everyReply } from '../fixtures/every-reply.ts';
import { known, method, passkey } from '../fixtures/facts.ts';

/** Says or presses one after the other. */
async function saying(ada: Conversation, ...said: readonly Asked[]): Promise<Conversation> {
  for (const asked of said) await ada.say(asked);
  return ada;
}

type Meaning = Asked | 'the screen again';

/** What a thumbs-up and a "no" mean where; each as the button that a thumb would have pressed. */
const meanings: { readonly [Kind in Screen['kind']]: readonly [yes: Meaning, no: Meaning] } = {
  offer: ['start', 'different-phone'],
  'ask-phone': ['the screen again', 'the screen again'],
  'ask-os': ['the screen again', 'the screen again'],
  'update-os': ['updated-os', 'the screen again'],
  'compromised-phone': ['the screen again', 'the screen again'],
  blocked: ['ask-help-desk', 'the screen again'],
  'needs-tap': ['request-tap', 'the screen again'],
  'no-phone': ['ask-help-desk', 'the screen again'],
  'already-done': [{ kind: 'try-it', how: 'computer' }, 'later'],
  steps: ['done', 'stuck'],
  'one-step': ['next', 'stuck'],
  stuck: ['the screen again', 'still-stuck'],
  symptom: ['helped', 'still-stuck'],
  'still-stuck': ['ask-help-desk', 'show-steps'],
  'not-yet': ['done', { kind: 'orphan', where: 'nowhere' }],
  orphan: ['show-steps', 'still-stuck'],
  registered: [{ kind: 'try-it', how: 'computer' }, 'later'],
  'sign-in-test': ['worked', 'did-not-work'],
  'sign-in-failed': ['the screen again', 'still-stuck'],
  'no-bluetooth': ['on-the-phone', 'the screen again'],
  'all-set': ['thanks', 'the screen again'],
  'second-way': ['the screen again', 'later'],
  'lost-phone': ['the screen again', 'the screen again'],
  'moving-phones': ['different-phone', 'later'],
  'another-way': ['different-phone', 'the screen again'],
  'glad-it-helped': ['thanks', 'the screen again'],
  requested: ['thanks', 'the screen again'],
  'request-cancelled': ['thanks', 'the screen again'],
  'not-me-reported': ['thanks', 'the screen again'],
  'confirm-delete': ['confirm-delete', 'status'],
  paused: ['resume', 'the screen again'],
};

test.each(Object.entries(meanings))('"yes" and "no" on "%s"', (kind, [yes, no]) => {
  const screen = everyReply.find((reply): reply is Screen => isScreen(reply) && reply.kind === kind);
  const asked = (meaning: Meaning) =>
    meaning === 'the screen again' ? undefined : typeof meaning === 'string' ? { kind: meaning } : meaning;

  expect([positive(screen), negative(screen)]).toEqual([asked(yes), asked(no)]);
});

test('what "yes" means is on a button, or only asks to look or to be thanked', () => {
  const unlike = everyReply.filter(isScreen).filter((screen) => {
    const yes = positive(screen);
    const pressable = [...actionsFor(screen), { kind: 'thanks' }, { kind: 'done' }];
    return yes !== undefined && !pressable.some((one) => JSON.stringify(one) === JSON.stringify(yes));
  });

  expect(unlike).toEqual([]);
});

test('"no" reports, deletes and asks nobody for anything', () => {
  const meant = new Set(everyReply.filter(isScreen).map((screen) => negative(screen)?.kind));

  for (const kind of ['not-me', 'confirm-delete', 'cancel-request', 'ask-help-desk', 'request-tap'] as const)
    expect(meant).not.toContain(kind);
});

test('"yes" where something else was asked asks it again', async () => {
  const ada = await saying(conversationWith({ facts: { methods: known([method('phone')]) } }), 'lost-phone');

  expect((await ada.say('yes')).reply.kind).toBe('lost-phone');
});

test('"Shall we set up your passkey?" — "yes"', async () => {
  const ada = conversationWith();
  expect((await ada.say('back')).reply).toEqual({ kind: 'nothing-open' });

  expect((await ada.say('yes')).reply.kind).toBe('offer');
});

test.each<[string, Asked, Reply['kind']]>([
  ['status', 'status', 'offer'],
  ['continue', 'resume', 'offer'],
  ['start', 'start', 'offer'],
  ['start over', 'start-over', 'offer'],
  ['stop', 'pause', 'nothing-open'],
  ['no', 'no', 'you-are-welcome'],
  ['hello', 'greeting', 'welcome'],
  ['a picture', 'picture', 'cannot-see-pictures'],
  ['gibberish', 'unknown', 'not-understood'],
  ['help', 'help', 'help'],
  ['what is a passkey', 'about-passkeys', 'about-passkeys'],
  ['remove my passkey', 'remove-passkey', 'remove-passkey'],
  ['is this phishing', 'is-it-genuine', 'is-it-genuine'],
  ['I have no smartphone', { kind: 'pick-phone', phone: 'none' }, 'no-phone'],
  ['samsung', { kind: 'pick-phone', phone: 'samsung' }, 'nothing-open'],
])('the first word is "%s"', async (_word, asked, kind) => {
  expect((await conversationWith().say(asked)).reply.kind).toBe(kind);
});

describe.each<[Screen['kind'], () => Promise<Conversation>]>([
  ['offer', () => saying(conversationWith(), 'set-up-passkey')],
  ['ask-phone', () => saying(conversationWith(), 'different-phone')],
  ['steps', () => atTheSteps()],
  ['one-step', async () => saying(await atTheSteps(), 'one-at-a-time')],
  ['stuck', async () => saying(await atTheSteps(), 'stuck')],
  ['not-yet', async () => saying(await atTheSteps(), 'done')],
  ['registered', () => withNewPasskey()],
  ['sign-in-test', async () => saying(await withNewPasskey(), { kind: 'try-it', how: 'computer' })],
  ['requested', async () => saying(await atTheSteps(), 'talk-to-human')],
  ['lost-phone', () => saying(conversationWith(), 'lost-phone')],
])('on "%s"', (kind, there) => {
  test.each(['help', 'greeting', 'thanks', 'picture', 'unknown', 'what-you-know', 'about-passkeys'] as const)(
    '"%s" is answered, and the guide stays',
    async (asked) => {
      const ada = await there();
      const { screenId } = ada.enrollment()!;

      const answer = await ada.say(asked);

      expect(answer.screenId).toBeUndefined();
      expect(ada.enrollment()).toMatchObject({ screenId, screen: { kind } });
    },
  );

  test('"status" shows it again', async () => {
    const ada = await there();

    expect((await ada.say('status')).reply).toEqual(ada.screen());
    expect(ada.kind()).toBe(kind);
  });

  test('"stop" keeps it, "continue" comes back to it', async () => {
    const ada = await there();
    const before = ada.screen();

    await ada.say('pause');
    expect(ada.kind()).toBe('paused');
    await ada.say('pause');
    await ada.say('resume');

    expect(ada.screen()).toEqual(before);
  });

  test('"start over" begins again', async () => {
    const ada = await there();

    await ada.say('start-over');

    expect(['offer', 'already-done']).toContain(ada.kind());
    expect(ada.enrollment()).not.toHaveProperty('guide');
  });
});

describe('asking again to set up', () => {
  test.each<[string, readonly Asked[]]>([
    ['the steps', []],
    ['one step', ['one-at-a-time']],
    ['a symptom', [{ kind: 'symptom', symptom: 'no_push' }]],
    ['"not there yet"', ['done']],
  ])('in the middle goes on in the middle: %s', async (_where, said) => {
    const ada = await saying(await atTheSteps(), ...said);
    const { screenId } = ada.enrollment()!;

    await ada.say('set-up-passkey');

    expect(ada.enrollment()?.screenId).toBe(screenId);
  });

  test('after stopping goes on where it stopped', async () => {
    const ada = await saying(await atTheSteps(), 'pause', 'set-up-passkey');

    expect(ada.kind()).toBe('steps');
  });

  test('after the end looks at what there is', async () => {
    const ada = await saying(await withNewPasskey(), 'later', 'set-up-passkey');

    expect(ada.kind()).toBe('already-done');
  });

  test('a block that was lifted meanwhile is no block', async () => {
    const ada = conversationWith({ facts: { methods: known([method('password')]) } });
    await saying(ada, 'set-up-passkey');
    ada.change({ methods: known([method('password'), method('phone')]) });

    await ada.say('resume');

    expect(ada.kind()).toBe('offer');
  });
});

test('stopping messages is remembered', async () => {
  const ada = await saying(await atTheSteps(), 'stop-messages');

  expect(ada.rows.stopped.size).toBe(1);
  expect(ada.kind()).toBe('steps');
});

test('two readings of one sentence are both offered', async () => {
  const intents = ['troubleshoot', 'sign-in-help'] as const;

  expect((await conversationWith().say({ kind: 'which-one', intents })).reply).toEqual({ kind: 'which-one', intents });
});

test('who has a passkey already can have it explained that nothing is left to do', async () => {
  const ada = await saying(
    conversationWith({ facts: { methods: known([passkey()]) } }),
    'set-up-passkey',
    'yes',
    'yes',
  );

  expect(ada.screen()).toMatchObject({ kind: 'all-set', tested: true });
});
