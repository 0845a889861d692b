import type { Known } from '../passkeys/facts.ts';
import type { GroupId, UserId } from '../passkeys/ids.ts';
import type { Campaign, CampaignStatus, GroupRef } from './campaign.ts';
import type { DueNudge, Participant, SendOutcome, Settlement } from './nudge.ts';
import type {
  CannotReason,
  Member,
  PhoneRecord,
  PlannedFacts,
  PlannedPerson,
  Registration,
  UnreachableCause,
} from './person.ts';
import type { NudgeReply, OwnerReply } from './reply.ts';
import type { CampaignCounts, Freshness, OutcomeRow } from './report.ts';

/** One page after the other; throws `PlanningFailed`. */
export type Pages<T> = AsyncIterable<readonly T[]>;

/** Why the audience could not be read; `because` is shown. */
export class PlanningFailed extends Error {
  readonly because: NonNullable<Campaign['planning']>['problem'];
  constructor(because: NonNullable<Campaign['planning']>['problem']) {
    super(`The audience could not be read: ${because}`);
    this.because = because;
  }
}

/** Reads Microsoft Graph in bulk with the bot's own identity, at the speed that its limits allow. Every request is counted by `onRequest`. */
export type AudienceSource = {
  searchGroups(
    query: string,
  ): Promise<
    Known<{ readonly groups: readonly (GroupRef & { readonly description?: string })[]; readonly more: boolean }>
  >;
  /** Those that exist, with their names now. */
  groupsById(groups: readonly GroupId[]): Promise<Known<readonly GroupRef[]>>;
  /** Members of all nested groups, too. */
  membersOf(group: GroupId, onRequest: () => void): Pages<Member>;
  /** The whole tenant's. */
  registrations(onRequest: () => void): Pages<Registration>;
  /** All phones that Intune knows; nothing where the tenant has no Intune, or it may not be read. */
  phones(onRequest: () => void): Pages<PhoneRecord>;
  passkeyTargets(): Promise<Known<PasskeyTargets>>;
  /** Entra's own. */
  registrationCampaign(): Promise<Known<EntraCampaign>>;
};

/** Whom the passkey policy lets register one. */
export type PasskeyTargets = {
  readonly isOff: boolean;
  readonly everybody: boolean;
  readonly include: readonly GroupId[];
  readonly exclude: readonly GroupId[];
  /** Whoever may have one may surely have a synced one; missing: not known. */
  readonly mayUseSynced?: boolean;
};
export type EntraCampaign = {
  /** `default` is Microsoft managed. */
  readonly state: 'default' | 'enabled' | 'disabled';
  readonly method: 'fido2' | 'other';
  readonly everybody: boolean;
  readonly groups: readonly GroupRef[];
};

/** Whether somebody has a passkey now, read just before a send. Everybody asked for has an answer. */
export type Truth = {
  /** In batches; `mailbox`: also the time zone and whether they are out of office; `methods` false: not whether there is a passkey. */
  read(
    people: readonly { readonly user: UserId; readonly mailbox: boolean; readonly methods?: boolean }[],
  ): Promise<ReadonlyMap<UserId, TruthAbout>>;
  /** "Add Passkey…" in the audit log since then, oldest first; `until`: up to when it is complete. */
  addedSince(since: Date): Promise<
    Known<{
      readonly users: readonly { readonly user: UserId; readonly at: Date }[];
      readonly upns: readonly { readonly upn: string; readonly at: Date }[];
      readonly until: Date;
    }>
  >;
};
export type TruthAbout = {
  /** `throttled`: asked too often; for the adaptive rule. */
  readonly hasPasskey: boolean | 'unknown' | 'throttled';
  /** The version of every Authenticator they have is too old for a passkey. */
  readonly hasOldApp?: true;
  /** Missing: there is no such group, or it could not be read. */
  readonly inAudience?: boolean;
  /** False: off, or gone, by now. Missing: not read. */
  readonly isEnabled?: boolean;
  /** Missing: not asked for, or not readable. `timeZone` is an IANA name. */
  readonly mailbox?: { readonly timeZone?: string; readonly outUntil?: Date | 'open' };
};

export type Campaigns = {
  create(campaign: Omit<Campaign, 'number'>): Promise<Campaign>;
  load(id: string): Promise<Campaign | undefined>;
  list(limit: number): Promise<readonly Campaign[]>;
  withStatus(...statuses: readonly CampaignStatus[]): Promise<readonly Campaign[]>;
  /** Writes `next` if the stored revision is still `expected`. False: somebody was faster. */
  save(next: Campaign, expected: string): Promise<boolean>;
  /** A draft with all that belongs to it. */
  remove(id: string): Promise<void>;
};

