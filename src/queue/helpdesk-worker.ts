import type { Database } from '../database/database.ts';
import { removeLeftovers } from '../database/remove-leftovers.ts';
import type { Log } from '../enrollment/ports.ts';
import { each, workOptions } from './each-job.ts';
import { SweepJob, sweepQueue, TimerJob, timerQueue } from './jobs.ts';
import type { Queue } from './open-queue.ts';

type Options = {
  readonly queue: Queue;
  readonly database: Database;
  /** A timer went off. May come twice, after a crash in between: it looks at the case and does what is still to do. */
  readonly onTimer: (job: TimerJob) => Promise<void>;
  /** Every minute, on one of the instances: what no timer was set for, because the turn that should have died. */
  readonly onSweep: () => Promise<void>;
  readonly now: () => Date;
  readonly log: Log;
};

const everyMinute = '* * * * *';

/** Starts taking the help desk's jobs out of the queue. Any number of instances may do so. */
export async function startHelpdeskWorkers({ queue, database, onTimer, onSweep, now, log }: Options): Promise<void> {
  await queue.boss.work(timerQueue, workOptions, each(TimerJob, log, onTimer));
  await queue.boss.work(
    sweepQueue,
    workOptions,
    each(SweepJob, log, async () => {
      await removeLeftovers(database.db, now());
      await onSweep();
    }),
  );
  await queue.boss.schedule(sweepQueue, everyMinute);
}
