import { type ConstructorOptions, fromPglite, PgBoss } from 'pg-boss';
import type { Database } from '../database/database.ts';
import type { Log } from '../enrollment/ports.ts';
import { lookQueue, remindQueue, sweepQueue, timerQueue } from './jobs.ts';
import { createRolloutQueues } from './rollout-jobs.ts';

export type Queue = {
  readonly boss: PgBoss;
  /** Jobs that run get `closeDeadline` to end; what is left is queued again. */
  close(): Promise<void>;
};

/** In milliseconds. */
const closeDeadline = 10_000;

/** In seconds. A job that runs longer is taken for dead and starts again, as after a crash. */
const expireInSeconds = 60;

const jobDefaults = {
  expireInSeconds,
  // A database that is away for hours does not end a chain of looks.
  retryLimit: 100,
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 600,
  deleteAfterSeconds: 3_600,
};

/** Without `workers` it only takes jobs in. */
export async function openQueue(options: {
  readonly database: Database;
  readonly log: Log;
  readonly workers: boolean;
}): Promise<Queue> {
  const { database, log, workers } = options;
  const boss = new PgBoss({
    ...connection(database),
    schedule: workers,
    supervise: workers,
    superviseIntervalSeconds: 15,
    monitorIntervalSeconds: 15,
  });
  boss.on('error', (error) => log.warn({ error: error.message }, 'The queue could not reach its database'));
  boss.on('warning', ({ message }) => log.warn({ warning: message }, 'The queue warns'));
  await boss.start();
  await boss.createQueue(lookQueue, jobDefaults);
  // Hours later a reminder is no use.
  await boss.createQueue(remindQueue, { ...jobDefaults, retryLimit: 10 });
  await boss.createQueue(timerQueue, jobDefaults);
  // The next one comes in a minute anyway.
  await boss.createQueue(sweepQueue, { ...jobDefaults, retryLimit: 0 });
  await createRolloutQueues({ boss });
  return { boss, close: () => boss.stop({ graceful: true, timeout: closeDeadline }) };
}

function connection(database: Database): ConstructorOptions {
  if (database.kind === 'embedded') return { db: fromPglite(database.pglite), backend: 'pglite' };
  const pool = {
    connectionString: database.url,
    application_name: 'passkey-guide-queue',
    max: 4,
    connectionTimeoutMillis: 2_500,
    /** Handed to `pg`. Long enough for pg-boss's own upkeep. */
    query_timeout: 10_000,
  };
  return pool;
}
