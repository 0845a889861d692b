declare const brand: unique symbol;
/**
 * Our own sentence, with `**bold**` for what is on the screen. An asterisk of a value in it is hidden,
 * so that a name cannot mark anything. Shown through `runs` or `bare` only.
 */
export type Words = string & { readonly [brand]: 'Words' };

/** https://adaptivecards.io/explorer/TextRun.html: knows no Markdown. */
export type TextRun = {
  readonly type: 'TextRun';
  readonly text: string;
  readonly weight?: 'Bolder';
  readonly size?: 'Small' | 'Medium' | 'ExtraLarge';
  readonly fontType?: 'Monospace';
  readonly isSubtle?: true;
  readonly selectAction?: { readonly type: 'Action.OpenUrl'; readonly url: string; readonly tooltip: string };
};
export type RunStyle = Pick<TextRun, 'weight' | 'size' | 'isSubtle'>;

/** A private-use character: none survives `plainText`. */
const hiddenAsterisk = '\ue000';

/** The only addresses a user is ever sent to by a press. Those to type into a private window are not among them. */
const links: Readonly<Record<string, string>> = {
  'aka.ms/mysecurityinfo': 'https://aka.ms/mysecurityinfo',
  'microsoft.com/authenticator': 'https://www.microsoft.com/security/mobile-authenticator-app',
};

export function words(sentence: string): Words {
  return sentence as Words;
}

export function hideMarks(value: string): string {
  return value.replaceAll('*', hiddenAsterisk);
}

/** Without marks, for the lock screen, labels and clients that show no cards. */
export function bare(sentence: Words): string {
  return sentence.replaceAll('**', '').replaceAll(hiddenAsterisk, '*');
}

/** What is marked: to be pressed, or to be typed. */
export function boldIn(sentence: Words): readonly string[] {
  return sentence.split('**').flatMap((part, index) => (index % 2 === 1 ? [bare(words(part))] : []));
}

/** For the one place where Markdown is read: a title, which only a text block can be. */
export function escapeMarkdown(plain: string): string {
  return plain.replace(/[\\`*_~[\]()#<>|]/g, '\\$&');
}

/** A choice may be drawn with Markdown or without: so it has none. */
export function unmarked(title: string): string {
  return title.replace(/[\\`*_~[\]#<>|]/g, ' ');
}

export function runs(sentence: Words, style: RunStyle = {}): readonly TextRun[] {
  const result: TextRun[] = [];
  for (const [index, part] of sentence.split('**').entries()) {
    if (part === '') continue;
    const isBold = index % 2 === 1;
    result.push(run(part.replaceAll(hiddenAsterisk, '*'), isBold ? { ...style, weight: 'Bolder' } : style));
  }
  return result;
}

function run(text: string, style: RunStyle): TextRun {
  const url = style.weight && links[text];
  if (!url) return { type: 'TextRun', text, ...style };
  return { type: 'TextRun', text, ...style, selectAction: { type: 'Action.OpenUrl', url, tooltip: text } };
}
