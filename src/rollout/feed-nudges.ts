import { setTimeout as sleep } from 'node:timers/promises';
import type { Found } from './catch-up.ts';
import { type About, judgeAll, type Ready, settleUnread } from './judge-due.ts';
import type { DueNudge } from './nudge.ts';
import { settleEach } from './put-aside.ts';
import type { SenderRun } from './sender-run.ts';
import { settlementOf } from './settlement-of.ts';
import { thank } from './thank-user.ts';

export type Feed = {
  /** Undefined: nothing is due, or this is over. */
  take(most: number): Promise<readonly Ready[] | undefined>;
  /** Whatever came of them: what is still due is looked at again. */
  done(chunk: readonly Ready[]): void;
  close(): void;
};

/** Seconds of sending that are looked at together: short enough for what was read to be true when it goes out. */
const secondsAhead = 4;
const [smallestBatch, largestBatch] = [4, 400];
/** Of a batch. With fewer left, the next one is read: the last of it is sent before what was read of it is too old. */
const readNextBelow = 0.75;
/** ms. After a look that found nothing new. */
const lookAgainAfter = 500;
/** ms. */
const shortPause = 250;
/** ms. The first sweep of a new sender takes its time; after that, whoever it cannot tell of has to wait. */
const sweepMayTake = 90_000;

/** What is due, looked at ahead of time: while the next ones are read, the lanes go on. */
export function feedNudges(run: SenderRun): Feed {
  const { ledger, pace, isOn, now, settings, running, check, aside } = run;
  const { outage } = run.health;
  const batch = Math.min(largestBatch, Math.max(smallestBatch, settings.ratePerSecond * secondsAhead));
  const ready: Ready[] = [];
  /** At work: not to be looked at again. */
  const known = new Set<string>();
  let atWork = 0;
  let filling: Promise<void> | undefined;
  let lookAt = 0;
  /** A look, while nothing was at work, has found nothing. */
  let isIdle = false;
  let trouble: { readonly error: unknown } | undefined;
  let isOver = false;
  /** Since when the sweep is waited for, where it is all that is known. */
  let unsweptSince: number | undefined;

  /** Nobody is put off for minutes because a sweep has only begun. */
  async function isToldLater(due: readonly DueNudge[]): Promise<boolean> {
    const isMissing = (await check.isAlone()) && !check.isSwept(due);
    unsweptSince = isMissing ? (unsweptSince ?? performance.now()) : undefined;
    return unsweptSince !== undefined && performance.now() - unsweptSince < sweepMayTake;
  }

  async function fill(): Promise<void> {
    // Also what is settled while this is read: the answer may be from before that.
    const before = new Set(known);
    const all = await ledger.due(now(), batch + before.size + aside.size());
    const due = some(all.filter(({ id }) => !before.has(id) && !aside.has(id)));
    const awake = await settleUnread(due, run);
    isIdle = false;
    // Nothing is due, or only what this instance cannot judge.
    if (awake.open.length + awake.moved === 0) {
      lookAt = performance.now() + lookAgainAfter;
      isIdle = atWork === 0 && ready.length === 0;
      return;
    }
    const open = await withoutUnreachable(awake.open);
    if (open.length === 0) return;
    await run.sweeper.sweep(open, run);
    if (await isToldLater(open)) {
      lookAt = performance.now() + lookAgainAfter;
      return;
    }
    const about = await check.about(open);
    await noteFound(open, about);
    await running.look();
    const { settlements, toSend } = judgeAll(open, about, run);
    await settleEach(settlements, run);
    for (const { nudge } of toSend) known.add(nudge.id);
    ready.push(...toSend);
    // A batch that moved nothing would be looked at again and again.
    if (settlements.length + toSend.length === 0) lookAt = performance.now() + lookAgainAfter;
  }

  /** To find out whether Teams answers, a few do, and rather those who have a chat: making one fails for other reasons, too. */
  function some(due: readonly DueNudge[]): readonly DueNudge[] {
    if (!outage.isOneAtATime()) return due.slice(0, batch);
    const [met, unmet] = [due.filter(({ isReachable }) => isReachable), due.filter(({ isReachable }) => !isReachable)];
    return [...met, ...unmet].slice(0, smallestBatch);
  }

  /** While no chat can be made, whoever needs one is not even looked at: they would come first again and again. */
  async function withoutUnreachable(due: readonly DueNudge[]): Promise<readonly DueNudge[]> {
    const until = run.health.reachingPausedUntil(now());
    const some = until ? due.filter(({ isReachable }) => !isReachable) : [];
    if (!until || some.length === 0) return due;
    const retryAfterMs = until.getTime() - now().getTime();
    const throttled = { kind: 'throttled', retryAfterMs, isForInstalls: true } as const;
    const at = () => ({ now: now(), random: Math.random(), isOwnFault: false });
    await settleEach(
      some.map((nudge) => settlementOf(throttled, nudge, at())),
      run,
    );
    return due.filter(({ isReachable }) => isReachable);
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

  /** Preferably somebody who needs no chat made before. */
  function probe(): readonly Ready[] {
    const found = ready.findIndex(({ nudge }) => nudge.isReachable);
    const one = ready.splice(Math.max(0, found), 1);
    for (const { nudge } of one) outage.probe(nudge.id);
    return one;
  }

  return {
    async take(most) {
      while (isOn() && !isOver) {
        const room = outage.room(most);
        const isPaused = pace.pausedUntil() !== undefined;
        if (isPaused) letGo();
        // While one finds out, the others stay: what gets too old meanwhile is read again.
        if (isPaused || room === 0) {
          await sleep(shortPause);
          continue;
        }
        const size = outage.isOneAtATime() ? smallestBatch : batch;
        if (ready.length < size * readNextBelow && performance.now() >= lookAt) filling ??= fillOnce();
        if (ready.length > 0) {
          atWork++;
          return outage.isOneAtATime() ? probe() : ready.splice(0, room);
        }
        if (filling) await filling;
        else if (isIdle) break;
        else await sleep(shortPause);
      }
      if (trouble) throw trouble.error;
      return undefined;
    },
    done(chunk) {
      atWork--;
      for (const { nudge } of chunk) {
        known.delete(nudge.id);
        outage.over(nudge.id);
      }
    },
    close() {
      isOver = true;
    },
  };
}
