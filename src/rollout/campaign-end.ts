import type { Campaign, CampaignPlan } from './campaign.ts';
import type { CampaignCounts } from './report.ts';
import { localDate } from './snooze-time.ts';
import { daysBeforeReminder } from './waves.ts';

/** The last place on earth where it is still that day. */
const lastToChangeDate = 'Etc/GMT+12';
/** Days after the last message, at least: whoever got it has time to answer before they count as silent. */
const leastDaysToAnswer = 3;

/** The deadline has passed wherever somebody may be. */
export function isPastDeadline({ deadline }: Pick<CampaignPlan, 'deadline'>, now: Date): boolean {
  return deadline !== undefined && localDate(now, lastToChangeDate) > deadline;
}

/** The wave after the newest one that was released; undefined: that was the last. */
export function nextWave({ progress }: Pick<Campaign, 'progress'>, { waves }: Pick<CampaignCounts, 'waves'>) {
  const last = progress?.lastWave?.wave ?? -1;
  return waves.reduce<number | undefined>(
    (next, { wave, people }) => (wave > last && people > 0 && (next === undefined || wave < next) ? wave : next),
    undefined,
  );
}

/** All waves were released, and so long ago was the last message that every reminder of it was due. */
export function isSpent(
  campaign: Pick<Campaign, 'progress'> & { readonly plan: CampaignPlan },
  counts: Pick<CampaignCounts, 'waves'>,
  now: Date,
): boolean {
  if (nextWave(campaign, counts) !== undefined) return false;
  const { plan, progress } = campaign;
  const last = [progress?.lastWave?.on, ...counts.waves.map(({ lastSentAt }) => lastSentAt)]
    .filter((when) => when !== undefined)
    .reduce((newest, when) => Math.max(newest, Date.parse(when)), 0);
  const gaps = plan.remindAfterDays.map((_day, index) => daysBeforeReminder(plan, index + 1));
  const days = gaps.reduce((most, gap) => Math.max(most, gap), leastDaysToAnswer);
  // Whoever has moved a reminder ahead gets the next one when the plan says: long after that one.
  const untilLastReminder = (plan.remindAfterDays.at(-1) ?? 0) + 1;
  const lastWave = Date.parse(progress?.lastWave?.on ?? '') || 0;
  const isPast = (from: number, count: number) => now.getTime() - from > count * 86_400_000;
  return isPast(last, days) && isPast(lastWave, untilLastReminder);
}
