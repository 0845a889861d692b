import type { Logger } from 'pino';
import type { Role } from '../helpdesk/role.ts';
import type { GroupId, UserId } from '../passkeys/ids.ts';
import { within } from './deadline.ts';
import type { GraphClient } from './graph-client.ts';
import { readBatch } from './read-batch.ts';
import { planMemberships, readMemberOf } from './read-memberships.ts';
import { reporter } from './report-failure.ts';

export type RolesOptions<R extends string = Role> = {
  readonly client: GraphClient;
  /** Who is in one of them holds the role. None: nobody does. */
  readonly groups: Readonly<Record<R, readonly GroupId[]>>;
  readonly now: () => Date;
  readonly log: Pick<Logger, 'warn' | 'info'>;
  /** Milliseconds for which an answer is good enough to draw a card. */
  readonly ttlMs?: number;
  /** Milliseconds for one reading. */
  readonly limitMs?: number;
};

/** Those of the help desk, for whatever roles there are. */
export type RolesOf<R extends string> = {
  groupsOf(role: R): readonly GroupId[];
  has(user: UserId, role: R): Promise<boolean>;
  hasNow(user: UserId, role: R): Promise<boolean>;
};

/** Requests in one reading; 20 groups each. */
const room = 20;
/** Answers that are kept: everybody who talks to the bot is asked about, and memory has an end. */
const mostKept = 5_000;

export function createRoles<R extends string = Role>({
  client,
  groups,
  now,
  log,
  ttlMs = 5 * 60_000,
  limitMs = 3_000,
}: RolesOptions<R>): RolesOf<R> {
  const kept = new Map<string, { readonly holds: boolean; readonly readAt: number }>();

  async function hasNow(user: UserId, role: R): Promise<boolean> {
    const key = `${role} ${user}`;
    const holds = await readHolds(user, groups[role], { client, log, limitMs });
    kept.delete(key);
    if (holds === undefined) return false;
    kept.set(key, { holds, readAt: now().getTime() });
    const oldest = kept.size > mostKept ? kept.keys().next() : undefined;
    if (oldest?.value !== undefined) kept.delete(oldest.value);
    return holds;
  }

  return {
    groupsOf: (role) => groups[role],
    hasNow,
    async has(user, role) {
      const answer = kept.get(`${role} ${user}`);
      return answer && now().getTime() - answer.readAt < ttlMs ? answer.holds : hasNow(user, role);
    },
  };
}

/** Undefined: not readable. */
async function readHolds(
  user: UserId,
  groups: readonly GroupId[],
  { client, log, limitMs }: Required<Pick<RolesOptions, 'client' | 'log' | 'limitMs'>>,
): Promise<boolean | undefined> {
  const plan = planMemberships(user, groups, room);
  if (plan.requests.length === 0) return false;
  const deadline = within(limitMs);
  const ask = (requests: typeof plan.requests) => readBatch(client, requests, deadline, reporter(log, user));
  const memberOf = await readMemberOf(plan, await ask(plan.requests), [], ask);
  return memberOf.known ? memberOf.value.size > 0 : undefined;
}
