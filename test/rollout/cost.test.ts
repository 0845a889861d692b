import { costOf } from '../../src/rollout/cost.ts';
import type { WaveCounts } from '../../src/rollout/report.ts';
import { pioneers, somePlan } from '../fixtures/some-nudge.ts';

const settings = { ratePerSecond: 45, audience: undefined };

function wave(number: number, people: number): WaveCounts {
  return { wave: number, people, reached: 0, done: 0, blocked: 0, optedOut: 0, stuck: 0 };
}

test('ten thousand a day, three reminders', () => {
  const waves = Array.from({ length: 10 }, (_, index) => wave(index + 1, index === 9 ? 5_000 : 10_000));
  const counts = { audience: 100_000, bySegment: { ready: 95_000, done: 4_000, blocked: 1_000 }, waves };

  // Two weeks, Monday to Friday of the second: 12 days. 10,000 at 45 a second are 3.7 minutes.
  expect(costOf({ plan: somePlan }, counts, settings)).toEqual({
    messages: 380_000,
    graphRequests: 1_330_000,
    teamsRequests: 475_000,
    days: 12,
    minutesForLargestWave: 4,
  });
});

test('before the waves are known it is the plan that counts', () => {
  const counts = { audience: 1_000, bySegment: { ready: 500, done: 500 }, waves: [] };

  const cost = costOf({ plan: { ...somePlan, remindAfterDays: [] } }, counts, settings);

  expect(cost).toEqual({
    messages: 500,
    graphRequests: 2_500,
    teamsRequests: 1_000,
    days: 5,
    minutesForLargestWave: 1,
  });
});

test('a pilot has a day of its own', () => {
  const counts = { audience: 100, bySegment: { ready: 100 }, waves: [wave(0, 10), wave(1, 90)] };

  expect(costOf({ plan: { ...somePlan, pilot: pioneers } }, counts, settings).days).toBe(2);
});

type Known = { readonly withoutChat?: number };

test.each<[string, Partial<Parameters<typeof costOf>[2]>, Known, graph: number, teams: number]>([
  ['methods, account and mailbox for each message, and once more in the night', {}, {}, 400 * 3 + 100 * 2, 500],
  ['the audience, where there is one', { audience: pioneers.id }, {}, 400 * 4 + 100 * 3, 500],
  ['the app for whoever has no chat', { installsApp: true }, { withoutChat: 7 }, 400 * 3 + 200 + 7, 507],
  ['the app for everybody, if it is not known who has a chat', { installsApp: true }, {}, 400 * 3 + 200 + 100, 600],
  ['no app where it is not installed for anybody', {}, { withoutChat: 7 }, 400 * 3 + 200, 500],
])('Graph is asked for %s', (_what, more, known, graphRequests, teamsRequests) => {
  const counts = { audience: 100, bySegment: { ready: 100 }, waves: [wave(1, 100)], ...known };

  expect(costOf({ plan: somePlan }, counts, { ...settings, ...more })).toMatchObject({ graphRequests, teamsRequests });
});

test.each([
  ['all of them have a chat', 0, 4],
  ['1,000 have none', 1_000, 5],
  ['more have none than a wave has people', 40_000, 8],
])('whoever gets a chat first takes twice the time: %s', (_which, withoutChat, minutesForLargestWave) => {
  const waves = Array.from({ length: 10 }, (_, index) => wave(index + 1, 10_000));
  const counts = { audience: 100_000, bySegment: { ready: 100_000 }, waves, withoutChat };

  expect(costOf({ plan: somePlan }, counts, { ...settings, installsApp: true })).toMatchObject({
    minutesForLargestWave,
  });
});

test('nobody costs nothing', () => {
  const counts = { audience: 10, bySegment: { done: 10 }, waves: [] };

  expect(costOf({ plan: somePlan }, counts, settings)).toEqual({
    messages: 0,
    graphRequests: 0,
    teamsRequests: 0,
    days: 0,
    minutesForLargestWave: 0,
  });
});
