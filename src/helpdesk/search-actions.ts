import type { UserId } from '../passkeys/ids.ts';
import type { HelpdeskCommand } from './command.ts';

type Search = { readonly isForTaps?: true };

export function searchAgain({ isForTaps }: Search): HelpdeskCommand {
  return { kind: isForTaps ? 'find-taps' : 'issue-tap' };
}

/** One of those who were found. */
export function chosen(subject: UserId, { isForTaps }: Search): HelpdeskCommand {
  return { kind: isForTaps ? 'list-taps' : 'tap-for', subject };
}
