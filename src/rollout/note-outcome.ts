import type { Campaign } from './campaign.ts';
import type { Ready } from './feed-nudges.ts';
import type { SendOutcome } from './nudge.ts';
import type { SenderRun } from './sender-run.ts';

/** What an outcome means beyond its own nudge. */
export async function noteOutcome({ nudge }: Ready, outcome: SendOutcome, run: SenderRun): Promise<void> {
  const { participants, lease, now, log } = run;
  const { campaign, user } = nudge;
  // For the other instances, and for this one after a restart.
  if (outcome.kind === 'throttled') await lease.pauseUntil(new Date(now().getTime() + outcome.retryAfterMs));
  if (outcome.kind === 'busy' && outcome.status === 401)
    log.error(
      { campaign },
      'Teams does not accept the identity of the bot: check the app registration and its credential',
    );
  if (outcome.kind === 'sent' && nudge.participant.unreachable)
    await participants.noteUnreachable(campaign, user, undefined);
  if (outcome.kind !== 'unreachable') return;
  await participants.noteUnreachable(campaign, user, outcome.cause);
  if (outcome.cause === 'disabled-by-admin') await pauseEverything(run);
}

/** Teams refuses every message of this app in the tenant: going on would only use up the list. */
async function pauseEverything({ campaigns, messenger, log, newId, running }: SenderRun): Promise<void> {
  const because = { kind: 'disabled-by-admin' } as const;
  for (const campaign of await campaigns.withStatus('running')) {
    const paused: Campaign = { ...campaign, revision: newId(), status: 'paused', pausedBecause: because };
    if (!(await campaigns.save(paused, campaign.revision))) continue;
    log.warn({ campaign: campaign.id }, 'Paused: Teams says that an administrator has disabled the app');
    await messenger.tell(campaign.owner, { kind: 'campaign-trouble', campaign: paused, because });
  }
  await running.look();
}
