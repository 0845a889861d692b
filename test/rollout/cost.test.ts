import { costOf } from '../../src/rollout/cost.ts';
import type { WaveCounts } from '../../src/rollout/report.ts';
import { pioneers, somePlan } from '../fixtures/some-nudge.ts';

const settings = { ratePerSecond: 45 };

function wave(number: number, people: number): WaveCounts {
  return { wave: number, people, reached: 0, done: 0, blocked: 0, optedOut: 0, stuck: 0 };
}

test('ten thousand a day, three reminders', () => {
  const waves = Array.from({ length: 10 }, (_, index) => wave(index + 1, index === 9 ? 5_000 : 10_000));
  const counts = { audience: 100_000, bySegment: { ready: 95_000, done: 4_000, blocked: 1_000 }, waves };

  // Two weeks, Monday to Friday of the second: 12 days. 10,000 at 45 a second are 3.7 minutes.
  expect(costOf({ plan: somePlan }, counts, settings)).toEqual({
    messages: 380_000,
    graphRequests: 760_000,
    days: 12,
    minutesForLargestWave: 4,
  });
});

test('before the waves are known it is the plan that counts', () => {
  const counts = { audience: 1_000, bySegment: { ready: 500, done: 500 }, waves: [] };

  const cost = costOf({ plan: { ...somePlan, remindAfterDays: [] } }, counts, settings);

  expect(cost).toEqual({ messages: 500, graphRequests: 1_000, days: 5, minutesForLargestWave: 1 });
});

test('a pilot has a day of its own', () => {
  const counts = { audience: 100, bySegment: { ready: 100 }, waves: [wave(0, 10), wave(1, 90)] };

  expect(costOf({ plan: { ...somePlan, pilot: pioneers } }, counts, settings).days).toBe(2);
});

test('nobody costs nothing', () => {
  const counts = { audience: 10, bySegment: { done: 10 }, waves: [] };

  expect(costOf({ plan: somePlan }, counts, settings)).toEqual({
    messages: 0,
    graphRequests: 0,
    days: 0,
    minutesForLargestWave: 0,
  });
});
