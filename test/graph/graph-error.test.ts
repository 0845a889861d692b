import { toGraphError } from '../../src/graph/graph-error.ts';
import { waitBeforeRetry } from '../../src/graph/retry.ts';

const answer = (status: number, headers: Record<string, string> = {}) => ({
  status,
  header: (name: string) => headers[name],
});

test.each([
  [400, 'not-understood'],
  [302, 'not-understood'],
  [401, 'forbidden'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [429, 'throttled'],
  [500, 'unavailable'],
  [503, 'unavailable'],
  [504, 'unavailable'],
])('status %i is %s', (status, code) => {
  expect(toGraphError('account', answer(status))).toMatchObject({ code, status, operation: 'account' });
});

test.each([
  ['seconds', { 'retry-after': '3' }, 3_000],
  [
    'a date, by the clock of the answer',
    { 'retry-after': 'Fri, 20 Nov 2026 08:00:05 GMT', date: 'Fri, 20 Nov 2026 08:00:00 GMT' },
    5_000,
  ],
  [
    'a date that has passed',
    { 'retry-after': 'Fri, 20 Nov 2026 07:00:00 GMT', date: 'Fri, 20 Nov 2026 08:00:00 GMT' },
    0,
  ],
  ['a date without one to compare it with', { 'retry-after': 'Fri, 20 Nov 2026 08:00:05 GMT' }, undefined],
  ['nonsense', { 'retry-after': 'soon' }, undefined],
  ['nothing', {}, undefined],
])('Retry-After: %s', (_why, headers, retryAfter) => {
  expect(toGraphError('account', answer(429, headers)).retryAfter).toBe(retryAfter);
});

test('Intune answers 400 when the tenant does not have it', () => {
  expect(toGraphError('intune-devices', answer(400)).code).toBe('forbidden');
});

test('the request id of the answer itself counts, then that of its batch', () => {
  expect(toGraphError('account', answer(500, { 'request-id': 'own' }), 'batch').requestId).toBe('own');
  expect(toGraphError('account', answer(500), 'batch').requestId).toBe('batch');
});

test.each([
  ['what Retry-After says', 429, '2', 1, 5_000, 2_000],
  ['not when that does not fit into the time left', 429, '6', 1, 5_000, undefined],
  ['a little, when nothing is said', 503, undefined, 1, 5_000, 250],
  ['longer the second time', 504, undefined, 2, 5_000, 750],
  ['no third time', 503, '0', 3, 5_000, undefined],
  ['not for an error of its own making', 500, undefined, 1, 5_000, undefined],
  ['not for a refusal', 403, '1', 1, 5_000, undefined],
])('waits %s', (_why, status, retryAfter, tries, timeLeft, expected) => {
  const error = toGraphError('account', answer(status, retryAfter === undefined ? {} : { 'retry-after': retryAfter }));

  expect(waitBeforeRetry(error, tries, timeLeft)).toBe(expected);
});

test('a mistake of our own is not repeated', () => {
  expect(waitBeforeRetry(new TypeError('ours'), 1, 5_000)).toBeUndefined();
});
