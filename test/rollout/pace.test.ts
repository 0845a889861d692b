import { createPace } from '../../src/rollout/pace.ts';

const at = new Date('2026-11-20T10:00:00Z');
const second = 1_000;

function pace(ratePerSecond = 100_000) {
  let now = at;
  return {
    ...createPace({ ratePerSecond, now: () => now }),
    passTime: (ms: number) => {
      now = new Date(now.getTime() + ms);
    },
  };
}
const later = (ms: number) => new Date(at.getTime() + ms);

describe('429', () => {
  test('pauses everybody until then', async () => {
    const it = pace();
    it.pauseUntil(later(second));

    expect(await it.next(1)).toBe('paused');
    expect(it.pausedUntil()).toEqual(later(second));
    it.passTime(second);
    expect(it.pausedUntil()).toBeUndefined();
    expect(await it.next(1)).toBe('go');
  });

  test('also those who are waiting for their turn', async () => {
    const it = pace(20);
    const waiting = Promise.all([it.next(10), it.next(10)]);

    it.pauseUntil(later(60 * second));

    expect(await waiting).toEqual(['paused', 'paused']);
  });

  test('the longest pause counts', async () => {
    const it = pace();
    it.pauseUntil(later(5 * second));
    it.pauseUntil(later(second));

    expect(it.pausedUntil()).toEqual(later(5 * second));
  });
});

/** When each of `count` calls went out, in milliseconds from now. */
async function started(it: ReturnType<typeof pace>, count: number): Promise<readonly number[]> {
  const since = performance.now();
  const moments: number[] = [];
  await Promise.all(
    Array.from({ length: count }, async () => {
      await it.next(1);
      await it.slot();
      moments.push(performance.now());
    }),
  );
  return moments.map((moment) => moment - since);
}

test('no faster than the rate', async () => {
  const moments = await started(pace(40), 41);

  expect(moments.at(-1)).toBeGreaterThan(950);
});

test('what was held up is made up for, and no second holds more than the rate and a tenth', async () => {
  const it = pace(40);
  await it.next(1);
  await new Promise((resolve) => setTimeout(resolve, 900));

  const moments = await started(it, 90);

  // 36 tokens were there; one after the other, they take 875 ms.
  expect(moments[35]).toBeLessThan(700);
  for (const [index, moment] of moments.entries()) {
    const next = moments[index + 44];
    if (next !== undefined) expect(next - moment).toBeGreaterThan(700);
  }
}, 10_000);

test.each<[string, (it: ReturnType<typeof pace>) => Promise<unknown>]>([
  ['a silence', () => new Promise((resolve) => setTimeout(resolve, 1_500))],
  [
    'a pause',
    async (it) => {
      await it.next(1);
      it.pauseUntil(later(second));
      await it.next(1);
      await new Promise((resolve) => setTimeout(resolve, 800));
      it.passTime(second);
    },
  ],
])('nobody asked for more during %s: not much goes out at once after it', async (_what, pass) => {
  const it = pace(40);
  await pass(it);

  const moments = await started(it, 21);

  // Three at once, the others one after the other.
  expect(moments.at(-1)).toBeGreaterThan(400);
});

test('replies do not wait, and nudges pay for them', async () => {
  const it = pace(40);
  for (let reply = 0; reply < 30; reply++) it.noteReply();

  const moments = await Promise.all([performance.now(), it.next(1).then(() => performance.now())]);

  expect(moments[1] - moments[0]).toBeGreaterThan(700);
});

test('what was not used is not paid for twice', async () => {
  const pace = createPace({ ratePerSecond: 10, now: () => new Date() });
  await pace.next(20);
  pace.giveBack(1_000);
  const since = performance.now();
  await pace.next(20);

  expect(performance.now() - since).toBeLessThan(1_000);
});

test('however busy the chats are, nudges are held up for a second at most', async () => {
  const it = pace(200);
  for (let reply = 0; reply < 100_000; reply++) it.noteReply();
  const before = performance.now();

  await it.next(1);

  expect(performance.now() - before).toBeLessThan(5_000);
});

test('while more replies go out than the rate allows, nudges still go on', async () => {
  const it = pace(20);
  const chatting = setInterval(() => it.noteReply(), 10);

  for (let nudge = 0; nudge < 3; nudge++) expect(await it.next(1)).toBe('go');

  clearInterval(chatting);
}, 20_000);

test('more at once than the rate is asked for in parts', async () => {
  expect(await pace(1).next(2)).toBe('go');
}, 10_000);
