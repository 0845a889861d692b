import { createTextSource } from '../../src/cards/text.ts';
import { bare, runs, words } from '../../src/cards/words.ts';

const languages = new Map([
  [
    'en',
    new Map<string, string | string[]>([
      ['hello', 'Hello {name}'],
      ['bye', 'Bye'],
      ['reply.hello.title', 'Hello'],
      ['reply.bye.title', 'Bye'],
      ['step.one', 'First'],
      ['typed.yes', ['yes']],
    ]),
  ],
  [
    'de',
    new Map<string, string | string[]>([
      ['hello', 'Hallo {name}'],
      ['reply.hello.title', 'Hallo'],
      ['typed.yes', ['ja']],
    ]),
  ],
  [
    'pt-br',
    new Map<string, string | string[]>([
      ['hello', 'Oi {name}'],
      ['reply.hello.title', 'Oi'],
    ]),
  ],
  [
    'zh',
    new Map<string, string | string[]>([
      ['hello', '你好 {name}'],
      ['reply.hello.title', '你好'],
      ['step.one', '一'],
    ]),
  ],
]);
const hello = { beginning: 'reply.hello.' };

test.each([
  ['the very locale', 'pt-BR', 'en', 'Oi Ada', 'pt-br'],
  ['its language', 'de-CH', 'en', 'Hallo Ada', 'de'],
  ['the default', 'fr', 'de', 'Hallo Ada', 'de'],
  ['English, where the default is not there', 'fr', 'nl', 'Hello Ada', 'en'],
  ['its language, however it is spelled', 'DE', 'en', 'Hallo Ada', 'de'],
  ['its language, in the usual script', 'zh-Hans-CN', 'en', '你好 Ada', 'zh'],
  ['the default, where the language is written otherwise', 'zh-TW', 'en', 'Hello Ada', 'en'],
  ['the default, where what a client calls its locale is none', 'no locale!', 'de', 'Hallo Ada', 'de'],
  ['the default, where the reader has none', undefined, 'de-AT', 'Hallo Ada', 'de'],
])('words are taken in %s', (_which, locale, defaultLanguage, expected, language) => {
  const text = createTextSource(languages, {}, defaultLanguage).for(locale, undefined, hello);

  expect(bare(text.say('hello', { name: 'Ada' }))).toBe(expected);
  expect(text.language).toBe(language);
});

test.each([
  ['which it has all words of is in the language', 'reply.hello.', 'de'],
  ['which it lacks words of is in the next, as a whole', 'reply.bye.', 'en'],
  ['which nobody has words of is in English', 'reply.nothing.', 'en'],
])('a reply %s', (_which, beginning, language) => {
  expect(createTextSource(languages, {}, 'en').for('de-CH', undefined, { beginning }).language).toBe(language);
});

test.each([
  ['the language of the reader, where it has steps', 'zh-CN', 'en', 'zh'],
  ['the default, where it has none', 'de', 'zh', 'zh'],
  ['English, where the default has none, either', 'de', 'pt-BR', 'en'],
])('the steps are in %s', (_which, locale, defaultLanguage, language) => {
  expect(createTextSource(languages, {}, defaultLanguage).for(locale, undefined, hello).stepsLanguage).toBe(language);
});

test.each([
  ['the language of what is written on it', 'en', 'de', 'de', '27. November 2026'],
  ['the language of the reader in their country, where that is the same', 'de-AT', 'de', 'de', '27. November 2026'],
  ['the default, where there are no words for it', 'de', 'fr', 'en', 'November 27, 2026'],
  ['that language, where the reader writes it otherwise than we do', 'zh-TW', 'zh', 'zh', '2026年11月27日'],
  ['the language of the reader, where we have a form of it', 'pt-BR', 'pt', 'pt-br', '27 de novembro de 2026'],
])('a card around the words of others is in %s', (_which, locale, written, language, date) => {
  const text = createTextSource(languages, {}, 'en').for(locale, undefined, { ...hello, written });

  expect({ language: text.language, date: text.date('2026-11-27', 'date') }).toEqual({ language, date });
});

test('a word that a language lacks comes from the next one', () => {
  const text = createTextSource(languages, {}, 'en').for('de', undefined, hello);

  expect(text.say('bye')).toBe('Bye');
});

test('a word that no language has is our own mistake', () => {
  const text = createTextSource(languages, {}, 'en').for('de', undefined, hello);

  expect(() => text.say('nothing')).toThrow('nothing');
});

test('typed words of the language and of English count', () => {
  const lists = createTextSource(languages, {}, 'en').rawLists('typed.', 'de-DE');

  expect(lists.get('yes')).toEqual(['ja', 'yes']);
});

test('a value cannot mark anything as bold', () => {
  const text = createTextSource(languages, {}, 'en').for('en', undefined, hello);

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
