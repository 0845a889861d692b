import { type CampaignPlan, leastHoursBetween, type SendingHours, type WaveSize } from './campaign.ts';
import type { RolloutCommand } from './command.ts';
import type { EntryProblem } from './reply.ts';
import { daysAfter, isDate } from './snooze-time.ts';

export type EnteredPlan = Omit<Extract<RolloutCommand, { readonly kind: 'set-plan' }>, 'kind' | 'campaign'>;

export type CheckedPlan = { readonly plan: CampaignPlan } | { readonly problem: EntryProblem };

/** Reminders that anybody can get from one campaign. */
export const mostReminders = 6;
const leastDaysBetween = leastHoursBetween / 24;
/** Days from a first nudge to its last reminder: then rows and people have changed. */
const longestReminder = 365;

/** As stored, or the first thing that is wrong. `today` is an ISO date; the pilot is chosen elsewhere. */
export function checkPlan(entered: EnteredPlan, today: string, pilot?: CampaignPlan['pilot']): CheckedPlan {
  const remindAfterDays = entered.remindAfterDays.toSorted((a, b) => a - b);
  const weekdays = [...new Set(entered.weekdays)].toSorted((a, b) => a - b);
  const problem =
    startProblem(entered.startsOn, today) ??
    waveProblem(entered.waveSize) ??
    reminderProblem(remindAfterDays) ??
    hoursProblem(entered.sendingHours) ??
    weekdayProblem(weekdays) ??
    deadlineProblem(entered.deadline, entered.startsOn);
  if (problem) return { problem };
  const { startsOn, waveSize, sendingHours, deadline } = entered;
  const rest = { ...(deadline && { deadline }), ...(pilot && { pilot }) };
  return { plan: { startsOn, waveSize, remindAfterDays, sendingHours, weekdays, ...rest } };
}

/** What the form holds at first: starts tomorrow, office hours. */
export function recommendedPlan(today: string): CampaignPlan {
  return {
    startsOn: daysAfter(today, 1),
    waveSize: { unit: 'percent', perDay: 10 },
    remindAfterDays: [3, 7, 14],
    sendingHours: { from: '09:00', to: '16:00' },
    weekdays: [1, 2, 3, 4, 5],
  };
}

function startProblem(startsOn: string, today: string): EntryProblem | undefined {
  return isDate(startsOn) && startsOn >= today ? undefined : { kind: 'start-in-the-past' };
}

function waveProblem({ unit, perDay }: WaveSize): EntryProblem | undefined {
  const most = unit === 'percent' ? 100 : 10_000_000;
  return Number.isInteger(perDay) && perDay >= 1 && perDay <= most ? undefined : { kind: 'wave-size' };
}

function reminderProblem(days: readonly number[]): EntryProblem | undefined {
  if (days.length > mostReminders) return { kind: 'too-many-reminders', most: mostReminders };
  const isFine = days.every(
    (day, index) => Number.isInteger(day) && day - (days[index - 1] ?? 0) >= leastDaysBetween && day <= longestReminder,
  );
  return isFine ? undefined : { kind: 'reminders-too-close' };
}

/** At least an hour: a shorter window would never be met by a busy sender. */
function hoursProblem({ from, to }: SendingHours): EntryProblem | undefined {
  const [start, end] = [minutesOf(from), minutesOf(to)];
  return start !== undefined && end !== undefined && end - start >= 60 ? undefined : { kind: 'hours' };
}

function minutesOf(time: string): number | undefined {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}

function weekdayProblem(weekdays: readonly number[]): EntryProblem | undefined {
  const isFine = weekdays.length > 0 && weekdays.every((day) => Number.isInteger(day) && day >= 1 && day <= 7);
  return isFine ? undefined : { kind: 'no-weekday' };
}

function deadlineProblem(deadline: string | undefined, startsOn: string): EntryProblem | undefined {
  if (!deadline) return undefined;
  return isDate(deadline) && deadline > startsOn ? undefined : { kind: 'deadline-before-start' };
}
