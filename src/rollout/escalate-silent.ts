import type { Campaign } from './campaign.ts';
import { campaignView } from './campaign-view.ts';
import type { RolloutPorts } from './scene.ts';

const pageSize = 200;
/** Names in a card; the report has all of them. */
const mostNames = 20;

/**
 * Who has answered nothing to the last reminder, or said that they cannot, is told to the owner: all in one message.
 * Each is taken once, before it is told: told twice is worse than read in the report.
 */
export async function escalateSilent(
  campaign: Campaign,
  { participants, messenger, now, log }: Pick<RolloutPorts, 'participants' | 'messenger' | 'now' | 'log'>,
): Promise<void> {
  const names: string[] = [];
  let count = 0;
  for (let taken = pageSize; taken === pageSize; ) {
    const page = await participants.takeForEscalation(campaign.id, now(), pageSize);
    taken = page.length;
    count += taken;
    names.push(...page.slice(0, mostNames - names.length).map(({ name }) => name));
  }
  if (count === 0) return;
  log.info({ campaign: campaign.id, people: count }, 'Handed to the owner of the campaign');
  await messenger.tell(campaign.owner, { kind: 'cannot-escalate', campaign: campaignView(campaign), names, count });
}
