import type { Requests } from '../../src/helpdesk/request.ts';
import { someone } from '../fixtures/someone.ts';

export function requestsContract(requests: () => Requests): void {
  test('a request has a number from 1001 on, and where the user stood', async () => {
    const user = someone();

    const request = await requests().open(user, 'human', { screen: 'steps', osVersion: '18.1' });

    expect(request.number).toBeGreaterThan(1000);
    expect(request).toMatchObject({
      user,
      about: 'human',
      diagnosis: { screen: 'steps', osVersion: '18.1' },
    });
    expect(request.openedAt).toBeInstanceOf(Date);
    expect(await requests().openOf(user)).toEqual([request]);
  });

  test('asking for the same again gives the same request, unchanged', async () => {
    const user = someone();

    const first = await requests().open(user, 'tap', { screen: 'needs-tap' });
    const second = await requests().open(user, 'tap', { screen: 'another' });

    expect(second).toEqual(first);
  });

  test('requests about different things stand side by side, oldest first', async () => {
    const user = someone();

    const tap = await requests().open(user, 'tap', {});
    const phone = await requests().open(user, 'lost-phone', {});

    expect((await requests().openOf(user)).map(({ number }) => number)).toEqual([tap.number, phone.number]);
  });

  test('a cancelled request is no longer open, and asking again gives a new one', async () => {
    const user = someone();
    const first = await requests().open(user, 'tap', {});

    expect(await requests().cancel(user, first.number)).toBe(true);
    expect(await requests().cancel(user, first.number)).toBe(false);

    expect(await requests().openOf(user)).toEqual([]);
    expect((await requests().open(user, 'tap', {})).number).not.toBe(first.number);
  });

  test('an alarm is not taken back: the session it comes from may be stolen', async () => {
    const user = someone();
    const { number } = await requests().open(user, 'not-me', {});

    expect(await requests().cancel(user, number)).toBe(false);

    expect(await requests().openOf(user)).toHaveLength(1);
  });

  test('nobody cancels the request of another', async () => {
    const user = someone();
    const request = await requests().open(user, 'tap', {});

    expect(await requests().cancel(someone(), request.number)).toBe(false);

    expect(await requests().openOf(user)).toHaveLength(1);
  });

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER, 1e300])(
    'there is no request %p to cancel',
    async (number) => {
      expect(await requests().cancel(someone(), number)).toBe(false);
    },
  );

  test('fifty presses of one button are one request', async () => {
    const user = someone();

    const opened = await Promise.all(Array.from({ length: 50 }, () => requests().open(user, 'tap', {})));

    expect(new Set(opened.map(({ number }) => number)).size).toBe(1);
    expect(await requests().openOf(user)).toHaveLength(1);
  });
}
