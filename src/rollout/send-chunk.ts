import { setTimeout as sleep } from 'node:timers/promises';
import type { Ready } from './feed-nudges.ts';
import { noteHealth, noteOutcome, obeyed, type Sent, type Tried } from './note-outcome.ts';
import type { SendOutcome } from './nudge.ts';
import { nudgeView } from './nudge-view.ts';
import type { SenderRun } from './sender-run.ts';
import { settlementOf } from './settlement-of.ts';

/**
 * Claimed, sent, settled. A crash in between leaves "claimed", which the next sender makes "uncertain"; so the wait for the
 * pace comes first, and nothing is claimed that is not sent at once.
 * @returns those that could not be claimed
 */
export async function sendChunk(chunk: readonly Ready[], run: SenderRun): Promise<readonly string[]> {
  const { ledger, holder, pace, isOn } = run;
  const calls = chunk.reduce((sum, { nudge }) => sum + (nudge.isReachable ? 1 : 2), 0);
  if ((await pace.next(calls)) === 'paused' || !isOn()) return [];
  const ids = chunk.map(({ nudge }) => nudge.id);
  const claimed = new Set(await ledger.claim(ids, { holder }));
  const mine = chunk.filter(({ nudge }) => claimed.has(nudge.id));
  const results = await Promise.all(mine.map(async (ready) => ({ ready, tried: await trySend(ready, run) })));
  const unsent = results.flatMap(({ ready, tried }) => (tried === 'not-sent' ? [ready.nudge.id] : []));
  const settlements = results.flatMap(({ tried }) => (tried === 'not-sent' ? [] : [tried.settlement]));
  if (settlements.length > 0) await surely(() => ledger.settle(settlements, { holder }), run);
  if (unsent.length > 0) await surely(() => ledger.unclaim(unsent, { holder }), run);
  for (const { ready, tried } of results) if (tried !== 'not-sent') await noteOutcome(ready, tried, run);
  return ids.filter((id) => !claimed.has(id));
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
  const { nudge, campaign } = ready;
  try {
    if (!nudge.isReachable) {
      const reached = await reach(ready, run);
      if (reached === 'not-sent') return reached;
      if (reached.kind !== 'sent') return { outcome: obeyed(reached, run), way: 'reach' };
      noteHealth(ready, { outcome: reached, way: 'reach' }, run);
    }
    const view = nudgeView(campaign, nudge, settings);
    if (!(await mayCall(ready, run))) return 'not-sent';
    const outcome = await messenger.send(nudge.user, { kind: 'nudge', ...view }, nudge.participant.language);
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

async function mayCall({ campaign }: Ready, { isOn, pace, running }: SenderRun): Promise<boolean> {
  await pace.slot();
  return isOn() && !pace.pausedUntil() && running.get(campaign.id) !== undefined;
}
