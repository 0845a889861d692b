import { DateTime } from 'luxon';
import type { Campaign, CampaignPlan } from './campaign.ts';
import type { CampaignCost, CampaignCounts } from './report.ts';
import type { RolloutSettings } from './scene.ts';
import { leftAlone, type Segment } from './segment.ts';
import { perDay, waveDate } from './waves.ts';

/** Parts of a batch, each of which Graph counts as a request: methods and account; the mailbox; whether they are in the audience. */
const parts = { person: 2, mailbox: 1, audience: 1 } as const;

/**
 * At most, where Teams and Graph answer: as if nobody got a passkey before the last reminder, and everybody's first reading, which tells
 * their time zone, found that it is night there. More come from whoever asks to be reminded, or is away when a reminder is due. What is
 * read of the whole tenant meanwhile, once a minute and once an hour, is read once for all campaigns.
 */
export function costOf(
  { plan }: Pick<Campaign, 'plan'>,
  counts: Pick<CampaignCounts, 'audience' | 'bySegment' | 'waves' | 'withoutChat'>,
  { ratePerSecond, audience, installsApp }: Pick<RolloutSettings, 'ratePerSecond' | 'audience' | 'installsApp'>,
): CampaignCost {
  if (!plan) return { graphRequests: 0, teamsRequests: 0, messages: 0, days: 0, minutesForLargestWave: 0 };
  const people = counts.audience - leftAlone.reduce((sum, segment) => sum + sizeOf(counts, segment), 0);
  const messages = people * (1 + plan.remindAfterDays.length);
  const installs = installsApp ? (counts.withoutChat ?? people) : 0;
  const size = perDay(plan.waveSize, counts.audience);
  const isPlanned = counts.waves.length > 0;
  const largest = isPlanned ? largestOf(counts.waves.map((wave) => wave.people)) : Math.min(size, people);
  const reading = parts.person + (audience === undefined ? 0 : parts.audience);
  return {
    graphRequests: messages * (reading + parts.mailbox) + people * reading + installs,
    // A chat for whoever has none, each message, and the thank-you that takes the place of one.
    teamsRequests: installs + messages + people,
    messages,
    days: daysOf(counts, plan, people, size),
    // Who gets a chat first takes two turns, and all of them may be in that wave.
    minutesForLargestWave: Math.ceil((largest + Math.min(installs, largest)) / ratePerSecond / 60),
  };
}

/** Both ends counted. */
function daysOf({ waves }: Pick<CampaignCounts, 'waves'>, plan: CampaignPlan, people: number, size: number): number {
  if (people === 0) return 0;
  const numbers = waves.filter((wave) => wave.people > 0).map(({ wave }) => wave);
  const last = numbers.length > 0 ? largestOf(numbers) : Math.ceil(people / size);
  const first = plan.pilot ? 0 : 1;
  return dayNumber(waveDate(plan, last)) - dayNumber(waveDate(plan, first)) + 1;
}

/** There may be too many for arguments. */
function largestOf(numbers: readonly number[]): number {
  return numbers.reduce((most, one) => Math.max(most, one), 0);
}

function dayNumber(date: string): number {
  return Math.round(DateTime.fromISO(date, { zone: 'utc' }).toMillis() / 86_400_000);
}

function sizeOf({ bySegment }: Pick<CampaignCounts, 'bySegment'>, segment: Segment): number {
  return bySegment[segment] ?? 0;
}
