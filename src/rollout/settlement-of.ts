import type { Nudge, SendOutcome, Settlement, WaitReason } from './nudge.ts';

/** Tries that Teams may answer with "busy", while it takes those of others, before a nudge counts as failed: with the delays, more than two hours. */
export const mostAttempts = 20;
/** ms; doubles with every try, and is spread over half as much again. */
const firstDelay = 2_000;
const longestDelay = 10 * 60_000;
/** ms. Over which those are spread who all wait for the same: the app's installations are slow. */
const spread = 60_000;

type At = {
  readonly now: Date;
  /** From 0 up to 1. */
  readonly random: number;
  /** Others were delivered meanwhile. What befalls everybody is no fault of this nudge, and crosses nobody off. */
  readonly isOwnFault: boolean;
};

/** What the ledger says of a nudge that was handed to Teams. */
export function settlementOf(
  outcome: SendOutcome,
  { id: nudge, attempts }: Pick<Nudge, 'id' | 'attempts'>,
  { now, random, isOwnFault }: At,
): Settlement {
  const later = (ms: number, because: WaitReason, countsAsAttempt = false): Settlement => {
    return { nudge, status: 'waiting', until: new Date(now.getTime() + ms), because, countsAsAttempt };
  };
  switch (outcome.kind) {
    case 'sent':
      return { nudge, status: 'sent', messageId: outcome.messageId, at: now };
    case 'throttled':
      // Not this user's doing, so not one of their tries.
      return later(outcome.retryAfterMs + (outcome.isForInstalls ? random * spread : 0), 'throttled');
    case 'busy': {
      if (isOwnFault && attempts + 1 >= mostAttempts) return { nudge, status: 'failed', because: 'too-many-attempts' };
      const delay = Math.min(firstDelay * 2 ** attempts, longestDelay) * (1 + random / 2);
      return later(delay, 'connector-busy', isOwnFault);
    }
    case 'unreachable': {
      const { cause, code } = outcome;
      // The whole tenant's: the campaign pauses, and whoever resumes it expects that nobody is missing.
      if (cause === 'disabled-by-admin') return later(longestDelay, 'connector-busy');
      if (cause === 'unknown' && !isOwnFault) return later(longestDelay, 'refused');
      return { nudge, status: 'failed', because: cause, ...(code && { code }) };
    }
    case 'refused':
      if (!isOwnFault) return later(longestDelay, 'refused');
      return { nudge, status: 'failed', because: 'refused', code: outcome.code ?? String(outcome.status) };
    case 'uncertain':
      return { nudge, status: 'uncertain' };
  }
}
