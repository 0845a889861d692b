/** Control and format characters: zero-width ones, bidi marks, overrides and isolates are among them. */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u115f\u1160\u3164\uffa0\u2800]/gu;
const whiteSpace = /[\s\u2028\u2029]+/gu;
/** Persian and the Indic scripts write with joiners: between two of their letters one is spelling, not a disguise. */
const spelling =
  /(?<=[\p{sc=Arab}\p{sc=Deva}\p{sc=Beng}\p{sc=Knda}\p{sc=Mlym}\p{sc=Sinh}]\p{M}*)[\u200c\u200d](?=[\p{sc=Arab}\p{sc=Deva}\p{sc=Beng}\p{sc=Knda}\p{sc=Mlym}\p{sc=Sinh}])/gu;
/** Scripts with letters that look alike: one word in two of them imitates another. */
const lookAlikes = [/\p{sc=Latn}/u, /\p{sc=Cyrl}/u, /\p{sc=Grek}/u, /\p{sc=Cher}/u, /\p{sc=Armn}/u];

/** One line, without characters that show as nothing or turn the text around. */
export function stripUnseen(text: string): string {
  return text.replace(whiteSpace, ' ').replace(unseen, '').replace(whiteSpace, ' ').trim();
}

/** Has characters that show as nothing or turn the text around, or look-alike letters of two scripts in one word. */
export function isSuspicious(text: string): boolean {
  const isDisguised = text.replace(spelling, '').search(unseen) >= 0;
  return (
    isDisguised ||
    stripUnseen(text)
      .split(/[\s\p{P}]+/u)
      .some(mixesScripts)
  );
}

function mixesScripts(word: string): boolean {
  return lookAlikes.filter((script) => script.test(word)).length > 1;
}
