import type { Job, JobResult, PerJobWorkHandler } from 'pg-boss';
import type { ZodType } from 'zod';
import type { Log } from '../enrollment/ports.ts';

export const workOptions = {
  // "15 seconds" is to mean that.
  pollingIntervalSeconds: 1,
  // A job waits for Graph most of the time: many at once, and no pause while there are more.
  batchSize: 25,
  burstWhenBatchFull: true,
  localConcurrency: 2,
  perJobResults: true,
} as const;

/** The catch-all of this room: a job that throws is tried again by the queue, and the others of its batch are not touched. */
export function each<T>(schema: ZodType<T>, log: Log, run: (job: T) => Promise<void>): PerJobWorkHandler<unknown> {
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
