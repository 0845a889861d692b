import { setTimeout as sleep } from 'node:timers/promises';
import type { Campaign } from './campaign.ts';
import { createTruthCheck, type TruthCheck, type TruthPorts } from './check-truth.ts';
import { type Held, whileHolding } from './hold-lease.ts';
import type { DueNudge, SendOutcome, Settlement } from './nudge.ts';
import { judge } from './nudge-rules.ts';
import { nudgeView } from './nudge-view.ts';
import type { Pace } from './pace.ts';
import type { Lease, Participants, TruthAbout } from './ports.ts';
import type { RolloutPorts } from './scene.ts';
import { settlementOf } from './settlement-of.ts';
import { thank } from './thank-user.ts';

export type SenderPorts = Pick<
  RolloutPorts,
  'campaigns' | 'ledger' | 'messenger' | 'preferences' | 'log' | 'now' | 'newId' | 'settings'
> &
  TruthPorts & { readonly participants: Participants; readonly lease: Lease; readonly pace: Pace };

export type Sender = {
  /** Sends what is due, if no other instance does; gives back when nothing is. Never rejects. */
  tick(): Promise<void>;
  /** Lets what is on its way arrive; the rest goes back. */
  close(): Promise<void>;
};

/** Nudges that are looked at together. */
const batchSize = 200;
/** Chunks on their way at once. What a crash leaves uncertain is at most all of them. */
const lanes = 4;
const largestChunk = 25;

export function createSender(ports: SenderPorts): Sender {
  const check = createTruthCheck(ports);
  let isClosing = false;
  let working: Promise<void> | undefined;

  async function work(): Promise<void> {
    // New every time: what an earlier run of this process could not note is found like that of another.
    const holder = ports.newId();
    try {
      await whileHolding(holder, ports, async (held) => {
        const lost = await ports.ledger.abandonOthers({ holder });
        if (lost > 0) ports.log.warn({ nudges: lost }, 'A sender died: whether these were delivered is not known');
        await sendAll({ ...ports, holder, check, isOn: () => !isClosing && held.isFresh() });
      });
    } catch (error) {
      ports.log.error({ err: error }, 'Sending stopped; it goes on in a moment');
    }
  }

  return {
    async tick() {
      if (isClosing) return;
      working ??= work().finally(() => {
        working = undefined;
      });
      await working;
    },
    async close() {
      isClosing = true;
      await working;
    },
  };
}

type Round = SenderPorts & {
  readonly holder: string;
  readonly check: TruthCheck;
  /** False: the lease may be lost, or this process ends. Nothing more goes out. */
  readonly isOn: Held['isFresh'];
};

async function sendAll(round: Round): Promise<void> {
  const { ledger, lease, pace, now, log } = round;
  const stored = await lease.pausedUntil();
  if (stored) pace.pauseUntil(stored);
  while (round.isOn() && !pace.pausedUntil()) {
    const due = await ledger.due(now(), batchSize);
    if (due.length === 0) return;
    for (const found of await round.check.sweep().catch(notSwept)) await thank(found, round);
    const { settlements, toSend } = await judgeAll(due, round);
    if (settlements.length > 0) await ledger.settle(settlements);
    await sendInLanes(toSend, round);
    // A batch that moved nothing would be looked at again and again.
    if (settlements.length + toSend.length === 0) await sleep(1_000);
  }

  function notSwept(error: unknown): [] {
    log.warn({ err: error }, 'The audit log was not read');
    return [];
  }
}

type Ready = { readonly nudge: DueNudge; readonly campaign: Campaign };

async function judgeAll(due: readonly DueNudge[], round: Round) {
  const { now, settings, campaigns } = round;
  const running = new Map((await campaigns.withStatus('running')).map((campaign) => [campaign.id, campaign]));
  const known = await round.check.about(due);
  const settlements: Settlement[] = [];
  const toSend: Ready[] = [];
  for (const nudge of due) {
    const campaign = running.get(nudge.campaign);
    // Paused or stopped since: whoever did that takes care of the row.
    if (!campaign) continue;
    const truth: TruthAbout | 'sweep-only' = known.get(nudge.user) ?? { hasPasskey: 'unknown' };
    const verdict = judge(nudge, campaign, truth, now(), settings);
    if (verdict.kind === 'send') toSend.push({ nudge, campaign });
    else if (verdict.kind === 'skip')
      settlements.push({ nudge: nudge.id, status: 'skipped', because: verdict.because });
    else
      settlements.push({
        nudge: nudge.id,
        status: 'waiting',
        until: verdict.until,
        because: verdict.because,
        countsAsAttempt: false,
      });
  }
  return { settlements, toSend };
}

