import { chainStart, hashOf } from '../../src/helpdesk/audit-chain.ts';
import type { AuditRow } from '../../src/helpdesk/audit-entry.ts';
import type { HelpdeskCommand } from '../../src/helpdesk/command.ts';
import type {
  Audit,
  Cases,
  FreezeCause,
  Freezes,
  Intents,
  RequestQueue,
  SealedTap,
  SealedTaps,
  StoredChannel,
  StoredChannels,
} from '../../src/helpdesk/ports.ts';
import type { HelpRequest, Requests } from '../../src/helpdesk/request.ts';
import type { HelpdeskTimers } from '../../src/helpdesk/scene.ts';
import type { UserId } from '../../src/passkeys/ids.ts';
import { type CaseRows, fakeCases, noCaseRows } from './fake-cases.ts';
import { createFakeStores, type FakeStores } from './fake-stores.ts';

export type FakeFreeze = {
  readonly id: number;
  readonly subject: UserId;
  readonly because: FreezeCause;
  readonly operator: UserId | undefined;
  readonly about: string | undefined;
  readonly at: Date;
  readonly announcingSince?: Date | undefined;
  readonly announcedAt?: Date | undefined;
  readonly told: readonly string[];
};

/** What the stores hold, for a test to look into. */
export type FakeHelpdeskRows = CaseRows & {
  readonly sealedTaps: Map<string, SealedTap>;
  /** Those that are not cleared. */
  readonly freezes: FakeFreeze[];
  readonly cleared: { readonly subject: UserId; readonly at: Date }[];
  readonly intents: Map<string, Parameters<Intents['put']>[0]>;
  readonly audit: AuditRow[];
  readonly claims: Map<number, { readonly operator: UserId; readonly at: Date }>;
  readonly closed: Map<number, { readonly operator: UserId; readonly how: 'solved' | 'refused'; readonly at: Date }>;
  /** When posting it began, or that it was posted. */
  readonly announcements: Map<number, Date | 'done'>;
  /** At most one. */
  readonly channel: StoredChannel[];
  readonly timers: { readonly when: Date; readonly job: Parameters<HelpdeskTimers['at']>[1] }[];
};

export type HelpdeskStores = {
  readonly cases: Cases;
  readonly sealedTaps: SealedTaps;
  readonly freezes: Freezes;
  readonly intents: Intents;
  readonly audit: Audit;
  readonly requests: Requests;
  readonly queue: RequestQueue;
  readonly channels: StoredChannels;
};

export type FakeHelpdeskStores = HelpdeskStores & {
  readonly timers: HelpdeskTimers;
  readonly rows: FakeHelpdeskRows;
  /** Where the requests lie. */
  readonly stores: FakeStores;
};

/** Everything the help desk stores, in memory. Passes the same contracts as the database. */
export function createFakeHelpdeskStores(
  now: () => Date = () => new Date('2026-03-02T09:00:00Z'),
  stores: FakeStores = createFakeStores(now),
): FakeHelpdeskStores {
  const rows: FakeHelpdeskRows = {
    ...noCaseRows(),
    sealedTaps: new Map(),
    freezes: [],
    cleared: [],
    intents: new Map(),
    audit: [],
    claims: new Map(),
    closed: new Map(),
    announcements: new Map(),
    channel: [],
    timers: [],
  };
  return {
    rows,
    stores,
    cases: fakeCases(rows, now),
    sealedTaps: fakeSealedTaps(rows),
    freezes: fakeFreezes(rows),
    intents: fakeIntents(rows),
    audit: fakeAudit(rows),
    requests: stores.requests,
    queue: fakeQueue(rows, stores),
    channels: fakeChannels(rows),
    timers: { at: async (when, job) => void rows.timers.push({ when, job }) },
  };
}

function fakeChannels({ channel: kept }: FakeHelpdeskRows): StoredChannels {
  const change = (to: Partial<StoredChannel>) => {
    const [channel] = kept;
    if (channel) kept.splice(0, 1, { ...channel, ...to });
  };
  return {
    set: async (channel) => void kept.splice(0, 1, { ...channel, problem: undefined }),
    stored: async () => kept[0],
    found: async (conversationId, problem, lookedAt) => {
      const [channel] = kept;
      if (channel?.conversationId !== conversationId) return false;
      change({ problem, lookedAt });
      return (channel.problem === undefined) !== (problem === undefined);
    },
    distrust: async () => change({ lookedAt: undefined }),
  };
}

