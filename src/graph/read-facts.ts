import type { Logger } from 'pino';
import type { AuthenticationMethod, Facts, Known } from '../passkeys/facts.ts';
import type { GroupId, UserId } from '../passkeys/ids.ts';
import { unlessAborted, within } from './deadline.ts';
import { type BatchRead, batchLimit, type GraphClient } from './graph-client.ts';
import { GraphError } from './graph-error.ts';
import { known, unknown } from './known.ts';
import { parseAccount } from './parse-account.ts';
import { parseEntraDevices, parseIntuneDevices } from './parse-devices.ts';
import { parseMethods } from './parse-methods.ts';
import { type BatchReader, nothingRead, readBatch } from './read-batch.ts';
import { planMemberships, readMemberOf } from './read-memberships.ts';
import { reporter } from './report-failure.ts';
import { createTenantPolicies, groupsNamedBy, type PolicyRound, type TenantPolicies } from './tenant-policies.ts';
import { methodsPath, userRequests } from './user-requests.ts';

/** Nothing here fails for the outside's sake; only an aborted caller is rejected, with his own reason. */
export type GraphDirectory = {
  factsAbout(user: UserId, signal?: AbortSignal): Promise<Facts>;
  methodsOf(user: UserId, signal?: AbortSignal): Promise<Known<readonly AuthenticationMethod[]>>;
};

export type GraphDirectoryOptions = {
  readonly client: GraphClient;
  readonly now: () => Date;
  readonly log: Pick<Logger, 'warn' | 'info' | 'debug'>;
  /** Groups that our own settings name; the user's membership in them is always read. */
  readonly alwaysCheckGroups: readonly GroupId[];
  /** Milliseconds for which the tenant's policies are not read again. */
  readonly policyTtlMs?: number;
  /** Milliseconds after which whatever is known is the answer. */
  readonly limitMs?: number;
};

type Room = Pick<GraphDirectoryOptions, 'client' | 'now' | 'log' | 'alwaysCheckGroups'> & {
  readonly limitMs: number;
  readonly policies: TenantPolicies;
};

export function createDirectory(options: GraphDirectoryOptions): GraphDirectory {
  const { now, log, policyTtlMs = 5 * 60_000, limitMs = 6_000 } = options;
  const policies = createTenantPolicies({
    now,
    freshFor: policyTtlMs,
    onOld: (operation, age) => log.warn({ operation, ageSeconds: Math.round(age / 1000) }, 'An old policy stands in'),
  });
  const room: Room = { ...options, limitMs, policies };
  return {
    factsAbout: async (user, signal) => {
      signal?.throwIfAborted();
      return unlessAborted(readFacts(user, signal, room), signal);
    },
    methodsOf: (user, signal) => readMethods(user, signal, room),
  };
}

/** One batch; a second one only for groups that a policy names which came with the first. */
async function readFacts(user: UserId, signal: AbortSignal | undefined, room: Room): Promise<Facts> {
  const { client, now, policies, alwaysCheckGroups } = room;
  const report = reporter(room.log, user);
  const about = userRequests(user);
  const round = policies.newRound();
  // Others wait for the policies that this batch asks for, so it goes on even when this caller gives up.
  const deadline = within(room.limitMs, round.requests.length > 0 ? undefined : signal);
  const space = batchLimit - about.length - round.requests.length;
  const plan = planMemberships(user, [...alwaysCheckGroups, ...round.groups], space);
  const askMore = (requests: readonly BatchRead[]) => readBatch(client, requests, { ...deadline, signal }, report);

  const first = await readFirst(round, () =>
    readBatch(client, [...about, ...round.requests, ...plan.requests], deadline, report),
  );
  const policiesRead = round.finish(first.one);
  const [methods, intuneDevices, entraDevices, policy, memberOf] = await Promise.all([
    first.list('methods', parseMethods),
    first.list('intune-devices', parseIntuneDevices),
    first.list('entra-devices', parseEntraDevices),
    policiesRead,
    policiesRead.then((read) => readMemberOf(plan, first, groupsNamedBy(read), askMore)),
  ]);
  const account = first.one('account', parseAccount);
  return { user, readAt: now(), account, methods, intuneDevices, entraDevices, ...policy, memberOf };
}

/** Whatever happens to the batch, those who wait for its policies are told. */
async function readFirst(round: PolicyRound, read: () => Promise<BatchReader>): Promise<BatchReader> {
  try {
    return await read();
  } catch (error) {
    void round.finish(nothingRead.one);
    throw error;
  }
}

async function readMethods(user: UserId, signal: AbortSignal | undefined, { client, log, limitMs }: Room) {
  const deadline = within(limitMs, signal);
  try {
    const firstPage = await client.get('methods', methodsPath(user), deadline);
    return known(parseMethods(await client.entriesOf('methods', firstPage, deadline)));
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    reporter(log, user)(error);
    return unknown(error.code);
  }
}
