import type { Job, JobResult, PerJobWorkHandler } from 'pg-boss';
import type { ZodType } from 'zod';
import type { Database } from '../database/database.ts';
import { createDueReminders, createWatches } from '../database/watches.ts';
import type { Log } from '../enrollment/ports.ts';
import type { UserId } from '../passkeys/ids.ts';
import { LookJob, lookQueue, RemindJob, remindQueue } from './jobs.ts';
import type { Queue } from './open-queue.ts';
import { type LookPorts, takeLook } from './take-look.ts';
import { scheduleLooks } from './watch-jobs.ts';

type Options = Pick<LookPorts, 'onLook' | 'now' | 'log' | 'offsets'> & {
  readonly queue: Queue;
  readonly database: Database;
  readonly onRemind: (user: UserId) => Promise<void>;
};

const workOptions = {
  // "15 seconds" is to mean that.
  pollingIntervalSeconds: 1,
  // A job waits for Graph most of the time: many at once, and no pause while there are more.
  batchSize: 25,
  burstWhenBatchFull: true,
  localConcurrency: 2,
  perJobResults: true,
} as const;

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

/** The catch-all of this room: a job that throws is tried again by the queue, and the others of its batch are not touched. */
function each<T>(schema: ZodType<T>, log: Log, run: (job: T) => Promise<void>): PerJobWorkHandler<unknown> {
  return (jobs) => Promise.all(jobs.map((job) => settle(job)));

  async function settle({ id, name, data }: Job<unknown>): Promise<JobResult> {
    const parsed = schema.safeParse(data);
    if (!parsed.success) {
      log.warn({ job: id, queue: name }, 'A job that cannot be read was dropped');
      return { id, status: 'completed' };
    }
    try {
      await run(parsed.data);
      return { id, status: 'completed' };
    } catch (error) {
      log.warn({ err: error, job: id, queue: name }, 'A job failed and will be tried again');
      return { id, status: 'failed' };
    }
  }
}
