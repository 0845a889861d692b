import type { SnoozeUntil } from '../../src/rollout/command.ts';
import { daysAfter, isDate, localDate, snoozeUntil } from '../../src/rollout/snooze-time.ts';

const hours = { from: '09:00', to: '16:00' };
const now = new Date('2026-11-20T10:00:00Z');

test.each<[why: string, until: SnoozeUntil, zone: string, expected: string]>([
  ['tomorrow', 'tomorrow', 'Europe/Berlin', '2026-11-21T08:00:00.000Z'],
  ['tomorrow where it is Saturday already', 'tomorrow', 'Pacific/Kiritimati', '2026-11-21T19:00:00.000Z'],
  ['next week is the same weekday', 'next-week', 'Europe/Berlin', '2026-11-27T08:00:00.000Z'],
  ['a date', { date: '2026-12-01' }, 'America/New_York', '2026-12-01T14:00:00.000Z'],
  ['today, where the hours have not begun', { date: '2026-11-20' }, 'America/New_York', '2026-11-20T14:00:00.000Z'],
  ['over a change of the clocks', { date: '2027-02-15' }, 'America/Sao_Paulo', '2027-02-15T12:00:00.000Z'],
  ['today, where they have', { date: '2026-11-20' }, 'Europe/Berlin', 'past'],
  ['yesterday', { date: '2026-11-19' }, 'Europe/Berlin', 'past'],
  ['90 days', { date: '2027-02-18' }, 'Europe/Berlin', '2027-02-18T08:00:00.000Z'],
  ['more than 90 days', { date: '2027-02-19' }, 'Europe/Berlin', 'too-far'],
  ['a day that does not exist', { date: '2026-11-31' }, 'Europe/Berlin', 'past'],
  ['no date at all', { date: 'soon' }, 'Europe/Berlin', 'past'],
  ['a year nobody means', { date: '9999-12-31' }, 'Europe/Berlin', 'too-far'],
])('%s', (_why, until, zone, expected) => {
  const found = snoozeUntil(until, now, zone, hours);

  expect(found instanceof Date ? found.toISOString() : found).toBe(expected);
});

test('the date is that of the place', () => {
  expect(localDate(now, 'Pacific/Kiritimati')).toBe('2026-11-21');
  expect(localDate(now, 'Pacific/Honolulu')).toBe('2026-11-20');
});

test('days are counted over months and leap days', () => {
  expect(daysAfter('2028-02-28', 2)).toBe('2028-03-01');
  expect(daysAfter('2026-12-31', -1)).toBe('2026-12-30');
});

test.each([
  ['2026-02-28', true],
  ['2026-02-29', false],
  ['2026-2-28', false],
  ['2026-02-28T00:00', false],
  ['', false],
])('%s is a date: %s', (text, expected) => {
  expect(isDate(text)).toBe(expected);
});
