import { sql } from 'kysely';
import { openQueue, type Queue } from '../../src/queue/open-queue.ts';
import { dayQueue, hourQueue, minuteQueue } from '../../src/queue/rollout-jobs.ts';
import { startRolloutWorkers } from '../../src/queue/rollout-worker.ts';
import { silentLog } from '../fixtures/silent-log.ts';
import { describeDatabases } from '../fixtures/test-database.ts';

describeDatabases((_name, database) => {
  let queue: Queue;
  const ran = { plan: 0, minute: 0, hour: 0, day: 0 };
  let noteRun: () => void = () => {};
  const work = (which: keyof typeof ran) => async () => {
    ran[which]++;
    noteRun();
  };

  beforeAll(async () => {
    queue = await openQueue({ database: database(), log: silentLog, workers: true });
    const works = { onPlan: work('plan'), onMinute: work('minute'), onHour: work('hour'), onDay: work('day') };
    await startRolloutWorkers({ queue, ...works, log: silentLog });
  });
  afterAll(() => queue.close());

  test('what is due is looked for every minute, passkeys every hour, and what may no longer be kept every day', async () => {
    const schedules = await queue.boss.getSchedules();

    expect(Object.fromEntries(schedules.map(({ name, cron }) => [name, cron]))).toEqual({
      [minuteQueue]: '* * * * *',
      [hourQueue]: '17 * * * *',
      [dayQueue]: '41 2 * * *',
    });
  });

  test.each([
    [minuteQueue, 'minute'],
    [hourQueue, 'hour'],
    [dayQueue, 'day'],
  ] as const)('the job of %s does the work of the %s, and no other', async (name, which) => {
    // Those of the clock would be more.
    for (const one of [minuteQueue, hourQueue, dayQueue]) await queue.boss.unschedule(one);
    await sql`delete from pgboss.job`.execute(database().db);
    const before = { ...ran };
    const hasRun = new Promise<void>((resolve) => {
      noteRun = resolve;
    });

    // As a schedule sends it: without data.
    await queue.boss.send(name);
    await hasRun;

    expect(ran).toEqual({ ...before, [which]: before[which] + 1 });
  });
});
