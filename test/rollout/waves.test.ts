import {
  daysBeforeReminder,
  lastCallOf,
  nextWaveDay,
  perDay,
  reminderDue,
  sendingDay,
  tooLateFor,
  waveDate,
} from '../../src/rollout/waves.ts';
import { pioneers, somePlan } from '../fixtures/some-nudge.ts';

/** A Monday. */
const plan = { ...somePlan, startsOn: '2026-11-16' };
const withPilot = { ...plan, pilot: pioneers };

test.each([
  ['people', 250, 100_000, 250],
  ['percent', 10, 100_000, 10_000],
  ['percent', 10, 1_234, 124],
  ['percent', 1, 20, 1],
  ['percent', 100, 7, 7],
  ['percent', 5, 0, 1],
] as const)('%s %d of %d is %d a day', (unit, size, audience, expected) => {
  expect(perDay({ unit, perDay: size }, audience)).toBe(expected);
});

test.each([
  ['the first wave is on the first day', plan, 1, '2026-11-16'],
  ['one a day', plan, 5, '2026-11-20'],
  ['none on a weekend', plan, 6, '2026-11-23'],
  ['a start on a Saturday is a Monday', { ...plan, startsOn: '2026-11-21' }, 1, '2026-11-23'],
  ['the pilot has the first day', withPilot, 0, '2026-11-16'],
  ['the others begin the day after', withPilot, 1, '2026-11-17'],
  ['a pilot on Friday, the others on Monday', { ...withPilot, startsOn: '2026-11-20' }, 1, '2026-11-23'],
  ['only on Wednesdays', { ...plan, weekdays: [3] }, 3, '2026-12-02'],
  ['on two days a week', { ...plan, weekdays: [2, 4] }, 4, '2026-11-26'],
  ['from the middle of the week', { ...plan, startsOn: '2026-11-18', weekdays: [2, 4] }, 3, '2026-11-26'],
  ['very many waves', { ...plan, weekdays: [1, 2, 3, 4, 5, 6, 7] }, 100_001, '2300-09-01'],
])('%s', (_why, given, wave, date) => {
  expect(waveDate(given, wave)).toBe(date);
});

test('each wave is on the next sending day after the one before', () => {
  for (const weekdays of [[1], [1, 2, 3, 4, 5], [6, 7], [2, 4, 7]])
    for (let wave = 1; wave < 30; wave++) {
      const given = { ...plan, startsOn: '2026-11-19', weekdays };
      expect(waveDate(given, wave + 1)).toBe(nextWaveDay(given, waveDate(given, wave)));
    }
});

test('the next wave comes on the day after the last one, whatever the plan hoped for', () => {
  expect(nextWaveDay(plan, undefined)).toBe('2026-11-16');
  expect(nextWaveDay(plan, '2026-12-04')).toBe('2026-12-07');
  expect(sendingDay('2026-11-22', [7])).toBe('2026-11-22');
});

test('reminders are counted from the first nudge', () => {
  expect([1, 2, 3].map((round) => daysBeforeReminder(plan, round))).toEqual([3, 4, 7]);
  expect(reminderDue(plan, 2, new Date('2026-11-20T10:00:00Z'))).toEqual(new Date('2026-11-13T10:00:00Z'));
});

// In Berlin a day of November ends at 23:00 in UTC. The 27th is a Friday.
test.each<[why: string, deadline: string | undefined, round: number, now: string, tooLate: string | undefined]>([
  ['without a deadline', undefined, 3, '2026-11-27T10:00:00Z', undefined],
  ['before the last sending day', '2026-11-29', 1, '2026-11-26T10:00:00Z', undefined],
  ['on the last sending day before a Sunday', '2026-11-29', 1, '2026-11-27T10:00:00Z', '2026-11-24T22:59:59.999Z'],
  ['on the day before a Wednesday', '2026-11-25', 3, '2026-11-24T10:00:00Z', '2026-11-11T22:59:59.999Z'],
  ['on the deadline itself, after an outage', '2026-11-25', 3, '2026-11-25T10:00:00Z', '2026-11-11T22:59:59.999Z'],
])('%s: for whom a reminder would come too late', (_why, deadline, round, now, tooLate) => {
  const { deadline: _none, ...open } = { deadline: undefined, ...somePlan };
  const dated = deadline === undefined ? open : { ...open, deadline };
  expect(tooLateFor(dated, round, new Date(now), 'Europe/Berlin')?.toISOString()).toBe(tooLate);
});

test.each([
  [undefined, undefined],
  // A Friday, and the Sunday after it: nothing goes out on a weekend.
  ['2026-11-20', '2026-11-18T22:59:59.999Z'],
  ['2026-11-22', '2026-11-18T22:59:59.999Z'],
])('the deadline is %s: after a message that comes later than %s there is no other', (deadline, last) => {
  const dated = { weekdays: plan.weekdays, ...(deadline !== undefined && { deadline }) };

  expect(lastCallOf(dated, 'Europe/Berlin')?.toISOString()).toBe(last);
});
