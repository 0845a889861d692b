import type { Campaign, PauseReason } from './campaign.ts';
import type { Ready } from './judge-due.ts';
import type { SendOutcome, Settlement } from './nudge.ts';
import { backOff } from './outage.ts';
import type { SenderRun } from './sender-run.ts';
import type { Ailment, Way } from './sending-health.ts';
import { tellOwner } from './tell-owner.ts';

/** What came of a nudge, and how far it had come. */
export type Sent = { readonly outcome: SendOutcome; readonly way: Way };
export type Tried = Sent & { readonly settlement: Settlement; readonly ailment: Ailment | undefined };

/** ms. Whatever Graph or Teams asks for, somebody looks again after this. */
const longestPause = 10 * 60_000;

/** 429 holds for all that has not gone out yet, from now on; where it is Graph's, for those who need Graph. */
export function obeyed(outcome: SendOutcome, { pace, health, now }: SenderRun): SendOutcome {
  if (outcome.kind !== 'throttled') return outcome;
  const retryAfterMs = Math.min(outcome.retryAfterMs, longestPause);
  const until = new Date(now().getTime() + retryAfterMs);
  if (outcome.isForInstalls) health.pauseReaching(until);
  else pace.pauseUntil(until);
  return { ...outcome, retryAfterMs };
}

/** At once, before anything is written: while everything is busy, the next calls are not made. */
export function noteHealth({ nudge }: Ready, { outcome, way }: Sent, run: SenderRun): Ailment | undefined {
  const { health, pace, now, log } = run;
  const wasOut = health.outage.isOn();
  const ailment = health.note({ nudge: nudge.id, campaign: nudge.campaign, way }, outcome);
  if (wasOut && !health.outage.isOn()) log.info({}, 'Teams answers again: messages go on');
  if (ailment === 'busy') {
    const ms = backOff(Math.random(), way === 'send' ? health.outage.inVain() : 0);
    const until = new Date(now().getTime() + ms);
    if (way === 'reach') health.pauseReaching(until);
    else pace.pauseUntil(until);
    log.warn({ way, until }, 'One call after the other is in vain: no more for a while');
  }
  return ailment;
}

/** What an outcome means beyond its own nudge. */
export async function noteOutcome(
  { nudge }: Ready,
  { outcome, settlement, ailment }: Tried,
  run: SenderRun,
): Promise<void> {
  const { participants, lease, now, log } = run;
  const { campaign, user } = nudge;
  // For the other instances, and for this one after a restart.
  if (outcome.kind === 'throttled' && !outcome.isForInstalls)
    await lease.pauseUntil(new Date(now().getTime() + outcome.retryAfterMs));
  if (outcome.kind === 'busy' && outcome.status === 401)
    log.error(
      { campaign },
      'Teams does not accept the identity of the bot: check the app registration and its credential',
    );
  if (outcome.kind === 'sent' && nudge.participant.unreachable)
    await participants.noteUnreachable(campaign, user, undefined);
  if (ailment === 'refused') await pauseRefused(campaign, outcome, run);
  if (outcome.kind !== 'unreachable') return;
  // Of whoever is tried again, nothing is known yet.
  if (settlement.status === 'failed' || outcome.cause !== 'unknown')
    await participants.noteUnreachable(campaign, user, outcome.cause);
  // Teams refuses every message of this app in the tenant: going on would only use up the list.
  if (outcome.cause === 'disabled-by-admin') await pause({ kind: 'disabled-by-admin' }, run, () => true);
}

async function pauseRefused(campaign: string, outcome: SendOutcome, run: SenderRun): Promise<void> {
  const code = 'code' in outcome ? outcome.code : undefined;
  await pause({ kind: 'refused', ...(code !== undefined && { code }) }, run, ({ id }) => id === campaign);
}

async function pause(
  because: Extract<PauseReason, { readonly kind: 'disabled-by-admin' | 'refused' }>,
  run: SenderRun,
  isMeant: (campaign: Campaign) => boolean,
): Promise<void> {
  const { campaigns, log, newId, running } = run;
  for (const campaign of (await campaigns.withStatus('running')).filter(isMeant)) {
    const paused: Campaign = { ...campaign, revision: newId(), status: 'paused', pausedBecause: because };
    if (!(await campaigns.save(paused, campaign.revision))) continue;
    log.warn({ campaign: campaign.id, because: because.kind }, 'Paused: nothing that is sent arrives');
    await tellOwner(campaign, { kind: 'campaign-trouble', campaign: paused, because }, run);
  }
  await running.look();
}
