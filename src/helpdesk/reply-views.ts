import type { AuthenticationMethod } from '../passkeys/facts.ts';
import type { UserId } from '../passkeys/ids.ts';
import type { CaseOptions, CaseStatus, Decision, Issued, Match, Preflight, Verification } from './case.ts';
import type { Outset } from './outset.ts';
import type { FreezeCause } from './ports.ts';
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
  /** Neither the subject nor anybody else would hear of it. */
  | { readonly kind: 'nobody-to-tell' }
  | { readonly kind: 'not-in-this-cloud' };

/** A case as its operator sees it; what is possible next is decided here, and judged again at the act. */
export type CaseView = {
  readonly id: string;
  readonly revision: string;
  readonly status: CaseStatus;
  readonly subject: UserId;
  readonly preflight: Preflight;
  readonly outset?: Outset;
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
  | 'something-changed'
  /** The second operator was asked about, or agreed to, something else. */
  | 'ask-second-again';

export type MethodView = {
  readonly id: string;
  readonly kind: AuthenticationMethod['kind'];
  readonly name?: string;
  readonly createdAt?: string;
};

/** One alarm that keeps passes from somebody. */
export type FreezeView = { readonly id: number; readonly because: FreezeCause; readonly at: string };

/** What became different for a subject. `unfrozen`: passes are possible again. */
export type AccountChange = { readonly what: 'tap' | 'method' | 'sessions' | 'unfrozen'; readonly name?: string };

export type RequestListItem = {
  readonly number: number;
  readonly about: RequestAbout;
  readonly name: string;
  readonly openedAt: string;
  readonly waitingMinutes: number;
  readonly claimedByName?: string;
  readonly isMine: boolean;
};

/** Opens the dialog. `key` decrypts the sealed TAP; it exists nowhere else. */
export type ShowButton = { readonly sealed: string; readonly key: string };
