import type { RolloutCommand } from '../rollout/command.ts';
import { readRolloutCommand } from './read-rollout-command.ts';
import { perLanguage, type TypedDeps } from './read-typed.ts';
import { wordsAlone } from './typed-text.ts';

/** Undefined: nothing that a rollout owner would say. Whether the user is one is decided at the act. */
export type ReadTypedForRollout = (typed: {
  readonly text: string;
  readonly locale: string | undefined;
}) => RolloutCommand | undefined;

export function createReadTypedForRollout({
  typedWords,
  understand,
}: Pick<TypedDeps, 'typedWords' | 'understand'>): ReadTypedForRollout {
  const phrases = perLanguage((locale) => phrasesIn([typedWords(locale), typedWords('en')]));

  return ({ text, locale }) => {
    const key = wordsAlone(text);
    if (!key) return undefined;
    const known = phrases(locale).get(key);
    if (known) return known;
    const { intent } = understand(text, locale);
    return intent === 'new-campaign' || intent === 'campaigns' ? { kind: intent } : undefined;
  };
}

function phrasesIn(languages: readonly Readonly<Record<string, readonly string[]>>[]) {
  const spoken = languages.flatMap((language) =>
    Object.entries(language).flatMap(([kind, phrases]) => {
      const command = readRolloutCommand(kind, {});
      return command ? phrases.map((phrase) => [wordsAlone(phrase), command] as const) : [];
    }),
  );
  return new Map(spoken);
}