async function sendInLanes(toSend: readonly Ready[], round: Round): Promise<void> {
  const size = Math.min(largestChunk, Math.max(1, Math.ceil(round.settings.ratePerSecond / 10)));
  const chunks = Array.from({ length: Math.ceil(toSend.length / size) }, (_, index) =>
    toSend.slice(index * size, (index + 1) * size),
  );
  const lane = async () => {
    for (let chunk = chunks.shift(); chunk && round.isOn() && !round.pace.pausedUntil(); chunk = chunks.shift())
      await sendChunk(chunk, round);
  };
  const ended = await Promise.allSettled(Array.from({ length: lanes }, lane));
  // Every lane lets its chunk end before the first trouble is told.
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
}

/** Claimed, sent, settled. A crash in between leaves "claimed", which the next sender makes "uncertain". */
async function sendChunk(chunk: readonly Ready[], round: Round): Promise<void> {
  const { ledger, holder, now } = round;
  const claimed = new Set(
    await ledger.claim(
      chunk.map(({ nudge }) => nudge.id),
      { holder },
    ),
  );
  const mine = chunk.filter(({ nudge }) => claimed.has(nudge.id));
  const outcomes = await Promise.all(
    mine.map(async (ready) => ({ ready, outcome: await sendOne(ready, round).catch(() => uncertain) })),
  );
  const unsent = outcomes.flatMap(({ ready, outcome }) => (outcome === 'not-sent' ? [ready.nudge.id] : []));
  const settlements = outcomes.flatMap(({ ready, outcome }) =>
    outcome === 'not-sent' ? [] : [settlementOf(outcome, ready.nudge, { now: now(), random: Math.random() })],
  );
  if (settlements.length > 0) await settleSurely(settlements, round);
  if (unsent.length > 0) await ledger.unclaim(unsent, { holder });
  for (const { ready, outcome } of outcomes) if (outcome !== 'not-sent') await follow(ready, outcome, round);
}

/** What happened in Teams is known here only: a database that is away for a moment must not make it uncertain. */
async function settleSurely(settlements: readonly Settlement[], { ledger, log }: Round): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await ledger.settle(settlements);
    } catch (error) {
      if (tries >= mostSettleTries) throw error;
      log.warn({ err: error, nudges: settlements.length }, 'The ledger could not be written; once more in a second');
      await sleep(1_000);
    }
  }
}

const mostSettleTries = 15;

const uncertain: SendOutcome = { kind: 'uncertain' };

/** The lease is looked at last, right before the call. */
async function sendOne({ nudge, campaign }: Ready, round: Round): Promise<SendOutcome | 'not-sent'> {
  const { messenger, pace, isOn, settings } = round;
  if (!nudge.isReachable) {
    if ((await pace.next()) === 'paused' || !isOn()) return 'not-sent';
    const reached = await messenger.reach(nudge.user);
    if (reached.kind !== 'sent') return reached.kind === 'uncertain' ? notDelivered : reached;
  }
  if ((await pace.next()) === 'paused' || !isOn()) return 'not-sent';
  return messenger.send(
    nudge.user,
    { kind: 'nudge', ...nudgeView(campaign, nudge, settings) },
    nudge.participant.language,
  );
}

/** A chat that may or may not have been made is no message: it can be tried again. */
const notDelivered: SendOutcome = { kind: 'busy', status: 0 };

async function follow({ nudge }: Ready, outcome: SendOutcome, round: Round): Promise<void> {
  const { participants, pace, lease, now } = round;
  if (outcome.kind === 'throttled') {
    const until = new Date(now().getTime() + outcome.retryAfterMs);
    pace.pauseUntil(until);
    await lease.pauseUntil(until);
  }
  if (outcome.kind === 'sent' && nudge.participant.unreachable)
    await participants.noteUnreachable(nudge.campaign, nudge.user, undefined);
  if (outcome.kind !== 'unreachable') return;
  await participants.noteUnreachable(nudge.campaign, nudge.user, outcome.cause);
  if (outcome.cause === 'disabled-by-admin') await pauseEverything(round);
}

/** Teams refuses every message of this app in the tenant: going on would only use up the list. */
async function pauseEverything({ campaigns, messenger, log, newId }: Round): Promise<void> {
  const because = { kind: 'disabled-by-admin' } as const;
  for (const campaign of await campaigns.withStatus('running')) {
    const paused: Campaign = { ...campaign, revision: newId(), status: 'paused', pausedBecause: because };
    if (!(await campaigns.save(paused, campaign.revision))) continue;
    log.warn({ campaign: campaign.id }, 'Paused: Teams says that an administrator has disabled the app');
    await messenger.tell(campaign.owner, { kind: 'campaign-trouble', campaign: paused, because });
  }
}
