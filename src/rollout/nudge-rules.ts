import { type Campaign, type CampaignPlan, leastHoursBetween } from './campaign.ts';
import type { DueNudge, SkipReason, WaitReason } from './nudge.ts';
import type { TruthAbout } from './ports.ts';
import type { RolloutSettings } from './scene.ts';
import { leftAlone } from './segment.ts';
import { nextSendingTime } from './sending-time.ts';
import { localDate } from './snooze-time.ts';
import { ownZoneOf, zonesOf } from './time-zones.ts';

export type Verdict =
  | { readonly kind: 'send' }
  | { readonly kind: 'skip'; readonly because: SkipReason }
  | { readonly kind: 'wait'; readonly until: Date; readonly because: WaitReason }
  | { readonly kind: 'fail'; readonly because: 'not-read' };

const hour = 3_600_000;
/** ms. For whoever is away, whatever the mailbox says of the end: then it is looked at again. */
const lookAgainAfter = 24 * hour;
/** ms. Who comes back earlier than their mailbox had said is found after that. */
const absenceIsKnownFor = 7 * 24 * hour;
/** ms. Then a reminder is left out: an automatic reply that nobody ever turns off would keep its campaign from ending. */
const [awayFor, awayWithEndFor] = [30 * 24 * hour, 90 * 24 * hour];
/** ms. Throttling passes, and the sweep comes once a minute. */
const readAgainAfter = 3 * 60_000;
/** ms. Then somebody has to look at it; later where nobody can be read, which is an outage, and passes. */
const [notReadFor, outageFor] = [24 * hour, 72 * hour];

/** Where a day ends last: 12 hours behind UTC, whatever the sign says. */
const lastZone = 'Etc/GMT+12';

/** Rules are tried top to bottom; the first that matches wins. What cannot change comes before what passes. */
export function judge(
  due: DueNudge,
  campaign: Campaign,
  truth: TruthAbout,
  now: Date,
  settings: Pick<RolloutSettings, 'defaultTimeZone' | 'audience'>,
  othersAreRead = false,
): Verdict {
  const { plan } = campaign;
  if (!plan) return { kind: 'skip', because: 'campaign-over' };
  const zones = zonesOfDue(due, truth, settings);
  const skip = skipReason(due, campaign, plan, truth, now, zones);
  if (skip) return { kind: 'skip', because: skip };

  const wait = waitReason(due, truth, now);
  // Only by what was read just now: they may be back since.
  if (wait?.because === 'out-of-office' && truth.mailbox && isAwayTooLong(due, truth, now))
    return { kind: 'skip', because: 'away-too-long' };
  if (wait) return { kind: 'wait', until: nextSendingTime(wait.until, plan, zones), because: wait.because };
  const opens = nextSendingTime(now, plan, zones);
  if (opens > now) return { kind: 'wait', until: opens, because: 'quiet-hours' };
  if (isRead(truth, settings)) return { kind: 'send' };
  const since = due.notReadSince?.getTime() ?? now.getTime();
  const patience = othersAreRead && truth.hasPasskey !== 'throttled' ? notReadFor : outageFor;
  if (now.getTime() - since >= patience) return { kind: 'fail', because: 'not-read' };
  return { kind: 'wait', until: new Date(now.getTime() + readAgainAfter), because: 'not-read' };
}

const unread: TruthAbout = { hasPasskey: 'unknown' };

/** By the same rules, before Graph is asked for anybody. Undefined: it depends on what Graph says. */
export function judgeUnread(
  due: DueNudge,
  campaign: Campaign,
  now: Date,
  settings: Pick<RolloutSettings, 'defaultTimeZone' | 'audience'>,
): Exclude<Verdict, { readonly kind: 'send' | 'fail' }> | undefined {
  const verdict = judge(due, campaign, unread, now, settings);
  if (verdict.kind === 'wait' && verdict.because === 'out-of-office' && isAwayTooLong(due, unread, now))
    return undefined;
  if (verdict.kind === 'skip' && verdict.because === 'deadline-passed' && mayHaveTime(due, campaign, now))
    return undefined;
  return verdict.kind === 'skip' || (verdict.kind === 'wait' && verdict.because !== 'not-read') ? verdict : undefined;
}

