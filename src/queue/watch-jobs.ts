import { randomUUID } from 'node:crypto';
import type { Database } from '../database/database.ts';
import { createDueReminders, createWatches } from '../database/watches.ts';
import type { Reminders, Watch } from '../enrollment/ports.ts';
import { lookId, lookQueue, remindQueue } from './jobs.ts';
import type { Queue } from './open-queue.ts';
import { type Look, nextLook } from './watch-offsets.ts';

type Options = {
  readonly queue: Queue;
  readonly database: Database;
  readonly now: () => Date;
  /** In seconds after the beginning. */
  readonly offsets?: readonly number[];
};

export function createWatch({ queue, database, now, offsets }: Options): Watch {
  const watches = createWatches(database.db);
  const schedule = scheduleLooks(queue);
  return {
    async begin(user, expected) {
      const watchId = randomUUID();
      const beganAt = now();
      const first = nextLook(beganAt, -1, beganAt, offsets, expected);
      // The job first: a crash in between leaves a job that finds no row, not a row that no job looks at.
      if (first) await schedule(watchId, first);
      await watches.begin({ user, watchId, beganAt, ...(expected && { expected }) });
    },
  };
}

export function createReminders({ queue, database }: Pick<Options, 'queue' | 'database'>): Reminders {
  const reminders = createDueReminders(database.db);
  return {
    async remindAt(user, when) {
      const reminderId = randomUUID();
      await queue.boss.send(remindQueue, { reminder: reminderId }, { startAfter: when });
      await reminders.set({ user, reminderId, dueAt: when });
    },
  };
}

export function scheduleLooks({ boss }: Queue): (watch: string, look: Look) => Promise<void> {
  return async (watch, { attempt, at }) => {
    const job = { watch, attempt };
    await boss.send(lookQueue, job, { id: lookId(job), startAfter: at });
  };
}