function fakeSealedTaps({ sealedTaps }: FakeHelpdeskRows): SealedTaps {
  return {
    put: async (sealed) => void sealedTaps.set(sealed.id, sealed),
    find: async (id) => sealedTaps.get(id),
    shownIn: async (id, cardId) => {
      const sealed = sealedTaps.get(id);
      if (sealed) sealedTaps.set(id, { ...sealed, cardId });
    },
    opened: async (id, at) => {
      const sealed = sealedTaps.get(id);
      if (!sealed) return undefined;
      const firstOpenedAt = sealed.firstOpenedAt ?? at;
      sealedTaps.set(id, { ...sealed, firstOpenedAt });
      return firstOpenedAt;
    },
    remove: async (id) => {
      const sealed = sealedTaps.get(id);
      sealedTaps.delete(id);
      return sealed;
    },
    sweep: async ({ sealedBefore, openedBefore }) => {
      const old = [...sealedTaps.values()].filter(
        ({ sealedAt, firstOpenedAt }) => sealedAt < sealedBefore || (firstOpenedAt && firstOpenedAt < openedBefore),
      );
      for (const { id } of old) sealedTaps.delete(id);
      return old;
    },
  };
}

function fakeFreezes({ freezes, cleared }: FakeHelpdeskRows): Freezes {
  let count = 0;
  const change = (id: number, change: Partial<FakeFreeze>) => {
    const index = freezes.findIndex((one) => one.id === id);
    const [before] = freezes.slice(index, index + 1);
    if (index >= 0 && before) freezes[index] = { ...before, ...change };
  };
  const open = () => [...freezes].sort((one, other) => one.at.getTime() - other.at.getTime() || one.id - other.id);
  const shown = ({ id, because, operator, about, at, announcedAt }: FakeFreeze) => ({
    ...{ id, because, operator, about, at },
    isAnnounced: announcedAt !== undefined,
  });
  return {
    freeze: async (subject, because, operator, at, about) => {
      const isThere = freezes.some(
        (one) => one.subject === subject && one.operator === operator && one.because === because && one.about === about,
      );
      if (!isThere) freezes.push({ id: ++count, subject, because, operator, about, at, told: [] });
      return !isThere;
    },
    openOf: async (subject) =>
      open()
        .filter((one) => one.subject === subject)
        .map(shown),
    clear: async (subject, ids, by, at) => {
      if (subject === by || freezes.some((one) => one.subject === subject && one.operator === by)) return;
      const kept = freezes.filter((one) => one.subject !== subject || !ids.includes(one.id));
      if (kept.length < freezes.length) cleared.push({ subject, at });
      freezes.splice(0, freezes.length, ...kept);
    },
    wasClearedSince: async (subject, since) => cleared.some((one) => one.subject === subject && one.at >= since),
    startAnnouncing: async (id, now) => {
      const freeze = freezes.find((one) => one.id === id && !one.announcedAt);
      const began = freeze?.announcingSince;
      if (!freeze || (began && now.getTime() - began.getTime() < announcingLasts)) return undefined;
      change(id, { announcingSince: now });
      return { told: freeze.told, isFirst: began === undefined };
    },
    noteTold: async (id, told, announcedAt) => change(id, { told, announcedAt }),
    unannounced: async (since, limit) =>
      open()
        .filter((one) => !one.announcedAt && one.at >= since)
        .slice(0, limit)
        .map((one) => ({ ...shown(one), subject: one.subject })),
  };
}

function fakeIntents({ intents }: FakeHelpdeskRows): Intents {
  return {
    put: async (intent) => {
      if (holdsKey(intent.command)) throw new RangeError('The key of a sealed TAP is not stored');
      intents.set(intent.id, intent);
    },
    waiting: async (issue, operator, now) =>
      [...intents.values()]
        .filter((one) => one.operator === operator && one.expiresAt > now)
        .filter(({ command: c }) => c.kind === 'issue' && c.case === issue.case && c.revision === issue.revision)
        .sort((one, other) => one.expiresAt.getTime() - other.expiresAt.getTime() || (one.id < other.id ? -1 : 1))
        .map(({ id, expiresAt }) => ({ id, expiresAt }))[0],
    take: async (id, operator, now) => {
      const intent = intents.get(id);
      if (!intent || intent.operator !== operator || intent.expiresAt <= now) return undefined;
      intents.delete(id);
      return { command: intent.command, cardId: intent.cardId };
    },
  };
}

