import { type SpelledCharacter, signNames, spellTap } from '../../src/helpdesk/spell-tap.ts';

function said(one: SpelledCharacter): string {
  return one.kind === 'sign' ? `${one.name}` : `${one.kind} ${one.character}`;
}

test('a pass is written in fours and said one by one', () => {
  const { groups, characters } = spellTap('+drkzqAD7');

  expect(groups).toEqual(['+drk', 'zqAD', '7']);
  expect(characters.map(said)).toEqual([
    'plus',
    'small-letter d',
    'small-letter r',
    'small-letter k',
    'small-letter z',
    'small-letter q',
    'capital-letter A',
    'capital-letter D',
    'digit 7',
  ]);
});

test('every printable sign of ASCII has a name of its own', () => {
  const ascii = Array.from({ length: 94 }, (_none, index) => String.fromCharCode(33 + index)).join('');
  const names = spellTap(ascii).characters.flatMap((one) => (one.kind === 'sign' ? [one.name] : []));

  expect(names.toSorted()).toEqual(signNames.toSorted());
});

test.each([
  ['*', 'asterisk'],
  ['\\', 'backslash'],
  ['`', 'backtick'],
  ['<', 'less-than'],
  ['}', 'closing-brace'],
  ['"', 'quotation-mark'],
])('%s is called %s', (sign, name) => {
  expect(spellTap(sign).characters.map(said)).toEqual([name]);
});

test('a sign without a name is shown as it is', () => {
  expect(spellTap('€').characters).toEqual([{ kind: 'sign', character: '€', name: undefined }]);
});
