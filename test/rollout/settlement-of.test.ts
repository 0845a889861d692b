import type { SendOutcome } from '../../src/rollout/nudge.ts';
import { mostAttempts, settlementOf } from '../../src/rollout/settlement-of.ts';

const now = new Date('2026-11-20T10:00:00Z');
const settled = (outcome: SendOutcome, attempts = 0, random = 0, isOwnFault = true) =>
  settlementOf(outcome, { id: 'nudge-1', attempts }, { now, random, isOwnFault });
const inSeconds = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
const busy: SendOutcome = { kind: 'busy', status: 503 };

test.each<[SendOutcome, object]>([
  [
    { kind: 'sent', messageId: 'm' },
    { status: 'sent', messageId: 'm', at: now },
  ],
  [
    { kind: 'sent', messageId: undefined },
    { status: 'sent', messageId: undefined, at: now },
  ],
  [
    { kind: 'throttled', retryAfterMs: 7_000 },
    { status: 'waiting', until: inSeconds(7), because: 'throttled', countsAsAttempt: false },
  ],
  [busy, { status: 'waiting', until: inSeconds(2), because: 'connector-busy', countsAsAttempt: true }],
  [
    { kind: 'unreachable', cause: 'uninstalled', code: 'BotNotInConversationRoster' },
    { status: 'failed', because: 'uninstalled', code: 'BotNotInConversationRoster' },
  ],
  [
    { kind: 'unreachable', cause: 'unknown' },
    { status: 'failed', because: 'unknown' },
  ],
  [
    { kind: 'unreachable', cause: 'disabled-by-admin' },
    { status: 'waiting', until: inSeconds(600), because: 'connector-busy', countsAsAttempt: false },
  ],
  [
    { kind: 'refused', status: 400 },
    { status: 'failed', because: 'refused', code: '400' },
  ],
  [
    { kind: 'refused', status: 413, code: 'MessageSizeTooBig' },
    { status: 'failed', because: 'refused', code: 'MessageSizeTooBig' },
  ],
  [{ kind: 'uncertain' }, { status: 'uncertain' }],
])('%j', (outcome, settlement) => {
  expect(settled(outcome)).toEqual({ nudge: 'nudge-1', ...settlement });
});

test.each<[SendOutcome, object]>([
  [busy, { until: inSeconds(600), because: 'connector-busy' }],
  [
    { kind: 'refused', status: 403 },
    { until: inSeconds(600), because: 'refused' },
  ],
  [
    { kind: 'unreachable', cause: 'unknown', code: 'SomethingNew' },
    { until: inSeconds(600), because: 'refused' },
  ],
])('%j, and nobody else was delivered meanwhile: it waits, and that is none of its tries', (outcome, more) => {
  const waits = { nudge: 'nudge-1', status: 'waiting', countsAsAttempt: false, ...more };

  expect(settled(outcome, mostAttempts + 5, 0, false)).toEqual(waits);
});

test('who waits for Graph does not come back with all the others', () => {
  const outcome: SendOutcome = { kind: 'throttled', retryAfterMs: 7_000, isForInstalls: true };

  expect(settled(outcome, 0, 0.5)).toMatchObject({ until: inSeconds(37), because: 'throttled' });
});

test.each([
  [1, 4],
  [5, 64],
  [9, 600],
  [18, 600],
])('after %d tries it waits %d seconds, and by chance half as much again', (attempts, seconds) => {
  expect(settled(busy, attempts)).toMatchObject({ until: inSeconds(seconds) });
  expect(settled(busy, attempts, 0.999)).toMatchObject({ until: inSeconds(seconds * 1.4995) });
});

test('a Connector that is busy for two hours is waited for; then it has failed', () => {
  const waits = Array.from({ length: mostAttempts - 1 }, (_, attempts) => {
    const settlement = settled(busy, attempts);
    return settlement.status === 'waiting' ? settlement.until.getTime() - now.getTime() : Number.NaN;
  });

  expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(1.8 * 3_600_000);
  expect(settled(busy, mostAttempts - 1)).toEqual({ nudge: 'nudge-1', status: 'failed', because: 'too-many-attempts' });
});
