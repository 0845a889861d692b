import type { Campaign } from './campaign.ts';
import type { TruthCheck } from './check-truth.ts';
import type { DueNudge, Settlement } from './nudge.ts';
import { isRead, judge, judgeUnread } from './nudge-rules.ts';
import type { TruthAbout } from './ports.ts';
import { settleEach } from './put-aside.ts';
import type { SenderRun } from './sender-run.ts';

/** Looked at, and good to go. */
export type Ready = {
  readonly nudge: DueNudge;
  readonly campaign: Campaign;
  readonly about: TruthAbout;
  readonly judgedAt: Date;
};

export type About = Awaited<ReturnType<TruthCheck['about']>>;

const unread = { hasPasskey: 'unknown' } as const;
/** ms. For which what was read just before a send is true: what waited longer for its turn is read again. */
const isGoodFor = 10_000;

export type Unread = {
  /** Those for whom Graph has to be asked. */
  readonly open: readonly DueNudge[];
  /** Those who will not come first again at once. */
  readonly moved: number;
};

/** Waves are planned at midnight: who sleeps, and whoever else cannot be written to now whatever Graph says, costs no request. */
export async function settleUnread(due: readonly DueNudge[], run: SenderRun): Promise<Unread> {
  const { running, now, settings, aside } = run;
  if (due.length === 0) return { open: [], moved: 0 };
  await running.look();
  const settlements: Settlement[] = [];
  // Paused or stopped since: whoever did that takes care of the row.
  const known = due.filter(({ campaign }) => running.get(campaign) !== undefined);
  const open = known.filter((nudge) => {
    const campaign = running.get(nudge.campaign);
    if (!campaign) return false;
    try {
      const verdict = judgeUnread(nudge, campaign, now(), settings);
      if (verdict) settlements.push(settlementOfVerdict(nudge.id, verdict));
      return verdict === undefined;
    } catch (error) {
      aside.put(nudge.id, error);
      return false;
    }
  });
  await settleEach(settlements, run);
  return { open, moved: known.length - open.length };
}

export function judgeAll(due: readonly DueNudge[], about: About, { running, now, settings, aside }: SenderRun) {
  const settlements: Settlement[] = [];
  const toSend: Ready[] = [];
  const othersAreRead = due.some(({ user }) => isRead(about.get(user) ?? unread, settings));
  for (const nudge of due) {
    const campaign = running.get(nudge.campaign);
    // Paused or stopped since: whoever did that takes care of the row.
    if (!campaign) continue;
    const told = about.get(nudge.user) ?? unread;
    try {
      const verdict = judge(nudge, campaign, told, now(), settings, othersAreRead);
      if (verdict.kind === 'send') toSend.push({ nudge, campaign, about: told, judgedAt: now() });
      else settlements.push(settlementOfVerdict(nudge.id, verdict));
    } catch (error) {
      aside.put(nudge.id, error);
    }
  }
  return { settlements, toSend };
}

/** A pause, a slow Connector or a laptop lid may have come between: then all of it is looked at again. */
export function isStillGood(
  { nudge, campaign, about, judgedAt }: Ready,
  { now, settings, running }: SenderRun,
): boolean {
  const at = now();
  if (at.getTime() - judgedAt.getTime() > isGoodFor) return false;
  return judge(nudge, running.get(campaign.id) ?? campaign, about, at, settings).kind === 'send';
}

function settlementOfVerdict(
  nudge: string,
  verdict: Exclude<ReturnType<typeof judge>, { readonly kind: 'send' }>,
): Settlement {
  if (verdict.kind === 'skip') return { nudge, status: 'skipped', because: verdict.because };
  if (verdict.kind === 'fail') return { nudge, status: 'failed', because: verdict.because };
  const { until, because } = verdict;
  return { nudge, status: 'waiting', until, because, countsAsAttempt: false };
}
