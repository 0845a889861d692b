/** Characters of a message that are looked at. The point of a long post is at its beginning. */
const longestText = 1500;

/** Bidi marks, zero-width characters, soft hyphen, variation selectors, controls: none of them is part of a word. */
const invisible = /[\p{Cf}\p{Variation_Selector}]/gu;
const control = /\p{Cc}+/gu;
/** Accents of Latin script, and Arabic vowel signs, hamza and stretching. Not the voicing marks of Japanese. */
const marks = /[\u0300-\u036f\u0640\u064b-\u065f\u0670]/g;

const letters: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u02bc\u00b4`]/g, "'"],
  [/[\u201c-\u201f\u00ab\u00bb]/g, '"'],
  [/[\u2010-\u2015\u2212]/g, '-'],
  [/ß/g, 'ss'],
  [/ø/g, 'o'],
  [/\u0629/g, '\u0647'],
  [/\u0649/g, '\u064a'],
  [/\u0671/g, '\u0627'],
];

/** What a person typed, without what cannot be seen. Keeps case and accents: use it where the text is shown again. */
export function visibleText(text: string): string {
  return text
    .slice(0, longestText)
    .toWellFormed()
    .replace(invisible, '')
    .replace(control, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The form that patterns and the classifier see. */
export function normalize(text: string): string {
  return foldLetters(visibleText(text));
}

/** Lower case, without accents, one way to write each letter. */
export function foldLetters(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase().normalize('NFD').replace(marks, '').normalize('NFC');
  return letters.reduce((result, [from, to]) => result.replace(from, to), plain);
}
