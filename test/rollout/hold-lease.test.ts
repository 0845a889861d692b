import { whileHolding } from '../../src/rollout/hold-lease.ts';
import { silentLog } from '../fixtures/silent-log.ts';

function world({ answers = [] as readonly (boolean | Error)[] } = {}) {
  let ms = 0;
  const left = [...answers];
  const calls: string[] = [];
  const lease = {
    async take() {
      calls.push('take');
      const answer = left.shift() ?? true;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    async release() {
      calls.push('release');
    },
    pauseUntil: async () => {},
    pausedUntil: async () => undefined,
  };
  return {
    calls,
    ports: { lease, log: silentLog, clock: () => ms },
    passTime: (by: number) => {
      ms += by;
    },
  };
}

test('nothing is done while another instance has it, and it is not given back for them', async () => {
  const { ports, calls } = world({ answers: [false] });
  let hasWorked = false;

  const held = await whileHolding('me', ports, async () => {
    hasWorked = true;
  });

  expect(held).toBe(false);
  expect(hasWorked).toBe(false);
  expect(calls).toEqual(['take']);
});

test('given back when the work is done, and when it fails', async () => {
  const good = world();
  const bad = world();

  expect(await whileHolding('me', good.ports, async () => {})).toBe(true);
  await expect(
    whileHolding('me', bad.ports, async () => {
      throw new Error('in the middle');
    }),
  ).rejects.toThrow('in the middle');

  expect(good.calls).toEqual(['take', 'release']);
  expect(bad.calls).toEqual(['take', 'release']);
});

test.each([
  [5_999, true],
  [6_000, false],
])('%d ms after it was last taken, something may be sent: %s', async (ms, isFresh) => {
  const { ports, passTime } = world();

  await whileHolding('me', ports, async (held) => {
    passTime(ms);
    expect(held.isFresh()).toBe(isFresh);
  });
});

test('counted from the question, not from the answer', async () => {
  const { ports, passTime } = world();
  const slow = {
    ...ports.lease,
    take: async () => {
      passTime(6_500);
      return true;
    },
  };

  await whileHolding('me', { ...ports, lease: slow }, async (held) => {
    expect(held.isFresh()).toBe(false);
  });
});

test.each<[string, boolean | Error]>([
  ['another instance has it now', false],
  ['the database does not answer', new Error('away')],
])(
  '%s: it is not renewed, and soon nothing may be sent',
  async (_why, answer) => {
    const { ports, calls, passTime } = world({ answers: [true, answer] });

    await whileHolding('me', ports, async (held) => {
      while (calls.length < 2) await new Promise((resolve) => setTimeout(resolve, 50));
      passTime(6_000);
      expect(held.isFresh()).toBe(false);
    });
  },
  10_000,
);

test('renewed in time, it stays fresh', async () => {
  const { ports, calls, passTime } = world();

  await whileHolding('me', ports, async (held) => {
    passTime(4_000);
    while (calls.length < 2) await new Promise((resolve) => setTimeout(resolve, 50));
    await new Promise((resolve) => setTimeout(resolve, 0));
    passTime(4_000);
    expect(held.isFresh()).toBe(true);
  });
}, 10_000);

test('a lease that cannot be given back is no failure: it ends by itself', async () => {
  const { ports } = world();
  const release = async () => {
    throw new Error('away');
  };

  expect(await whileHolding('me', { ...ports, lease: { ...ports.lease, release } }, async () => {})).toBe(true);
});
