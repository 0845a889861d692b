import { checkName, checkOwnWords, checkWords, fillWords } from '../../src/rollout/check-words.ts';
import { someCampaign, somePlan, someSettings } from '../fixtures/some-nudge.ts';

const withDeadline = { ...someCampaign, plan: { ...somePlan, deadline: '2026-12-18' } };
const check = (text: string, campaign: Parameters<typeof checkWords>[1] = withDeadline) =>
  checkWords(text, campaign, someSettings);

test.each([
  ['plain words', 'From December on you sign in with a passkey. It takes five minutes!'],
  ['every placeholder', 'Hi {name}, {organization} wants this by {deadline}. Ask {owner} or {helpdesk}.'],
  ['a page of Microsoft', 'Read https://support.microsoft.com/account-billing?x=1#top first.'],
  ['a short link of Microsoft', 'See https://aka.ms/passkeys.'],
  ['Microsoft itself', 'https://microsoft.com'],
  ['a page of ours', 'More at https://intranet.contoso.example/passkeys/faq.html (two minutes).'],
  ['a page below ours', 'https://de.intranet.contoso.example/'],
  ['a link in capitals', 'HTTPS://AKA.MS/passkeys'],
  ['two links', 'https://aka.ms/a and https://aka.ms/b'],
  ['a link in Markdown', '[Passkeys](https://aka.ms/passkeys)'],
  ['abbreviations and numbers', 'e.g. at 9.30 a.m., z. B. iOS 17.6.1, version 10.0.22631.4460, 1.000 people'],
  ['an ellipsis', 'Wait... what? Well…'],
  ['several lines', 'One\nTwo\r\nThree\tfour'],
  ['emoji put together', 'Thanks 👩‍💻 and 👍🏽 and ❤️ and 1️⃣'],
  ['Persian with its joiner', 'می‌خواهم'],
  ['Chinese with its full stop', '请完成设置。谢谢。我们会帮助您。'],
  ['Japanese with a name in Latin letters', 'Teamsを開いてください。次に進みます。'],
  ['two scripts in two words', 'Passkey — это просто'],
  ['a colon before a word', 'Note:please read this. Time: 10:30'],
  ['a slash', 'and/or, 24/7, iOS/Android'],
  ['Hindi with its marks', 'पासकी सेट करें'],
])('fine: %s', (_why, text) => {
  expect(check(text)).toBeUndefined();
});

