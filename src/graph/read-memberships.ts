import { z } from 'zod';
import type { Known } from '../passkeys/facts.ts';
import { type GroupId, groupId, type UserId } from '../passkeys/ids.ts';
import { type BatchRead, batchLimit } from './graph-client.ts';
import { known } from './known.ts';
import type { BatchReader } from './read-batch.ts';
import { allGroupsRequest, groupRequests } from './user-requests.ts';

/** The part of a user's first batch that asks for memberships. */
export type MembershipPlan = {
  readonly user: UserId;
  readonly asked: ReadonlySet<GroupId>;
  readonly requests: readonly BatchRead[];
};

export function planMemberships(user: UserId, groups: readonly GroupId[], room: number): MembershipPlan {
  const asked = new Set(groups);
  return { user, asked, requests: groupRequests(user, [...asked], room) };
}

/**
 * Of the groups asked in the first batch and the ones named since: those the user is in.
 * One answer missing makes all of it unknown.
 */
export async function readMemberOf(
  plan: MembershipPlan,
  first: BatchReader,
  named: readonly GroupId[],
  askMore: (requests: readonly BatchRead[]) => Promise<BatchReader>,
): Promise<Known<ReadonlySet<GroupId>>> {
  const inAsked = await readGroups(plan.requests, first);
  if (!inAsked.known) return inAsked;
  const wanted = new Set([...plan.asked, ...named]);
  const hasAll = plan.requests.some(({ id }) => id === allGroupsRequest);
  const left = hasAll ? [] : [...wanted].filter((group) => !plan.asked.has(group));
  if (left.length === 0) return known(new Set(inAsked.value.filter((group) => wanted.has(group))));

  const requests = groupRequests(plan.user, left, batchLimit);
  const inLeft = await readGroups(requests, await askMore(requests));
  if (!inLeft.known) return inLeft;
  return known(new Set([...inAsked.value, ...inLeft.value].filter((group) => wanted.has(group))));
}

async function readGroups(requests: readonly BatchRead[], reader: BatchReader): Promise<Known<readonly GroupId[]>> {
  const answers = await Promise.all(requests.map(({ id }) => reader.list(id, parseGroups)));
  const groups: GroupId[] = [];
  for (const answer of answers) {
    if (!answer.known) return answer;
    groups.push(...answer.value);
  }
  return known(groups);
}

/** `checkMemberGroups` answers with ids, `transitiveMemberOf` with objects. */
const GroupEntry = z.union([z.guid(), z.object({ id: z.guid() }).transform(({ id }) => id)]);

function parseGroups(entries: readonly unknown[]): readonly GroupId[] {
  return entries.flatMap((entry) => {
    const parsed = GroupEntry.safeParse(entry);
    return parsed.success ? [groupId(parsed.data)] : [];
  });
}
