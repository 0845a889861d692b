import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { createPersonalData } from '../../src/database/personal-data.ts';
import { createWatches } from '../../src/database/watches.ts';
import type { UserId } from '../../src/passkeys/ids.ts';
import { lookQueue, remindQueue } from '../../src/queue/jobs.ts';
import { openQueue, type Queue } from '../../src/queue/open-queue.ts';
import type { Sight } from '../../src/queue/take-look.ts';
import { createReminders, createWatch } from '../../src/queue/watch-jobs.ts';
import { startWorkers } from '../../src/queue/worker.ts';
import { silentLog } from '../fixtures/silent-log.ts';
import { someone } from '../fixtures/someone.ts';
import { describeDatabases } from '../fixtures/test-database.ts';

/** A minute ago, where every look is due at once. Not longer: the queue throws away jobs that were due two weeks ago. */
const aMinuteAgo = new Date(Date.now() - 60_000);
const now = () => aMinuteAgo;
/** One look: a chain of more is due all at once here, and looks overlap that are minutes apart in life. For the same reason a test begins the watch before it starts the workers. */
const oneLook = [1];

type Looked = { readonly user: UserId; readonly attempt: number };

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
  const work = (
    queue: Queue,
    onLook: (look: Looked) => Promise<Sight>,
    { onRemind = async (_user: UserId) => {}, offsets = oneLook } = {},
  ) =>
    startWorkers({
      queue,
      database: database(),
      onLook: (user, attempt) => onLook({ user, attempt }),
      onRemind,
      now,
      log: silentLog,
      offsets,
    });
  const watchWith = (queue: Queue) => createWatch({ queue, database: database(), now, offsets: oneLook });

  test('it looks until the passkey is there, then no more', async () => {
    const queue = await startQueue();
    const user = someone();
    const looked: number[] = [];
    const onLook = async ({ attempt }: Looked) => {
      looked.push(attempt);
      // The first look fails: the second comes all the same.
      if (attempt === 0) throw new Error('Graph is away');
      return attempt === 1 ? 'not-yet' : 'found';
    };

    await watchWith(queue).begin(user);
    await work(queue, onLook, { offsets: [1, 2, 3] });
    await allDone(queue);

    expect(looked).toEqual([0, 1, 2]);
    expect(await createPersonalData(database().db).kindsAbout(user)).toEqual([]);
  });

  test('what is expected of a pass is kept, also when the steps begin in between, until it can have led to none', async () => {
    const watches = createWatches(database().db);
    const user = someone();
    const at = (hours: number) => new Date(Date.UTC(2026, 2, 2, hours));
    const expected = {
      baseline: { at: at(9).toISOString(), passkeyIds: ['old'] },
      startsAt: at(30),
      until: at(40),
    };
    const [pass, steps, later] = [randomUUID(), randomUUID(), randomUUID()];
    await watches.begin({ user, watchId: pass, beganAt: at(9), expected });
    const first = await watches.find(pass);
    await watches.begin({ user, watchId: steps, beganAt: at(20) });
    const between = await watches.find(steps);
    await watches.begin({ user, watchId: later, beganAt: at(41) });

    expect(first).toEqual({ user, beganAt: at(9), expected });
    expect(await watches.find(pass)).toBeUndefined();
    expect(between).toEqual({ user, beganAt: at(20), expected });
    expect(await watches.find(later)).toEqual({ user, beganAt: at(41) });
    await watches.end(later);
  });

  test('a second start replaces the first', async () => {
    const queue = await startQueue();
    const user = someone();
    const looked: number[] = [];
    await watchWith(queue).begin(user);
    await watchWith(queue).begin(user);

    await work(queue, async ({ attempt }) => {
      looked.push(attempt);
      return 'over';
    });
    await allDone(queue);

    expect(looked).toEqual([0]);
  });

  test('the chain goes on after a restart', async () => {
    const before = await startQueue();
    const user = someone();
    await watchWith(before).begin(user);
    await before.close();

    const after = await startQueue();
    const looked = Promise.withResolvers<Looked>();
    await work(after, async (look) => {
      looked.resolve(look);
      return 'over';
    });

    expect(await looked.promise).toEqual({ user, attempt: 0 });
  });

  test('a look that was cut off by a crash is taken again', async () => {
    const queue = await startQueue({ workers: false });
    await watchWith(queue).begin(someone());
    // Another process took the job, and was killed.
    const [job] = await queue.boss.fetch(lookQueue);
    await sql`
      update pgboss.job set started_on = now() - interval '2 minutes' where id = ${job?.id}
    `.execute(database().db);
    // What a queue with workers does by itself every 15 seconds.
    await sql`update pgboss.queue set monitor_claim_on = null`.execute(database().db);
    await queue.boss.supervise(lookQueue);
    const looked = Promise.withResolvers<Looked>();

    await work(queue, async (look) => {
      looked.resolve(look);
      return 'over';
    });

    expect((await looked.promise).attempt).toBe(0);
  }, 15_000);

  test('closing waits for the look that is under way', async () => {
    const queue = await startQueue();
    const began = Promise.withResolvers<void>();
    const mayEnd = Promise.withResolvers<void>();
    let ended = false;
    await watchWith(queue).begin(someone());
    await work(queue, async () => {
      began.resolve();
      await mayEnd.promise;
      ended = true;
      return 'over';
    });
    await began.promise;

    const closed = queue.close();
    mayEnd.resolve();
    await closed;

    expect(ended).toBe(true);
  });

  test('a job that cannot be read is dropped, and the others are not held up', async () => {
    const queue = await startQueue();
    const looked = Promise.withResolvers<Looked>();
    await queue.boss.send(lookQueue, { watch: 'everyone', attempt: -1 });
    const user = someone();
    await watchWith(queue).begin(user);

    await work(queue, async (look) => {
      looked.resolve(look);
      return 'over';
    });

    expect((await looked.promise).user).toBe(user);
    await allDone(queue);
  });

  test('a reminder comes once, and the last one set is the one that counts', async () => {
    const queue = await startQueue();
    const reminders = createReminders({ queue, database: database() });
    const user = someone();
    const reminded: UserId[] = [];
    await reminders.remindAt(user, now());
    await reminders.remindAt(user, now());

    await work(queue, async () => 'over', { onRemind: async (who) => void reminded.push(who) });
    await allDone(queue);

    expect(reminded).toEqual([user]);
  });

  test('nobody is looked for or reminded after "delete my data"', async () => {
    const queue = await startQueue();
    const user = someone();
    await watchWith(queue).begin(user);
    await createReminders({ queue, database: database() }).remindAt(user, now());
    await createPersonalData(database().db).forget(user);
    const reached: UserId[] = [];

    await work(
      queue,
      async (look) => {
        reached.push(look.user);
        return 'over';
      },
      { onRemind: async (who) => void reached.push(who) },
    );
    await allDone(queue);

    expect(reached).toEqual([]);
  });

  /** No job is due, under way or waiting. */
  async function allDone(queue: Queue): Promise<void> {
    for (;;) {
      const { rows } = await sql<{ readonly left: number }>`
        select count(*)::int as left from pgboss.job where state < 'completed' and name in (${lookQueue}, ${remindQueue})
      `.execute(database().db);
      if (rows[0]?.left === 0) return;
      for (const { id } of queue.boss.getWipData()) queue.boss.notifyWorker(id);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
});
