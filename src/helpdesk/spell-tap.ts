/** One character of a TAP as it is said; the words are the card's business. */
export type SpelledCharacter =
  | { readonly kind: 'small-letter' | 'capital-letter' | 'digit'; readonly character: string }
  | { readonly kind: 'sign'; readonly character: string; readonly name: SignName | undefined };

export type SpelledTap = {
  /** Four characters each, as it is typed off. */
  readonly groups: readonly string[];
  /** All of it, in order. */
  readonly characters: readonly SpelledCharacter[];
};

export const signNames = [
  'plus',
  'minus',
  'underscore',
  'equals',
  'hash',
  'at',
  'percent',
  'ampersand',
  'asterisk',
  'exclamation-mark',
  'question-mark',
  'dollar',
  'caret',
  'tilde',
  'slash',
  'backslash',
  'vertical-bar',
  'full-stop',
  'comma',
  'colon',
  'semicolon',
  'quotation-mark',
  'apostrophe',
  'backtick',
  'opening-parenthesis',
  'closing-parenthesis',
  'opening-bracket',
  'closing-bracket',
  'opening-brace',
  'closing-brace',
  'less-than',
  'greater-than',
] as const;
export type SignName = (typeof signNames)[number];

/** In the order of `signNames`. */
const signs = '+-_=#@%&*!?$^~/\\|.,:;"\'`()[]{}<>';
const groupLength = 4;

export function spellTap(tap: string): SpelledTap {
  const characters = Array.from(tap);
  const starts = characters.flatMap((_character, index) => (index % groupLength === 0 ? [index] : []));
  return {
    groups: starts.map((start) => characters.slice(start, start + groupLength).join('')),
    characters: characters.map(spell),
  };
}

function spell(character: string): SpelledCharacter {
  if (/^\p{Nd}$/u.test(character)) return { kind: 'digit', character };
  if (/^\p{Lu}$/u.test(character)) return { kind: 'capital-letter', character };
  if (/^\p{L}$/u.test(character)) return { kind: 'small-letter', character };
  return { kind: 'sign', character, name: signNames[signs.indexOf(character)] };
}
