import { IntlMessageFormat } from 'intl-messageformat';
import { type DateStyle, formatDate } from './dates.ts';
import { createChains, createComplete, primaryOf } from './languages.ts';
import type { Strings } from './load-strings.ts';
import { markStarts, type Names, nameValues } from './names.ts';
import { plainText } from './plain-text.ts';
import { hideMarks, type Words, words } from './words.ts';

/** `own`: words of ours, shown whole. */
export type Values = Readonly<Record<string, string | number | { readonly own: Words }>>;

/** Our words for one reader. */
export type Text = {
  /** BCP 47: the language the words are in. */
  readonly language: string;
  /** BCP 47: the language the steps are in, for this reader. */
  readonly stepsLanguage: string;
  /** Composes a sentence; string values are cut and cleaned like any text from outside. */
  say(key: string, values?: Values): Words;
  has(key: string): boolean;
  /** Every line of a list, or the one sentence. */
  list(key: string, values?: Values): readonly Words[];
  date(iso: string, style: DateStyle): string;
};

export type TextSource = {
  /**
   * `beginning`: of the keys of one reply. The words are in the first language that has all of those, so that no card is in two languages.
   * `written`: the language of what others wrote on the card: the card is in that, where ours for this reader would not be.
   */
  for(
    locale: string | undefined,
    timeZone: string | undefined,
    about: { readonly beginning: string; readonly written?: string | undefined },
  ): Text;
  /** The lines of a list in every language that the reader may be using, as they stand. */
  rawLists(prefix: string, locale: string | undefined): ReadonlyMap<string, readonly string[]>;
};

/** The beginning of the keys of all steps. */
const steps = 'step.';

export function createTextSource(
  languages: ReadonlyMap<string, Strings>,
  names: Names,
  defaultLanguage: string,
): TextSource {
  const compiled = new Map<string, IntlMessageFormat>();
  const complete = createComplete(languages);
  const chainOf = createChains(languages, defaultLanguage);
  const namesIn = new Map<string, Readonly<Record<string, string>>>();

  function namesFor(language: string): Readonly<Record<string, string>> {
    const known = namesIn.get(language);
    if (known) return known;
    const usual = (what: string) => {
      const entry = languages.get(language)?.get(`name.${what}`) ?? languages.get('en')?.get(`name.${what}`);
      return typeof entry === 'string' ? entry : '';
    };
    const values = nameValues(names, language, usual);
    namesIn.set(language, values);
    return values;
  }

  function format(language: string, key: string, message: string, values: Values): Words {
    if (!message.includes('{')) return words(message);
    const id = `${language} ${key}`;
    let formatter = compiled.get(id);
    if (!formatter) {
      formatter = new IntlMessageFormat(markStarts(message), language, undefined, { ignoreTag: true });
      compiled.set(id, formatter);
    }
    return words(String(formatter.format({ ...clean(values), ...namesFor(language) })));
  }

  return {
    for(locale, timeZone, { beginning, written }) {
      const theirs = complete(beginning, chainOf(locale))[0];
      const spoken = written && primaryOf(written) !== primaryOf(theirs) ? written : locale;
      const chain = complete(beginning, chainOf(spoken));
      const language = chain[0] ?? 'en';
      const find = (key: string) => {
        for (const candidate of chain) {
          const found = languages.get(candidate)?.get(key);
          if (found !== undefined) return { language: candidate, found };
        }
        return undefined;
      };
      const list = (key: string, values: Values = {}) => {
        const entry = find(key);
        if (!entry) throw new TypeError(`No words for "${key}"`);
        const lines = typeof entry.found === 'string' ? [entry.found] : entry.found;
        return lines.map((line, index) => format(entry.language, `${key}.${index}`, line, values));
      };
      return {
        language,
        stepsLanguage: complete(steps, chainOf(locale))[0] ?? 'en',
        list,
        say: (key, values) => list(key, values)[0] ?? words(''),
        has: (key) => find(key) !== undefined,
        date: (iso, style) => formatDate(iso, style, localeFor(language, spoken), timeZone),
      };
    },
    rawLists(prefix, locale) {
      const lists = new Map<string, readonly string[]>();
      for (const language of chainOf(locale)) {
        for (const [key, value] of languages.get(language) ?? []) {
          if (!key.startsWith(prefix) || typeof value === 'string') continue;
          const name = key.slice(prefix.length);
          lists.set(name, [...(lists.get(name) ?? []), ...value]);
        }
      }
      return lists;
    },
  };
}

/** The reader's country decides how a date looks, where the words are in the reader's language. */
function localeFor(language: string, locale: string | undefined): string {
  return locale?.toLowerCase().startsWith(language) ? locale : language;
}

function clean(values: Values): Record<string, string | number> {
  const result: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'object') result[name] = value.own;
    else result[name] = typeof value === 'number' ? value : hideMarks(plainText(value));
  }
  return result;
}