/** Where they are is a guess until their mailbox is read: it may be a place where that day is not over. */
function mayHaveTime({ participant, contactTimeZone }: DueNudge, { plan }: Campaign, now: Date): boolean {
  if (ownZoneOf({ mailbox: participant.timeZone, contact: contactTimeZone }) !== undefined) return false;
  return plan?.deadline !== undefined && localDate(now, lastZone) <= plan.deadline;
}

/** That they have none, and may be written to. */
export function isRead(truth: TruthAbout, { audience }: Pick<RolloutSettings, 'audience'>): boolean {
  return truth.hasPasskey === false && (audience === undefined || truth.inAudience === true);
}

function skipReason(
  due: DueNudge,
  { status }: Campaign,
  plan: CampaignPlan,
  truth: TruthAbout,
  now: Date,
  zones: readonly string[],
): SkipReason | undefined {
  const { participant, sentLately } = due;
  if (status === 'stopping' || status === 'stopped' || status === 'finished') return 'campaign-over';
  if (participant.doneAt || participant.segment === 'done') return 'has-passkey';
  if (truth.hasPasskey === true) return 'has-passkey';
  if (truth.inAudience === false) return 'out-of-audience';
  if (truth.isEnabled === false) return 'account-disabled';
  if (participant.optedOutAt) return 'opted-out';
  if (participant.cannot) return 'cannot';
  if (leftAlone.includes(participant.segment)) return 'left-alone';
  // "By 30 November" must not be read on 1 December anywhere they may be.
  const { deadline } = plan;
  if (deadline !== undefined && zones.some((zone) => localDate(now, zone) > deadline)) return 'deadline-passed';
  if (sentLately > plan.remindAfterDays.length && !isAskedFor(due)) return 'enough-messages';
  return undefined;
}

function waitReason(
  due: DueNudge,
  truth: TruthAbout,
  now: Date,
): { readonly until: Date; readonly because: WaitReason } | undefined {
  const { participant, lastSentAt, lastSentElsewhereAt, round } = due;
  const { snoozedUntil } = participant;
  if (snoozedUntil && snoozedUntil > now) return { until: snoozedUntil, because: 'snoozed' };

  const outUntil = absenceOf(due, truth, now);
  if (round > 0 && outUntil !== undefined) {
    const end = outUntil === 'open' ? Number.POSITIVE_INFINITY : outUntil.getTime();
    const until = new Date(Math.min(end, now.getTime() + lookAgainAfter));
    if (until > now) return { until, because: 'out-of-office' };
  }

  // Asked for was another message of this campaign: it says nothing of what others wrote.
  const writtenAt = isAskedFor(due) ? lastSentElsewhereAt : lastSentAt;
  const mayAgain = writtenAt && new Date(writtenAt.getTime() + leastHoursBetween * hour);
  return mayAgain && mayAgain > now ? { until: mayAgain, because: 'recent-message' } : undefined;
}

/** What the mailbox has just said; else what it said in the last days. */
function absenceOf({ participant }: DueNudge, { mailbox }: TruthAbout, now: Date): Date | 'open' | undefined {
  if (mailbox) return mailbox.outUntil;
  const { outUntil, timeZoneReadAt } = participant;
  const isKnown = timeZoneReadAt !== undefined && now.getTime() - timeZoneReadAt.getTime() < absenceIsKnownFor;
  return isKnown ? outUntil : undefined;
}

function isAwayTooLong(due: DueNudge, truth: TruthAbout, now: Date): boolean {
  const { awaySince } = due;
  const patience = absenceOf(due, truth, now) === 'open' ? awayFor : awayWithEndFor;
  return awaySince !== undefined && now.getTime() - awaySince.getTime() >= patience;
}

/** "Remind me tomorrow" is what they asked for themselves, after the last message. */
function isAskedFor({ participant: { snoozedUntil }, lastSentAt }: Pick<DueNudge, 'participant' | 'lastSentAt'>) {
  return snoozedUntil !== undefined && lastSentAt !== undefined && snoozedUntil > lastSentAt;
}

function zonesOfDue(
  { participant, contactTimeZone }: DueNudge,
  truth: TruthAbout,
  { defaultTimeZone }: Pick<RolloutSettings, 'defaultTimeZone'>,
): readonly string[] {
  const justRead = truth.mailbox?.timeZone;
  return zonesOf({
    mailbox: justRead ?? participant.timeZone,
    contact: contactTimeZone,
    country: participant.country,
    defaultZone: defaultTimeZone,
  });
}
