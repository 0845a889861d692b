export type Json = string | number | boolean | null | readonly Json[] | { readonly [property: string]: Json };

/** A Graph resource as it travels: property names and enum values are those of Graph's v1.0 metadata. */
export type Resource = { readonly [property: string]: Json };

export type Entity = Resource & { readonly id: string };

export type GraphUser = Entity & { readonly displayName: string; readonly userPrincipalName: string };

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
};

export type Person = {
  readonly user: GraphUser;
  readonly nick: string | undefined;
  /** One line for whoever picks a person: which outcome this one shows. */
  readonly shows: string | undefined;
  readonly managerId: string | undefined;
  readonly groupIds: readonly string[];
  /** Names of Entra directory roles, as in "Authentication Administrator". */
  readonly roles: readonly string[];
  readonly methods: readonly Method[];
  readonly managedDevices: readonly Entity[];
  readonly devices: readonly Entity[];
  readonly phones: readonly Phone[];
};

/** The body of an answer that lists resources. */
export function listOf(value: readonly Json[], context: string): Resource {
  return { '@odata.context': context, value };
}
