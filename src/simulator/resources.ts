export type Json = string | number | boolean | null | readonly Json[] | { readonly [property: string]: Json };

/** A Graph resource as it travels: property names and enum values are those of Graph's v1.0 metadata. */
export type Resource = { readonly [property: string]: Json };

export type Entity = Resource & { readonly id: string };

export type GraphUser = Entity & { readonly displayName: string; readonly userPrincipalName: string };

/** Enough of a user to write a record of something else. */
export type NamedUser = { readonly id: string; readonly displayName: string; readonly userPrincipalName: string };

/** One entry of `users/{id}/authentication/methods`. */
export type Method = Entity & { readonly '@odata.type': string };

export type Passkey = { readonly id: string; readonly provider: PasskeyProvider };

export type PasskeyProvider = 'authenticator' | 'samsung-pass' | 'icloud' | 'google';

/** What is really in somebody's pocket. Graph only has records of it, and the records may lag. */
export type Phone = {
  readonly id: string;
  readonly platform: 'ios' | 'android';
  readonly maker: string;
  readonly model: string;
  readonly osVersion: string;
  readonly isRooted: boolean;
  /** undefined: not installed. */
  readonly authenticator: string | undefined;
  /** A passkey that is not among the owner's methods is an orphan: Entra has never heard of it. */
  readonly passkeys: readonly Passkey[];
  readonly managedDeviceId: string | undefined;
  readonly deviceId: string | undefined;
  /** Signed in with a Temporary Access Pass, and fresh enough to register something. */
  readonly signedInUntil: Date | undefined;
};

/** A Temporary Access Pass. Entra keeps the value to itself; so does every answer but the one that creates it. */
export type Tap = {
  readonly id: string;
  readonly value: string;
  readonly createdAt: Date;
  readonly startsAt: Date;
  readonly lifetimeInMinutes: number;
  readonly isUsableOnce: boolean;
  readonly usedAt: Date | undefined;
};

/** What Exchange knows of somebody. */
export type Mailbox = {
  /** A Windows name or an IANA one, as the administrator has set it up. */
  readonly timeZone: string;
  /** BCP 47. */
  readonly language: string;
  readonly replies: AutomaticReplies;
};

export type AutomaticReplies =
  | { readonly kind: 'off' }
  | { readonly kind: 'always' }
  | { readonly kind: 'scheduled'; readonly from: Date; readonly until: Date };

/** An app in somebody's personal scope. */
export type Installation = {
  readonly id: string;
  /** Of the app in the catalogue. */
  readonly appId: string;
  readonly chatId: string;
};

export type Person = {
  readonly user: GraphUser;
  readonly nick: string | undefined;
  /** One line for whoever picks a person: which outcome this one shows. */
  readonly shows: string | undefined;
  readonly managerId: string | undefined;
  readonly groupIds: readonly string[];
  readonly ownedGroupIds: readonly string[];
  /** Names of active Entra directory roles, as in "Authentication Administrator". */
  readonly roles: readonly string[];
  /** Roles that Privileged Identity Management offers, not activated. */
  readonly eligibleRoles: readonly string[];
  /** Groups that Privileged Identity Management offers, not activated. */
  readonly eligibleGroupIds: readonly string[];
  /** The administrative unit that all of `roles` are limited to; undefined: the whole tenant. */
  readonly roleUnitId: string | undefined;
  /** Administrative units that this person is in. */
  readonly unitIds: readonly string[];
  /** Without the Temporary Access Pass. */
  readonly methods: readonly Method[];
  readonly tap: Tap | undefined;
  readonly sessionsRevokedAt: Date | undefined;
  readonly managedDevices: readonly Entity[];
  readonly devices: readonly Entity[];
  readonly phones: readonly Phone[];
  /** undefined: none in Exchange Online. */
  readonly mailbox: Mailbox | undefined;
  /** A licence for Teams. */
  readonly hasTeams: boolean;
  /** false: a policy of Teams blocks the app for this person. */
  readonly mayInstallApps: boolean;
  readonly installations: readonly Installation[];
  /** Soft-deleted: Graph has nobody there any more. */
  readonly deletedAt: Date | undefined;
};

/** The body of an answer that lists resources. */
export function listOf(value: readonly Json[], context: string): Resource {
  return { '@odata.context': context, value };
}
