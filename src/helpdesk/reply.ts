import type { KnownFact, OtherWayIn, Reply } from '../enrollment/reply.ts';
import type { CheckResult } from '../passkeys/check.ts';
import type { AuthenticationMethod } from '../passkeys/facts.ts';
import type { UserId } from '../passkeys/ids.ts';
import type { WriteRefusal } from './acting-operator.ts';
import type { CaseOptions, CaseStatus, Decision, Issued, Match, Preflight, Recorded, Verification } from './case.ts';
import type { HelpdeskCommand } from './command.ts';
import type { RequestAbout } from './request.ts';

/** ISO 8601 throughout; names are from Graph and shown as plain text. */
export type PersonView = {
  readonly id: UserId;
  readonly name: string;
  /** Had zero-width or bidi characters, or look-alike letters: flagged. */
  readonly isNameSuspicious: boolean;
  readonly upn: string;
  readonly title?: string;
  readonly department?: string;
  readonly createdAt?: string;
};

export const preflightChecks = [
  'enabled',
  'member',
  'policy-scope',
  'privileged',
  'protected',
  'own-account',
  'frozen',
] as const;
export type PreflightCheck = (typeof preflightChecks)[number];

/** Why no TAP is issued for this person. */
export type TapRefusal =
  | {
      readonly kind: PreflightCheck;
      readonly roleThatCould?: 'privileged-authentication-administrator' | 'global-administrator';
    }
  /** Unknown means no. */
  | { readonly kind: 'unknown'; readonly what: PreflightCheck | 'existing-tap' | 'manager' }
  | { readonly kind: 'policy-off' }
  | { readonly kind: 'not-in-this-cloud' };

/** A case as its operator sees it; what is possible next is decided here, and judged again at the act. */
export type CaseView = {
  readonly id: string;
  readonly revision: string;
  readonly status: CaseStatus;
  readonly subject: UserId;
  readonly preflight: Preflight;
  readonly verifications: readonly Verification[];
  readonly match?: Pick<Match, 'state' | 'expiresAt'> & {
    /** Only once the subject has opened the card. */ readonly digits?: string;
  };
  readonly manager?: Decision;
  readonly second?: Decision;
  readonly options: CaseOptions;
  readonly issued?: Issued;
  readonly expiresAt: string;
  /** What is still missing before it can be issued. */
  readonly missing: readonly CaseGap[];
};

export type CaseGap =
  | 'verification'
  | 'second-verification'
  | 'verification-outside-teams'
  | 'second-operator'
  | 'confirm-replace';

/** Why what the operator pressed did not happen. */
export type CaseProblem =
  /** The subject has had the most cards with a number that one gets in a day. */
  | 'no-more-matches'
  /** No chat with the one who was to be asked. */
  | 'cannot-reach'
  /** No manager, or one who cannot vouch: disabled, the operator, a report, new, or not known. */
  | 'no-valid-manager'
  /** Ticket, note or reason is missing. */
  | 'incomplete'
  /** The answer was no: it is not asked twice. */
  | 'already-refused'
  /** The range is in the pre-flight. */
  | 'lifetime-outside-policy'
  /** In the past, or further away than Entra plans ahead. */
  | 'start-out-of-range'
  /** The manager approved: a manager who also got the TAP would hold both halves. */
  | 'manager-has-verified'
  /** What was read since differs from what the card showed: to be looked at before it is pressed again. */
  | 'something-changed';

export type MethodView = {
  readonly id: string;
  readonly kind: AuthenticationMethod['kind'];
  readonly name?: string;
  readonly createdAt?: string;
};

export type RequestListItem = {
  readonly number: number;
  readonly about: RequestAbout;
  readonly name: string;
  readonly openedAt: string;
  readonly waitingMinutes: number;
  readonly claimedByName?: string;
  readonly isMine: boolean;
};

type Refused = {
  readonly because: WriteRefusal;
  readonly requestId?: string;
  /** What was refused, for whoever has put it right. */
  readonly again?: HelpdeskCommand;
};

