import { isSuspicious, stripUnseen } from '../../src/helpdesk/suspicious-text.ts';

test.each<[string, string, string, boolean]>([
  ['an ordinary name', 'Ines Moreau', 'Ines Moreau', false],
  ['accents, an apostrophe, a hyphen', "Zoë O'Hara-Béla", "Zoë O'Hara-Béla", false],
  ['a zero-width space in a name that somebody else has', 'Ines\u200b Moreau', 'Ines Moreau', true],
  ['a bidi override that turns the end around', 'Ines \u202Etxt.exe\u202C', 'Ines txt.exe', true],
  ['bidi isolates', '\u2066Ines\u2069', 'Ines', true],
  ['a soft hyphen', 'In\u00ades', 'Ines', true],
  ['a Hangul filler, which shows as nothing', 'Ines\u3164', 'Ines', true],
  ['a line break', 'Ines\nMoreau', 'Ines Moreau', true],
  ['a Cyrillic letter in a Latin word', 'Inеs Moreau', 'Inеs Moreau', true],
  ['a Greek letter in a Latin word', 'Οlga', 'Οlga', true],
  ['two scripts in two words', 'Ольга Brandt', 'Ольга Brandt', false],
  ['Japanese, which has three scripts', '山本 ゆきノ', '山本 ゆきノ', false],
  ['Arabic', 'أمل الخطيب', 'أمل الخطيب', false],
  ['Persian, which is spelled with a joiner', 'علی\u200cرضا', 'علیرضا', false],
  ['the same joiner in a Latin name', 'Ali\u200cReza', 'AliReza', true],
])('%s', (_what, text, stripped, suspicious) => {
  expect(stripUnseen(text)).toBe(stripped);
  expect(isSuspicious(text)).toBe(suspicious);
});

test('nothing is left of a text that shows as nothing', () => {
  expect(stripUnseen('\u200b\u200d \ufeff\u2800')).toBe('');
});
