import type { Privilege } from '../helpdesk/subject.ts';
import type { Known } from '../passkeys/facts.ts';
import type { GroupId } from '../passkeys/ids.ts';
import type { BatchRead } from './graph-client.ts';
import { batchLimit } from './graph-client.ts';
import { known } from './known.ts';
import type { NestedEligibility } from './nested-eligibility.ts';
import {
  parseDirectoryRoles,
  parseEligibleGroups,
  parseGroupIds,
  parseHeldRoles,
  parseIsRoleGroup,
  parseRoleGroups,
} from './parse-subject.ts';
import { noPim } from './pim.ts';
import type { BatchReader } from './read-batch.ts';
import { groupRequest } from './read-groups.ts';

/** One part that cannot be read makes all of it unknown. */
export async function readPrivileges(
  batch: BatchReader,
  readMore: (requests: readonly BatchRead[]) => Promise<BatchReader>,
  nested: Promise<Known<NestedEligibility>>,
): Promise<Known<readonly Privilege[]>> {
  const parts = await Promise.all([
    batch.list('role-assignments', parseHeldRoles(true)),
    batch.list('directory-roles', parseDirectoryRoles),
    readEligible(batch),
    readEligibleGroups(batch, readMore),
    batch.list('groups-in', parseRoleGroups('member')),
    batch.list('groups-owned', parseRoleGroups('owner')),
    readEligibleThroughGroups(batch, nested),
  ]);
  const found: Privilege[] = [];
  for (const part of parts) {
    if (!part.known) return part;
    for (const privilege of part.value) if (!found.some((other) => isSame(other, privilege))) found.push(privilege);
  }
  return known(found);
}

async function readEligible(batch: BatchReader): Promise<Known<readonly Privilege[]>> {
  if (batch.failureOf('role-eligibility')?.reason === noPim) return known([]);
  return batch.list('role-eligibility', parseHeldRoles(false));
}

/** Each is looked at, as far as there is room; one that could not be looked at counts as role-assignable. */
async function readEligibleGroups(
  batch: BatchReader,
  readMore: (requests: readonly BatchRead[]) => Promise<BatchReader>,
): Promise<Known<readonly Privilege[]>> {
  if (batch.failureOf('group-eligibility')?.reason === noPim) return known([]);
  const listed = await batch.list('group-eligibility', parseEligibleGroups);
  if (!listed.known || listed.value.length === 0) return listed.known ? known([]) : listed;
  const groups = [...new Set(listed.value)];
  const looked = await readMore(groups.slice(0, batchLimit).map(groupRequest));
  const isHarmless = (group: GroupId, index: number) => {
    const answer = index < batchLimit ? looked.one(group, parseIsRoleGroup) : undefined;
    return answer?.known === true && !answer.value;
  };
  const privileged = groups.filter((group, index) => !isHarmless(group, index));
  return known(privileged.map((group) => ({ kind: 'role-assignable-group', group, as: 'eligible' })));
}

/** What the members of a group may activate, of the groups that they are in or may themselves activate. */
async function readEligibleThroughGroups(
  batch: BatchReader,
  nested: Promise<Known<NestedEligibility>>,
): Promise<Known<readonly Privilege[]>> {
  const hasNoPim = batch.failureOf('group-eligibility')?.reason === noPim;
  const [offered, isIn, mayActivate] = await Promise.all([
    nested,
    batch.list('groups-in', parseGroupIds),
    hasNoPim ? known([]) : batch.list('group-eligibility', parseEligibleGroups),
  ]);
  if (!offered.known) return offered;
  if (!isIn.known) return isIn;
  if (!mayActivate.known) return mayActivate;
  const groups = [...isIn.value, ...mayActivate.value].flatMap((group) => offered.value.get(group) ?? []);
  return known(groups.map((group) => ({ kind: 'role-assignable-group', group, as: 'eligible' })));
}

/** Active ones come first and stay. */
function isSame(one: Privilege, other: Privilege): boolean {
  if (one.kind === 'role') return other.kind === 'role' && one.templateId === other.templateId;
  return other.kind === 'role-assignable-group' && one.group === other.group && one.as === other.as;
}
