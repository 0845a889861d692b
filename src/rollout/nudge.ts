import type { UserId } from '../passkeys/ids.ts';
import type { CannotReason, UnreachableCause } from './person.ts';
import type { Segment } from './segment.ts';

/** planned → claimed → sent | skipped | waiting | failed | uncertain. An uncertain one is never sent again by itself. */
export type NudgeStatus = 'planned' | 'claimed' | 'sent' | 'skipped' | 'waiting' | 'failed' | 'uncertain';

export type SkipReason =
  | 'has-passkey'
  | 'opted-out'
  | 'cannot'
  | 'out-of-audience'
  | 'left-alone'
  | 'deadline-passed'
  | 'campaign-over'
  | 'enough-messages'
  | 'account-disabled'
  /** Out of office all the time: a reminder does not wait for ever. */
  | 'away-too-long';

export type FailReason =
  | UnreachableCause
  /** By Teams: something of ours to fix. */
  | 'refused'
  | 'too-many-attempts'
  /** Whether there is a passkey could not be read, for days. */
  | 'not-read';

export type WaitReason =
  | 'quiet-hours'
  | 'snoozed'
  /** Another campaign wrote to this user less than 48 hours ago. */
  | 'recent-message'
  | 'out-of-office'
  | 'throttled'
  | 'connector-busy'
  /** Teams or Graph does not take it: perhaps it is something of ours. */
  | 'refused'
  /** Whether there is a passkey could not be read, and the sweep is too old. */
  | 'not-read';

/** A row of the ledger; unique by campaign, user and round. */
export type Nudge = {
  readonly id: string;
  readonly campaign: string;
  readonly user: UserId;
  /** The daily portion the user belongs to: 0 is the pilot's. */
  readonly wave: number;
  /** 0: the first nudge; 1 and up: reminders. */
  readonly round: number;
  readonly status: NudgeStatus;
  readonly dueAt: Date;
  /** How often it was tried and sent back to waiting by Teams. */
  readonly attempts: number;
};

/** What is stored about somebody in a campaign's audience, beside their nudges. */
export type Participant = {
  readonly campaign: string;
  readonly user: UserId;
  readonly name: string;
  readonly segment: Segment;
  readonly language: string | undefined;
  readonly country: string | undefined;
  /** IANA name, read from the mailbox at the first send attempt; `timeZoneReadAt` says when it was tried. */
  readonly timeZone: string | undefined;
  readonly timeZoneReadAt: Date | undefined;
  /** Out of office, as of then. Missing: they were not. */
  readonly outUntil?: Date | 'open';
  readonly pressedAt: Date | undefined;
  readonly startedAt: Date | undefined;
  readonly doneAt: Date | undefined;
  readonly snoozedUntil: Date | undefined;
  readonly optedOutAt: Date | undefined;
  readonly cannot: CannotReason | undefined;
  /** Their own words: data, never markup. */
  readonly cannotNote?: string;
  readonly unreachable: UnreachableCause | undefined;
  readonly escalatedAt: Date | undefined;
};

/** A nudge whose time has come, with all that is stored and needed to judge it. */
export type DueNudge = Nudge & {
  readonly participant: Participant;
  /** Stored from any contact; undefined: nobody has met them. */
  readonly isReachable: boolean;
  readonly contactTimeZone: string | undefined;
  readonly contactLocale: string | undefined;
  /** By whatever campaign. */
  readonly lastSentAt: Date | undefined;
  /** By another campaign than this. */
  readonly lastSentElsewhereAt?: Date | undefined;
  /** Nudges sent to this user by all campaigns in the last 90 days, uncertain ones included. */
  readonly sentLately: number;
  /** Since when it has waited because nobody could tell whether there is a passkey. Missing: it does not. */
  readonly notReadSince?: Date;
  /** Since when it has waited because they are out of office. */
  readonly awaySince?: Date;
};

/** What sending came to. */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly messageId: string | undefined }
  /** For everybody: nobody is sent anything before that. */
  | {
      readonly kind: 'throttled';
      readonly retryAfterMs: number;
      /** Only for whoever has no chat yet: Graph has said it, not Teams. */
      readonly isForInstalls?: true;
    }
  /** 412, 502, 503, 504: was not delivered. */
  | { readonly kind: 'busy'; readonly status: number }
  | { readonly kind: 'unreachable'; readonly cause: UnreachableCause; readonly code?: string }
  /** 400, 401, 413…: something of ours to fix. */
  | { readonly kind: 'refused'; readonly status: number; readonly code?: string }
  /** No answer, or 500: it may have been delivered. */
  | { readonly kind: 'uncertain' };

export type Settlement =
  | { readonly nudge: string; readonly status: 'sent'; readonly messageId: string | undefined; readonly at: Date }
  | { readonly nudge: string; readonly status: 'skipped'; readonly because: SkipReason }
  | {
      readonly nudge: string;
      readonly status: 'waiting';
      readonly until: Date;
      readonly because: WaitReason;
      readonly countsAsAttempt: boolean;
    }
  | {
      readonly nudge: string;
      readonly status: 'failed';
      readonly because: FailReason;
      readonly code?: string;
    }
  | { readonly nudge: string; readonly status: 'uncertain' };
