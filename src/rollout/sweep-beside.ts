import { setTimeout as sleep } from 'node:timers/promises';
import type { TruthCheck } from './check-truth.ts';
import type { DueNudge } from './nudge.ts';
import type { SenderRun } from './sender-run.ts';
import { thank } from './thank-user.ts';

export type Sweeper = {
  /** Waited for only where it is all that is known: for a while, and as long as something may be sent. */
  sweep(due: readonly DueNudge[], run: SenderRun): Promise<void>;
};

/** ms. An audit log that hangs holds up neither a shutdown nor what can be said without it. */
const patience = 20_000;
const lookEvery = 100;

/** One at a time, over all runs of this process. */
export function createSweeper(check: TruthCheck): Sweeper {
  let current: Promise<void> | undefined;

  async function begin(due: readonly DueNudge[], run: SenderRun): Promise<void> {
    const campaigns = new Set(due.map(({ campaign }) => campaign));
    try {
      for (const one of await check.sweep([...campaigns].flatMap((id) => run.running.get(id) ?? [])))
        await thank(one, run);
    } catch (error) {
      run.log.warn({ err: error }, 'The audit log was not read');
    } finally {
      current = undefined;
    }
  }

  return {
    async sweep(due, run) {
      current ??= begin(due, run);
      const mine = current;
      if (!(await check.isAlone())) return;
      const until = performance.now() + patience;
      while (current === mine && run.isOn() && performance.now() < until) await Promise.race([mine, sleep(lookEvery)]);
    },
  };
}
