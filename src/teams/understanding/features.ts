import { type CompiledEntry, compile } from './lexicon.ts';
import { events } from './lexicon-events.ts';
import { faults } from './lexicon-faults.ts';
import { questions } from './lexicon-questions.ts';
import { screens } from './lexicon-screens.ts';
import { things } from './lexicon-things.ts';
import { wishes } from './lexicon-wishes.ts';

/** What tells most comes first: only so many concepts are paired. */
const lexicon: readonly CompiledEntry[] = [...things, ...events, ...faults, ...wishes, ...screens, ...questions].map(
  compile,
);

/** Words of a message that count: a long post says what it wants early, and time is bounded. */
const mostWords = 50;
/** Concepts that are paired; a sentence with more is a long post, where pairs say little. */
const mostPaired = 9;

const names: ReadonlySet<string> = new Set(lexicon.map(({ concept }) => concept));

/** Most texts are; trying the other scripts on them would double the time. */
const latinOnly = /^[ -\u024f\u2000-\u206f]*$/;
const word = /[\p{L}\p{N}]+/gu;
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Names of concepts, parted by spaces. A name that no lexicon has is a mistake of ours and stops the start. */
export function conceptNames(...lines: readonly string[]): readonly string[] {
  return lines
    .join(' ')
    .split(' ')
    .map((name) => {
      if (!names.has(name)) throw new TypeError(`No such concept: "${name}"`);
      return name;
    });
}

/** @param text normalized */
export function conceptsIn(text: string): ReadonlySet<string> {
  const isLatin = latinOnly.test(text);
  const said = lexicon.filter(({ inLatin, inAny }) => (isLatin ? inLatin : inAny).test(text));
  return new Set(said.map(({ concept }) => concept));
}

/** What the classifier sees: words (for Chinese and Japanese pairs of characters), concepts, and pairs of concepts. */
export function featuresOf(text: string, concepts: ReadonlySet<string>): readonly string[] {
  const words = (text.match(word) ?? [])
    .slice(0, mostWords)
    .flatMap((each) => (unspaced.test(each) ? bigrams(each) : [each]));
  return [...new Set([...words.slice(0, mostWords), ...conceptFeatures([...concepts])])];
}

function bigrams(run: string): readonly string[] {
  const characters = [...run].slice(0, mostWords);
  return characters.length === 1
    ? characters
    : characters.slice(1).map((character, at) => `${characters[at]}${character}`);
}

function conceptFeatures(concepts: readonly string[]): readonly string[] {
  const paired = concepts.slice(0, mostPaired);
  const pairs = paired.flatMap((one, at) => paired.slice(at + 1).map((other) => `${one}+${other}`));
  return [...concepts.map((concept) => `:${concept}`), ...pairs];
}
