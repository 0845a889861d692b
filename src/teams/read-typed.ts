import { commandFor } from '../enrollment/actions.ts';
import type { Command } from '../enrollment/command.ts';
import { intents } from '../enrollment/intent.ts';
import type { Reply } from '../enrollment/reply.ts';
import { symptomIds } from '../enrollment/symptoms.ts';
import { choiceKey, saysOnly } from './choices.ts';
import { commandMeant, type Understood } from './guesses.ts';
import { readCommand } from './read-card-action.ts';
import { wordsAlone } from './typed-text.ts';

export type Offer = { readonly label: string; readonly command: Command };
/** The buttons of a reply as the user reads them, in the order they are shown. */
export type Labels = (reply: Reply, locale: string | undefined) => readonly Offer[];
/** What people type instead of pressing, by kind of command, or by choice as in `lost-how.gone`. */
export type TypedWords = (locale: string | undefined) => Readonly<Record<string, readonly string[]>>;
export type Understand = (text: string, locale?: string) => Understood;

export type TypedDeps = { readonly labels: Labels; readonly typedWords: TypedWords; readonly understand: Understand };
export type Typed = {
  readonly text: string;
  readonly picture: boolean;
  /** What the user's card shows now. */
  readonly current: Reply | undefined;
  readonly locale: string | undefined;
};
export type ReadTyped = (typed: Typed) => Command;

/** Where the words of the language say nothing else. */
const emoji: Readonly<Record<string, Command>> = {
  ...Object.fromEntries([...'👍👌✅✔🆗'].map((sign) => [sign, { kind: 'yes' }])),
  ...Object.fromEntries([...'👎❌✖🚫'].map((sign) => [sign, { kind: 'no' }])),
  ...Object.fromEntries([...'🙏❤💙🎉🙌😊🙂😀😃😄🥳'].map((sign) => [sign, { kind: 'thanks' }])),
};

/** Notices keep no state, so their buttons can be typed at any time. The first that has a label keeps it. */
const notices: readonly Reply[] = [
  { kind: 'welcome' },
  { kind: 'help' },
  { kind: 'cannot-see-pictures' },
  { kind: 'nothing-open' },
  { kind: 'about-passkeys' },
  { kind: 'is-it-genuine' },
  { kind: 'security-key' },
  { kind: 'remove-passkey' },
  { kind: 'sign-in-help' },
  { kind: 'known-about-you', facts: [], stored: [], readAt: '' },
  { kind: 'confirm-delete' },
  { kind: 'something-went-wrong' },
  { kind: 'continued-below' },
  ...intents
    .filter((intent) => commandFor(intent).kind !== 'unknown')
    .map((intent) => ({ kind: 'which-one', intents: [intent, intent] }) as const),
  { kind: 'found-symptoms', symptoms: symptomIds },
];

/** Screens on which a sentence that says nothing else describes what the phone shows. */
const asksWhatIsWrong: ReadonlySet<Reply['kind']> = new Set([
  'stuck',
  'symptom',
  'still-stuck',
  'not-yet',
  'sign-in-failed',
]);

/** From the most certain reading to the least. */
export function createReadTyped(deps: TypedDeps): ReadTyped {
  const everywhere = perLanguage((locale) => everywhereOf(deps, locale));

  return ({ text, picture, current, locale }) => {
    const key = keyOf(text);
    const offered = current ? deps.labels(current, locale) : [];
    return (
      (key ? labelled(key, offered) : undefined) ??
      chosen(key, offered, deps.typedWords(locale)) ??
      everywhere(locale).get(key) ??
      emoji[key] ??
      (text ? meant(deps.understand(text, locale), text, current) : undefined) ?? {
        kind: picture ? 'picture' : 'unknown',
      }
    );
  };
}

/** What texts are compared by. Only a text without any word is read by its first sign. */
function keyOf(text: string): string {
  return wordsAlone(text) || ([...text.trim()][0] ?? '');
}

function labelled(words: string, offered: readonly Offer[]): Command | undefined {
  const byLabel = offered.find(({ label }) => keyOf(label) === words);
  return (byLabel ?? versionOf(words, offered) ?? byNumber(words, offered))?.command;
}

/** On a card that asks for a version, "17" and "iOS 17.6.1" are answers. */
function versionOf(words: string, offered: readonly Offer[]): Offer | undefined {
  const [, major] = /^(?:ios |ipados |android )?(\d{1,2})(?: \d+){0,3}$/.exec(words) ?? [];
  return offered.find(({ command }) => command.kind === 'tell-os' && command.version === major);
}

/** "It was stolen", where one of the buttons is "It's gone or stolen". Of two that fit, neither. */
function chosen(words: string, offered: readonly Offer[], typed: ReturnType<TypedWords>): Command | undefined {
  const phrasesFor = ({ command }: Offer) => typed[choiceKey(command) ?? ''] ?? [];
  const [fits, ...more] = offered.filter((offer) => phrasesFor(offer).some((phrase) => saysOnly(phrase, words)));
  return more.length === 0 ? fits?.command : undefined;
}

function byNumber(words: string, offered: readonly Offer[]): Offer | undefined {
  return /^\d{1,2}$/.test(words) ? offered[Number(words) - 1] : undefined;
}

function meant(understood: Understood, text: string, current: Reply | undefined): Command | undefined {
  const command = commandMeant(understood, text);
  if (command) return command;
  return current && asksWhatIsWrong.has(current.kind) ? { kind: 'troubleshoot', text } : undefined;
}

/** Typed words, then the labels of notices. */
function everywhereOf({ labels, typedWords }: TypedDeps, locale: string | undefined): ReadonlyMap<string, Command> {
  const found = new Map<string, Command>();
  const add = (label: string, command: Command | undefined) => {
    const key = keyOf(label);
    if (key && command && !found.has(key)) found.set(key, command);
  };
  for (const language of [locale, 'en'])
    for (const [kind, phrases] of Object.entries(typedWords(language)))
      for (const phrase of phrases) add(phrase, readCommand(kind, {}));
  for (const notice of notices) for (const { label, command } of labels(notice, locale)) add(label, command);
  return found;
}

/** Languages, not users. The sender chooses the locale, so the number of entries is bounded. */
export function perLanguage<T>(make: (locale: string | undefined) => T): (locale: string | undefined) => T {
  const made = new Map<string, T>();
  return (locale) => {
    const language = locale?.slice(0, 35).toLowerCase() ?? '';
    const known = made.get(language);
    if (known !== undefined) return known;
    if (made.size >= 64) made.clear();
    const fresh = make(locale);
    made.set(language, fresh);
    return fresh;
  };
}
