import type { Aaguid, GroupId, UserId } from './ids.ts';

/** Why something could not be read. None of these means "no". */
export type Unreadable = 'forbidden' | 'not-found' | 'throttled' | 'unavailable' | 'timed-out' | 'not-understood';

/** What was read, or why it could not be. Unknown is not failed. */
export type Known<T> =
  | { readonly known: true; readonly value: T }
  | { readonly known: false; readonly because: Unreadable };

export type Account = {
  /** As Graph has it. Show it as plain text only. */
  readonly displayName: string | undefined;
  readonly enabled: boolean | undefined;
  readonly isGuest: boolean | undefined;
  /** BCP 47, from `preferredLanguage`. */
  readonly language: string | undefined;
};

export type PasskeyType = 'device-bound' | 'synced';

export type Passkey = {
  readonly kind: 'passkey';
  readonly id: string;
  readonly name: string | undefined;
  readonly createdAt: Date | undefined;
  readonly aaguid: Aaguid | undefined;
  readonly model: string | undefined;
  readonly type: PasskeyType | undefined;
};

export type AuthenticatorApp = {
  readonly kind: 'authenticator-app';
  readonly id: string;
  readonly name: string | undefined;
  readonly createdAt: Date | undefined;
  /** `phoneAppVersion` as Graph holds it. May lag behind the phone. */
  readonly appVersion: string | undefined;
};

export type TemporaryAccessPass = {
  readonly kind: 'temporary-access-pass';
  readonly id: string;
  readonly isUsable: boolean | undefined;
  readonly startsAt: Date | undefined;
  /** Minutes. */
  readonly lifetime: number | undefined;
  readonly isUsableOnce: boolean | undefined;
  /** One that works once, and has. */
  readonly isUsed?: true;
};

export type OtherMethod = {
  readonly kind:
    | 'password'
    | 'phone'
    | 'windows-hello'
    | 'platform-credential'
    | 'software-oath'
    | 'hardware-oath'
    | 'email'
    | 'other';
  readonly id: string;
  readonly name: string | undefined;
  readonly createdAt: Date | undefined;
};

/** One entry of `users/{id}/authentication/methods`. */
export type AuthenticationMethod = Passkey | AuthenticatorApp | TemporaryAccessPass | OtherMethod;

export type DevicePlatform = 'ios' | 'android' | 'windows' | 'macos' | 'other';

/** A device as Intune or Entra has it on record. */
export type DeviceRecord = {
  readonly source: 'intune' | 'entra';
  readonly id: string;
  /** The same in both for one device, where it is registered with Entra. */
  readonly registrationId: string | undefined;
  readonly name: string | undefined;
  readonly platform: DevicePlatform | undefined;
  /** As recorded: "17.6.1", "14", "Android (14)", "10.0.22631.4460"… */
  readonly osVersion: string | undefined;
  readonly maker: string | undefined;
  readonly model: string | undefined;
  readonly owner: 'company' | 'personal' | undefined;
  /** Jailbroken or rooted. */
  readonly isCompromised: boolean | undefined;
  readonly isCompliant: boolean | undefined;
  readonly hasWorkProfile: boolean | undefined;
  /** Intune: last sync. Entra: approximate last sign-in (the OS version may be older than that). */
  readonly seenAt: Date | undefined;
};

export type PolicyTarget =
  | { readonly kind: 'all-users'; readonly profiles: readonly string[] }
  | { readonly kind: 'group'; readonly id: GroupId; readonly profiles: readonly string[] }
  | { readonly kind: 'user'; readonly id: UserId; readonly profiles: readonly string[] };

export type KeyRestrictions = {
  readonly isEnforced: boolean;
  readonly mode: 'allow' | 'block' | undefined;
  readonly aaguids: readonly Aaguid[];
};

export type PasskeyProfile = {
  readonly id: string;
  readonly name: string | undefined;
  /** undefined: a value this version does not know. */
  readonly attestation: 'disabled' | 'registration-only' | undefined;
  readonly keyRestrictions: KeyRestrictions | undefined;
  /** undefined: a value this version does not know. */
  readonly types: readonly PasskeyType[] | undefined;
};

/** The FIDO2 configuration of the authentication methods policy. */
export type PasskeyPolicy = {
  readonly state: 'enabled' | 'disabled' | undefined;
  readonly isSelfServiceAllowed: boolean | undefined;
  readonly include: readonly PolicyTarget[];
  readonly exclude: readonly PolicyTarget[];
  /** Missing, null or only partly delivered means unknown, never "no profiles"; an empty list means none. */
  readonly profiles: Known<readonly PasskeyProfile[]>;
  readonly defaultProfile: string | undefined;
  /** The older top-level fields; they count only where there are no profiles. */
  readonly isAttestationEnforced: boolean | undefined;
  readonly keyRestrictions: KeyRestrictions | undefined;
};

export type TapPolicy = {
  readonly state: 'enabled' | 'disabled' | undefined;
  /** Minutes, all three. */
  readonly defaultLifetime: number | undefined;
  readonly minimumLifetime: number | undefined;
  readonly maximumLifetime: number | undefined;
  readonly isUsableOnce: boolean | undefined;
  readonly include: readonly PolicyTarget[];
  readonly exclude: readonly PolicyTarget[];
};

/** Everything read about one user, each part on its own known or not. */
export type Facts = {
  readonly user: UserId;
  readonly readAt: Date;
  readonly account: Known<Account>;
  readonly methods: Known<readonly AuthenticationMethod[]>;
  readonly intuneDevices: Known<readonly DeviceRecord[]>;
  readonly entraDevices: Known<readonly DeviceRecord[]>;
  readonly passkeyPolicy: Known<PasskeyPolicy>;
  readonly tapPolicy: Known<TapPolicy>;
  /** Of the groups that the policies and our own settings name: those the user is in (transitively). */
  readonly memberOf: Known<ReadonlySet<GroupId>>;
};
