import { z } from 'zod';
import { type UserId, userId } from '../passkeys/ids.ts';

const text = z.string().max(500).optional().catch(undefined);

/**
 * What we read of a member; Teams writes the object id under either name.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context
 */
const Member = z.object({
  id: z.string().max(1_000),
  aadObjectId: text,
  objectId: text,
  userRole: text,
  tenantId: text,
  userPrincipalName: text,
});
type Member = z.infer<typeof Member>;

export const MembersPage = z.object({
  members: z.array(Member),
  continuationToken: z.string().max(10_000).nullish(),
});

export type ChannelMember = { readonly user: UserId | undefined; readonly isGuest: boolean };

/** People, not bots. `tenants`: those served; empty: every one. */
export function channelMembers(members: readonly Member[], tenants: ReadonlySet<string>): readonly ChannelMember[] {
  return members
    .filter(({ id }) => !id.startsWith('28:'))
    .map((member) => ({ user: userOf(member), isGuest: isGuest(member, tenants) }));
}

function userOf({ aadObjectId, objectId }: Member): UserId | undefined {
  try {
    return userId(aadObjectId ?? objectId ?? '');
  } catch {
    return undefined;
  }
}

/** Guests of the tenant have `#EXT#` in their name; people in a shared channel are of another tenant. */
function isGuest({ userRole, tenantId, userPrincipalName }: Member, tenants: ReadonlySet<string>): boolean {
  const isForeign = tenants.size > 0 && tenantId !== undefined && !tenants.has(tenantId.toLowerCase());
  const isOther = userRole !== undefined && !['user', 'owner', 'admin'].includes(userRole.toLowerCase());
  return isForeign || isOther || /#EXT#/i.test(userPrincipalName ?? '');
}
