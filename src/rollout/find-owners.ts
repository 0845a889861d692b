import type { GroupId, UserId } from '../passkeys/ids.ts';
import type { AudienceSource } from './ports.ts';
import type { RolloutRoles } from './scene.ts';

type OwnerPorts = {
  readonly source: Pick<AudienceSource, 'membersOf'>;
  readonly roles: Pick<RolloutRoles, 'among'>;
  /** Whose members run rollouts. */
  readonly groups: readonly GroupId[];
  readonly hasChat: (user: UserId) => Promise<boolean>;
};

/** Who is asked for an approval. Groups of owners are small; of a large one some are enough. */
const most = 20;
const looked = 200;

/** Rollout owners with a chat, other than this one, who hold the role now. */
export async function findOwners(
  than: UserId,
  { source, roles, groups, hasChat }: OwnerPorts,
): Promise<readonly UserId[]> {
  const members = new Set<UserId>();
  for (const group of groups) {
    for await (const page of source.membersOf(group, () => undefined)) {
      for (const { user, isEnabled } of page) if (isEnabled && user !== than) members.add(user);
      if (members.size >= looked) break;
    }
  }
  const some = [...members].slice(0, looked);
  const reachable = await Promise.all(some.map(async (user) => ((await hasChat(user)) ? [user] : [])));
  return roles.among(reachable.flat().slice(0, most));
}
