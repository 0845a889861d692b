/** Characters that show as nothing, turn the text around, or mean something else in every font. Line breaks are none. */
const hidden = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2800\u2028\u2029\ufff9-\ufffd]/u;
const lineBreaks = /[\t\n\r]/g;
/** Persian and the Indic scripts write with joiners: between two of their letters one is spelling. */
const spelling =
  /(?<=[\p{sc=Arab}\p{sc=Deva}\p{sc=Beng}\p{sc=Knda}\p{sc=Mlym}\p{sc=Sinh}]\p{M}*)[\u200c\u200d](?=[\p{sc=Arab}\p{sc=Deva}\p{sc=Beng}\p{sc=Knda}\p{sc=Mlym}\p{sc=Sinh}])/gu;
/** Emoji are put together with joiners and with a mark that asks for colour. */
const emojiJoiners = /(?<=\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]?)\u200d(?=\p{Extended_Pictographic})/gu;
const emojiMarks = /(?<=[\p{Extended_Pictographic}0-9#*])\ufe0f/gu;
/** More marks on one letter than any script needs: they cover the lines around it. */
const piledMarks = /\p{M}{5}/u;
/** Scripts with letters that look alike: one word in two of them imitates another. */
const lookAlikes = [/\p{sc=Latn}/u, /\p{sc=Cyrl}/u, /\p{sc=Grek}/u, /\p{sc=Cher}/u, /\p{sc=Armn}/u];

/** Whether a text is not what it looks like: hidden characters, or letters of two scripts in one word. */
export function isDisguised(text: string): boolean {
  const plain = text.replace(lineBreaks, ' ').replace(spelling, '').replace(emojiJoiners, '').replace(emojiMarks, '');
  return hidden.test(plain) || piledMarks.test(plain) || plain.split(/[\s\p{P}]+/u).some(mixesScripts);
}

function mixesScripts(word: string): boolean {
  return lookAlikes.filter((script) => script.test(word)).length > 1;
}
