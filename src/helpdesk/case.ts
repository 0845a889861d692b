import type { OtherWayIn } from '../enrollment/reply.ts';
import type { UserId } from '../passkeys/ids.ts';
import type { Outset } from './outset.ts';

/** Raised when the shape of `TapCase` changes: older rows then read as expired. */
export const caseVersion = 1;

/** Minutes after which a case that was not issued is over. */
export const caseLifetime = 30;
/** Minutes the subject has to type the number, and the manager and the second operator to decide. */
export const matchLifetime = 3;
export const decisionLifetime = 15;
/** Cards with a number that one subject gets in 24 hours, whoever asks: more is fatigue. */
export const mostMatchesADay = 2;

/** `none`: closed without a TAP. */
export type CaseStatus = 'open' | 'issuing' | 'issued' | 'uncertain' | 'refused' | 'cancelled' | 'expired';

/** The request that a case answers was closed or cancelled, or went to another operator. */
export type CaseEnd = 'request-closed' | 'request-taken';

export type RedFlag =
  | 'new-phone-no-old-factor'
  | 'many-requests'
  | 'outside-working-hours'
  | 'suspicious-name'
  | 'young-account'
  | 'new-manager'
  /** Somebody else hears of the pass in their place. */
  | 'cannot-be-told'
  /** An operator, or somebody with a role that can reset how others sign in. */
  | 'helps-others';

/** What the pre-flight found, as of then; judged anew at the act. */
export type Preflight = {
  readonly name: string;
  readonly upn: string;
  /** Tell people of the same name apart; deleted with the name. */
  readonly title?: string;
  readonly department?: string;
  /** Of the account. */
  readonly createdAt?: string;
  readonly readAt: string;
  /** Minutes. */
  readonly lifetime: { readonly minimum: number; readonly maximum: number; readonly proposed: number };
  /** The policy makes every TAP one-time. */
  readonly onlyOnce: boolean;
  /** Will be replaced: asks for confirmation. */
  readonly existingTap?: { readonly id: string; readonly validUntil?: string };
  readonly otherWays: readonly OtherWayIn[];
  readonly redFlags: readonly RedFlag[];
  readonly needsSecondOperator: boolean;
  readonly manager?: { readonly id: UserId; readonly name: string };
  readonly passkeys: number;
};

export type Recorded = {
  readonly method: 'video-with-id' | 'call-back';
  readonly ticket: string;
  readonly note: string;
};

/**
 * How the caller was verified. The channel that verified is never the only one and never the one that delivers:
 * a number match in Teams counts only together with another, and delivery to the subject's own chat needs one outside Teams.
 */
export type Verification =
  | { readonly kind: 'number-match'; readonly at: string }
  | { readonly kind: 'manager'; readonly at: string; readonly manager: UserId }
  | ({ readonly kind: 'recorded'; readonly at: string } & Recorded);

/** A number match under way. `digits` appear on the operator's card only after the subject has opened theirs. */
export type Match = {
  readonly id: string;
  readonly digits: string;
  readonly state: 'sent' | 'opened' | 'matched' | 'failed' | 'expired' | 'not-me';
  readonly expiresAt: string;
  /** The subject's message that shows it. */
  readonly cardId?: string;
  /** The message did not get there: it bothered nobody, and does not count. */
  readonly isUndelivered?: true;
};

export type Decision = {
  readonly id: string;
  /** The manager who was asked; the second operator who decided. */
  readonly by?: UserId;
  readonly state: 'asked' | 'approved' | 'refused' | 'expired';
  readonly reason?: string;
  readonly expiresAt: string;
};

export type Delivery = 'read-out' | 'subject-chat' | 'manager-chat';

export type CaseOptions = {
  /** Minutes. */
  readonly lifetime: number;
  readonly isUsableOnce: boolean;
  /** ISO 8601; missing: now. */
  readonly startsAt?: string;
  readonly delivery: Delivery;
};

export type Issued = {
  readonly tapId: string;
  readonly at: string;
  readonly startsAt: string;
  readonly validUntil: string;
  readonly isUsableOnce: boolean;
  /** Of the sealed copy. */
  readonly sealId: string;
  readonly requestId?: string;
};

/** What became of it; each is done once, also when a timer comes twice. */
export type Aftermath = {
  /** The subject and the manager were told. */
  readonly toldAt?: string;
  /** Of those, whether the subject was reached. */
  readonly isSubjectTold?: boolean;
  readonly tapDeletedAt?: string;
  /** Entra says that it was used; or it is gone before its time, used or deleted elsewhere. */
  readonly tapUse?: 'used' | 'gone';
  /** The operator was told of the passkey that the subject made with it. */
  readonly passkeySeenAt?: string;
};

/** One operator helping one subject to one TAP. Never holds the TAP. */
export type TapCase = {
  readonly id: string;
  readonly version: number;
  /** New with every change. */
  readonly revision: string;
  readonly status: CaseStatus;
  readonly operator: UserId;
  readonly operatorName: string;
  readonly subject: UserId;
  /** Number of the help request it answers. */
  readonly request?: number;
  /** Cancelled, and not by the operator. */
  readonly endedBecause?: CaseEnd;
  readonly openedAt: string;
  readonly expiresAt: string;
  readonly preflight: Preflight;
  /** Missing: of a case from before it was read. */
  readonly outset?: Outset;
  readonly verifications: readonly Verification[];
  readonly match?: Match;
  readonly manager?: Decision;
  readonly second?: Decision;
  readonly options: CaseOptions;
  /** When Graph was asked, whatever came of it. */
  readonly askedAt?: string;
  /** Ids of the methods that the subject had then: what was added since is not among them. */
  readonly methodsBefore?: readonly string[];
  readonly issued?: Issued;
  readonly aftermath?: Aftermath;
  /** The operator's message that shows the case. */
  readonly cardId?: string;
};
