import type { Command } from '../../src/enrollment/command.ts';
import type { Reply } from '../../src/enrollment/reply.ts';
import { createReadTyped, type Understand } from '../../src/teams/read-typed.ts';
import { plainLabels } from '../fixtures/teams-room.ts';

const words: Record<string, Record<string, readonly string[]>> = {
  en: {
    yes: ['yes', 'yep'],
    worked: ['it worked', '🎉'],
    thanks: ['thank you'],
    'start-over': ['start over'],
    help: ['help'],
    symptom: ['oops'],
    'lost-how.gone': ['stolen', 'gone'],
    'lost-how.broken': ['broken', 'cracked'],
    'pick-phone.iphone': ['iphone'],
    'pick-phone.pixel': ['pixel'],
  },
  de: { yes: ['ja', 'jawohl'], done: ['fertig'], 'what-you-know': ['Was weißt du über mich?'] },
};

const understand: Understand = (text) => {
  if (text.includes('lost')) return { intent: 'lost-phone' };
  if (text.includes('either')) return { intent: 'lost-phone', alternative: 'troubleshoot' };
  if (text.includes('or campaign')) return { intent: 'lost-phone', alternative: 'campaigns' };
  if (text.includes('qr')) return { intent: 'troubleshoot', symptom: 'no_qr_code' };
  if (text.includes('odd')) return { intent: 'troubleshoot', symptom: 'no_such_symptom' };
  if (text.includes('person')) return { intent: 'talk-to-human' };
  if (text.includes('let me in')) return { intent: 'request-tap' };
  if (text.includes('enough')) return { intent: 'stop-messages' };
  if (text.includes('smartphone')) return { intent: 'stop-messages' };
  if (text === 'humann') return { intent: 'talk-to-human', certain: true };
  if (text === 'stopp') return { intent: 'stop-messages', certain: true };
  if (text.includes('campaign')) return { intent: 'new-campaign' };
  return { intent: 'unknown' };
};

const read = createReadTyped({
  labels: plainLabels,
  typedWords: (locale) => words[locale?.slice(0, 2) ?? 'en'] ?? {},
  understand,
});

const steps: Reply = {
  kind: 'steps',
  route: 'in-authenticator',
  phone: { platform: 'ios' },
  steps: ['open-app'],
  canUseComputer: true,
};
const askOs: Reply = { kind: 'ask-os', platform: 'ios', choices: ['26', '18', '17'] };
const whatHappened: Reply = { kind: 'lost-phone', otherWays: [] };
const askPhone: Reply = { kind: 'ask-phone', phones: [{ platform: 'ios' }, { platform: 'android' }], askedAt: '' };

