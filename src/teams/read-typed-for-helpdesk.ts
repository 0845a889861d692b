import type { Reply } from '../enrollment/reply.ts';
import type { HelpdeskCommand } from '../helpdesk/command.ts';
import { isHelpdeskVerb, readHelpdeskCommand } from './read-helpdesk-command.ts';
import { perLanguage, type TypedDeps } from './read-typed.ts';
import { wordsAlone } from './typed-text.ts';
import { visibleText } from './understanding/normalize.ts';
import { passOrderIn } from './understanding/operator-commands.ts';

export type TypedForHelpdesk = {
  readonly text: string;
  /** What the user's own card shows now: its buttons come first. */
  readonly current: Reply | undefined;
  readonly locale: string | undefined;
};
/** Undefined: nothing that an operator would say. Whether the user is one is decided at the act. */
export type ReadTypedForHelpdesk = (typed: TypedForHelpdesk) => HelpdeskCommand | undefined;

type Phrases = {
  readonly exact: ReadonlyMap<string, HelpdeskCommand>;
  readonly open: readonly Open[];
};

type Open = {
  readonly kind: HelpdeskCommand['kind'];
  /** Words before the hole: most texts are told from this without the pattern. */
  readonly begins: string;
  readonly pattern: RegExp;
};

const nowhere = { timeZone: undefined, now: new Date(0) };
/** What stands between words. */
const gap = '[^\\p{L}\\p{M}\\p{N}]+';
const holes: Readonly<Record<string, string>> = {
  number: '(?<number>\\d{1,10})',
  query: '(?<query>[\\p{L}\\p{N}].{0,999}?)',
};

/** The typed words of each command, some with one hole: "claim {number}", "pass for {query}". */
export function createReadTypedForHelpdesk({ labels, typedWords, understand }: TypedDeps): ReadTypedForHelpdesk {
  const phrases = perLanguage((locale) => phrasesIn([typedWords(locale), typedWords('en')]));

  return ({ text, current, locale }) => {
    const key = wordsAlone(text);
    if (!key) return undefined;
    const { exact, open } = phrases(locale);
    const command =
      exact.get(key) ?? opened(text, key, open) ?? passOrderIn(visibleText(text)) ?? orderIn(understand(text, locale));
    if (!command) return undefined;
    const isOnOwnCard = current && labels(current, locale).some(({ label }) => wordsAlone(label) === key);
    return isOnOwnCard ? undefined : command;
  };
}

function orderIn({ intent, rest }: ReturnType<TypedDeps['understand']>): HelpdeskCommand | undefined {
  return intent === 'issue-tap' ? { kind: 'issue-tap', ...(rest && { query: rest }) } : undefined;
}

function phrasesIn(languages: readonly Readonly<Record<string, readonly string[]>>[]): Phrases {
  const spoken = languages.flatMap((language) =>
    Object.entries(language).flatMap(([kind, phrases]) => phrases.map((phrase) => ({ kind, phrase }))),
  );
  const exact = spoken.flatMap(({ kind, phrase }) => {
    // Whoever issues passes and types "tap" does not ask for one.
    const verb = kind === 'request-tap' ? 'issue-tap' : kind;
    const command = phrase.includes('{') ? undefined : readHelpdeskCommand(verb, {}, nowhere);
    return command ? [[wordsAlone(phrase), command] as const] : [];
  });
  const open = spoken.flatMap(({ kind, phrase }) => {
    const found = isHelpdeskVerb(kind) && patternOf(phrase);
    return found ? [{ kind, ...found }] : [];
  });
  return { exact: new Map(exact), open };
}

function patternOf(phrase: string): Pick<Open, 'begins' | 'pattern'> | undefined {
  const [, before = '', hole = '', after = ''] = /^([^{}]*)\{(\w+)\}([^{}]*)$/u.exec(phrase) ?? [];
  const filler = holes[hole];
  // Without a word it would read everything that is said.
  const begins = wordsAlone(before);
  if (!filler || !begins) return undefined;
  const said = [...begins.split(' '), filler, ...wordsAlone(after).split(' ').filter(Boolean)];
  return { begins, pattern: new RegExp(`^[^\\p{L}\\p{N}]*${said.join(gap)}[\\s.!?]*$`, 'iu') };
}

/** "Close 12" is said of what is solved. */
function opened(text: string, key: string, open: Phrases['open']): HelpdeskCommand | undefined {
  for (const { kind, begins, pattern } of open) {
    if (!key.startsWith(begins)) continue;
    const filled = pattern.exec(text)?.groups;
    const command = filled && readHelpdeskCommand(kind, { how: 'solved', ...filled }, nowhere);
    if (command) return command;
  }
  return undefined;
}