export type HelpdeskReply =
  // operator
  | {
      readonly kind: 'ask-for-person';
      readonly problem?: 'too-short' | 'nobody' | 'unreadable';
      readonly query?: string;
    }
  | { readonly kind: 'which-person'; readonly people: readonly PersonView[]; readonly more: boolean }
  /** The case is open all the same: `tap-for` the same person again shows it. */
  | {
      readonly kind: 'another-way-first';
      readonly person: PersonView;
      readonly ways: readonly OtherWayIn[];
      /** The tenant has Entra account recovery set up. */
      readonly hasAccountRecovery?: true;
    }
  | { readonly kind: 'tap-refused'; readonly person: PersonView; readonly refusal: TapRefusal }
  | { readonly kind: 'case'; readonly case: CaseView; readonly problem?: CaseProblem }
  | {
      readonly kind: 'case-over';
      readonly status: Exclude<CaseStatus, 'open' | 'issuing' | 'issued'>;
      readonly name: string;
    }
  | { readonly kind: 'already-issued'; readonly byName: string; readonly secondsAgo: number; readonly name: string }
  /** Also holds the "Show" button where the operator reads it out. */
  | {
      readonly kind: 'tap-issued';
      readonly case: CaseView;
      readonly show?: ShowButton;
      /** The one it was meant for has no chat with us: it is read out instead. */
      readonly problem?: 'cannot-reach';
    }
  | { readonly kind: 'tap-uncertain'; readonly case: CaseView; readonly found: 'issued' | 'not-issued' | 'unknown' }
  | { readonly kind: 'sign-in'; readonly intent: string }
  | ({ readonly kind: 'sign-in-refused' } & Refused)
  | ({ readonly kind: 'write-refused' } & Refused)
  | {
      readonly kind: 'taps';
      readonly person: PersonView;
      readonly taps: readonly { readonly id: string; readonly validUntil?: string; readonly isUsable?: boolean }[];
    }
  | { readonly kind: 'tap-deleted'; readonly name: string }
  | { readonly kind: 'never-opened'; readonly case: CaseView }
  | {
      readonly kind: 'passkey-appeared';
      readonly case: CaseView;
      readonly tapStillThere: boolean;
      /** Passkeys and Authenticator entries from before: the lost phone's are among them. Removed with `remove-old-methods`. */
      readonly oldMethods: readonly MethodView[];
    }
  | {
      readonly kind: 'undo';
      readonly case: CaseView;
      /** All that were added since. Only passkeys and Authenticator entries can be removed from here. */
      readonly methods: readonly MethodView[];
    }
  | {
      readonly kind: 'undone';
      readonly results: readonly {
        readonly what: 'tap' | 'method' | 'sessions';
        readonly ok: boolean;
        readonly name?: string;
      }[];
    }
  | {
      readonly kind: 'frozen';
      readonly person: PersonView;
      readonly since: string;
      readonly canClear: boolean;
      /** A pass was issued in it: from here it can be undone. */
      readonly case?: string;
    }
  | { readonly kind: 'unfrozen'; readonly name: string }
  | { readonly kind: 'requests'; readonly items: readonly RequestListItem[]; readonly more: boolean }
  | {
      readonly kind: 'request';
      readonly item: RequestListItem;
      readonly subject: UserId;
      readonly diagnosis: readonly { readonly what: string; readonly value: string; readonly result?: CheckResult }[];
      /** About a pass that was not theirs: the case in which it was issued. */
      readonly case?: string;
      /** The reader's own, or an alarm about what the reader did: another operator has to work on it. */
      readonly isForAnother?: true;
    }
  | { readonly kind: 'request-taken'; readonly number: number; readonly byName: string }
  /** `wasGone`: closed by somebody else, or cancelled by the user, before this press. */
  | { readonly kind: 'request-closed'; readonly number: number; readonly wasGone?: true }
  | {
      readonly kind: 'user-view';
      readonly number: number;
      readonly name: string;
      /** Missing: the user has not begun. */
      readonly screen?: Reply;
      /** What is read about them now. */
      readonly facts?: readonly KnownFact[];
    }
  | { readonly kind: 'channel-set' }
  | { readonly kind: 'channel-refused'; readonly because: 'guests' | 'non-operators' | 'not-a-channel' | 'unreadable' }
  /** In the channel: a name and a number only. */
  | { readonly kind: 'channel-request'; readonly number: number; readonly name: string }
  // subject
  | { readonly kind: 'match-card'; readonly match: string; readonly operatorName: string; readonly expiresAt: string }
  | { readonly kind: 'type-digits'; readonly match: string; readonly operatorName: string; readonly expiresAt: string }
  | { readonly kind: 'match-over'; readonly how: 'matched' | 'failed' | 'expired' | 'not-me' }
  | {
      readonly kind: 'tap-ready';
      readonly case: string;
      readonly validUntil: string;
      readonly isUsableOnce: boolean;
      readonly show: ShowButton;
      readonly forName?: string;
    }
  | {
      readonly kind: 'tap-notice';
      readonly case: string;
      readonly operatorName: string;
      readonly at: string;
      readonly delivery: CaseOptions['delivery'];
      readonly verification: Recorded['method'] | 'number-match' | 'manager' | 'several';
      /** To the manager: whose TAP it is. Has no "this wasn't me". */
      readonly forName?: string;
    }
  /** Takes the place of `tap-ready` once it was opened: what to do with it on the new phone. `show`: as long as it may be reopened. */
  | {
      readonly kind: 'tap-opened';
      readonly case: string;
      readonly validUntil: string;
      readonly isUsableOnce: boolean;
      readonly show: ShowButton;
      readonly forName?: string;
    }
  | { readonly kind: 'tap-not-mine-done' }
  | { readonly kind: 'your-card-was-viewed'; readonly operatorName: string; readonly number: number }
  | {
      readonly kind: 'request-state';
      readonly number: number;
      readonly state: 'claimed' | 'handed-over' | 'solved' | 'refused';
      readonly operatorName?: string;
    }
  // the dialog
  | {
      readonly kind: 'tap';
      /** The one reply that holds it. Never stored. */
      readonly tap: string;
      readonly validUntil: string;
      readonly forWhom: 'reader' | 'caller' | 'report';
    }
  | { readonly kind: 'tap-gone'; readonly because: 'expired' | 'not-yours' | 'already-shown' }
  // manager, second operator
  | {
      readonly kind: 'manager-question';
      readonly decision: string;
      readonly name: string;
      readonly operatorName: string;
      readonly expiresAt: string;
    }
  | {
      readonly kind: 'second-question';
      readonly decision: string;
      readonly name: string;
      readonly operatorName: string;
      readonly reason: string;
      readonly verifications: readonly Verification['kind'][];
      readonly redFlags: Preflight['redFlags'];
      readonly expiresAt: string;
    }
  | { readonly kind: 'decided'; readonly approved: boolean }
  | { readonly kind: 'decision-over' };

/** Opens the dialog. `key` decrypts the sealed TAP; it exists nowhere else. */
export type ShowButton = { readonly sealed: string; readonly key: string };
