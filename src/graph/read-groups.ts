import type { Logger } from 'pino';
import type { Known } from '../passkeys/facts.ts';
import type { GroupId } from '../passkeys/ids.ts';
import { type Deadline, within } from './deadline.ts';
import { batchLimit, type GraphClient } from './graph-client.ts';
import { known, unknown } from './known.ts';
import { parseIsRoleGroup } from './parse-subject.ts';
import { type ReportFailure, readBatch } from './read-batch.ts';
import { reporter } from './report-failure.ts';

/** Undefined: the directory has no such group. */
export type GroupRead = { readonly isAssignableToRole: boolean } | undefined;

export async function readGroups(
  groups: readonly GroupId[],
  client: GraphClient,
  deadline: Deadline,
  report: ReportFailure,
): Promise<ReadonlyMap<GroupId, Known<GroupRead>>> {
  const distinct = [...new Set(groups)];
  const found = new Map<GroupId, Known<GroupRead>>();
  for (let start = 0; start < distinct.length; start += batchLimit) {
    const some = distinct.slice(start, start + batchLimit);
    const read = await readBatch(client, some.map(groupRequest), deadline, report);
    for (const group of some) {
      const isGone = read.failureOf(group)?.code === 'not-found';
      const answer = isGone ? undefined : read.one(group, parseIsRoleGroup);
      found.set(group, answer?.known ? known({ isAssignableToRole: answer.value }) : (answer ?? known(undefined)));
    }
  }
  return found;
}

export function groupRequest(group: GroupId) {
  return { id: group, url: `/groups/${group}?$select=id,displayName,isAssignableToRole` };
}

type GroupsExistOptions = {
  readonly client: GraphClient;
  readonly groups: readonly GroupId[];
  readonly now: () => Date;
  readonly log: Pick<Logger, 'warn' | 'info'>;
  /** Milliseconds for which what was found is not read again. */
  readonly freshFor: number;
  /** Milliseconds for one reading. */
  readonly limitMs: number;
};

/**
 * Whether all of them are there. Asked whether somebody is a member, Graph says no for a group that it does not know: a wrong id would protect
 * nobody, and nobody would notice. Source: https://learn.microsoft.com/graph/api/directoryobject-checkmembergroups
 */
export function createGroupsExist({ client, groups, now, log, freshFor, limitMs }: GroupsExistOptions) {
  let goodUntil = 0;

  return async (): Promise<Known<true>> => {
    if (groups.length === 0 || now().getTime() < goodUntil) return known(true);
    const read = await readGroups(groups, client, within(limitMs), reporter(log, undefined));
    const missing = [...read].filter(([, answer]) => answer.known && !answer.value).map(([group]) => group);
    if (missing.length > 0) log.warn({ groups: missing }, 'The settings name groups that the directory does not have');
    if (missing.length > 0) return unknown('not-found');
    const unread = [...read.values()].find((answer) => !answer.known);
    if (unread && !unread.known) return unread;
    goodUntil = now().getTime() + freshFor;
    return known(true);
  };
}
