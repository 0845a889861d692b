import type { Logger } from 'pino';
import type { Subjects } from '../helpdesk/ports.ts';
import type { Manager, SubjectFacts } from '../helpdesk/subject.ts';
import type { Known } from '../passkeys/facts.ts';
import type { GroupId, UserId } from '../passkeys/ids.ts';
import { type Deadline, within } from './deadline.ts';
import { batchLimit, type GraphClient } from './graph-client.ts';
import { GraphError } from './graph-error.ts';
import { known, unknown } from './known.ts';
import { createNestedEligibility } from './nested-eligibility.ts';
import { parseMethods } from './parse-methods.ts';
import { parseManager, parseManagerAudits, parsePerson } from './parse-subject.ts';
import { type BatchReader, nothingRead, type ReportFailure, readBatch } from './read-batch.ts';
import { createGroupsExist } from './read-groups.ts';
import { planMemberships, readMemberOf } from './read-memberships.ts';
import { readNames } from './read-names.ts';
import { readPrivileges } from './read-privileges.ts';
import { reporter } from './report-failure.ts';
import { searchPeople } from './search-people.ts';
import { managerPath, subjectRequests } from './subject-requests.ts';
import { createTapPolicyRead, groupsIn } from './tenant-policies.ts';

export type SubjectsOptions = {
  /** With the bot's own identity. */
  readonly client: GraphClient;
  readonly now: () => Date;
  readonly log: Pick<Logger, 'warn' | 'info'>;
  /** Operator groups, protected groups, approval groups: the subject's membership in them is always read. */
  readonly alwaysCheckGroups: readonly GroupId[];
  /** Of these, the ones that have to be there: as long as one is not, nobody's memberships are known. */
  readonly mustExist?: readonly GroupId[];
  /** Milliseconds for which the TAP policy, and that these groups are there, is not read again. */
  readonly policyTtlMs?: number;
  /** Milliseconds after which whatever is known is the answer. */
  readonly limitMs?: number;
};

type Room = Pick<SubjectsOptions, 'client' | 'now' | 'log' | 'alwaysCheckGroups'> & {
  readonly limitMs: number;
  readonly tapPolicy: ReturnType<typeof createTapPolicyRead>;
  readonly groupsExist: ReturnType<typeof createGroupsExist>;
  readonly nestedEligibility: ReturnType<typeof createNestedEligibility>;
};

/**
 * Days for which a new manager counts as recent. Without an Entra ID P1 licence the audit log reaches back 7 days only.
 * Source: https://learn.microsoft.com/entra/identity/monitoring-health/reference-reports-data-retention
 */
const recent = 30;
const day = 24 * 60 * 60_000;
/** Above the manager. Whoever is arranged further up than this hardly answers to the subject. */
const levelsAbove = 3;

/** Nothing here fails for the outside's sake. */
export function createSubjects(options: SubjectsOptions): Subjects {
  const { now, client, log, policyTtlMs = 5 * 60_000, limitMs = 6_000 } = options;
  const tapPolicy = createTapPolicyRead({ now, freshFor: policyTtlMs });
  const groups = options.mustExist ?? [];
  const groupsExist = createGroupsExist({ client, groups, now, log, freshFor: policyTtlMs, limitMs });
  const nestedEligibility = createNestedEligibility({ client, now, log, freshFor: policyTtlMs, limitMs });
  const room: Room = { ...options, limitMs, tapPolicy, groupsExist, nestedEligibility };
  return {
    search: (query) => searchPeople(query, { client, log, limitMs }),
    factsAbout: (subject) => readSubject(subject, room),
    namesOf: (people) => readNames(people, { client, log, limitMs }),
  };
}

/** One batch, then the manager's manager, and a second batch only for groups that the policy names and which came with the first. */
async function readSubject(subject: UserId, room: Room): Promise<SubjectFacts> {
  const { client, now, log, tapPolicy, alwaysCheckGroups } = room;
  const report = reporter(log, subject);
  const deadline = within(room.limitMs);
  const about = subjectRequests(subject, new Date(now().getTime() - recent * day));
  const part = tapPolicy.newPart();
  const space = batchLimit - about.length - part.requests.length;
  const plan = planMemberships(subject, [...alwaysCheckGroups, ...part.groups], space);

  const requests = [...about, ...part.requests, ...plan.requests];
  const first = await readBatch(client, requests, deadline, report).catch((error: unknown) => {
    void part.finish(nothingRead.one);
    throw error;
  });
  const policy = part.finish(first.one);
  const person = first.one('person', parsePerson);
  const [methods, tapPolicyRead, memberships, privileges, manager, managerChangedRecently, groups] = await Promise.all([
    first.list('methods', parseMethods),
    policy,
    policy.then((read) =>
      readMemberOf(plan, first, groupsIn(read.known ? read.value : undefined), (more) =>
        readBatch(client, more, deadline, report),
      ),
    ),
    readPrivileges(first, (more) => readBatch(client, more, deadline, report), room.nestedEligibility()),
    readManager(first, person.known, room, deadline, report),
    first.list('manager-audits', parseManagerAudits(subject)),
    room.groupsExist(),
  ]);
  const memberOf = groups.known ? memberships : groups;
  const facts = { person, methods, tapPolicy: tapPolicyRead, memberOf, privileges, manager, managerChangedRecently };
  return { subject, readAt: now(), ...facts };
}

async function readManager(
  batch: BatchReader,
  isSomebody: boolean,
  { client }: Room,
  deadline: Deadline,
  report: ReportFailure,
): Promise<Known<Manager | undefined>> {
  // Graph says "not found" for a user without a manager, and for one that is not there.
  if (isSomebody && batch.failureOf('manager')?.code === 'not-found') return known(undefined);
  const manager = batch.one('manager', parseManager);
  if (!manager.known) return manager;
  const above = await readLineAbove(manager.value.id, client, deadline, report);
  return above.known ? known({ ...manager.value, above: above.value }) : above;
}

/** One after the other, until there is nobody above. One that cannot be read makes the line unknown. */
async function readLineAbove(
  first: UserId,
  client: GraphClient,
  deadline: Deadline,
  report: ReportFailure,
): Promise<Known<readonly UserId[]>> {
  const line: UserId[] = [];
  while (line.length < levelsAbove) {
    const next = await readManagerOf(line.at(-1) ?? first, client, deadline, report);
    if (!next.known) return next;
    if (!next.value || line.includes(next.value)) break;
    line.push(next.value);
  }
  return known(line);
}

/** A circle cannot be excluded as long as this is unknown. */
async function readManagerOf(
  id: UserId,
  client: GraphClient,
  deadline: Deadline,
  report: ReportFailure,
): Promise<Known<UserId | undefined>> {
  const operation = 'manager-of-manager';
  try {
    const { body } = await client.get(operation, `${managerPath(id)}?$select=id`, deadline);
    const above = parseManager(body);
    if (!above) throw new GraphError(operation, 'not-understood');
    return known(above.id);
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    if (error.code === 'not-found') return known(undefined);
    report(error);
    return unknown(error.code);
  }
}
