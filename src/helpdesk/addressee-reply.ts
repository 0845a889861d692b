import type { CaseOptions, Preflight, Recorded, Verification } from './case.ts';
import type { AccountChange, ShowButton } from './reply-views.ts';

/** What everybody else gets whom a case is about: the subject, the manager, a second operator; and whoever opens the dialog. */
export type AddresseeReply =
  // subject
  | { readonly kind: 'match-card'; readonly match: string; readonly operatorName: string; readonly expiresAt: string }
  | { readonly kind: 'type-digits'; readonly match: string; readonly operatorName: string; readonly expiresAt: string }
  /** `match`: for whom it is not too late to say that it was not them. */
  | {
      readonly kind: 'match-over';
      readonly how: 'matched' | 'failed' | 'expired' | 'not-me';
      readonly match?: string;
    }
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
      /** `nobody`: it did not get to whom it was meant for. */
      readonly delivery: CaseOptions['delivery'] | 'nobody';
      readonly verification: Recorded['method'] | 'number-match' | 'manager' | 'several';
      /** To the manager: whose TAP it is. Has no "this wasn't me". */
      readonly forName?: string;
      /** With `forName`: in the place of somebody who could not be told. */
      readonly isForSecurity?: true;
    }
  /** Takes the place of both once nobody can open it any more, and there is nothing to do with it. */
  | { readonly kind: 'tap-over'; readonly case: string; readonly forName?: string }
  /** Takes the place of `tap-ready` once it was opened: what to do with it on the new phone. `show`: as long as it may be reopened. */
  | {
      readonly kind: 'tap-opened';
      readonly case: string;
      readonly validUntil: string;
      readonly isUsableOnce: boolean;
      readonly show?: ShowButton;
      readonly forName?: string;
    }
  | { readonly kind: 'tap-not-mine-done' }
  /** What an operator took from the account, or let happen again. */
  | {
      readonly kind: 'account-changed';
      readonly operatorName?: string;
      readonly at: string;
      readonly changes: readonly AccountChange[];
      /** To the manager, or security, in the place of the user, whose name it is. Empty: not known. */
      readonly forName?: string;
    }
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
      /** What a yes stands for, and nothing else. */
      readonly options: CaseOptions;
      readonly managerName?: string;
      readonly verifications: readonly Verification[];
      readonly redFlags: Preflight['redFlags'];
      readonly expiresAt: string;
    }
  | { readonly kind: 'decided'; readonly approved: boolean }
  | { readonly kind: 'decision-over' };
