import { setTimeout as sleep } from 'node:timers/promises';
import type { Campaign } from './campaign.ts';
import type { Found } from './catch-up.ts';
import type { DueNudge, Settlement } from './nudge.ts';
import { isRead, judge } from './nudge-rules.ts';
import type { SenderRun } from './sender-run.ts';
import { settlementOf } from './settlement-of.ts';
import { thank } from './thank-user.ts';

/** Looked at, and good to go. */
export type Ready = { readonly nudge: DueNudge; readonly campaign: Campaign };

export type Feed = {
  /** Undefined: nothing is due, or this is over. */
  take(most: number): Promise<readonly Ready[] | undefined>;
  /** `refused`: those of the chunk that could not be claimed. */
  done(chunk: readonly Ready[], refused: readonly string[]): void;
  close(): void;
};

type About = Awaited<ReturnType<SenderRun['check']['about']>>;

/** Seconds of sending that are looked at together: short enough for what was read to be true when it goes out. */
const secondsAhead = 4;
const [smallestBatch, largestBatch] = [20, 400];
/** ms. After a look that found nothing new. */
const lookAgainAfter = 500;
/** ms. For those that were judged as good to go, and could not be claimed: they would come first again and again. */
const restFor = 5_000;
/** ms. */
const shortPause = 250;

/** What is due, looked at ahead of time: while the next ones are read, the lanes go on. */
export function feedNudges(run: SenderRun): Feed {
  const { ledger, pace, isOn, now, settings, running, holder, check, log } = run;
  const batch = Math.min(largestBatch, Math.max(smallestBatch, settings.ratePerSecond * secondsAhead));
  const ready: Ready[] = [];
  /** Not to be looked at again: until then, on the monotonic clock. */
  const known = new Map<string, number>();
  let atWork = 0;
  let filling: Promise<void> | undefined;
  let lookAt = 0;
  /** A look, while nothing was at work, has found nothing. */
  let isIdle = false;
  let trouble: { readonly error: unknown } | undefined;
  let isOver = false;

  async function fill(): Promise<void> {
    forgetRested();
    const due = (await ledger.due(now(), batch + known.size)).filter(({ id }) => !known.has(id)).slice(0, batch);
    if (due.length === 0) {
      lookAt = performance.now() + lookAgainAfter;
      isIdle = atWork === 0 && ready.length === 0;
      return;
    }
    const open = await withoutUnreachable(due);
    if (open.length === 0) return;
    await sweep(open);
    const about = await check.about(open);
    await noteFound(open, about);
    await running.look();
    const { settlements, toSend } = judgeAll(open, about, run);
    if (settlements.length > 0) await ledger.settle(settlements, { holder });
    for (const one of toSend) known.set(one.nudge.id, Number.POSITIVE_INFINITY);
    ready.push(...toSend);
    // A batch that moved nothing would be looked at again and again.
    if (settlements.length + toSend.length === 0) lookAt = performance.now() + lookAgainAfter;
  }

  /** While no chat can be made, whoever needs one is not even looked at: they would come first again and again. */
  async function withoutUnreachable(due: readonly DueNudge[]): Promise<readonly DueNudge[]> {
    const until = run.health.reachingPausedUntil(now());
    const some = until ? due.filter(({ isReachable }) => !isReachable) : [];
    if (!until || some.length === 0) return due;
    const retryAfterMs = until.getTime() - now().getTime();
    const throttled = { kind: 'throttled', retryAfterMs, isForInstalls: true } as const;
    const at = () => ({ now: now(), random: Math.random(), isOwnFault: false });
    await ledger.settle(
      some.map((nudge) => settlementOf(throttled, nudge, at())),
      { holder },
    );
    return due.filter(({ isReachable }) => isReachable);
  }

  /** Waited for only where it is all that is known. */
  async function sweep(due: readonly DueNudge[]): Promise<void> {
    const campaigns = new Set(due.map(({ campaign }) => campaign));
    const swept = check
      .sweep([...campaigns].flatMap((id) => running.get(id) ?? []))
      .then(thankAll)
      .catch((error: unknown) => log.warn({ err: error }, 'The audit log was not read'));
    if (await check.isAlone()) await swept;
  }

  /** Before it is a reason to skip them: it is news, for the report and for whoever was nudged before. */
  async function noteFound(due: readonly DueNudge[], about: About): Promise<void> {
    const at = now();
    const users = due.filter(({ user, participant }) => !participant.doneAt && about.get(user)?.hasPasskey === true);
    if (users.length === 0) return;
    const found = await run.participants.noteDone(users.map(({ user }) => ({ user, at })));
    void thankAll(found);
  }

  async function thankAll(found: readonly Found[]): Promise<void> {
    for (const one of found) await thank(one, run);
  }

  function forgetRested(): void {
    const at = performance.now();
    for (const [id, until] of known) if (until <= at) known.delete(id);
  }

  function fillOnce(): Promise<void> {
    return fill()
      .catch((error: unknown) => {
        trouble = { error };
        isOver = true;
      })
      .finally(() => {
        filling = undefined;
      });
  }

  /** They are looked at again, because that may take minutes. */
  function letGo(): void {
    for (const { nudge } of ready.splice(0)) known.delete(nudge.id);
    lookAt = 0;
    isIdle = false;
  }

  return {
    async take(most) {
      while (isOn() && !isOver) {
        if (pace.pausedUntil()) {
          letGo();
          await sleep(shortPause);
          continue;
        }
        if (ready.length < batch && performance.now() >= lookAt) filling ??= fillOnce();
        if (ready.length > 0) {
          atWork++;
          return ready.splice(0, most);
        }
        if (filling) await filling;
        else if (isIdle) break;
        else await sleep(shortPause);
      }
      if (trouble) throw trouble.error;
      return undefined;
    },
    done(chunk, refused) {
      atWork--;
      for (const { nudge } of chunk) known.delete(nudge.id);
      for (const id of refused) known.set(id, performance.now() + restFor);
    },
    close() {
      isOver = true;
    },
  };
}

const unread = { hasPasskey: 'unknown' } as const;

function judgeAll(due: readonly DueNudge[], about: About, { running, now, settings }: SenderRun) {
  const settlements: Settlement[] = [];
  const toSend: Ready[] = [];
  const othersAreRead = due.some(({ user }) => isRead(about.get(user) ?? unread, settings));
  for (const nudge of due) {
    const campaign = running.get(nudge.campaign);
    // Paused or stopped since: whoever did that takes care of the row.
    if (!campaign) continue;
    const verdict = judge(nudge, campaign, about.get(nudge.user) ?? unread, now(), settings, othersAreRead);
    if (verdict.kind === 'send') toSend.push({ nudge, campaign });
    else settlements.push(settlementOfVerdict(nudge.id, verdict));
  }
  return { settlements, toSend };
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
