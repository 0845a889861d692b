import type { RequestAbout } from '../helpdesk/request.ts';
import type { PasskeyType, Unreadable } from '../passkeys/facts.ts';
import type { PhoneMaker, PhonePlatform } from '../passkeys/phones.ts';
import type { BlockedReason } from '../passkeys/readiness.ts';
import type { Notice } from './notice.ts';
import type { StepId } from './steps.ts';
import type { SymptomId } from './symptoms.ts';

/*
 * What we answer. Everything here can be stored as JSON: dates are ISO 8601 strings.
 * Texts from Graph (names, models) are data and are shown as plain text.
 */

export type { KnownFact, Notice, StoredKind } from './notice.ts';
export type { PhoneMaker, PhonePlatform };

export type PhoneView = {
  readonly platform: PhonePlatform;
  readonly maker?: PhoneMaker;
  /** Device name or model, from Graph. */
  readonly name?: string;
  readonly osVersion?: string;
  /** When that was true. */
  readonly osSeenAt?: string;
  readonly appVersion?: string;
};

export type PasskeyView = {
  readonly id: string;
  readonly name?: string;
  readonly createdAt?: string;
  /** Who keeps it: "Microsoft Authenticator", "iCloud Keychain"…, from the AAGUID; undefined when not known. */
  readonly provider?: string;
  readonly type?: PasskeyType;
};

export type RouteName = 'in-authenticator' | 'cross-device' | 'synced';
export type ComputerPlatform = 'windows-11' | 'windows-10' | 'macos';

/** Fine, but worth a word before starting. */
export type Warning =
  | { readonly kind: 'old-app'; readonly appVersion: string; readonly needed: string }
  | { readonly kind: 'install-app' }
  /** Not the phone on record: nothing is on it yet. */
  | { readonly kind: 'new-phone' }
  | { readonly kind: 'authenticator-lite' }
  | { readonly kind: 'samsung-pass' }
  /** Some makers leave out the setting in which Authenticator is chosen. */
  | { readonly kind: 'android-14' }
  | { readonly kind: 'work-profile' }
  | { readonly kind: 'company-managed' }
  | { readonly kind: 'compromised' }
  | { readonly kind: 'not-read'; readonly what: 'phone' | 'methods' | 'policy'; readonly because: Unreadable };

export type OtherWayIn =
  | 'windows-hello'
  | 'passkey'
  | 'authenticator-app'
  | 'phone'
  | 'software-oath'
  | 'hardware-oath'
  | 'temporary-access-pass';

/** When the user asked for this: on the first card, which says why it came. */
type First = { readonly askedAt?: string };

