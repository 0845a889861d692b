import { DateTime } from 'luxon';
import type { SendingHours } from './campaign.ts';
import type { SnoozeUntil } from './command.ts';

/** The most that a nudge can be put off. */
export const mostSnoozeDays = 90;

/** ISO date in that zone. */
export function localDate(now: Date, zone: string): string {
  return DateTime.fromJSDate(now, { zone }).toFormat('yyyy-MM-dd');
}

/** ISO date so many days later. */
export function daysAfter(date: string, days: number): string {
  return DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd');
}

/** Whether it is an ISO date that exists. */
export function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text, { zone: 'utc' }).isValid;
}

/** When the sending hours of that day begin there: next week is the same weekday. What is no date has passed. */
export function snoozeUntil(
  until: SnoozeUntil,
  now: Date,
  zone: string,
  hours: SendingHours,
): Date | 'past' | 'too-far' {
  const today = localDate(now, zone);
  const date = dateOf(until, today);
  if (!isDate(date)) return 'past';
  if (date > daysAfter(today, mostSnoozeDays)) return 'too-far';
  const [hour = 0, minute = 0] = hours.from.split(':').map(Number);
  const at = DateTime.fromISO(date, { zone }).set({ hour, minute }).toJSDate();
  return at > now ? at : 'past';
}

function dateOf(until: SnoozeUntil, today: string): string {
  if (until === 'tomorrow') return daysAfter(today, 1);
  if (until === 'next-week') return daysAfter(today, 7);
  return until.date;
}