test.each([
  ['another host', 'https://evil.example/microsoft.com'],
  ['not encrypted', 'http://microsoft.com'],
  ['Microsoft as a part of another name', 'https://microsoft.com.evil.example'],
  ['Microsoft at the end of another name', 'https://notmicrosoft.com/'],
  ['a hyphen instead of a dot', 'https://login-microsoft.com'],
  ['Microsoft as the user', 'https://microsoft.com@evil.example'],
  ['Microsoft as the user, with a password', 'https://microsoft.com:443@evil.example/'],
  ['the user, encoded', 'https://microsoft.com%40evil.example'],
  ['a backslash, which browsers take for a slash', 'https://evil.example\\@microsoft.com'],
  ['a backslash after Microsoft', 'https://microsoft.com\\@evil.example'],
  ['one slash', 'https:/evil.example'],
  ['no slash', 'https:evil.example'],
  ['three slashes', 'https:///evil.example'],
  ['a port', 'https://microsoft.com:8443/'],
  ['a name in another script, encoded', 'https://xn--mcrosoft-c2a.com'],
  ['an encoded name below ours', 'https://xn--80ak6aa92e.intranet.contoso.example'],
  ['a letter that looks like i', 'https://mıcrosoft.com'],
  ['Cyrillic letters only', 'https://аррӏе.com'],
  ['an accent', 'https://mícrosoft.com'],
  ['full width letters', 'ｈｔｔｐｓ://evil.example'],
  ['full width letters of Microsoft', 'https://ｍicrosoft.com'],
  ['an ideographic full stop in the host', 'https://evil。example'],
  ['a full width colon and slashes', 'https：／／evil.example'],
  ['a short link', 'https://bit.ly/3abc'],
  ['another short link', 'https://t.co/abc'],
  ['and another', 'https://tinyurl.com/abc'],
  ['a form that anybody can make', 'https://forms.microsoft.com/r/abc'],
  ['a survey that anybody can make', 'https://customervoice.microsoft.com/Pages/x'],
  ["a page that signs in somebody else's device", 'https://microsoft.com/devicelogin'],
  ['a page that gives an app rights', 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize?client_id=1'],
  ['a page that passes on', 'https://login.microsoftonline.com/?redirect_uri=https://evil.example'],
  ['a page that passes on, encoded', 'https://login.microsoftonline.com/?u=https%3A%2F%2Fevil.example'],
  ['a page that passes on, encoded twice', 'https://login.microsoftonline.com/?u=https%253A%252F%252Fevil.example'],
  ['a page that passes on without a scheme', 'https://login.microsoftonline.com/?u=//evil.example'],
  ['an allowed one in front', '[https://aka.ms/a](https://evil.example)'],
  ['an allowed one as the text', '[https://aka.ms/a] (https://evil.example)'],
  ['after an allowed one', 'https://aka.ms/a, https://evil.example'],
  ['in angle brackets', '<https://evil.example>'],
  ['in HTML', '<a href="https://evil.example">Microsoft</a>'],
  ['no host', 'https://'],
  ['a host without a dot', 'https://localhost/'],
  ['an address of numbers', 'https://127.0.0.1/'],
  ['an address of numbers alone', 'go to 192.168.0.1 now'],
  ['one number', 'https://2130706433/'],
  ['an address of IPv6', 'https://[::1]/'],
  ['a script', 'javascript:alert(1)'],
  ['data', 'data:text/html,hello'],
  ['a mailbox', 'mailto:someone'],
  ['a file share', '\\\\evil\\share'],
  ['without a scheme', '//evil/share'],
  ['another protocol', 'ftp://evil/file'],
  ['an app', 'ms-word:ofe|u|evil'],
  ['a placeholder in the host', 'https://{name}.evil.example'],
  ['a placeholder that makes the host longer', 'https://microsoft.com.{name}'],
  ['a placeholder as the path', 'https://aka.ms/{name}'],
])('a link that is not allowed: %s', (_why, text) => {
  expect(check(text)).toMatchObject({ kind: 'link-not-allowed' });
});

test.each([
  ['a domain', 'Go to evil.example now', 'evil.example'],
  ['even Microsoft', 'Go to microsoft.com', 'microsoft.com'],
  ['with www', 'www.evil.example', 'www.evil.example'],
  ['with a path', 'evil.example/login', 'evil.example'],
  ['a mailbox', 'Write to help@contoso.example', 'contoso.example'],
  ['at the end of a sentence', 'Look at evil.example.', 'evil.example'],
  ['in another script', 'пример.рф', 'пример.рф'],
  ['with a dot that browsers take for one', 'evil。example', 'evil.example'],
  ['with a full width dot', 'evil．example', 'evil.example'],
  ['in Markdown', '[Microsoft](evil.example)', 'evil.example'],
  ['with capitals', 'Evil.EXAMPLE', 'Evil.EXAMPLE'],
  ['behind a link that is allowed', 'https://aka.ms/a evil.example', 'evil.example'],
  ['made by a placeholder', '{name}.example', 'x.example'],
  ['with a number', '3.evil.example', '3.evil.example'],
])('a bare domain: %s', (_why, text, link) => {
  expect(check(text)).toEqual({ kind: 'bare-domain', link });
});

test.each([
  ['a zero width space', 'evil\u200b.example'],
  ['a zero width joiner between letters', 'pass\u200dkey'],
  ['text turned around', 'moc.\u202elive'],
  ['an isolate', '\u2066hidden\u2069'],
  ['a soft hyphen', 'micro\u00adsoft'],
  ['a byte order mark', '\ufeffHello'],
  ['a blank letter', 'Hello\u3164'],
  ['an invisible joiner', 'a\u034fb'],
  ['hidden tags', 'Hello\u{e0041}\u{e0042}'],
  ['a control character', 'Hello\u0007'],
  ['half a character', 'Hello\ud83d'],
  ['letters of two scripts in a word', 'Miсrosoft'],
  ['marks piled up', `o${'\u0301'.repeat(12)}`],
  ['a colour mark that is on no emoji', 'pass\ufe0fkey'],
])('hidden characters: %s', (_why, text) => {
  expect(check(text)).toEqual({ kind: 'hidden-characters' });
});

test.each([
  ['one that we do not have', 'Hi {firstname}', '{firstname}'],
  ['written otherwise', 'Hi {Name}', '{Name}'],
  ['with blanks', 'Hi { name }', '{ name }'],
  ['nothing in it', 'Hi {}', '{}'],
  ['not closed', 'Hi {name', '{'],
  ['not opened', 'Hi name}', '}'],
  ['twice', 'Hi {{name}}', '{'],
  ['of an object', 'Hi {constructor}', '{constructor}'],
])('an unknown placeholder: %s', (_why, text, placeholder) => {
  expect(check(text)).toEqual({ kind: 'unknown-placeholder', placeholder });
});

test('a placeholder that would be empty', () => {
  const noDeadline = check('By {deadline}', someCampaign);
  const noHelpdesk = checkWords('Ask {helpdesk}', withDeadline, { ...someSettings, helpdeskContact: undefined });
  const blankName = checkWords('From {organization}', withDeadline, { ...someSettings, organizationName: ' ' });

  expect(noDeadline).toEqual({ kind: 'empty-placeholder', placeholder: '{deadline}' });
  expect(noHelpdesk).toEqual({ kind: 'empty-placeholder', placeholder: '{helpdesk}' });
  expect(blankName).toEqual({ kind: 'empty-placeholder', placeholder: '{organization}' });
});

test('a thousand characters are enough', () => {
  expect(check('a'.repeat(1_000))).toBeUndefined();
  expect(check('a'.repeat(1_001))).toEqual({ kind: 'text-too-long', most: 1_000 });
});

test.each([
  ['Passkeys {2026}, part 1', undefined],
  ['Passkeys at evil.example', 'bare-domain'],
  ['https://evil.example', 'link-not-allowed'],
  ['Pass\u200bkeys', 'hidden-characters'],
])('a campaign named %j', (name, kind) => {
  expect(checkName(name, someSettings)?.kind).toBe(kind);
});

test('words in any language are looked at again', () => {
  const ownWords = { en: 'By {deadline}', de: 'Bitte bis bald' };

  expect(checkOwnWords({ ...withDeadline, ownWords }, someSettings)).toBeUndefined();
  expect(checkOwnWords({ ...someCampaign, ownWords }, someSettings)).toEqual({
    kind: 'empty-placeholder',
    placeholder: '{deadline}',
  });
  expect(checkOwnWords(someCampaign, someSettings)).toBeUndefined();
});

test('placeholders are filled in once, whatever a value looks like', () => {
  const values = {
    name: '{owner} $& $1',
    deadline: '18 December',
    organization: 'Contoso',
    owner: 'Grace',
    helpdesk: 'extension 4000',
  };

  expect(fillWords('{name}: {organization}, {deadline}, {owner}, {helpdesk}.', values)).toBe(
    '{owner} $& $1: Contoso, 18 December, Grace, extension 4000.',
  );
});
