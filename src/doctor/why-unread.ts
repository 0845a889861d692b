import type { Unreadable } from '../passkeys/facts.ts';

export const whyUnread: Readonly<Record<Unreadable, string>> = {
  forbidden: 'refused',
  throttled: 'too many requests',
  unavailable: 'no answer',
  'timed-out': 'no answer in time',
  'not-found': 'not found',
  'not-understood': 'an answer that was not understood',
};
