import type { Strings } from './load-strings.ts';
import { remember } from './remember.ts';

type Languages = ReadonlyMap<string, Strings>;

/** Locales that are remembered: there are some hundreds. */
export const mostLocales = 1_000;

/** The reader's locale, its language, the default, English: those that there are. */
export function createChains(languages: Languages, defaultLanguage: string) {
  return remember(mostLocales, (locale: string | undefined) => chainOf(locale, defaultLanguage, languages));
}

function chainOf(locale: string | undefined, defaultLanguage: string, languages: Languages): readonly string[] {
  const wanted = [locale, primaryFor(locale), defaultLanguage, primaryFor(defaultLanguage), 'en'];
  const known = wanted.flatMap((tag) => (tag && languages.has(tag.toLowerCase()) ? [tag.toLowerCase()] : []));
  return [...new Set(known)];
}

/** "de" of "de-CH". */
export function primaryOf(locale: string | undefined): string {
  return locale?.split('-')[0]?.toLowerCase() ?? '';
}

/** Nothing, where it is usually written otherwise: whoever reads `zh-TW` does not read `zh`. */
function primaryFor(locale: string | undefined): string | undefined {
  const primary = primaryOf(locale);
  return scriptOf(locale) === scriptOf(primary) ? primary : undefined;
}

/** https://www.unicode.org/reports/tr35/#Likely_Subtags */
function scriptOf(locale: string | undefined): string | undefined {
  try {
    return locale ? new Intl.Locale(locale).maximize().script : undefined;
  } catch {
    // What a client calls its locale may be none.
    return undefined;
  }
}

/** More than there are kinds of replies. */
const mostBeginnings = 1_000;

/** Which languages have every word of a reply. A language may lack replies, and has each as a whole or not at all. */
export function createComplete(languages: Languages) {
  /** English is the measure: where there is nothing to go by, nobody has it but English. */
  const having = remember(mostBeginnings, (beginning: string): ReadonlySet<string> => {
    const needed = [...(languages.get('en')?.keys() ?? [])].filter((key) => key.startsWith(beginning));
    const all = [...languages].filter(([, strings]) => needed.length > 0 && needed.every((key) => strings.has(key)));
    return new Set([...all.map(([language]) => language), 'en']);
  });

  return (beginning: string, chain: readonly string[]): readonly string[] =>
    chain.filter((language) => having(beginning).has(language));
}

/** Written from right to left: https://www.unicode.org/reports/tr35/tr35-general.html#layout-elements */
const rightToLeft: ReadonlySet<string> = new Set(['ar', 'fa', 'he', 'ur']);

export function isRightToLeft(language: string): boolean {
  return rightToLeft.has(primaryOf(language));
}
