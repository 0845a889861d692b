import type { TextSource } from './text.ts';
import { bare, boldIn } from './words.ts';

/** Typed words per command, beside the labels of the buttons. */
export type TypedWords = Readonly<Record<string, readonly string[]>>;

/** The guide's commands for what is on a nudge: nothing tells it which campaign is meant. */
const onNudges = {
  'set-up-passkey': 'rollout.button.set-up-now',
  'remind-tomorrow': 'rollout.button.snooze.tomorrow',
  'stop-messages': 'rollout.button.stop-nudges',
} as const;

/** By command kind; with what a nudge in the language of the reader has on its buttons, and tells them to write. */
export function typedWordsIn(texts: TextSource, locale: string | undefined): TypedWords {
  const lists = texts.rawLists('typed.', locale);
  const nudge = texts.for(locale, undefined, { beginning: 'rollout.reply.nudge.' });
  const thanks = texts.for(locale, undefined, { beginning: 'rollout.reply.nudge-thanks.' });
  const more = [
    ...Object.entries(onNudges).map(([kind, key]) => [kind, bare(nudge.say(key))] as const),
    ...boldIn(thanks.say('rollout.reply.nudge-thanks.then')).map((phrase) => ['lost-phone', phrase] as const),
  ];
  const known = Object.fromEntries(lists);
  const joined = more.map(([kind, phrase]) => [kind, [...new Set([...(known[kind] ?? []), phrase])]]);
  return { ...known, ...Object.fromEntries(joined) };
}
