import type { UserId } from '../passkeys/ids.ts';
import type { PhonePlatform } from '../passkeys/phones.ts';
import type { Segment } from './segment.ts';

/** A member of the audience, as the directory has them. */
export type Member = {
  readonly user: UserId;
  readonly name: string;
  readonly upn: string;
  readonly isEnabled: boolean;
  readonly isGuest: boolean;
  /** BCP 47 (`preferredLanguage`). */
  readonly language?: string;
  /** ISO 3166 alpha-2 (`usageLocation`, or `country` where it is one). */
  readonly country?: string;
};

/** One row of `userRegistrationDetails`; up to 36 hours old. */
export type Registration = {
  readonly user: UserId;
  readonly hasPasskey: boolean;
  /** Any of SMS, voice; and nothing stronger. */
  readonly isPhoneOnly: boolean;
  /** Has something that can be used to register a passkey: MFA-capable. */
  readonly isMfaCapable: boolean;
  readonly hasAuthenticatorApp: boolean;
  readonly updatedAt?: string;
};

/** A phone in Intune. */
export type PhoneRecord = {
  readonly user: UserId;
  readonly platform: PhonePlatform;
  readonly maker?: string;
  readonly osVersion?: string;
  readonly seenAt?: string;
};

/** Of the passkey policy, per user: undefined where it could not be read. */
export type PolicyStanding = 'allowed' | 'not-targeted' | 'excluded' | 'off';

/** All that is known about one user for planning. */
export type PlannedFacts = {
  readonly user: UserId;
  readonly isEnabled: boolean;
  readonly isGuest: boolean;
  readonly registration?: Registration;
  readonly phones: readonly PhoneRecord[];
  readonly policy?: PolicyStanding;
  /** A passkey of which the audit log tells, and the report does not yet. */
  readonly hasNewPasskey?: boolean;
  /** Told us in the guide: the computer at the desk has none. */
  readonly lacksBluetooth: boolean;
  /** Intune could be read: a missing phone is then news. Filled in while planning. */
  readonly phonesRead?: boolean;
  /** The passkey policy surely allows a synced one. Filled in while planning. */
  readonly mayUseSynced?: boolean;
};

export type PlannedPerson = { readonly user: UserId; readonly segment: Segment; readonly because?: BlockedReason };

/** Why somebody can't have a passkey. */
export type BlockedReason = 'account-off' | 'guest' | 'passkeys-off' | 'not-targeted' | 'excluded';

/** What a user told about not being able to. */
export type CannotReason = 'no-suitable-phone' | 'not-my-own-phone' | 'other';

export type UnreachableCause =
  /** No chat yet, and installing the app for them is not set up. */
  | 'never-met'
  /** No Teams licence, or never opened Teams. */
  | 'no-teams'
  | 'not-allowed-to-install'
  | 'blocked-by-user'
  | 'uninstalled'
  | 'disabled-by-admin'
  | 'account-gone'
  | 'unknown';
