import type { Intent } from '../../src/enrollment/intent.ts';
import { isSymptomId } from '../../src/enrollment/symptoms.ts';
import { understand } from '../../src/teams/understand.ts';

test.each<readonly [string, Intent]>([
  ['set up my passkey', 'set-up-passkey'],
  ['Set up my paskey', 'set-up-passkey'],
  ['passkey pls', 'set-up-passkey'],
  ['Hi, set up my passkey please!', 'set-up-passkey'],
  ['Passkey einrichten', 'set-up-passkey'],
  ['パスキーを設定', 'set-up-passkey'],
  ['设置通行密钥', 'set-up-passkey'],
  ['إعداد مفتاح المرور', 'set-up-passkey'],
  ['start over', 'set-up-passkey'],
  ['status', 'status'],
  ['stauts', 'status'],
  ['contineu', 'resume'],
  ['weiter', 'resume'],
  ['HELP', 'help'],
  ['?', 'help'],
  ['ayuda', 'help'],
  ['Good morning!', 'greeting'],
  ['你好', 'greeting'],
  ['stop messages', 'stop-messages'],
  ['new phone', 'lost-phone'],
  ['i lost my phone', 'lost-phone'],
  ['talk to a human', 'talk-to-human'],
  ['I need a TAP', 'request-tap'],
  ['can you issue me a TAP?', 'request-tap'],
  ['create a temporary access pass for my new phone', 'request-tap'],
  ['campaigns', 'campaigns'],
  ['how is the rollout going?', 'campaigns'],
  ['check tenant', 'check-tenant'],
  ['is our passkey policy ok?', 'check-tenant'],
])('"%s" is %s', (text, intent) => {
  const { certain: _, ...understood } = understand(text);

  expect(understood).toEqual({ intent });
});

test.each([
  'set up my passkey',
  'stauts',
  'tap',
  'i need a TAP please',
  'talk to a human',
  'stop mesages',
  'issue a temporary access pass for Ana Müller',
  'hi, I get AADSTS135010 since this morning',
])('"%s" is no guess', (text) => {
  expect(understand(text).certain).toBe(true);
});

test.each([
  ['is there a code for the very first day', 'request-tap'],
  ['I want to complain to someone about all this', 'talk-to-human'],
  ['every morning you ask me to do the passkey thing, enough of it', 'stop-messages'],
])('"%s" is only a guess', (text, intent) => {
  const { certain, ...understood } = understand(text);

  expect([certain, understood.intent]).toEqual([undefined, intent]);
});

test.each([
  ['issue a temporary access pass for Ana Müller', 'issue-tap', 'Ana Müller'],
  ['Issue TAP for ana@contoso.example please', 'issue-tap', 'ana@contoso.example'],
  ['give Omar a TAP', 'issue-tap', 'Omar'],
  ['erstelle einen befristeten Zugriffspass für Jörg', 'issue-tap', 'Jörg'],
  ['Inesに一時アクセスパスを発行', 'issue-tap', 'Ines'],
  ['new campaign for Finance', 'new-campaign', 'Finance'],
])('"%s" is %s about %s', (text, intent, rest) => {
  expect(understand(text)).toEqual({ intent, rest, certain: true });
});

test.each([
  ['a code', 'AADSTS130507', 'tap_not_found'],
  ['a code in a story', 'hi, I get AADSTS135010 since this morning', 'key_not_found'],
  [
    'a pasted text',
    'An unknown error occurred during passkey registration. Try again or contact your administrator for support.',
    'policy_attestation',
  ],
  ['an exception', 'NotAllowedError: The operation either timed out or was not allowed.', 'not_allowed_error'],
  ['somebody’s own words', 'I can scan the QR code but the two devices never connect', 'cross_device_connect'],
])('%s leads to its symptom', (_what, text, symptom) => {
  const understood = understand(text);

  expect([understood.intent, understood.symptom]).toEqual(['troubleshoot', symptom]);
  expect(isSymptomId(symptom)).toBe(true);
});

test('an error while setting up offers the set-up beside the error', () => {
  expect(
    understand('There is a way to set up a passkey, but when I try to add it I see: Failed to register passkey'),
  ).toMatchObject({
    intent: 'troubleshoot',
    alternative: 'set-up-passkey',
  });
});

test.each([
  ['pairing', 'My headset asks for a passkey when pairing over Bluetooth'],
  ['a network', 'the router wants a passkey'],
  ['another product', 'I lost my phone and cannot get into Facebook'],
  ['another product, never heard of', 'passkey fails when I sign in to Frobnicate'],
  ['an error of another product', 'Spotify says something went wrong'],
  ['an error of an office program', 'Excel: something went wrong, try again later'],
  ['a password', 'I forgot my password'],
  ['a password, in Japanese', 'パスワードを忘れました'],
  ['water', 'tap water'],
  ['a payment', 'tap to pay'],
  ['a lock', 'bike lock passkey'],
  ['a lock, again', 'I forgot the passkey of my suitcase lock'],
  ['an office topic', 'the printer is out of toner'],
  ['a thing nobody heard of', 'the coffee machine does not work'],
  ['what the talk before gives a meaning', 'it worked'],
  ['a sign', '👍'],
  ['nothing', ''],
  ['nothing that can be seen', '\u200b\u202e \ufeff'],
  ['half a character', '\ud800'],
])('%s is not for this bot', (_what, text) => {
  expect(understand(text)).toEqual({ intent: 'unknown' });
});

test('what cannot be seen does not hide a command', () => {
  expect(understand('\u202eset\u200b up\u00ad my pass\u2060key\u202c').intent).toBe('set-up-passkey');
});

test('other products beside Microsoft do not hide what is asked', () => {
  expect(
    understand('I removed Instagram and my Microsoft passkey by mistake, how do I delete the passkey?').intent,
  ).toBe('remove-passkey');
});

test('a text of any length is read from its beginning', () => {
  const story = `I lost my phone and cannot get past the authenticator page. ${'And then I went home. '.repeat(5_000)}`;

  expect(understand(story).intent).toBe('lost-phone');
});

test('two readings that are close are both offered', () => {
  const { intent, alternative } = understand('my new phone does not get the notification');

  expect([intent, alternative].sort()).toEqual(['lost-phone', 'troubleshoot']);
});
