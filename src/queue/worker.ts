import type { Database } from '../database/database.ts';
import { createDueReminders, createWatches } from '../database/watches.ts';
import type { UserId } from '../passkeys/ids.ts';
import { each, workOptions } from './each-job.ts';
import { LookJob, lookQueue, RemindJob, remindQueue } from './jobs.ts';
import type { Queue } from './open-queue.ts';
import { type LookPorts, takeLook } from './take-look.ts';
import { scheduleLooks } from './watch-jobs.ts';

type Options = Pick<LookPorts, 'onLook' | 'now' | 'log' | 'offsets'> & {
  readonly queue: Queue;
  readonly database: Database;
  readonly onRemind: (user: UserId) => Promise<void>;
};

/** Starts taking jobs out of the queue. Any number of instances may do so. */
export async function startWorkers({ queue, database, onRemind, ...look }: Options): Promise<void> {
  const ports: LookPorts = { ...look, watches: createWatches(database.db), schedule: scheduleLooks(queue) };
  const reminders = createDueReminders(database.db);

  await queue.boss.work(
    lookQueue,
    workOptions,
    each(LookJob, look.log, (job) => takeLook(job, ports)),
  );
  await queue.boss.work(
    remindQueue,
    workOptions,
    each(RemindJob, look.log, async ({ reminder }) => {
      const user = await reminders.find(reminder);
      if (!user) return;
      await onRemind(user);
      await reminders.end(reminder);
    }),
  );
}
