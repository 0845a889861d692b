import { DateTime } from 'luxon';
import { type CampaignPlan, leastHoursBetween, type WaveSize } from './campaign.ts';
import { daysAfter, localDate } from './snooze-time.ts';

type WavePlan = Pick<CampaignPlan, 'startsOn' | 'weekdays' | 'pilot'>;

/** People a day, at least one. */
export function perDay({ unit, perDay: size }: WaveSize, audience: number): number {
  return Math.max(1, unit === 'people' ? size : Math.ceil((audience * size) / 100));
}

/** ISO date of a wave where nothing is paused. The pilot, wave 0, has the first day to itself. */
export function waveDate(plan: WavePlan, wave: number): string {
  const days = plan.pilot ? wave : wave - 1;
  const { weekdays } = plan;
  // Whole weeks at once: a wave of one person a day makes very many days.
  const weeks = Math.floor(days / weekdays.length);
  let date = sendingDay(daysAfter(plan.startsOn, weeks * 7), weekdays);
  for (let left = days - weeks * weekdays.length; left > 0; left--) date = sendingDay(daysAfter(date, 1), weekdays);
  return date;
}

/** That ISO date, or the first one after it on which nudges go out. */
export function sendingDay(date: string, weekdays: readonly number[]): string {
  const ahead = [0, 1, 2, 3, 4, 5, 6].find((days) => weekdays.includes(weekdayOf(daysAfter(date, days))));
  if (ahead === undefined) throw new RangeError('A plan without weekdays');
  return daysAfter(date, ahead);
}

/** ISO date from which the next wave may go out: one a day, and a pause is not caught up with. */
export function nextWaveDay(plan: WavePlan, lastWaveOn: string | undefined): string {
  return sendingDay(lastWaveOn === undefined ? plan.startsOn : daysAfter(lastWaveOn, 1), plan.weekdays);
}

/** Days between a reminder (1 and up) and the round before it. */
export function daysBeforeReminder({ remindAfterDays }: Pick<CampaignPlan, 'remindAfterDays'>, round: number): number {
  return (remindAfterDays[round - 1] ?? 0) - (remindAfterDays[round - 2] ?? 0);
}

/** Who got the first nudge not later than this is due for reminder `round`. */
export function reminderDue(
  { remindAfterDays }: Pick<CampaignPlan, 'remindAfterDays'>,
  round: number,
  now: Date,
): Date {
  return new Date(now.getTime() - (remindAfterDays[round - 1] ?? 0) * 86_400_000);
}

/**
 * From the last sending day before the deadline on: for whom reminder `round` would come too late, because their first nudge came
 * after this. They get it now instead.
 */
export function tooLateFor(
  { remindAfterDays, deadline, weekdays }: Pick<CampaignPlan, 'remindAfterDays' | 'deadline' | 'weekdays'>,
  round: number,
  now: Date,
  zone: string,
): Date | undefined {
  if (deadline === undefined || localDate(now, zone) < lastSendingDay(daysAfter(deadline, -1), weekdays))
    return undefined;
  return endOfSending(deadline, weekdays, zone)
    .minus({ days: remindAfterDays[round - 1] ?? 0 })
    .toJSDate();
}

/** Whoever gets a message after this gets no other one before the deadline. */
export function lastCallOf(
  { deadline, weekdays }: Pick<CampaignPlan, 'deadline' | 'weekdays'>,
  zone: string,
): Date | undefined {
  return deadline === undefined
    ? undefined
    : endOfSending(deadline, weekdays, zone).minus({ hours: leastHoursBetween }).toJSDate();
}

function endOfSending(deadline: string, weekdays: readonly number[], zone: string): DateTime {
  return DateTime.fromISO(lastSendingDay(deadline, weekdays), { zone }).endOf('day');
}

/** That ISO date, or the last one before it on which nudges go out. */
function lastSendingDay(date: string, weekdays: readonly number[]): string {
  const back = [0, 1, 2, 3, 4, 5, 6].find((days) => weekdays.includes(weekdayOf(daysAfter(date, -days))));
  if (back === undefined) throw new RangeError('A plan without weekdays');
  return daysAfter(date, -back);
}

function weekdayOf(date: string): number {
  return DateTime.fromISO(date, { zone: 'utc' }).weekday;
}
