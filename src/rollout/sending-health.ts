import type { SendOutcome } from './nudge.ts';
import { createOutage, type Outage } from './outage.ts';

/** Making somebody's chat, and writing to it: what is wrong with one need not be with the other. */
export type Way = 'reach' | 'send';

/** A nudge that was tried, and in which way it came to that outcome. */
export type Try = { readonly nudge: string; readonly campaign: string; readonly way: Way };

/** What is wrong with more than one user. */
export type Ailment = 'busy' | 'refused';

export type SendingHealth = {
  /** Whether somebody else was delivered since this one was last tried in vain: then it is about this one. */
  isOwnFault(tried: Try): boolean;
  /** @returns what by now is nobody's own fault */
  note(tried: Try, outcome: SendOutcome): Ailment | undefined;
  /** Nobody's chat is made before that; whoever has one is written to. */
  pauseReaching(until: Date): void;
  reachingPausedUntil(now: Date): Date | undefined;
  /** Of messages; a chat of which nobody knows whether it was made can be made again. */
  readonly outage: Outage;
};

/** Outcomes in a row, with nothing else between them. */
export const tooManyInARow = 20;
/** Nudges that were tried in vain; whoever is forgotten has one try more. */
const mostKept = 50_000;

/** By us: a permission, an address, a card. Teams does not say what it means by a 403 that nobody knows. */
export function isRefused(outcome: SendOutcome): boolean {
  return outcome.kind === 'refused' || (outcome.kind === 'unreachable' && outcome.cause === 'unknown');
}

/** An outage, or a fault of ours, is told from trouble with one user by what comes of the others meanwhile. */
export function createSendingHealth(): SendingHealth {
  const delivered: Record<Way, number> = { reach: 0, send: 0 };
  const busyInARow: Record<Way, number> = { reach: 0, send: 0 };
  const refusedInARow = new Map<string, number>();
  /** How many had been delivered at the last try. */
  const triedAt = new Map<string, number>();
  let reachingPaused: Date | undefined;
  const outage = createOutage();

  function noteBusy(way: Way, isStillOut: boolean): Ailment | undefined {
    busyInARow[way]++;
    if (busyInARow[way] < tooManyInARow && !isStillOut) return undefined;
    if (way === 'send') outage.begin();
    return 'busy';
  }

  function noteRefused(key: string): Ailment | undefined {
    const count = (refusedInARow.get(key) ?? 0) + 1;
    refusedInARow.set(key, count >= tooManyInARow ? 0 : count);
    return count >= tooManyInARow ? 'refused' : undefined;
  }

  return {
    outage,

    pauseReaching(until) {
      if (!reachingPaused || until > reachingPaused) reachingPaused = until;
    },

    reachingPausedUntil: (now) => (reachingPaused && reachingPaused > now ? reachingPaused : undefined),

    isOwnFault({ nudge, way }) {
      const before = triedAt.get(`${way} ${nudge}`);
      return before !== undefined && delivered[way] > before;
    },

    note({ nudge, campaign, way }, outcome) {
      const key = `${way} ${campaign}`;
      if (way === 'send') outage.note(nudge, outcome);
      if (triedAt.size >= mostKept) triedAt.clear();
      if (outcome.kind === 'busy' || isRefused(outcome)) triedAt.set(`${way} ${nudge}`, delivered[way]);
      else triedAt.delete(`${way} ${nudge}`);
      if (outcome.kind === 'throttled') return undefined;
      // No answer at all is what an outage looks like, too.
      if (outcome.kind === 'busy' || outcome.kind === 'uncertain')
        return noteBusy(way, way === 'send' && outage.isOn());
      busyInARow[way] = 0;
      if (isRefused(outcome)) return noteRefused(key);
      refusedInARow.delete(key);
      if (outcome.kind === 'sent') delivered[way]++;
      return undefined;
    },
  };
}
