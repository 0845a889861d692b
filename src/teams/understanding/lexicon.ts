import { foldLetters } from './normalize.ts';

/**
 * A concept and the words for it, as alternatives of a regular expression. `latin`: English, German, French, Spanish,
 * Portuguese, Italian and Dutch, matched from the start of a word (`\b` ends one where the end matters). `other`:
 * Japanese, Chinese, Korean and Arabic, in which regular expressions know no word boundaries.
 */
export type LexiconEntry = {
  readonly concept: string;
  readonly latin: readonly string[];
  readonly other?: readonly string[];
};

export type CompiledEntry = { readonly concept: string; readonly inLatin: RegExp; readonly inAny: RegExp };

/** Patterns are normalized like the text they meet, so entries may be written with accents. */
export function compile({ concept, latin, other = [] }: LexiconEntry): CompiledEntry {
  return { concept, inLatin: wordPattern(latin), inAny: wordPattern(latin, other) };
}

export function wordPattern(latin: readonly string[], other: readonly string[] = []): RegExp {
  const alternatives = [`\\b(?:${latin.join('|')})`, ...other];
  return new RegExp(foldLetters(alternatives.join('|')), 'u');
}
