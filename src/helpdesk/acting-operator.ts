import type { TemporaryAccessPass } from '../passkeys/facts.ts';
import type { UserId } from '../passkeys/ids.ts';
import type { Secret } from './secret.ts';

/** Why Entra did not let the operator do it; each has its card that says who can fix it. */
export type WriteRefusal =
  /** Administrator consent for the delegated permission is missing. */
  | 'consent-missing'
  /** No directory role, or not activated (PIM). */
  | 'role-missing'
  /** Limited to an administrative unit that the subject is not in. */
  | 'outside-unit'
  /** Conditional Access wants a stronger or a fresh sign-in. */
  | 'step-up'
  | 'sign-in-expired'
  /** Entra does not let anybody issue a TAP to themselves. */
  | 'own-account'
  | 'policy'
  /** One operator saw an error where the documentation says that the old one is replaced. */
  | 'tap-exists'
  | 'not-found'
  | 'throttled'
  | 'unavailable'
  | 'not-understood';

export type TapOptions = {
  /** Minutes, within the policy. */
  readonly lifetime: number;
  readonly isUsableOnce: boolean;
  /** Undefined: now. */
  readonly startsAt: Date | undefined;
};

export type IssuedTap = {
  readonly id: string;
  readonly tap: Secret<string>;
  readonly startsAt: Date;
  /** Minutes. */
  readonly lifetime: number;
  readonly isUsableOnce: boolean;
};

export type IssueResult =
  | { readonly kind: 'issued'; readonly issued: IssuedTap; readonly requestId: string | undefined }
  | { readonly kind: 'refused'; readonly because: WriteRefusal; readonly requestId: string | undefined }
  /** No answer: it may have happened. Never repeated. */
  | { readonly kind: 'uncertain'; readonly requestId: string | undefined };

export type WriteResult =
  | { readonly kind: 'done'; readonly requestId: string | undefined }
  | { readonly kind: 'refused'; readonly because: WriteRefusal; readonly requestId: string | undefined }
  | { readonly kind: 'uncertain'; readonly requestId: string | undefined };

/** Microsoft Graph as the operator, for one turn. Writes are sent once; whoever holds it forgets it at the end of the turn. */
export type ActingOperator = {
  /** Also shows whether consent and role are there, before anything is written. */
  tapsOf(
    subject: UserId,
  ): Promise<
    | { readonly kind: 'read'; readonly taps: readonly TemporaryAccessPass[] }
    | { readonly kind: 'refused'; readonly because: WriteRefusal; readonly requestId: string | undefined }
  >;
  issueTap(subject: UserId, options: TapOptions): Promise<IssueResult>;
  deleteTap(subject: UserId, tapId: string): Promise<WriteResult>;
  /** A passkey or an Authenticator entry. */
  deleteMethod(
    subject: UserId,
    method: { readonly id: string; readonly kind: 'passkey' | 'authenticator-app' },
  ): Promise<WriteResult>;
  revokeSessions(subject: UserId): Promise<WriteResult>;
};

/** How an operator's own rights are had for one turn. */
export type OperatorSignIn = {
  /**
   * `assertion`: the Teams token of a `signin/tokenExchange`, validated here (signature, issuer, audience, tenant, `oid` equals the operator,
   * a user token, not expired) and exchanged on-behalf-of, without cache. Undefined: none has come yet.
   */
  actAs(
    operator: UserId,
    assertion: Secret<string> | undefined,
  ): Promise<
    | { readonly kind: 'acting'; readonly graph: ActingOperator }
    | { readonly kind: 'sign-in-needed' }
    | { readonly kind: 'refused'; readonly because: WriteRefusal }
  >;
};