/** The audience of a campaign while it is planned, page by page: nothing of it is held in memory. Every step may be repeated. */
export type Audience = {
  /** The same for one run of a planner: once another one has begun, what this one writes is refused with `PlanningOvertaken`. */
  during?(run: string): Audience;
  clear(campaign: string): Promise<void>;
  add(campaign: string, members: readonly Member[]): Promise<void>;
  /** Of exclude groups. */
  drop(campaign: string, users: readonly UserId[]): Promise<void>;
  /** Marks those on the page; `keepOnlyMarked` drops all others. For `AUDIENCE_GROUP_ID`. */
  mark(campaign: string, mark: 'audience' | 'pilot' | 'targeted' | 'excluded', users: readonly UserId[]): Promise<void>;
  keepOnlyMarked(campaign: string, mark: 'audience'): Promise<void>;
  noteRegistrations(campaign: string, rows: readonly Registration[]): Promise<void>;
  notePhones(campaign: string, rows: readonly PhoneRecord[]): Promise<void>;
  /** In the order of ids, after `after`. `policy` comes from the marks and `targets`. */
  facts(
    campaign: string,
    targets: PasskeyTargets | undefined,
    after: UserId | undefined,
    limit: number,
  ): Promise<readonly PlannedFacts[]>;
  setSegments(campaign: string, people: readonly PlannedPerson[]): Promise<void>;
  /**
   * Numbers the waves: the pilot is 0, then `perDay` a wave, most urgent segment first. Those who are left alone get none.
   * @returns how many people each wave has
   */
  assignWaves(campaign: string, perDay: number, order: readonly string[]): Promise<readonly number[]>;
  count(campaign: string): Promise<number>;
  /** How many of these are in the audience. Missing: not known. */
  countAmong?(campaign: string, users: readonly UserId[]): Promise<number>;
};

export type LeaseHolder = { readonly holder: string };

export type Ledger = {
  /** Makes the first nudges of a wave; those that are there stay as they are. */
  planWave(campaign: string, wave: number, dueAt: Date): Promise<number>;
  /**
   * Reminder `round` for those who got their first nudge not later than `firstBefore`, or after `orFirstAfter`, and the last one
   * 48 hours before `dueAt`; once each. Not for those who are done, opted out, or cannot.
   */
  planReminders(campaign: string, round: number, firstBefore: Date, dueAt: Date, orFirstAfter?: Date): Promise<number>;
  /** The nudge of whoever had no chat when their turn came, and has one by now: tried again, once, and no longer unreachable. */
  revive(campaign: string, at: Date): Promise<number>;
  /** Of running campaigns, the most overdue first; nobody twice. */
  due(now: Date, limit: number): Promise<readonly DueNudge[]>;
  /**
   * Takes nudges for sending: only while the lease is held, the campaign runs, and nobody else has written to that user in the last 48 hours.
   * @returns the ids that were taken
   */
  claim(nudges: readonly string[], by: LeaseHolder): Promise<readonly string[]>;
  /**
   * A claimed one that was not sent after all goes back, also if another sender has taken it for uncertain meanwhile. Where its
   * campaign is over it is skipped, like the rest.
   */
  unclaim(nudges: readonly string[], by: LeaseHolder): Promise<void>;
  /**
   * Also those that were never claimed, where nothing was sent. What somebody else than `by` has claimed stays as it is,
   * except that "sent" is the truth: it also counts for what had become uncertain meanwhile. What would wait in a campaign that
   * is over is skipped.
   */
  settle(settlements: readonly Settlement[], by?: LeaseHolder): Promise<void>;
  /** What another sender had claimed when it died: uncertain from now on. */
  abandonOthers(by: LeaseHolder): Promise<number>;
  /** Claimed and not settled: on their way. */
  onTheirWay(campaign: string): Promise<number>;
  left(campaign: string): Promise<number>;
  /** Everything planned or waiting of a campaign that is over. */
  skipRest(campaign: string): Promise<number>;
  /** The newest nudge message that a user got, to edit it. */
  lastMessage(campaign: string, user: UserId): Promise<string | undefined>;
};

/** One sender at a time, across all instances; by the clock of the database. */
export type Lease = {
  /** True: held, for 10 s from now. */
  take(holder: string): Promise<boolean>;
  release(holder: string): Promise<void>;
  /** 429 is obeyed for everybody, also after a restart. */
  pauseUntil(when: Date): Promise<void>;
  pausedUntil(): Promise<Date | undefined>;
};

