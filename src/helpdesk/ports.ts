import type { Known } from '../passkeys/facts.ts';
import type { GroupId, UserId } from '../passkeys/ids.ts';
import type { AuditEntry, AuditRow } from './audit-entry.ts';
import type { TapCase } from './case.ts';
import type { HelpdeskCommand } from './command.ts';
import type { HelpRequest } from './request.ts';
import type { Role } from './role.ts';
import type { Person, SubjectFacts } from './subject.ts';

/** Reads Microsoft Graph with the bot's own identity. */
export type Subjects = {
  /** By name, user principal name or mail; at most 8, and whether there are more. */
  search(query: string): Promise<Known<{ readonly people: readonly Person[]; readonly more: boolean }>>;
  factsAbout(subject: UserId): Promise<SubjectFacts>;
  /** For a list: nothing but names, in as few calls as possible. Whoever could not be read is missing. */
  namesOf(people: readonly UserId[]): Promise<ReadonlyMap<UserId, string>>;
};

export type Roles = {
  /** Whose members hold the role. */
  groupsOf(role: Role): readonly GroupId[];
  /** Cached for at most 5 minutes: good enough to draw a card. */
  has(user: UserId, role: Role): Promise<boolean>;
  /** Read now: for an act. Not readable means no. */
  hasNow(user: UserId, role: Role): Promise<boolean>;
};

export type Cases = {
  load(id: string): Promise<TapCase | undefined>;
  /** By the id of its match or decision; `anyMatch`: also of one that another has replaced since. */
  find(
    by: { readonly match: string } | { readonly anyMatch: string } | { readonly decision: string },
  ): Promise<TapCase | undefined>;
  /** Whose case it is, by its id or that of any match it had; also of a case that is too old to be loaded. */
  partiesOf(
    by: { readonly case: string } | { readonly anyMatch: string },
  ): Promise<{ readonly id: string; readonly operator: UserId; readonly subject: UserId } | undefined>;
  /** The case of an operator that is not over, newest first. */
  openOf(operator: UserId): Promise<readonly TapCase[]>;
  /** Writes `next` if the stored revision is still `expected` (undefined: there is none). False: somebody was faster. */
  save(next: TapCase, expected: string | undefined): Promise<boolean>;
  /**
   * Takes the subject for one POST, across instances: true once, until `release`, or 2 minutes later by the clock of the store, which all
   * instances share. `holder` tells this attempt from every other, of the same case too. False gives who has it.
   */
  lock(
    subject: UserId,
    caseId: string,
    operator: UserId,
  ): Promise<
    | { readonly taken: true; readonly holder: string }
    | { readonly taken: false; readonly by: UserId; readonly forSeconds: number }
  >;
  /** For 2 more minutes. False: it ran out, or somebody else has the subject by now. */
  keepLock(subject: UserId, holder: string): Promise<boolean>;
  /** Only what this holder has. */
  release(subject: UserId, holder: string): Promise<void>;
  /** For limits and red flags. One of which nobody knows whether it was issued counts from when it was asked for. */
  issuedSince(since: Date, by: { readonly operator: UserId } | { readonly subject: UserId }): Promise<number>;
  /** Those that were delivered. */
  matchesSince(since: Date, subject: UserId): Promise<number>;
  /** Issued for the subject last, by whomever. */
  lastIssued(subject: UserId): Promise<TapCase | undefined>;
};

/** A TAP that waits to be shown: ciphertext here, the key in the button of the one who may open it. */
export type SealedTap = {
  readonly id: string;
  readonly caseId: string;
  /** The only one who may open it. */
  readonly reader: UserId;
  readonly ciphertext: string;
  readonly sealedAt: Date;
  readonly firstOpenedAt: Date | undefined;
  /** The message that holds the key; undefined: it is not known, or holds it no more. */
  readonly cardId: string | undefined;
};

export type SealedTaps = {
  put(sealed: SealedTap): Promise<void>;
  find(id: string): Promise<SealedTap | undefined>;
  shownIn(id: string, cardId: string | undefined): Promise<void>;
  /** Notes the first opening; gives when that was. */
  opened(id: string, at: Date): Promise<Date | undefined>;
  /** Gives what was there. */
  remove(id: string): Promise<SealedTap | undefined>;
  /** Removes what was sealed, or opened first, before these; gives it. */
  sweep(before: { readonly sealedBefore: Date; readonly openedBefore: Date }): Promise<readonly SealedTap[]>;
};

export type FreezeCause = 'match-not-me' | 'tap-not-me' | 'passkey-not-me';

/** One alarm of a user's that nobody has lifted. */
export type Freeze = {
  readonly id: number;
  readonly because: FreezeCause;
  /** Whose act it is about. */
  readonly operator: UserId | undefined;
  /** A case, or a passkey. */
  readonly about: string | undefined;
  readonly at: Date;
  /** The help desk has heard of it. */
  readonly isAnnounced: boolean;
};

