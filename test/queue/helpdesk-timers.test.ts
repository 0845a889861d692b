import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { createCases } from '../../src/database/cases.ts';
import { createHelpdeskTimers } from '../../src/queue/helpdesk-timers.ts';
import { startHelpdeskWorkers } from '../../src/queue/helpdesk-worker.ts';
import { sweepQueue, type TimerJob, timerQueue } from '../../src/queue/jobs.ts';
import { openQueue, type Queue } from '../../src/queue/open-queue.ts';
import { silentLog } from '../fixtures/silent-log.ts';
import { minutesAfter } from '../fixtures/some-case.ts';
import { someone } from '../fixtures/someone.ts';
import { describeDatabases } from '../fixtures/test-database.ts';

const now = new Date();
const due = minutesAfter(now, -1);

describeDatabases((_name, database) => {
  const open: Queue[] = [];
  afterEach(async () => {
    await sql`delete from pgboss.job`.execute(database().db);
    for (const queue of open.splice(0)) await queue.close();
  });

  const startQueue = async ({ workers } = { workers: true }) => {
    const queue = await openQueue({ database: database(), log: silentLog, workers });
    open.push(queue);
    return queue;
  };
  const work = (queue: Queue, onTimer: (job: TimerJob) => Promise<void>, onSweep = async () => {}) =>
    startHelpdeskWorkers({ queue, database: database(), onTimer, onSweep, now: () => now, log: silentLog });
  const timer = (kind: TimerJob['kind'] = 'expire-match'): TimerJob => ({ kind, case: randomUUID() });

  test.each(['expire-match', 'sweep-seal', 'watch-case'] as const)(
    '%s goes off with the id of its case',
    async (kind) => {
      const queue = await startQueue();
      const job = timer(kind);
      await createHelpdeskTimers(queue).at(due, job);
      const wentOff = Promise.withResolvers<TimerJob>();

      await work(queue, async (one) => wentOff.resolve(one));

      expect(await wentOff.promise).toEqual(job);
    },
  );

  test('not before its time', async () => {
    const queue = await startQueue({ workers: false });
    const [early, late] = [timer(), timer()];
    const at = minutesAfter(now, 3);
    await createHelpdeskTimers(queue).at(at, late);
    await createHelpdeskTimers(queue).at(due, early);

    const taken = await queue.boss.fetch(timerQueue, { batchSize: 10 });

    const { rows } = await sql<{ readonly data: TimerJob; readonly start_after: Date }>`
      select data, start_after from pgboss.job where state = 'created' and name = ${timerQueue}
    `.execute(database().db);
    expect(taken.map(({ data }) => data)).toEqual([early]);
    expect(rows).toEqual([{ data: late, start_after: at }]);
  });

  test('set twice for the same moment it is one; at another moment, or of another kind, another', async () => {
    const queue = await startQueue({ workers: false });
    const timers = createHelpdeskTimers(queue);
    const job = timer();

    await timers.at(due, job);
    await timers.at(due, job);
    await timers.at(minutesAfter(due, -1), job);
    await timers.at(due, { ...job, kind: 'watch-case' });

    expect(await queue.boss.fetch(timerQueue, { batchSize: 10 })).toHaveLength(3);
  });

  test('a timer whose work fails goes off again', async () => {
    const queue = await startQueue();
    const job = timer();
    await createHelpdeskTimers(queue).at(due, job);
    await sql`update pgboss.job set retry_delay = 0, retry_backoff = false`.execute(database().db);
    const seen: TimerJob[] = [];
    const twice = Promise.withResolvers<void>();

    await work(queue, async (one) => {
      seen.push(one);
      if (seen.length === 1) throw new Error('Graph is away');
      twice.resolve();
    });
    await twice.promise;

    expect(seen).toEqual([job, job]);
  }, 15_000);

  test('a timer survives a restart', async () => {
    const before = await startQueue();
    const job = timer('watch-case');
    await createHelpdeskTimers(before).at(due, job);
    await before.close();
    const wentOff = Promise.withResolvers<TimerJob>();

    await work(await startQueue(), async (one) => wentOff.resolve(one));

    expect(await wentOff.promise).toEqual(job);
  });

  test('only the kind and the id of the case get into the queue', async () => {
    const queue = await startQueue({ workers: false });
    const timers = createHelpdeskTimers(queue);
    const job = timer();

    await timers.at(due, { ...job, tap: 'marker' } as TimerJob);
    await expect(timers.at(due, { kind: 'sweep-seal', case: 'marker' })).rejects.toThrow();

    const { rows } = await sql`select data from pgboss.job where name = ${timerQueue}`.execute(database().db);
    expect(rows).toEqual([{ data: job }]);
  });

  test('a sweep removes what is left over, then calls the flow; it is scheduled every minute', async () => {
    const queue = await startQueue();
    const cases = createCases(database().db);
    const subject = someone();
    await cases.lock(subject, 'case', someone());
    await sql`update tap_locks set locked_at = now() - interval '3 minutes'`.execute(database().db);
    const swept = Promise.withResolvers<void>();
    await queue.boss.send(sweepQueue, null);

    await work(
      queue,
      async () => {},
      async () => swept.resolve(),
    );
    await swept.promise;

    const locks = await database().db.selectFrom('tap_locks').selectAll().execute();
    expect(locks).toEqual([]);
    expect(await queue.boss.getSchedules(sweepQueue)).toMatchObject([{ cron: '* * * * *' }]);
  });
});
