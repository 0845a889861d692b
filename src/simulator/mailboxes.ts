import type { AutomaticReplies, Mailbox } from './resources.ts';

/** @param timeZone undefined: there is no mailbox. */
export function mailboxOf(
  timeZone: string | undefined,
  language: string,
  replies: AutomaticReplies,
): Mailbox | undefined {
  return timeZone === undefined ? undefined : { timeZone, language, replies };
}
