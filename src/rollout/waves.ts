import { DateTime } from 'luxon';
import type { CampaignPlan, WaveSize } from './campaign.ts';
import { daysAfter } from './snooze-time.ts';

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

/** Who got the round before not later than this is due for reminder `round`. */
export function reminderDue(plan: Pick<CampaignPlan, 'remindAfterDays'>, round: number, now: Date): Date {
  return new Date(now.getTime() - daysBeforeReminder(plan, round) * 86_400_000);
}

function weekdayOf(date: string): number {
  return DateTime.fromISO(date, { zone: 'utc' }).weekday;
}