test.each<[string, string, Reply | undefined, Command]>([
  ['a label', 'done', steps, { kind: 'done' }],
  ['a label, however written', ' **One at a Time!** ', steps, { kind: 'one-at-a-time' }],
  ['a label in wide letters', 'ｓｔｕｃｋ', steps, { kind: 'stuck' }],
  ['the number of a button', '2', steps, { kind: 'stuck' }],
  ['the number as a list item', '2.', steps, { kind: 'stuck' }],
  ['the number as a keycap', '2️⃣', steps, { kind: 'stuck' }],
  ['the number of a button with fields', '2', askPhone, { kind: 'use-phone', index: 1 }],
  ['a number without a button', '9', steps, { kind: 'unknown' }],
  ['a number without a card', '1', undefined, { kind: 'unknown' }],
  ['a version where one is asked for', '17', askOs, { kind: 'tell-os', version: '17' }],
  ['a version in full', 'iOS 17.6.1', askOs, { kind: 'tell-os', version: '17' }],
  ['the number of a button where a version is asked for', '2', askOs, { kind: 'tell-os', version: '18' }],
  ['a typed word', 'Yep.', steps, { kind: 'yes' }],
  ['a typed word without any card', 'START OVER', undefined, { kind: 'start-over' }],
  ['a thumb', '👍', steps, { kind: 'yes' }],
  ['a dark thumb', '👍🏿', steps, { kind: 'yes' }],
  ['several thumbs', '👍👍', steps, { kind: 'yes' }],
  ['a tick', '✅', steps, { kind: 'yes' }],
  ['a heart with a variation sign', '❤️', steps, { kind: 'thanks' }],
  ['folded hands', '🙏', steps, { kind: 'thanks' }],
  ['a sign with a meaning of its own in the language', '🎉', steps, { kind: 'worked' }],
  ['a thumb down', '👎', steps, { kind: 'no' }],
  ['an emoji that says nothing', '🦄', steps, { kind: 'unknown' }],
  ['the button of a notice that may have been shown before', 'delete my data', steps, { kind: 'delete-my-data' }],
  [
    'a symptom that may have been offered before',
    'symptom no_qr_code',
    undefined,
    { kind: 'symptom', symptom: 'no_qr_code' },
  ],
  ['a sentence', 'i lost it', steps, { kind: 'lost-phone' }],
  ['a sentence with two readings', 'either', steps, { kind: 'which-one', intents: ['lost-phone', 'troubleshoot'] }],
  ['a second reading that is nothing for users', 'lost or campaign', steps, { kind: 'lost-phone' }],
  ['a symptom', 'no qr code', steps, { kind: 'troubleshoot', text: 'no qr code', symptom: 'no_qr_code' }],
  ['a symptom nobody knows', 'odd', steps, { kind: 'troubleshoot', text: 'odd' }],
  ['a wish for a person', 'humann', steps, { kind: 'talk-to-human' }],
  ['a wish for silence', 'stopp', steps, { kind: 'stop-messages' }],
  [
    'what may be a wish for a person',
    'a person please',
    steps,
    { kind: 'which-one', intents: ['talk-to-human', 'troubleshoot'] },
  ],
  [
    'what may be a wish for a pass',
    'let me in',
    steps,
    { kind: 'which-one', intents: ['request-tap', 'sign-in-help'] },
  ],
  [
    'what may be a wish for silence',
    'enough of it',
    steps,
    { kind: 'which-one', intents: ['stop-messages', 'about-passkeys'] },
  ],
  ['somebody without a phone', "I don't have a smartphone", steps, { kind: 'pick-phone', phone: 'none' }],
  ['a doubt about the bot', 'did you send me this? is it legit', steps, { kind: 'is-it-genuine' }],
  ['a choice in other words', 'it was stolen', whatHappened, { kind: 'lost-how', what: 'gone' }],
  ['a choice where it is not offered', 'it was stolen', steps, { kind: 'unknown' }],
  ['a choice with more around it', 'stolen, or so says my cat', whatHappened, { kind: 'unknown' }],
  ['two choices at once', 'broken, gone', whatHappened, { kind: 'unknown' }],
  ['a phone by its model', 'my phone is a Pixel 8 Pro', askPhone, { kind: 'pick-phone', phone: 'pixel' }],
  ['a phone that it is not', 'not an iPhone', askPhone, { kind: 'unknown' }],
  ['what is for other roles', 'new campaign', steps, { kind: 'unknown' }],
  ['words for a command that needs more than a word', 'oops', steps, { kind: 'unknown' }],
  ['something else', 'tell me a joke', steps, { kind: 'unknown' }],
  [
    'something else where the bot asked what is wrong',
    'it works half of the time',
    { kind: 'still-stuck' },
    { kind: 'troubleshoot', text: 'it works half of the time' },
  ],
  ['nothing', '', steps, { kind: 'unknown' }],
])('%s: "%s"', (_why, text, current, expected) => {
  expect(read({ text, picture: false, current, locale: 'en-US' })).toEqual(expected);
});

test.each<[string, string, Command]>([
  ['Jawohl!', 'de-DE', { kind: 'yes' }],
  ['was weisst du', 'de-DE', { kind: 'unknown' }],
  ['WAS WEIẞT DU ÜBER MICH', 'de-DE', { kind: 'what-you-know' }],
  ['help', 'de-DE', { kind: 'help' }],
  ['jawohl', 'en-US', { kind: 'unknown' }],
])('"%s" in %s: English always works, other words in their language', (text, locale, expected) => {
  expect(read({ text, picture: false, current: undefined, locale })).toEqual(expected);
});

test('a picture without words is a picture, and with words it is the words', () => {
  expect(read({ text: '', picture: true, current: steps, locale: 'en' })).toEqual({ kind: 'picture' });
  expect(read({ text: 'done', picture: true, current: steps, locale: 'en' })).toEqual({ kind: 'done' });
});

test('a sender who makes up languages does not fill the memory', () => {
  let asked = 0;
  const counting = createReadTyped({
    labels: plainLabels,
    typedWords: () => {
      asked += 1;
      return {};
    },
    understand,
  });

  counting({ text: 'x', picture: false, current: undefined, locale: 'en' });
  for (let i = 0; i < 100; i += 1) counting({ text: 'x', picture: false, current: undefined, locale: `x-${i}` });
  const before = asked;
  counting({ text: 'x', picture: false, current: undefined, locale: 'en' });

  expect(asked).toBeGreaterThan(before);
});
