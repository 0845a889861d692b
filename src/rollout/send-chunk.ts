import { setTimeout as sleep } from 'node:timers/promises';
import { isStillGood, type Ready } from './judge-due.ts';
import { noteHealth, noteOutcome, obeyed, type Sent, type Tried } from './note-outcome.ts';
import type { SendOutcome, Settlement } from './nudge.ts';
import { nudgeView } from './nudge-view.ts';
import type { SenderRun } from './sender-run.ts';
import { settlementOf } from './settlement-of.ts';

/** ms. Judged as good to go, and not to be claimed: somebody else has just written to them, or they have just answered. */
const refusedRestsFor = 10 * 60_000;

/**
 * Claimed, sent, settled. A crash in between leaves "claimed", which the next sender makes "uncertain"; so the wait for the
 * pace comes first, and nothing is claimed that is not sent at once. What has waited too long goes back to be looked at again.
 */
export async function sendChunk(chunk: readonly Ready[], run: SenderRun): Promise<void> {
  const { pace, isOn } = run;
  const paid = callsFor(chunk);
  const answer = await pace.next(paid);
  const good = answer === 'go' && isOn() ? chunk.filter((ready) => isStillGood(ready, run)) : [];
  const claimed = await claim(good, run);
  // What went out came from the bucket; nothing else did.
  if (answer === 'go') pace.giveBack(paid - callsFor(claimed));
  const results = await Promise.all(claimed.map(async (ready) => ({ ready, tried: await trySend(ready, run) })));
  await settle(results, run);
  for (const { ready, tried } of results) if (tried !== 'not-sent') await noteOutcome(ready, tried, run);
  await putOff(
    good.filter((ready) => !claimed.includes(ready)),
    run,
  );
}

function callsFor(chunk: readonly Ready[]): number {
  return chunk.reduce((sum, { nudge }) => sum + (nudge.isReachable ? 1 : 2), 0);
}

async function claim(chunk: readonly Ready[], run: SenderRun): Promise<readonly Ready[]> {
  const { ledger, holder } = run;
  if (chunk.length === 0) return [];
  const ids = chunk.map(({ nudge }) => nudge.id);
  try {
    const claimed = new Set(await ledger.claim(ids, { holder }));
    return chunk.filter(({ nudge }) => claimed.has(nudge.id));
  } catch (error) {
    // It may have been written, and only the answer was lost.
    await surely(() => ledger.unclaim(ids, { holder }), run);
    throw error;
  }
}

type Result = { readonly ready: Ready; readonly tried: Tried | 'not-sent' };

async function settle(results: readonly Result[], run: SenderRun): Promise<void> {
  const { ledger, holder } = run;
  const unsent = results.flatMap(({ ready, tried }) => (tried === 'not-sent' ? [ready.nudge.id] : []));
  const settlements = results.flatMap(({ tried }) => (tried === 'not-sent' ? [] : [tried.settlement]));
  if (settlements.length > 0) await surely(() => ledger.settle(settlements, { holder }), run);
  if (unsent.length > 0) await surely(() => ledger.unclaim(unsent, { holder }), run);
}

/** They would come first again and again, and pay for nothing. */
async function putOff(refused: readonly Ready[], run: SenderRun): Promise<void> {
  const { ledger, lease, holder, now, isOn, running } = run;
  if (refused.length === 0 || !isOn()) return;
  // Without the lease nothing can be claimed, and it is not about them.
  if (!(await lease.take(holder))) return;
  await running.look();
  const until = new Date(now().getTime() + refusedRestsFor);
  const settlements = refused
    .filter(({ campaign }) => running.get(campaign.id))
    .map(({ nudge }): Settlement => {
      return { nudge: nudge.id, status: 'waiting', until, because: 'recent-message', countsAsAttempt: false };
    });
  if (settlements.length > 0) await ledger.settle(settlements, { holder });
}

/** What happened in Teams is known here only: a database that is away for a moment must not make it uncertain. */
async function surely(write: () => Promise<void>, { log }: Pick<SenderRun, 'log'>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await write();
    } catch (error) {
      if (tries >= mostTries) throw error;
      log.warn({ err: error }, 'The ledger could not be written; once more in a second');
      await sleep(1_000);
    }
  }
}

const mostTries = 15;

/** What it means for the others is noted before it is written. */
async function trySend(ready: Ready, run: SenderRun): Promise<Tried | 'not-sent'> {
  const sent = await sendOne(ready, run);
  if (sent === 'not-sent') return sent;
  const { id: nudge, campaign } = ready.nudge;
  const isOwnFault = run.health.isOwnFault({ nudge, campaign, way: sent.way });
  const settlement = settlementOf(sent.outcome, ready.nudge, { now: run.now(), random: Math.random(), isOwnFault });
  return { ...sent, settlement, ailment: noteHealth(ready, sent, run) };
}

/** The lease and the campaign are looked at last, right before each call. */
async function sendOne(ready: Ready, run: SenderRun): Promise<Sent | 'not-sent'> {
  const { messenger, settings, log } = run;
  const { nudge, campaign, about } = ready;
  try {
    if (!nudge.isReachable) {
      const reached = await reach(ready, run);
      if (reached === 'not-sent') return reached;
      if (reached.kind !== 'sent') return { outcome: obeyed(reached, run), way: 'reach' };
      noteHealth(ready, { outcome: reached, way: 'reach' }, run);
    }
    const view = nudgeView(campaign, nudge, settings, about);
    if (!(await mayCall(ready, run))) return 'not-sent';
    const isStillOn = () => mayGo(ready, run);
    const reply = { kind: 'nudge', ...view } as const;
    const outcome = await messenger.send(nudge.user, reply, nudge.participant.language, isStillOn);
    if (outcome.kind === 'not-sent') return outcome.kind;
    return { outcome: obeyed(outcome, run), way: 'send' };
  } catch (error) {
    log.error({ err: error, nudge: nudge.id }, 'Whether a nudge was delivered is not known');
    return { outcome: { kind: 'uncertain' }, way: 'send' };
  }
}

/** A chat that may or may not have been made is no message: it can be tried again. */
async function reach(ready: Ready, run: SenderRun): Promise<SendOutcome | 'not-sent'> {
  const { messenger, health, now, log } = run;
  const { user } = ready.nudge;
  const pausedUntil = health.reachingPausedUntil(now());
  if (pausedUntil) return notYet(pausedUntil, now());
  if (!(await mayCall(ready, run))) return 'not-sent';
  try {
    const reached = await messenger.reach(user);
    return reached.kind === 'uncertain' ? notDelivered : reached;
  } catch (error) {
    log.warn({ err: error, user }, 'Somebody could not be reached');
    return notDelivered;
  }
}

const notDelivered: SendOutcome = { kind: 'busy', status: 0 };

function notYet(until: Date, now: Date): SendOutcome {
  return { kind: 'throttled', retryAfterMs: until.getTime() - now.getTime(), isForInstalls: true };
}

async function mayCall(ready: Ready, run: SenderRun): Promise<boolean> {
  await run.pace.slot();
  return mayGo(ready, run);
}

function mayGo({ nudge, campaign }: Ready, { isOn, pace, health, running }: SenderRun): boolean {
  return isOn() && !pace.pausedUntil() && health.outage.mayGo(nudge.id) && running.get(campaign.id) !== undefined;
}
