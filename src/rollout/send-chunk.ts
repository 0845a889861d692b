import { setTimeout as sleep } from 'node:timers/promises';
import type { UserId } from '../passkeys/ids.ts';
import type { Ready } from './feed-nudges.ts';
import { noteOutcome } from './note-outcome.ts';
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
  const { ledger, holder, now, pace, isOn } = run;
  const calls = chunk.reduce((sum, { nudge }) => sum + (nudge.isReachable ? 1 : 2), 0);
  if ((await pace.next(calls)) === 'paused' || !isOn()) return [];
  const ids = chunk.map(({ nudge }) => nudge.id);
  const claimed = new Set(await ledger.claim(ids, { holder }));
  const mine = chunk.filter(({ nudge }) => claimed.has(nudge.id));
  const outcomes = await Promise.all(mine.map(async (ready) => ({ ready, outcome: await sendOne(ready, run) })));
  const unsent = outcomes.flatMap(({ ready, outcome }) => (outcome === 'not-sent' ? [ready.nudge.id] : []));
  const settlements = outcomes.flatMap(({ ready, outcome }) =>
    outcome === 'not-sent' ? [] : [settlementOf(outcome, ready.nudge, { now: now(), random: Math.random() })],
  );
  if (settlements.length > 0) await surely(() => ledger.settle(settlements, { holder }), run);
  if (unsent.length > 0) await surely(() => ledger.unclaim(unsent, { holder }), run);
  for (const { ready, outcome } of outcomes) if (outcome !== 'not-sent') await noteOutcome(ready, outcome, run);
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

/** The lease and the campaign are looked at last, right before each call. */
async function sendOne(ready: Ready, run: SenderRun): Promise<SendOutcome | 'not-sent'> {
  const { messenger, settings, log } = run;
  const { nudge, campaign } = ready;
  try {
    if (!nudge.isReachable) {
      if (!(await mayCall(ready, run))) return 'not-sent';
      const reached = await reach(nudge.user, run);
      if (reached.kind !== 'sent') return obeyed(reached, run);
    }
    const view = nudgeView(campaign, nudge, settings);
    if (!(await mayCall(ready, run))) return 'not-sent';
    return obeyed(await messenger.send(nudge.user, { kind: 'nudge', ...view }, nudge.participant.language), run);
  } catch (error) {
    log.error({ err: error, nudge: nudge.id }, 'Whether a nudge was delivered is not known');
    return { kind: 'uncertain' };
  }
}

/** A chat that may or may not have been made is no message: it can be tried again. */
async function reach(user: UserId, { messenger, log }: SenderRun): Promise<SendOutcome> {
  try {
    const reached = await messenger.reach(user);
    return reached.kind === 'uncertain' ? notDelivered : reached;
  } catch (error) {
    log.warn({ err: error, user }, 'Somebody could not be reached');
    return notDelivered;
  }
}

const notDelivered: SendOutcome = { kind: 'busy', status: 0 };

async function mayCall({ campaign }: Ready, { isOn, pace, running }: SenderRun): Promise<boolean> {
  await pace.slot();
  return isOn() && !pace.pausedUntil() && running.get(campaign.id) !== undefined;
}

/** 429 holds for all that has not gone out yet, from now on. */
function obeyed(outcome: SendOutcome, { pace, now }: SenderRun): SendOutcome {
  if (outcome.kind === 'throttled') pace.pauseUntil(new Date(now().getTime() + outcome.retryAfterMs));
  return outcome;
}
