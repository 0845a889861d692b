import { openQueue } from '../../src/queue/open-queue.ts';
import { createWatch } from '../../src/queue/watch-jobs.ts';
import { startWorkers } from '../../src/queue/worker.ts';
import { silentLog } from '../fixtures/silent-log.ts';
import { someone } from '../fixtures/someone.ts';
import { describeServer } from '../fixtures/test-database.ts';

/** A minute ago, where every look is due at once. */
const aMinuteAgo = new Date(Date.now() - 60_000);
const now = () => aMinuteAgo;

describeServer((_name, database) => {
  test('two instances share the looks: each is taken once', async () => {
    const queues = await Promise.all(
      [1, 2].map(() => openQueue({ database: database(), log: silentLog, workers: true })),
    );
    const twoLooks = [1, 2];
    const users = Array.from({ length: 60 }, someone);
    const [first] = queues;
    const watch = createWatch({ queue: first!, database: database(), now, offsets: twoLooks });
    await Promise.all(users.map((user) => watch.begin(user)));
    const looked: string[] = [];
    const all = Promise.withResolvers<void>();

    for (const queue of queues) {
      await startWorkers({
        queue,
        database: database(),
        onLook: async (user, attempt) => {
          looked.push(`${user} ${attempt}`);
          if (looked.length === users.length * 2) all.resolve();
          return attempt === 1 ? 'found' : 'not-yet';
        },
        onRemind: async () => {},
        now,
        log: silentLog,
        offsets: twoLooks,
      });
    }
    await all.promise;
    await Promise.all(queues.map((queue) => queue.close()));

    expect(looked.sort()).toEqual(users.flatMap((user) => [`${user} 0`, `${user} 1`]).sort());
  });
});
