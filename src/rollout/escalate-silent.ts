import type { UserId } from '../passkeys/ids.ts';
import type { Campaign } from './campaign.ts';
import { campaignView } from './campaign-view.ts';
import { type LookPorts, lookWhoIsAway, type Patience } from './look-who-is-away.ts';
import type { Participant } from './nudge.ts';
import type { PersonInNeed } from './reply.ts';
import type { RolloutPorts } from './scene.ts';
import { type TellPorts, whoRuns } from './tell-owner.ts';
import { lastCallOf } from './waves.ts';

const pageSize = 2_000;
/** Names in a card; the report has all of them. */
const mostNames = 20;

/**
 * Who has answered nothing to the last message they get, or said that they cannot, is told to the owner: all in one message.
 * Each is taken once, before it is told: told twice is worse than read in the report.
 */
export async function escalateSilent(
  campaign: Campaign,
  patience: Patience,
  ports: Pick<RolloutPorts, 'participants' | 'now' | 'settings'> & LookPorts & TellPorts,
  isOver = false,
): Promise<void> {
  const { participants, messenger, now, log, settings } = ports;
  const lastCall = isOver ? 'over' : campaign.plan && lastCallOf(campaign.plan, settings.defaultTimeZone);
  const readers = await whoRuns(campaign, ports);
  // Those who are taken and told to nobody would not come again.
  if (readers.length === 0) return;
  await lookWhoIsAway(campaign.id, lastCall, patience, ports);
  const people: PersonInNeed[] = [];
  let count = 0;
  try {
    for (let page = await take(undefined); page.length > 0; page = await take(page.at(-1)?.user)) {
      count += page.length;
      people.push(...page.slice(0, mostNames - people.length).map(escalated));
    }
  } finally {
    // Also after a failure: whoever was taken does not come again.
    if (count > 0) await tell();
  }

  function take(after: UserId | undefined): Promise<readonly Participant[]> {
    return participants.takeForEscalation(campaign.id, now(), pageSize, after, lastCall);
  }

  async function tell(): Promise<void> {
    log.info({ campaign: campaign.id, people: count }, 'Handed to the owner of the campaign');
    const names = people.map(({ name }) => name);
    const told = { kind: 'cannot-escalate', campaign: campaignView(campaign), names, people, count } as const;
    for (const reader of readers) await messenger.tell(reader, told);
  }
}

function escalated({ name, cannot, cannotNote }: Participant): PersonInNeed {
  return { name, ...(cannot && { because: cannot }), ...(cannotNote && { note: cannotNote }) };
}
