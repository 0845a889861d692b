/** Longest name or model shown, in characters. */
const longest = 60;

/** Control and format characters (bidi controls and zero-width ones are among them), private use, lone surrogates. */
const unprintable = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;
/** Letters that show as nothing: Hangul fillers, the blank Braille pattern. */
const blank = /[\u115f\u1160\u3164\uffa0\u2800]/gu;
const whiteSpace = /[\s\u2028\u2029]+/gu;
/** More marks on one letter than any script needs: they would cover the lines around it. */
const piledMarks = /(\p{M}{4})\p{M}+/gu;
const entity = /&(?=#?\w+;)/gu;

/**
 * A text from outside as one short printable line. Markdown in it stays as it is:
 * it is only ever put into text runs, which know none.
 */
export function plainText(raw: string, limit = longest): string {
  const line = raw
    .slice(0, limit * 20)
    .replace(whiteSpace, ' ')
    .replace(unprintable, '')
    .replace(blank, '')
    .replace(whiteSpace, ' ')
    .replace(piledMarks, '$1')
    .replace(entity, '\uff06')
    .trim();
  const characters = Array.from(line);
  return characters.length <= limit ? line : `${characters.slice(0, limit - 1).join('')}…`;
}
