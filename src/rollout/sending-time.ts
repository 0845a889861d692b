import { DateTime } from 'luxon';
import type { CampaignPlan } from './campaign.ts';

export type SendingTimes = Pick<CampaignPlan, 'sendingHours' | 'weekdays'>;

/** ms since the epoch, half open. */
type Span = { readonly from: number; readonly to: number };

/** Days looked ahead: every weekday comes once in each zone, whatever the date is there. */
const daysAhead = 9;
/** Answers kept: one for each set of zones and plan, a day. Of a country it costs milliseconds. */
const mostKept = 500;
const kept = new Map<string, readonly Span[]>();

/**
 * The first moment, from now on, that is within the sending hours and on a sending day in every one of these zones.
 * Zones that share no such moment (Kaliningrad and Kamchatka): when it is so in as many of them as possible.
 */
export function nextSendingTime(now: Date, times: SendingTimes, zones: readonly string[]): Date {
  const spans = spansFrom(now, times, zones);
  const next = spans.find(({ to }) => to > now.getTime());
  if (!next) throw new RangeError('A plan without sending hours or weekdays');
  return new Date(Math.max(now.getTime(), next.from));
}

function spansFrom(now: Date, times: SendingTimes, zones: readonly string[]): readonly Span[] {
  const day = now.toISOString().slice(0, 10);
  const key = JSON.stringify([day, times.sendingHours.from, times.sendingHours.to, times.weekdays, zones]);
  const known = kept.get(key);
  if (known) return known;
  if (kept.size >= mostKept) kept.clear();
  const spans = sharedByMost(zones.flatMap((zone) => spansIn(zone, day, times)));
  kept.set(key, spans);
  return spans;
}

/** From the day before in UTC, which it may still be there. */
function spansIn(zone: string, day: string, { sendingHours, weekdays }: SendingTimes): readonly Span[] {
  const start = DateTime.fromISO(day, { zone: 'utc' });
  return Array.from({ length: daysAhead + 2 }, (_, index) => start.plus({ days: index - 1 })).flatMap((date) => {
    if (!weekdays.includes(date.weekday)) return [];
    const from = localMoments(date, sendingHours.from, zone).at(-1);
    const to = localMoments(date, sendingHours.to, zone)[0];
    return from !== undefined && to !== undefined && from < to ? [{ from, to }] : [];
  });
}

/** Two where the clocks go back over it: what is outside the hours on either round is outside. */
function localMoments(date: DateTime, time: string, zone: string): readonly number[] {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const { year, month, day } = date;
  const local = DateTime.fromObject({ year, month, day, hour, minute }, { zone });
  // The whole day may be skipped, as Samoa did once.
  if (local.day !== day) return [];
  return local
    .getPossibleOffsets()
    .map((moment) => moment.toMillis())
    .toSorted((a, b) => a - b);
}

/** Where the most of these lie over each other. */
function sharedByMost(spans: readonly Span[]): readonly Span[] {
  const edges = [
    ...spans.map(({ from }) => ({ at: from, change: 1 })),
    ...spans.map(({ to }) => ({ at: to, change: -1 })),
  ].toSorted((a, b) => a.at - b.at || a.change - b.change);
  let open = 0;
  const pieces = edges.flatMap(({ at, change }, index) => {
    open += change;
    const to = edges[index + 1]?.at;
    return to !== undefined && to > at ? [{ from: at, to, open }] : [];
  });
  const most = pieces.reduce((best, piece) => Math.max(best, piece.open), 0);
  return pieces.filter((piece) => piece.open === most && most > 0).map(({ from, to }) => ({ from, to }));
}