function holdsKey(command: HelpdeskCommand): boolean {
  return 'key' in command;
}

function fakeAudit({ audit }: FakeHelpdeskRows): Audit {
  const append: Audit['append'] = async (entry) => {
    const previous = audit.at(-1) ?? chainStart;
    audit.push({ ...entry, number: previous.number + 1, hash: hashOf(previous, entry) });
  };
  return {
    append,
    appendRefusal: async (entry, most, since) => {
      const attempts = audit.filter(({ actor, at, details }) => actor === entry.actor && at > since && details.attempt);
      if (attempts.filter(({ event }) => event === 'refused').length >= most) return false;
      await append(entry);
      return true;
    },
    since: async (since, after, limit) =>
      audit.filter(({ at, number }) => at >= since && number > after).slice(0, limit),
    actorsSince: async (since, events, limit) => {
      const rows = audit.filter(({ at, event }) => at >= since && events.includes(event));
      return [...new Set(rows.toReversed().map(({ actor }) => actor))].slice(0, limit);
    },
  };
}

/** Milliseconds. */
const announcingLasts = 2 * 60_000;

function fakeQueue({ claims, closed, announcements }: FakeHelpdeskRows, { rows }: FakeStores): RequestQueue {
  const isFree = (number: number, operator: UserId) => {
    const claim = claims.get(number);
    return rows.requests.has(number) && (!claim || claim.operator === operator);
  };
  const find = (number: number) => {
    const request = rows.requests.get(number);
    const claim = claims.get(number);
    return request && { ...request, claimedBy: claim?.operator, claimedAt: claim?.at };
  };
  const isAlarm = ({ about }: HelpRequest) => Number(about === 'not-me');
  const inOrder = () =>
    [...rows.requests.values()].sort(
      (one, other) =>
        isAlarm(other) - isAlarm(one) || one.openedAt.getTime() - other.openedAt.getTime() || one.number - other.number,
    );
  return {
    waiting: async (limit) =>
      inOrder()
        .slice(0, limit)
        .flatMap(({ number }) => find(number) ?? []),
    find: async (number) => find(number),
    claim: async (number, operator, at) => {
      if (!isFree(number, operator)) return false;
      if (!claims.has(number)) claims.set(number, { operator, at });
      return true;
    },
    takeOver: async (number, from, operator, at) => {
      const claim = claims.get(number);
      const isTheirs = claim?.operator === from.claimedBy && claim.at.getTime() === from.claimedAt.getTime();
      if (!rows.requests.has(number) || !isTheirs) return false;
      claims.set(number, { operator, at });
      return true;
    },
    handOver: async (number, operator) => {
      if (!rows.requests.has(number) || claims.get(number)?.operator !== operator) return false;
      return claims.delete(number);
    },
    close: async (number, operator, how, at) => {
      const request = rows.requests.get(number);
      if (!request || !isFree(number, operator)) return false;
      rows.requests.delete(number);
      if (!rows.deletedWhenClosed.delete(number)) rows.closedRequests.set(number, request);
      closed.set(number, { operator, how, at });
      return true;
    },
    startAnnouncing: async (number, now) => {
      const began = announcements.get(number);
      const isTaken = began === 'done' || (began && now.getTime() - began.getTime() < announcingLasts);
      if (!rows.requests.has(number) || isTaken) return false;
      announcements.set(number, now);
      return true;
    },
    announced: async (number) => void announcements.set(number, 'done'),
    unannounced: async (since, limit) =>
      inOrder()
        .filter(({ number, openedAt }) => announcements.get(number) !== 'done' && openedAt >= since)
        .filter(({ number }) => !claims.has(number))
        .slice(0, limit)
        .flatMap(({ number }) => find(number) ?? []),
  };
}
