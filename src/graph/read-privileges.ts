import type { Privilege } from '../helpdesk/subject.ts';
import type { Known } from '../passkeys/facts.ts';
import { known } from './known.ts';
import { parseDirectoryRoles, parseHeldRoles, parseRoleGroups } from './parse-subject.ts';
import type { BatchReader } from './read-batch.ts';

/**
 * The answer of a tenant without PIM. Nobody is eligible there: when the licence ends, eligible assignments are removed.
 * Source: https://learn.microsoft.com/entra/id-governance/licensing-fundamentals
 */
const noPim = 'AadPremiumLicenseRequired';

/** One part that cannot be read makes all of it unknown. */
export async function readPrivileges(batch: BatchReader): Promise<Known<readonly Privilege[]>> {
  const parts = await Promise.all([
    batch.list('role-assignments', parseHeldRoles(true)),
    batch.list('directory-roles', parseDirectoryRoles),
    readEligible(batch),
    batch.list('groups-in', parseRoleGroups('member')),
    batch.list('groups-owned', parseRoleGroups('owner')),
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

/** Active ones come first and stay. */
function isSame(one: Privilege, other: Privilege): boolean {
  if (one.kind === 'role') return other.kind === 'role' && one.templateId === other.templateId;
  return other.kind === 'role-assignable-group' && one.group === other.group && one.as === other.as;
}
