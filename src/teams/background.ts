import type { Log } from '../enrollment/ports.ts';
import { logFailure } from './turn-failed.ts';

/** What goes on after a turn was answered. Part of the catch-all in `bot.ts`. */
export type Background = {
  /** A failure is logged with `fields`; then `otherwise`. */
  run(fields: object, work: () => Promise<void>, otherwise?: () => Promise<void>): void;
  /** Resolves when nothing goes on any more. */
  settled(): Promise<void>;
};

export function createBackground(log: Log): Background {
  const pending = new Set<Promise<void>>();

  async function caught(fields: object, work: () => Promise<void>, otherwise?: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      logFailure(log, error, fields);
      if (otherwise) await caught(fields, otherwise);
    }
  }

  return {
    run(fields, work, otherwise) {
      const running = caught(fields, work, otherwise).finally(() => pending.delete(running));
      pending.add(running);
    },
    async settled() {
      while (pending.size > 0) await Promise.all(pending);
    },
  };
}
