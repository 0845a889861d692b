import type { Logger } from 'pino';
import type { Known } from '../passkeys/facts.ts';
import type { GroupId } from '../passkeys/ids.ts';
import { type Deadline, within } from './deadline.ts';
import { batchLimit, type GraphClient } from './graph-client.ts';
import { GraphError } from './graph-error.ts';
import { known, unknown } from './known.ts';
import { parseEligiblePrincipals, parseRoleGroupIds } from './parse-subject.ts';
import { noPim } from './pim.ts';
import { type BatchReader, type ReportFailure, readBatch } from './read-batch.ts';
import { reporter } from './report-failure.ts';

/** Of each group: the role-assignable groups that its members may activate. */
export type NestedEligibility = ReadonlyMap<GroupId, readonly GroupId[]>;

type Options = {
  readonly client: GraphClient;
  readonly now: () => Date;
  readonly log: Pick<Logger, 'warn' | 'info'>;
  /** Milliseconds for which it is not read again: a tenant has few such groups, and everybody asks the same. */
  readonly freshFor: number;
  /** Milliseconds for one reading. */
  readonly limitMs: number;
};

const operation = 'role-assignable-groups';
const roleGroupsPath = `/groups?$filter=${encodeURIComponent('isAssignableToRole eq true')}&$select=id,displayName,isAssignableToRole&$top=999`;

/**
 * A group is never an active member of a role-assignable group, but PIM for Groups makes it an eligible one: then its members activate that group, each
 * for themselves, and their own eligibilities do not show it. Graph lists eligibilities by group or by principal only, so the few role-assignable
 * groups are asked who may activate them. Not seen: a way that takes activating a second group which is not role-assignable.
 * Source: https://learn.microsoft.com/entra/id-governance/privileged-identity-management/concept-pim-for-groups
 */
export function createNestedEligibility({ client, now, log, freshFor, limitMs }: Options) {
  const report = reporter(log, undefined);
  let held: { readonly value: NestedEligibility; readonly until: number } | undefined;

  return async (): Promise<Known<NestedEligibility>> => {
    if (held && now().getTime() < held.until) return known(held.value);
    const read = await readNested(client, within(limitMs), report);
    if (read.known) held = { value: read.value, until: now().getTime() + freshFor };
    return read;
  };
}

async function readNested(
  client: GraphClient,
  deadline: Deadline,
  report: ReportFailure,
): Promise<Known<NestedEligibility>> {
  const groups = await readRoleGroups(client, deadline, report);
  if (!groups.known) return groups;
  const nested = new Map<GroupId, readonly GroupId[]>();
  for (let start = 0; start < groups.value.length; start += batchLimit) {
    const some = groups.value.slice(start, start + batchLimit);
    const batch = await readBatch(client, some.map(eligibilityRequest), deadline, report);
    for (const group of some) {
      const principals = await principalsOf(group, batch);
      if (!principals.known) return principals;
      for (const one of principals.value) nested.set(one, [...(nested.get(one) ?? []), group]);
    }
  }
  return known(nested);
}

async function readRoleGroups(
  client: GraphClient,
  deadline: Deadline,
  report: ReportFailure,
): Promise<Known<readonly GroupId[]>> {
  try {
    const page = await client.get(operation, roleGroupsPath, deadline);
    return known(parseRoleGroupIds(await client.entriesOf(operation, page, deadline)));
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    report(error);
    return unknown(error.code);
  }
}

/** People among them, too: nobody is a member of a person. */
async function principalsOf(group: GroupId, batch: BatchReader): Promise<Known<readonly GroupId[]>> {
  if (batch.failureOf(group)?.reason === noPim) return known([]);
  return batch.list(group, parseEligiblePrincipals);
}

function eligibilityRequest(group: GroupId) {
  const filter = encodeURIComponent(`groupId eq '${group}'`);
  return { id: group, url: `/identityGovernance/privilegedAccess/group/eligibilitySchedules?$filter=${filter}` };
}