/** Nothing is issued for a frozen user until an operator who had no part in it clears it: each alarm by itself. */
export type Freezes = {
  /** False: the same alarm is open already. */
  freeze(
    subject: UserId,
    because: FreezeCause,
    operator: UserId | undefined,
    at: Date,
    about?: string,
  ): Promise<boolean>;
  /** All that are open, the oldest first. */
  openOf(subject: UserId): Promise<readonly Freeze[]>;
  /** Those of these that are the subject's; none while any open one is about the one who clears. */
  clear(subject: UserId, ids: readonly number[], by: UserId, at: Date): Promise<void>;
  /** Whether any of the subject's was cleared since then, by whomever. */
  wasClearedSince(subject: UserId, since: Date): Promise<boolean>;
  /**
   * For one of all who ask, until it is announced, or 2 minutes later: who was told so far. `isFirst`: nobody tried before.
   * Undefined: another one is at it, or it is announced, or cleared.
   */
  startAnnouncing(
    id: number,
    now: Date,
  ): Promise<{ readonly told: readonly string[]; readonly isFirst: boolean } | undefined>;
  /** `announcedAt` undefined: it is tried again. */
  noteTold(id: number, told: readonly string[], announcedAt: Date | undefined): Promise<void>;
  /** Open, since then, and not announced; the oldest first. */
  unannounced(since: Date, limit: number): Promise<readonly (Freeze & { readonly subject: UserId })[]>;
};

/** A command that waits for the operator's token: the button stored it, `signin/tokenExchange` takes it, once. */
export type Intents = {
  put(intent: {
    readonly id: string;
    readonly operator: UserId;
    readonly command: HelpdeskCommand;
    readonly cardId: string | undefined;
    readonly expiresAt: Date;
  }): Promise<void>;
  /** Of those of the operator that wait to issue this case as it is, the one that was put first. */
  waiting(
    issue: { readonly case: string; readonly revision: string },
    operator: UserId,
    now: Date,
  ): Promise<{ readonly id: string; readonly expiresAt: Date } | undefined>;
  take(
    id: string,
    operator: UserId,
    now: Date,
  ): Promise<{ readonly command: HelpdeskCommand; readonly cardId: string | undefined } | undefined>;
};

export type Audit = {
  append(entry: AuditEntry): Promise<void>;
  /** Of a refused attempt. False: there are `most` of the actor's since then, and no more are written. */
  appendRefusal(entry: AuditEntry, most: number, since: Date): Promise<boolean>;
  since(since: Date, after: number, limit: number): Promise<readonly AuditRow[]>;
  /** Who did any of these since then; whoever did so last comes first. */
  actorsSince(since: Date, events: readonly AuditEntry['event'][], limit: number): Promise<readonly UserId[]>;
};

/** The help desk's own view of the requests. */
export type RequestQueue = {
  /** Those about something that was not the user first ("not-me"), then the oldest. */
  waiting(limit: number): Promise<readonly QueuedRequest[]>;
  find(number: number): Promise<QueuedRequest | undefined>;
  /** False: somebody else has it. */
  claim(number: number, operator: UserId, at: Date): Promise<boolean>;
  /** From the one who has had it since `claimedAt`, and from nobody else. False: they have it no more, or it is closed. */
  takeOver(
    number: number,
    from: { readonly claimedBy: UserId; readonly claimedAt: Date },
    operator: UserId,
    at: Date,
  ): Promise<boolean>;
  /** Back to the queue. Only by the one who has it. */
  handOver(number: number, operator: UserId): Promise<boolean>;
  close(number: number, operator: UserId, how: 'solved' | 'refused', at: Date): Promise<boolean>;
  /** True for one of all who ask, until it is `announced`, or 2 minutes later. */
  startAnnouncing(number: number, now: Date): Promise<boolean>;
  announced(number: number, at: Date): Promise<void>;
  /** Waiting, opened since then, claimed by nobody, and not announced yet; in the order of `waiting`. */
  unannounced(since: Date, limit: number): Promise<readonly QueuedRequest[]>;
};

export type QueuedRequest = HelpRequest & {
  readonly claimedBy: UserId | undefined;
  readonly claimedAt: Date | undefined;
};

/** Why requests may not be posted in a channel. */
export type ChannelProblem = 'guests' | 'non-operators' | 'unreadable';

type ChosenChannel = { readonly conversationId: string; readonly serviceUrl: string; readonly setBy: UserId };

export type StoredChannel = ChosenChannel & {
  /** Undefined: not since somebody came or went. */
  readonly lookedAt: Date | undefined;
  readonly problem: ChannelProblem | undefined;
};

export type StoredChannels = {
  set(channel: ChosenChannel & { readonly lookedAt: Date }): Promise<void>;
  stored(): Promise<StoredChannel | undefined>;
  /** What a look at the members gave. True for one of all who look: from now on the channel may be used, or not any more. */
  found(conversationId: string, problem: ChannelProblem | undefined, at: Date): Promise<boolean>;
  /** Its members have to be looked at before it is used again. */
  distrust(): Promise<void>;
};

/** The channel in which the help desk wants to hear of new requests. */
export type HelpdeskChannel = {
  set(channel: ChosenChannel): Promise<void>;
  /** Whether or not it may be used. */
  stored(): Promise<StoredChannel | undefined>;
  /** To post in: undefined where others than operators would read it. */
  get(): Promise<{ readonly conversationId: string; readonly serviceUrl: string } | undefined>;
  /** Of some channel. */
  membersChanged(): Promise<void>;
};
