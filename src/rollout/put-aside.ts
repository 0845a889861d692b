import type { Log } from '../enrollment/ports.ts';
import type { Settlement } from './nudge.ts';
import type { SenderRun } from './sender-run.ts';

/** Nudges that something is wrong with: without it, the one that comes first would stop all others, again and again. */
export type Aside = {
  put(nudge: string, error: unknown): void;
  has(nudge: string): boolean;
  size(): number;
};

/** ms. Short, because it may have been the database. */
const restFor = 60_000;

export function createAside(log: Log): Aside {
  /** Until when, on the monotonic clock. */
  const resting = new Map<string, number>();

  function forgetRested(): void {
    const at = performance.now();
    for (const [id, until] of resting) if (until <= at) resting.delete(id);
  }

  return {
    put(nudge, error) {
      resting.set(nudge, performance.now() + restFor);
      log.error({ err: error, nudge }, 'Something is wrong with a nudge: it is put aside, and the others go on');
    },
    has: (nudge) => resting.has(nudge),
    size() {
      forgetRested();
      return resting.size;
    },
  };
}

/** All at once; if that fails, each by itself, and whichever fails is put aside. */
export async function settleEach(
  settlements: readonly Settlement[],
  { ledger, holder, aside, isOn }: Pick<SenderRun, 'ledger' | 'holder' | 'aside' | 'isOn'>,
): Promise<void> {
  if (settlements.length === 0) return;
  try {
    await ledger.settle(settlements, { holder });
  } catch (whole) {
    for (const one of settlements) {
      if (!isOn()) throw whole;
      await ledger.settle([one], { holder }).catch((error: unknown) => aside.put(one.nudge, error));
    }
  }
}
