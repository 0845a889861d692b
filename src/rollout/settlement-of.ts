import type { Nudge, SendOutcome, Settlement } from './nudge.ts';

/** Tries that Teams may answer with "busy" before a nudge counts as failed: with the delays, more than two hours. */
export const mostAttempts = 20;
/** ms; doubles with every try, and is spread over half as much again. */
const firstDelay = 2_000;
const longestDelay = 10 * 60_000;

/** What the ledger says of a nudge that was handed to Teams. `random`: from 0 up to 1. */
export function settlementOf(
  outcome: SendOutcome,
  { id: nudge, attempts }: Pick<Nudge, 'id' | 'attempts'>,
  { now, random }: { readonly now: Date; readonly random: number },
): Settlement {
  switch (outcome.kind) {
    case 'sent':
      return { nudge, status: 'sent', messageId: outcome.messageId, at: now };
    case 'throttled':
      // Not this user's doing, so not one of their tries.
      return waiting(nudge, new Date(now.getTime() + outcome.retryAfterMs), 'throttled', false);
    case 'busy': {
      if (attempts + 1 >= mostAttempts) return { nudge, status: 'failed', because: 'too-many-attempts' };
      const delay = Math.min(firstDelay * 2 ** attempts, longestDelay) * (1 + random / 2);
      return waiting(nudge, new Date(now.getTime() + delay), 'connector-busy', true);
    }
    case 'unreachable':
      // The whole tenant's: the campaign pauses, and whoever resumes it expects that nobody is missing.
      if (outcome.cause === 'disabled-by-admin')
        return waiting(nudge, new Date(now.getTime() + longestDelay), 'connector-busy', false);
      return { nudge, status: 'failed', because: outcome.cause, ...(outcome.code && { code: outcome.code }) };
    case 'refused':
      return { nudge, status: 'failed', because: 'refused', code: outcome.code ?? String(outcome.status) };
    case 'uncertain':
      return { nudge, status: 'uncertain' };
  }
}

function waiting(
  nudge: string,
  until: Date,
  because: 'throttled' | 'connector-busy',
  countsAsAttempt: boolean,
): Settlement {
  return { nudge, status: 'waiting', until, because, countsAsAttempt };
}
