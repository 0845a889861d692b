/**
 * A text as compared with labels and typed words: no case, no accents of width, no punctuation, no emoji.
 * A keycap is its digit.
 * Letters of every script, their marks and digits stay.
 */
export function wordsAlone(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/['’`´]/gu, '')
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .replaceAll(/[\u{fe00}-\u{fe0f}\u{20e3}]/gu, '')
    .trim();
}
