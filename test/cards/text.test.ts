import { createTextSource } from '../../src/cards/text.ts';
import { bare, runs, words } from '../../src/cards/words.ts';

const languages = new Map([
  [
    'en',
    new Map<string, string | string[]>([
      ['hello', 'Hello {name}'],
      ['bye', 'Bye'],
      ['typed.yes', ['yes']],
    ]),
  ],
  [
    'de',
    new Map<string, string | string[]>([
      ['hello', 'Hallo {name}'],
      ['typed.yes', ['ja']],
    ]),
  ],
  ['pt-br', new Map<string, string | string[]>([['hello', 'Oi {name}']])],
]);

test.each([
  ['the very locale', 'pt-BR', 'en', 'Oi Ada', 'pt-br'],
  ['its language', 'de-CH', 'en', 'Hallo Ada', 'de'],
  ['the default', 'fr', 'de', 'Hallo Ada', 'de'],
  ['English, where the default is not there', 'fr', 'nl', 'Hello Ada', 'en'],
  ['the default, where the reader has none', undefined, 'de-AT', 'Hallo Ada', 'de'],
])('words are taken in %s', (_which, locale, defaultLanguage, expected, language) => {
  const text = createTextSource(languages, {}, defaultLanguage).for(locale, undefined);

  expect(bare(text.say('hello', { name: 'Ada' }))).toBe(expected);
  expect(text.language).toBe(language);
});

test('a word that a language lacks comes from the next one', () => {
  const text = createTextSource(languages, {}, 'en').for('de', undefined);

  expect(text.say('bye')).toBe('Bye');
});

test('a word that no language has is our own mistake', () => {
  const text = createTextSource(languages, {}, 'en').for('de', undefined);

  expect(() => text.say('nothing')).toThrow('nothing');
});

test('typed words of the language and of English count', () => {
  const lists = createTextSource(languages, {}, 'en').rawLists('typed.', 'de-DE');

  expect(lists.get('yes')).toEqual(['ja', 'yes']);
});

test('a value cannot mark anything as bold', () => {
  const text = createTextSource(languages, {}, 'en').for('en', undefined);

  const sentence = text.say('hello', { name: '**Ada** *x*' });

  expect(runs(sentence)).toEqual([{ type: 'TextRun', text: 'Hello **Ada** *x*' }]);
  expect(bare(sentence)).toBe('Hello **Ada** *x*');
});

test('bold is what is on the screen; a known address in bold can be pressed', () => {
  expect(runs(words('Open **aka.ms/mysecurityinfo**, then **Next**.'))).toEqual([
    { type: 'TextRun', text: 'Open ' },
    {
      type: 'TextRun',
      text: 'aka.ms/mysecurityinfo',
      weight: 'Bolder',
      selectAction: { type: 'Action.OpenUrl', url: 'https://aka.ms/mysecurityinfo', tooltip: 'aka.ms/mysecurityinfo' },
    },
    { type: 'TextRun', text: ', then ' },
    { type: 'TextRun', text: 'Next', weight: 'Bolder' },
    { type: 'TextRun', text: '.' },
  ]);
});
