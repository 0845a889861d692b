import type { RequestQueue } from '../../src/helpdesk/ports.ts';
import type { Requests } from '../../src/helpdesk/request.ts';
import { caseOpenedAt } from '../fixtures/some-case.ts';
import { someone } from '../fixtures/someone.ts';

type Stores = { readonly requests: Requests; readonly queue: RequestQueue };

export function requestQueueContract(stores: () => Stores): void {
  const open = (user = someone()) => stores().requests.open(user, 'tap', { screen: 'needs-tap' });

  test('what waits, oldest first, claimed or not', async () => {
    const { queue } = stores();
    const opened = [await open(), await open(), await open()];
    const operator = someone();
    await queue.claim(opened[1]?.number ?? 0, operator, caseOpenedAt);

    const waiting = await queue.waiting(1000);

    const [first, second, third] = opened;
    expect(waiting.slice(-3)).toEqual([
      { ...first, claimedBy: undefined, claimedAt: undefined },
      { ...second, claimedBy: operator, claimedAt: caseOpenedAt },
      { ...third, claimedBy: undefined, claimedAt: undefined },
    ]);
    expect(await queue.waiting(1)).toEqual(waiting.slice(0, 1));
    expect(await queue.find(second?.number ?? 0)).toEqual(waiting.at(-2));
  });

  test('fifty operators claim a request: one has it', async () => {
    const { queue } = stores();
    const { number } = await open();
    const operators = Array.from({ length: 50 }, someone);

    const claimed = await Promise.all(operators.map((operator) => queue.claim(number, operator, caseOpenedAt)));

    expect(claimed.filter(Boolean)).toHaveLength(1);
    expect((await queue.find(number))?.claimedBy).toBe(operators[claimed.indexOf(true)]);
  });

  test('claiming again is no harm, and does not make the wait look shorter', async () => {
    const { queue } = stores();
    const { number } = await open();
    const operator = someone();
    await queue.claim(number, operator, caseOpenedAt);

    expect(await queue.claim(number, operator, new Date('2026-03-02T10:00:00Z'))).toBe(true);

    expect((await queue.find(number))?.claimedAt).toEqual(caseOpenedAt);
  });

  test('it is handed back by the one who has it, and then anybody may claim it', async () => {
    const { queue } = stores();
    const { number } = await open();
    const operator = someone();
    expect(await queue.handOver(number, operator)).toBe(false);
    await queue.claim(number, operator, caseOpenedAt);

    expect(await queue.handOver(number, someone())).toBe(false);
    expect(await queue.handOver(number, operator)).toBe(true);

    expect(await queue.find(number)).toMatchObject({ claimedBy: undefined, claimedAt: undefined });
    expect(await queue.claim(number, someone(), caseOpenedAt)).toBe(true);
  });

  test('fifty take a request over from the one who has it: one has it, and the others are too late', async () => {
    const { queue } = stores();
    const { number } = await open();
    const before = { claimedBy: someone(), claimedAt: caseOpenedAt };
    const later = new Date('2026-03-02T15:00:00Z');
    expect(await queue.takeOver(number, before, someone(), later)).toBe(false);
    await queue.claim(number, before.claimedBy, caseOpenedAt);
    expect(await queue.takeOver(number, { ...before, claimedBy: someone() }, someone(), later)).toBe(false);
    expect(await queue.takeOver(number, { ...before, claimedAt: later }, someone(), later)).toBe(false);

    const operators = Array.from({ length: 50 }, someone);
    const taken = await Promise.all(operators.map((operator) => queue.takeOver(number, before, operator, later)));

    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await queue.find(number)).toMatchObject({
      claimedBy: operators[taken.indexOf(true)],
      claimedAt: later,
    });
  });

  test('what is closed is not taken over', async () => {
    const { queue } = stores();
    const { number } = await open();
    const before = { claimedBy: someone(), claimedAt: caseOpenedAt };
    await queue.claim(number, before.claimedBy, caseOpenedAt);
    await queue.close(number, before.claimedBy, 'solved', caseOpenedAt);

    expect(await queue.takeOver(number, before, someone(), caseOpenedAt)).toBe(false);
  });

  test.each(['solved', 'refused'] as const)('%s: it is closed, once, by the one who has it', async (how) => {
    const { queue, requests } = stores();
    const user = someone();
    const operator = someone();
    const { number } = await open(user);
    await queue.claim(number, operator, caseOpenedAt);

    expect(await queue.close(number, someone(), how, caseOpenedAt)).toBe(false);
    expect(await queue.close(number, operator, how, caseOpenedAt)).toBe(true);
    expect(await queue.close(number, operator, how, caseOpenedAt)).toBe(false);

    expect(await queue.find(number)).toBeUndefined();
    expect(await queue.claim(number, operator, caseOpenedAt)).toBe(false);
    expect(await queue.handOver(number, operator)).toBe(false);
    expect(await requests.openOf(user)).toEqual([]);
    expect(await requests.cancel(user, number)).toBe(false);
    expect((await open(user)).number).not.toBe(number);
  });

  test('a request that nobody has may be closed by any operator', async () => {
    const { number } = await open();

    expect(await stores().queue.close(number, someone(), 'refused', caseOpenedAt)).toBe(true);
  });

  test('what the user cancels leaves the queue, claimed or not', async () => {
    const { queue, requests } = stores();
    const user = someone();
    const { number } = await open(user);
    await queue.claim(number, someone(), caseOpenedAt);

    expect(await requests.cancel(user, number)).toBe(true);

    expect(await queue.find(number)).toBeUndefined();
    expect((await queue.waiting(1000)).some((request) => request.number === number)).toBe(false);
  });

  test('what the user did not do comes first, however young', async () => {
    const { queue, requests } = stores();
    const older = await open();
    const alarm = await requests.open(someone(), 'not-me', {});

    const numbers = (await queue.waiting(1000)).map(({ number }) => number);

    expect(numbers.indexOf(alarm.number)).toBeLessThan(numbers.indexOf(older.number));
  });

  test('fifty begin to announce a request: one does, and once it is announced nobody', async () => {
    const { queue } = stores();
    const { number } = await open();
    const isNews = async () => (await queue.unannounced(new Date(0), 1000)).some((one) => one.number === number);
    expect(await isNews()).toBe(true);

    const began = await Promise.all(Array.from({ length: 50 }, () => queue.startAnnouncing(number, caseOpenedAt)));

    expect(began.filter(Boolean)).toHaveLength(1);
    await queue.announced(number, caseOpenedAt);
    expect(await queue.startAnnouncing(number, new Date('2027-01-01T00:00:00Z'))).toBe(false);
    expect(await isNews()).toBe(false);
  });

  test('whoever began to announce and never came back is not waited for', async () => {
    const { queue } = stores();
    const { number } = await open();
    await queue.startAnnouncing(number, caseOpenedAt);
    const after = (seconds: number) => new Date(caseOpenedAt.getTime() + seconds * 1000);

    expect(await queue.startAnnouncing(number, after(119))).toBe(false);
    expect(await queue.startAnnouncing(number, after(120))).toBe(true);
  });

  test('what somebody has, what is closed and what is too old needs no announcement', async () => {
    const { queue, requests } = stores();
    const user = someone();
    const [claimed, cancelled, old] = [await open(), await open(user), await open()];
    await queue.claim(claimed.number, someone(), caseOpenedAt);
    await requests.cancel(user, cancelled.number);
    const numbers = async (since: Date) => (await queue.unannounced(since, 1000)).map(({ number }) => number);

    expect(await queue.startAnnouncing(cancelled.number, caseOpenedAt)).toBe(false);
    expect(await numbers(old.openedAt)).toContain(old.number);
    expect(await numbers(old.openedAt)).not.toContain(claimed.number);
    expect(await numbers(old.openedAt)).not.toContain(cancelled.number);
    expect(await numbers(new Date(old.openedAt.getTime() + 1))).not.toContain(old.number);
  });

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER, 1e300])(
    'there is no request %p to work on',
    async (number) => {
      const { queue } = stores();
      const operator = someone();

      expect(await queue.find(number)).toBeUndefined();
      expect(await queue.claim(number, operator, caseOpenedAt)).toBe(false);
      expect(await queue.handOver(number, operator)).toBe(false);
      expect(await queue.close(number, operator, 'solved', caseOpenedAt)).toBe(false);
      expect(await queue.startAnnouncing(number, caseOpenedAt)).toBe(false);
    },
  );
}