/** Where in the guide a user is. Stored: it is what every client of the user shows. */
export type Screen =
  | {
      readonly kind: 'offer';
      readonly route: RouteName;
      readonly phone: PhoneView;
      readonly computer?: ComputerPlatform;
      /** The user writes from that phone. */
      readonly onThisPhone: boolean;
      readonly warnings: readonly Warning[];
      /** Other phones on record. */
      readonly otherPhones: readonly PhoneView[];
      readonly canUseComputer: boolean;
      readonly askedAt: string;
    }
  | ({
      readonly kind: 'ask-phone';
      readonly phones: readonly PhoneView[];
      /** Why the phones on record could not be read. */
      readonly because?: Unreadable;
    } & First)
  | ({
      readonly kind: 'ask-os';
      readonly platform: PhonePlatform;
      readonly maker?: PhoneMaker;
      /** Major versions to choose from, newest first; `prefill` is what was on record. */
      readonly choices: readonly string[];
      readonly prefill?: string;
      readonly seenAt?: string;
      /** Why the phones on record could not be read. */
      readonly because?: Unreadable;
    } & First)
  | ({
      readonly kind: 'update-os';
      readonly phone: PhoneView;
      readonly needed: string;
      readonly companyPhone: boolean;
    } & First)
  | ({ readonly kind: 'compromised-phone'; readonly phone: PhoneView } & First)
  | ({ readonly kind: 'blocked'; readonly reason: BlockedReason } & First)
  | ({ readonly kind: 'needs-tap'; readonly request?: RequestView } & First)
  | ({ readonly kind: 'no-phone'; readonly securityKeyAllowed: boolean; readonly hasWindowsHello: boolean } & First)
  | ({
      readonly kind: 'already-done';
      readonly passkeys: readonly PasskeyView[];
      readonly fitsGoal: boolean;
      readonly platform?: PhonePlatform;
    } & First)
  | {
      readonly kind: 'steps';
      readonly route: RouteName;
      readonly phone: PhoneView;
      readonly computer?: ComputerPlatform;
      /** At most 5. */
      readonly steps: readonly StepId[];
      /** There is a way with a QR code from this computer, too. */
      readonly canUseComputer: boolean;
    }
  | {
      readonly kind: 'one-step';
      readonly route: RouteName;
      readonly phone: PhoneView;
      readonly computer?: ComputerPlatform;
      readonly steps: readonly StepId[];
      /** From 0. */
      readonly index: number;
    }
  | { readonly kind: 'stuck'; readonly step?: StepId; readonly symptoms: readonly SymptomId[] }
  | { readonly kind: 'symptom'; readonly symptom: SymptomId }
  | { readonly kind: 'still-stuck'; readonly symptom?: SymptomId }
  /** "I'm done", and Graph has no new passkey: what does the phone show? */
  | {
      readonly kind: 'not-yet';
      readonly platform: PhonePlatform;
      readonly maker?: PhoneMaker;
      readonly because?: Unreadable;
    }
  | {
      readonly kind: 'orphan';
      readonly where: OrphanPlace;
      readonly platform: PhonePlatform;
      /** Registered before, and working: not to be deleted. */
      readonly kept?: readonly PasskeyView[];
    }
  | {
      readonly kind: 'registered';
      readonly passkey: PasskeyView;
      readonly fitsGoal: boolean;
      readonly platform?: PhonePlatform;
    }
  | {
      readonly kind: 'sign-in-test';
      readonly how: SignInTest;
      readonly platform: PhonePlatform;
      readonly computer?: ComputerPlatform;
    }
  | { readonly kind: 'sign-in-failed'; readonly symptoms: readonly SymptomId[]; readonly platform?: PhonePlatform }
  | { readonly kind: 'no-bluetooth'; readonly stage: 'registering' | 'signing-in'; readonly platform?: PhonePlatform }
  | { readonly kind: 'all-set'; readonly platform?: PhonePlatform; readonly tested: boolean }
  | { readonly kind: 'second-way'; readonly securityKeyAllowed: boolean }
  | { readonly kind: 'lost-phone'; readonly otherWays: readonly OtherWayIn[] }
  | { readonly kind: 'moving-phones' }
  /** The phone is gone, but the account has another way in: no waiting for anybody. */
  | {
      readonly kind: 'another-way';
      readonly ways: readonly OtherWayIn[];
      /** Those not on the phone that is gone. */
      readonly passkeys?: readonly PasskeyView[];
    }
  | { readonly kind: 'glad-it-helped' }
  | { readonly kind: 'requested'; readonly request: RequestView }
  | { readonly kind: 'request-cancelled'; readonly number: number }
  | { readonly kind: 'not-me-reported'; readonly request: RequestView }
  /** `before`: the screen to come back to. */
  | { readonly kind: 'confirm-delete'; readonly before?: Screen }
  | { readonly kind: 'paused'; readonly before?: Screen };

export type OrphanPlace = 'authenticator' | 'samsung-pass' | 'icloud' | 'google' | 'nowhere';
export type SignInTest = 'this-phone' | 'computer';
export type RequestView = { readonly number: number; readonly about: RequestAbout; readonly openedAt: string };

export type Reply = Screen | Notice;
