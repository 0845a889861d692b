import type { UserId } from '../passkeys/ids.ts';
import type { Campaign } from './campaign.ts';
import type { OwnerReply } from './reply.ts';
import type { RolloutPorts } from './scene.ts';

export type TellPorts = Pick<RolloutPorts, 'roles' | 'owners' | 'messenger' | 'log'>;

/** The owner; where they do not run rollouts any more, the others who do. It may name people: nobody else reads it. */
export async function whoRuns(
  { id, owner }: Pick<Campaign, 'id' | 'owner'>,
  { roles, owners, log }: TellPorts,
): Promise<readonly UserId[]> {
  const [stillOwner] = await roles.among([owner]);
  if (stillOwner) return [stillOwner];
  const others = await owners.others(owner).catch((error: unknown) => {
    log.warn({ err: error, campaign: id }, 'Who else runs rollouts could not be read');
    return [];
  });
  if (others.length === 0) log.warn({ campaign: id }, 'Nobody who runs rollouts could be told about a campaign');
  return others;
}

/** Something that nobody asked for just now. */
export async function tellOwner(
  campaign: Pick<Campaign, 'id' | 'owner'>,
  reply: OwnerReply,
  ports: TellPorts,
): Promise<void> {
  for (const user of await whoRuns(campaign, ports)) await ports.messenger.tell(user, reply);
}
