import { jest } from '@jest/globals';
import { authorityLimit, watchAuthority } from '../../src/graph/watch-authority.ts';

type Request = { abortSignal?: AbortSignal };
const answer = { status: 200, headers: { get: () => undefined } };

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

test.each<[what: string, next: () => Promise<typeof answer>]>([
  ['answered', async () => answer],
  ['cut', () => Promise.reject(new Error('read ECONNRESET'))],
])('a request that is %s leaves no timer behind that would keep the process from ending', async (_what, next) => {
  const request: Request = {};

  await watchAuthority()
    .policy.sendRequest(request, next)
    .catch(() => undefined);

  expect(jest.getTimerCount()).toBe(0);
  expect(request.abortSignal?.aborted).toBe(false);
});

test('a request that nobody answers is given up when its time is over', async () => {
  const request: Request = {};
  const next = () =>
    new Promise<typeof answer>((_resolve, reject) => {
      request.abortSignal?.addEventListener('abort', () => reject(new Error('aborted')));
    });
  const sending = expect(watchAuthority().policy.sendRequest(request, next)).rejects.toThrow('aborted');

  jest.advanceTimersByTime(authorityLimit - 1);
  expect(request.abortSignal?.aborted).toBe(false);
  jest.advanceTimersByTime(1);

  await sending;
});