/** What happens to those in an audience. Each is noted once; the first time stands. */
export type Participants = {
  load(campaign: string, user: UserId): Promise<Participant | undefined>;
  /** In every campaign one of whose nudges is not newer than this message. */
  noteSeen(user: UserId, lastReadMessage: string, at: Date): Promise<void>;
  notePressed(campaign: string, user: UserId, at: Date): Promise<void>;
  noteStarted(campaign: string, user: UserId, at: Date): Promise<void>;
  /** In the guide, however they came there: started, in all campaigns that are not over and have written to them. */
  noteAtWork(user: UserId, at: Date): Promise<void>;
  /**
   * The newest stands. The next reminder comes then, earlier or later than planned; where the plan has none left, one more,
   * up to three times.
   * @returns false: nothing would come any more
   */
  snooze(campaign: string, user: UserId, until: Date): Promise<boolean>;
  noteCannot(campaign: string, user: UserId, because: CannotReason, note: string, at: Date): Promise<void>;
  /** In all campaigns that are not over. */
  noteOptedOut(user: UserId, at: Date): Promise<void>;
  noteUnreachable(campaign: string, user: UserId, cause: UnreachableCause | undefined): Promise<void>;
  noteMailbox(
    people: readonly {
      readonly user: UserId;
      readonly timeZone: string | undefined;
      readonly at: Date;
      /** Out of office. */
      readonly outUntil?: Date | 'open';
    }[],
  ): Promise<void>;
  /** In all campaigns that are not over. @returns those who had got a nudge and are not done yet, to be thanked */
  noteDone(
    people: readonly { readonly user: UserId; readonly at: Date }[],
  ): Promise<readonly { readonly campaign: string; readonly user: UserId }[]>;
  noteDoneByUpn(
    people: readonly { readonly upn: string; readonly at: Date }[],
  ): Promise<readonly { readonly campaign: string; readonly user: UserId }[]>;
  /** From the report: of all campaigns that are not over. */
  noteRegistrations(
    rows: readonly Registration[],
  ): Promise<readonly { readonly campaign: string; readonly user: UserId }[]>;
  /** True once per user: whoever gets it sends the thanks. */
  claimThanks(user: UserId, at: Date): Promise<boolean>;
  /**
   * Those who cannot, and those who have answered nothing, and wait for no help, after the last message they get: of the plan, or
   * one after `lastCall`, after which no other fits. Each once, 48 hours after it; where the campaign is over, all of them now. In
   * the order of ids, after `after`.
   */
  takeForEscalation(
    campaign: string,
    at: Date,
    limit: number,
    after?: UserId,
    lastCall?: Date | 'over',
  ): Promise<readonly Participant[]>;
  /** Of those, whoever is silent, as far as is known. Over: also whoever was away without an end when that was last read. */
  silent(
    campaign: string,
    at: Date,
    limit: number,
    after?: UserId,
    lastCall?: Date | 'over',
  ): Promise<readonly Participant[]>;
};

export type Reports = {
  counts(campaign: string): Promise<CampaignCounts>;
  freshness(): Promise<Freshness>;
  noteSweep(what: 'audit' | 'report', at: Date): Promise<void>;
  /** Found so at that moment, or not so any more. Of moments close to each other, the first is since when; it is told until none follows. */
  noteSweepAlone(at: Date | undefined): Promise<void>;
  sweptAt(what: 'audit' | 'report'): Promise<Date | undefined>;
  /** For the CSV, page by page. */
  outcomes(campaign: string): Pages<OutcomeRow>;
  /** Personal rows of campaigns that ended before then; totals stay. @returns how many campaigns */
  forgetBefore(when: Date): Promise<number>;
};

/** To and from Teams, paced. */
export type NudgeMessenger = {
  /** To somebody who has a chat with the bot. `language`: of the directory, for whoever has not written to the bot yet. */
  send(
    user: UserId,
    reply: NudgeReply,
    language?: string,
    /** Asked last of all. */
    mayCall?: () => boolean,
  ): Promise<SendOutcome | { readonly kind: 'not-sent' }>;
  /** Makes the chat: installs the app for them, then opens the conversation. */
  reach(user: UserId): Promise<SendOutcome>;
  edit(user: UserId, messageId: string, reply: NudgeReply, language?: string): Promise<void>;
  /** To a rollout owner. Undefined: cannot be reached. */
  tell(user: UserId, reply: OwnerReply): Promise<string | undefined>;
  /** In a card that they have. False: it is gone. */
  retell(user: UserId, messageId: string, reply: OwnerReply): Promise<boolean>;
};

/** Installs the bot's app for a user. */
export type AppInstaller = {
  /** Undefined: installing is not set up. */
  install(user: UserId): Promise<SendOutcome>;
};
