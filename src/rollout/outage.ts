import type { SendOutcome } from './nudge.ts';

/**
 * While Teams gives no answer, messages go one at a time: each may have been delivered, is uncertain, and is never sent again
 * by itself. An outage costs what was on its way when it began, and one message for each pause.
 */
export type Outage = {
  /** One call after the other was in vain: until a message that goes out from now on is answered. */
  begin(): void;
  isOn(): boolean;
  note(nudge: string, outcome: SendOutcome): void;
  /** Of so many, how many may be taken now. */
  room(most: number): number;
  isOneAtATime(): boolean;
  /** This one finds out for the others; until it is `over`, nothing else goes. */
  probe(nudge: string): void;
  over(nudge: string): void;
  mayGo(nudge: string): boolean;
  /** How many have found out in a row that there is still no answer. */
  inVain(): number;
};

/** Calls in a row without an answer. Fewer than it takes to pause: until then, as many again would go out. */
export const doubtfulAfter = 5;
/** ms. In an outage, one look a minute does; in a long one, one in five. */
const [leastBackOff, mostBackOff, longestBackOff] = [30_000, 60_000, 300_000];

/** ms; doubles with every look `inVain`. `random`: from 0 up to 1. */
export function backOff(random: number, inVain = 0): number {
  const first = leastBackOff + random * (mostBackOff - leastBackOff);
  return Math.min(first * 2 ** inVain, longestBackOff);
}

export function createOutage(): Outage {
  let isOn = false;
  let unanswered = 0;
  let inVain = 0;
  let probe: string | undefined;

  const isOneAtATime = () => isOn || unanswered >= doubtfulAfter;

  return {
    begin() {
      isOn = true;
    },
    isOn: () => isOn,
    note(nudge, outcome) {
      if (outcome.kind === 'uncertain') unanswered++;
      else if (isAnswer(outcome)) unanswered = 0;
      // What was on its way before the pause says nothing of now.
      if (nudge !== probe) return;
      if (!isOn) {
        // It went alone, and each one more would be uncertain, too.
        isOn = outcome.kind === 'uncertain' && isOneAtATime();
        return;
      }
      inVain = isAnswer(outcome) ? 0 : inVain + 1;
      if (isAnswer(outcome) && outcome.kind !== 'busy') isOn = false;
    },
    room(most) {
      if (!isOneAtATime()) return most;
      return probe === undefined ? 1 : 0;
    },
    isOneAtATime,
    probe(nudge) {
      probe = nudge;
    },
    over(nudge) {
      if (probe === nudge) probe = undefined;
    },
    mayGo: (nudge) => !isOneAtATime() || probe === nudge,
    inVain: () => inVain,
  };
}

/** A 500 is none: nobody knows what became of the message. */
function isAnswer(outcome: SendOutcome): boolean {
  if (outcome.kind === 'busy') return outcome.status !== 0;
  return outcome.kind !== 'uncertain';
}
