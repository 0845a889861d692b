import type { UserId } from '../passkeys/ids.ts';
import type { Delivery } from './case.ts';

/** What an operator, a subject, a manager or a second operator presses or types. Ids of cases only find them: rights are checked at the act. */
export type HelpdeskCommand =
  // operator: finding and judging
  /** Typed, or a button; without a query it asks for one. */
  | { readonly kind: 'issue-tap'; readonly query?: string }
  | { readonly kind: 'tap-for'; readonly subject: UserId; readonly request?: number }
  | { readonly kind: 'show-case'; readonly case: string }
  | { readonly kind: 'cancel-case'; readonly case: string }
  // operator: verifying the caller
  | { readonly kind: 'send-match'; readonly case: string }
  | { readonly kind: 'ask-manager'; readonly case: string }
  | {
      readonly kind: 'record-verification';
      readonly case: string;
      readonly method: 'video-with-id' | 'call-back';
      readonly ticket: string;
      readonly note: string;
    }
  | { readonly kind: 'ask-second'; readonly case: string; readonly reason: string }
  // operator: issuing
  | {
      readonly kind: 'choose-options';
      readonly case: string;
      /** Minutes. */
      readonly lifetime: number;
      readonly isUsableOnce: boolean;
      /** ISO 8601. */
      readonly startsAt?: string;
      readonly delivery: Delivery;
    }
  /** `revision`: of the case as the card showed it; `replace`: the existing TAP may go. */
  | { readonly kind: 'issue'; readonly case: string; readonly revision: string; readonly replace: boolean }
  /** The pass did not get to whom it was meant for. `key` opens the operator's copy. */
  | { readonly kind: 'read-out-instead'; readonly case: string; readonly sealed: string; readonly key: string }
  | { readonly kind: 'list-taps'; readonly subject: UserId }
  /** The same for whomever the text finds; without a query it asks for one. */
  | { readonly kind: 'find-taps'; readonly query?: string }
  | { readonly kind: 'delete-tap'; readonly subject: UserId; readonly tap: string; readonly case?: string }
  // operator: afterwards
  | { readonly kind: 'undo'; readonly case: string }
  | { readonly kind: 'confirm-undo'; readonly case: string; readonly methods: readonly string[] }
  /** Of the lost phone, once the subject has a new passkey. */
  | { readonly kind: 'remove-old-methods'; readonly case: string; readonly methods: readonly string[] }
  /** `freezes`: what the card showed; whatever came since stays. */
  | { readonly kind: 'clear-freeze'; readonly subject: UserId; readonly freezes: readonly number[] }
  // operator: requests
  | { readonly kind: 'requests' }
  | { readonly kind: 'open-request'; readonly number: number }
  | { readonly kind: 'claim-request'; readonly number: number }
  | { readonly kind: 'hand-over-request'; readonly number: number }
  | { readonly kind: 'close-request'; readonly number: number; readonly how: 'solved' | 'refused' }
  /** The user's current card and facts, read-only; the user is told. */
  | { readonly kind: 'view-user'; readonly number: number }
  | { readonly kind: 'use-this-channel' }
  // subject
  | { readonly kind: 'open-match'; readonly match: string }
  | { readonly kind: 'answer-match'; readonly match: string; readonly digits: string }
  | { readonly kind: 'not-on-the-phone'; readonly match: string }
  | { readonly kind: 'tap-not-mine'; readonly case: string }
  // manager, second operator
  | {
      readonly kind: 'decide-as-manager';
      readonly decision: string;
      readonly approve: boolean;
      readonly reason: string;
    }
  | { readonly kind: 'decide-as-second'; readonly decision: string; readonly approve: boolean; readonly reason: string }
  // whoever may open it: in a dialog, or (only without an app registration) in the card
  | { readonly kind: 'show-tap'; readonly sealed: string; readonly key: string };
