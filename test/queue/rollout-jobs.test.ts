import { sql } from 'kysely';
import { openQueue, type Queue } from '../../src/queue/open-queue.ts';
import { createRolloutJobs, minuteQueue } from '../../src/queue/rollout-jobs.ts';
import { startRolloutWorkers } from '../../src/queue/rollout-worker.ts';
import { silentLog } from '../fixtures/silent-log.ts';
import { describeDatabases } from '../fixtures/test-database.ts';

describeDatabases((_name, database) => {
  const open: Queue[] = [];
  afterEach(async () => {
    await sql`delete from pgboss.job`.execute(database().db);
    for (const queue of open.splice(0)) await queue.close();
  });

  /** The job of the minute: `began(n)` resolves when it begins for the n-th time, and it lasts until `end` is called. */
  async function world() {
    const queue = await openQueue({ database: database(), log: silentLog, workers: true });
    open.push(queue);
    const begins: (() => void)[] = [];
    const ends: (() => void)[] = [];
    let runs = 0;
    const began = (count: number) =>
      new Promise<void>((resolve) => {
        const look = () => runs >= count && resolve();
        begins.push(look);
        look();
      });
    const onMinute = async () => {
      runs++;
      const over = new Promise<void>((resolve) => ends.push(resolve));
      for (const look of begins) look();
      await over;
    };
    const nothing = async () => {};
    await startRolloutWorkers({ queue, onPlan: nothing, onMinute, onHour: nothing, onDay: nothing, log: silentLog });
    // The one of the schedule would be one more.
    await queue.boss.unschedule(minuteQueue);
    await sql`delete from pgboss.job`.execute(database().db);
    const woken: string[] = [];
    const jobs = createRolloutJobs(queue, () => void woken.push('sender'));
    return { jobs, began, woken, end: () => ends.shift()?.(), runs: () => runs };
  }

  const waiting = async () => {
    const { rows } = await sql<{ state: string; late: boolean }>`
      select state::text, start_after > now() as late from pgboss.job where name = ${minuteQueue} and state < 'active'
    `.execute(database().db);
    return rows;
  };

  test('a minute that takes long is left alone as long as its instance lives', async () => {
    await world();

    const [queue] = await Promise.all(open.map(({ boss }) => boss.getQueue(minuteQueue)));

    expect(queue).toMatchObject({ expireInSeconds: 3_600, heartbeatSeconds: 30 });
  });

  test('a wake that meets one at work is not lost: it looks once more, and only once', async () => {
    const { jobs, began, end, runs, woken } = await world();
    await jobs.wakeSender();
    await began(1);
    for (let times = 0; times < 3; times++) await jobs.wakeSender();
    expect(await waiting()).toEqual([{ state: 'created', late: false }]);

    end();
    await began(2);
    end();
    expect(runs()).toBe(2);
    expect(await waiting()).toEqual([]);
    expect(woken).toEqual(Array(4).fill('sender'));
  });

  test('what is for later does not stand for what is for now', async () => {
    const { jobs, began, end, woken } = await world();
    for (let times = 0; times < 2; times++) await jobs.wakeSender(60);
    expect(await waiting()).toEqual([{ state: 'created', late: true }]);
    expect(woken).toEqual([]);

    await jobs.wakeSender();
    await began(1);
    end();
    expect(await waiting()).toEqual([{ state: 'created', late: true }]);
  });
});
