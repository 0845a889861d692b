import { createRenderer } from '../../src/cards/render-reply.ts';
import type { Command } from '../../src/enrollment/command.ts';
import type { Reply } from '../../src/enrollment/reply.ts';
import { choiceKey } from '../../src/teams/choices.ts';
import { createReadTyped } from '../../src/teams/read-typed.ts';
import { understand } from '../../src/teams/understand.ts';
import { everyCommand } from '../fixtures/every-command.ts';

const { labels, typed } = createRenderer({
  organization: 'Contoso',
  helpdesk: 'the help desk',
  security: 'the security team',
  actions: 'execute',
  defaultLanguage: 'en',
});
const read = createReadTyped({ labels, typedWords: typed, understand });
const readOn = (current: Reply | undefined, text: string) => read({ text, picture: false, current, locale: 'en-US' });

const whatHappened: Reply = { kind: 'lost-phone', otherWays: [] };
const whichPhone: Reply = { kind: 'ask-phone', phones: [], askedAt: '' };
const notYet: Reply = { kind: 'not-yet', platform: 'android', maker: 'samsung' };
const ready: Reply = { kind: 'registered', passkey: { id: '1' }, fitsGoal: true };
const steps: Reply = {
  kind: 'steps',
  route: 'in-authenticator',
  phone: { platform: 'ios' },
  steps: ['open-app'],
  canUseComputer: false,
};

test.each<[Reply, string, Command]>([
  [whatHappened, 'it was stolen', { kind: 'lost-how', what: 'gone' }],
  [whatHappened, 'Someone stole it!', { kind: 'lost-how', what: 'gone' }],
  [whatHappened, "can't find it", { kind: 'lost-how', what: 'gone' }],
  [whatHappened, 'broken', { kind: 'lost-how', what: 'broken' }],
  [whatHappened, 'the screen is broken', { kind: 'lost-how', what: 'broken' }],
  [whatHappened, 'still have the old one', { kind: 'lost-how', what: 'moving' }],
  [whatHappened, 'I got a new one', { kind: 'lost-how', what: 'moving' }],
  [whichPhone, 'my phone is an iphone', { kind: 'pick-phone', phone: 'iphone' }],
  [whichPhone, 'iPhone 15 Pro Max', { kind: 'pick-phone', phone: 'iphone' }],
  [whichPhone, 'samsung galaxy s23', { kind: 'pick-phone', phone: 'samsung' }],
  [whichPhone, 'pixel 8', { kind: 'pick-phone', phone: 'pixel' }],
  [whichPhone, 'a Google Pixel', { kind: 'pick-phone', phone: 'pixel' }],
  [whichPhone, 'motorola', { kind: 'pick-phone', phone: 'other-android' }],
  [whichPhone, 'ich habe ein Xiaomi', { kind: 'pick-phone', phone: 'other-android' }],
  [whichPhone, "I don't have one", { kind: 'pick-phone', phone: 'none' }],
  [whichPhone, 'not an iPhone', { kind: 'troubleshoot', text: 'not an iPhone' }],
  [whichPhone, 'none', { kind: 'pick-phone', phone: 'none' }],
  [notYet, 'samsung pass', { kind: 'orphan', where: 'samsung-pass' }],
  [notYet, 'I see nothing', { kind: 'orphan', where: 'nowhere' }],
  [notYet, 'in the app', { kind: 'orphan', where: 'authenticator' }],
  [ready, 'on my laptop', { kind: 'try-it', how: 'computer' }],
  [ready, 'on my phone', { kind: 'try-it', how: 'this-phone' }],
])('on a %p "%s" is a choice', (reply, text, command) => {
  expect(readOn(reply, text)).toEqual(command);
});

test.each([
  'no phone',
  'no smartphone',
  "I don't have a smartphone",
  'what if i have no phone?',
  'ich habe kein Handy',
  "je n'ai pas de smartphone",
  'no tengo móvil',
  'ik heb geen smartphone',
])('"%s" is answered with the way without a phone, whatever the card shows', (text) => {
  for (const current of [undefined, steps, whichPhone])
    expect(readOn(current, text)).toEqual({ kind: 'pick-phone', phone: 'none' });
});

test.each([
  'I lost my phone and have no phone number configured',
  'I do not have my phone with me',
  'I have no phone signal down here',
  '没有手机选项',
  'do you have hardware tokens? I own no smartphone',
])('"%s" is another matter', (text) => {
  expect(readOn(undefined, text)).not.toEqual({ kind: 'pick-phone', phone: 'none' });
});

test.each([
  'is this phishing?',
  'did you send me this? is it legit',
  'is this from microsoft or a scam',
  'ist das phishing',
  'are you real?',
  'this looks like a scam',
  'how do I know this is really from Microsoft',
  "c'est du phishing ?",
  '¿es esto una estafa?',
  'これは詐欺ですか',
])('"%s" is answered with how to tell', (text) => {
  expect(readOn(steps, text)).toEqual({ kind: 'is-it-genuine' });
});

test.each(['is this the official way to add a passkey', 'is it real that passkeys are safer'])(
  '"%s" doubts nobody',
  (text) => {
    expect(readOn(undefined, text)).not.toEqual({ kind: 'is-it-genuine' });
  },
);

test.each(['are passkeys phishing resistant', 'does it protect me against phishing', 'is it safe to use my face'])(
  '"%s" is about passkeys',
  (text) => {
    expect(readOn(undefined, text)).toMatchObject({ kind: 'about-passkeys' });
  },
);

test.each(['help me please nothing works', 'tap water', 'please let me speak to somebody of flesh and blood'])(
  '"%s" starts nothing',
  (text) => {
    for (const current of [undefined, steps, ready])
      expect(['unknown', 'which-one', 'help', 'troubleshoot', 'stuck']).toContain(readOn(current, text).kind);
  },
);

test('every choice on a button can be said in other words', () => {
  const choices = everyCommand.flatMap((command) => choiceKey(command) ?? []);
  const said = typed('en');

  for (const key of new Set(choices.filter((key) => !/^tell-os\.\d/.test(key)))) expect(said[key]).toBeDefined();
  for (const key of Object.keys(said).filter((key) => key.includes('.'))) expect(choices).toContain(key);
});
