declare const brand: unique symbol;
type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** Entra object id (GUID, lower case). In Teams this is `activity.from.aadObjectId`. */
export type UserId = Brand<string, 'UserId'>;
/** Entra object id of a group (GUID, lower case). */
export type GroupId = Brand<string, 'GroupId'>;
/** What made a passkey: an app or a key model (GUID, lower case). */
export type Aaguid = Brand<string, 'Aaguid'>;

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function parseGuid(raw: string, what: string): string {
  const id = raw.toLowerCase();
  if (!guid.test(id)) throw new TypeError(`Not ${what}: "${raw}"`);
  return id;
}

/** An empty or malformed id throws: Intune answers a filter on an empty user id with every device. */
export function userId(raw: string): UserId {
  return parseGuid(raw, 'an Entra object id') as UserId;
}

export function groupId(raw: string): GroupId {
  return parseGuid(raw, 'an Entra group id') as GroupId;
}

export function aaguid(raw: string): Aaguid {
  return parseGuid(raw, 'an AAGUID') as Aaguid;
}
