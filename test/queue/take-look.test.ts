import type { LookJob } from '../../src/queue/jobs.ts';
import { lookId } from '../../src/queue/jobs.ts';
import { type LookPorts, type Sight, takeLook } from '../../src/queue/take-look.ts';
import type { Look } from '../../src/queue/watch-offsets.ts';
import { silentLog } from '../fixtures/silent-log.ts';
import { someone } from '../fixtures/someone.ts';

const beganAt = new Date('2026-03-02T09:00:00Z');
const watchId = '7f8d1c1e-0000-4000-8000-0000000000aa';

test('a look that finds nothing is followed by the next', async () => {
  const { ports, scheduled, watched } = world({ sight: 'not-yet' });

  await takeLook({ watch: watchId, attempt: 0 }, ports);

  expect(scheduled).toEqual([{ attempt: 1, at: new Date('2026-03-02T09:00:30Z') }]);
  expect(watched()).toBe(true);
});

test.each(['found', 'over'] as const)('a look that says "%s" ends the watch', async (sight) => {
  const { ports, watched } = world({ sight });

  await takeLook({ watch: watchId, attempt: 0 }, ports);

  expect(watched()).toBe(false);
});

test('a look that fails is made up for by the next', async () => {
  const { ports, scheduled, watched } = world({ sight: new Error('Graph is away') });

  await takeLook({ watch: watchId, attempt: 0 }, ports);

  expect(scheduled).toHaveLength(1);
  expect(watched()).toBe(true);
});

test('the next look is queued before this one begins, so that a crash in it does not end the chain', async () => {
  const { ports, scheduled } = world({ sight: 'not-yet' });
  let queuedBefore = 0;

  await takeLook(
    { watch: watchId, attempt: 0 },
    {
      ...ports,
      onLook: async () => {
        queuedBefore = scheduled.length;
        return 'not-yet';
      },
    },
  );

  expect(queuedBefore).toBe(1);
});

test('the last look ends the watch, whatever it finds', async () => {
  const { ports, scheduled, watched } = world({ sight: 'not-yet', now: new Date('2026-03-03T09:00:01Z') });

  await takeLook({ watch: watchId, attempt: 30 }, ports);

  expect(scheduled).toEqual([]);
  expect(watched()).toBe(false);
});

test('a look of a watch that was replaced does nothing', async () => {
  const { ports, scheduled, looked } = world({ sight: 'found' });

  await takeLook({ watch: '00000000-0000-4000-8000-000000000000', attempt: 0 }, ports);

  expect(looked).toEqual([]);
  expect(scheduled).toEqual([]);
});

test('a job that could not queue the next look fails, so that it is tried again', async () => {
  const { ports, looked } = world({ sight: 'not-yet' });
  const schedule = () => Promise.reject(new Error('The database is away'));

  await expect(takeLook({ watch: watchId, attempt: 0 }, { ...ports, schedule })).rejects.toThrow('away');

  expect(looked).toEqual([]);
});

test('each look of each watch has an id of its own, and always the same', () => {
  const jobs: LookJob[] = [0, 1, 30, 255].flatMap((attempt) =>
    [watchId, '00000000-0000-4000-8000-000000000000'].map((watch) => ({ watch, attempt })),
  );

  expect(new Set(jobs.map(lookId)).size).toBe(jobs.length);
  expect(lookId({ watch: watchId, attempt: 30 })).toBe('7f8d1c1e-0000-4000-8000-00000000001e');
});

function world({ sight, now = new Date('2026-03-02T09:00:15Z') }: { sight: Sight | Error; now?: Date }) {
  const scheduled: Look[] = [];
  const looked: number[] = [];
  const user = someone();
  let watched = true;
  const ports: LookPorts = {
    watches: {
      begin: async () => {},
      find: async (id) => (id === watchId && watched ? { user, beganAt } : undefined),
      end: async (id) => {
        if (id === watchId) watched = false;
      },
    },
    schedule: async (_watch, look) => void scheduled.push(look),
    onLook: async (_user, attempt) => {
      looked.push(attempt);
      if (sight instanceof Error) throw sight;
      return sight;
    },
    now: () => now,
    log: silentLog,
  };
  return { ports, scheduled, looked, watched: () => watched };
}
