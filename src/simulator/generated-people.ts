import type { CastPhone } from './cast-member.ts';
import { deviceOf, managedDeviceOf } from './device-records.ts';
import { plain, type Variety, varietyOf } from './generated-variety.ts';
import { daysBefore, ownedId } from './ids.ts';
import { mailboxOf } from './mailboxes.ts';
import { methodOf } from './methods.ts';
import { withPasskeys } from './person-from-cast.ts';
import type { Entity, GraphUser, NamedUser, Person, Phone } from './resources.ts';
import { domain, groupIds } from './tenant.ts';

const pattern = /^00000000-0000-4000-8000-(\d{12})$/;
const upnPattern = new RegExp(`^user(\\d{12})@${domain.replace('.', '\\.')}$`);

/** The index a generated user's id or address stands for. */
export function generatedIndex(idOrUpn: string): number | undefined {
  const digits = (pattern.exec(idOrUpn) ?? upnPattern.exec(idOrUpn))?.[1];
  return digits === undefined ? undefined : Number(digits);
}

export function generatedId(index: number): string {
  return `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
}

/** Which indexes are in which group; some are in two. */
const groupsByIndex: readonly { readonly id: string; readonly from: number; readonly until: number }[] = [
  { id: groupIds.fieldSales, from: 0, until: 5000 },
  { id: groupIds.engineering, from: 4800, until: 5300 },
  { id: groupIds.nightShift, from: 0, until: 50 },
];

/** The generated users of a tenant, made from nothing but the index. */
export type GeneratedPeople = {
  readonly count: number;
  /** false: all alike, with an iPhone and everything in order. */
  readonly isVaried: boolean;
  readonly startedAt: Date;
};

export function generatedVariety(people: GeneratedPeople, index: number): Variety {
  return people.isVaried ? varietyOf(index) : plain;
}

export function isGeneratedIn(people: GeneratedPeople, groupId: string, index: number): boolean {
  if (groupId === groupIds.everybody || groupId === groupIds.passkeyUsers) return true;
  if (groupId === groupIds.excluded) return generatedVariety(people, index).isExcluded;
  return groupsByIndex.some(({ id, from, until }) => id === groupId && index >= from && index < until);
}

/** Every group that generated users can be in. */
export const generatedGroupIds: readonly string[] = [
  groupIds.passkeyUsers,
  groupIds.everybody,
  groupIds.excluded,
  ...groupsByIndex.map(({ id }) => id),
];

/** Numbers of the phone's records: those of the cast begin at 0, what is made later at 1000. */
const phoneNumber = 100;

export function generatedManagedDevices(people: GeneratedPeople, index: number): readonly Entity[] {
  const { phone } = generatedVariety(people, index);
  if (phone === undefined) return [];
  const id = generatedId(index);
  return managedDeviceOf(phone, generatedName(index), ownedId('1a7e', id, phoneNumber), people.startedAt);
}

export function generatedPerson(people: GeneratedPeople, index: number): Person {
  const id = generatedId(index);
  const variety = generatedVariety(people, index);
  const now = people.startedAt;
  const phones = variety.phone === undefined ? [] : [phoneOf(variety.phone, id)];
  const methods = variety.methods.map((kind) => methodOf(kind, { id, now, phone: phones[0], joined: 500 }));
  return {
    user: generatedUser(people, index),
    nick: undefined,
    shows: undefined,
    managerId: undefined,
    groupIds: generatedGroupIds.filter((group) => isGeneratedIn(people, group, index)),
    ownedGroupIds: [],
    roles: [],
    eligibleRoles: [],
    eligibleGroupIds: [],
    roleUnitId: undefined,
    unitIds: [],
    tap: undefined,
    sessionsRevokedAt: undefined,
    methods,
    managedDevices: generatedManagedDevices(people, index),
    devices: variety.phone === undefined ? [] : deviceOf(variety.phone, ownedId('de1c', id, phoneNumber), now),
    phones: withPasskeys(phones, methods),
    mailbox: mailboxOf(variety.timeZone, variety.language, variety.isAway ? { kind: 'always' } : { kind: 'off' }),
    hasTeams: variety.hasTeams,
    mayInstallApps: variety.mayInstallApps,
    installations: [],
    deletedAt: undefined,
  };
}

function phoneOf(phone: CastPhone, ownerId: string): Phone {
  return {
    id: 'phone-1',
    platform: phone.platform,
    maker: phone.maker,
    model: phone.model,
    osVersion: phone.osVersion,
    isRooted: false,
    authenticator: phone.authenticator,
    passkeys: [],
    managedDeviceId: phone.intune === undefined ? undefined : ownedId('1a7e', ownerId, phoneNumber),
    deviceId: phone.entra === undefined ? undefined : ownedId('de1c', ownerId, phoneNumber),
    signedInUntil: undefined,
  };
}

export function generatedName(index: number): NamedUser {
  const digits = String(index).padStart(12, '0');
  return {
    id: `00000000-0000-4000-8000-${digits}`,
    displayName: `User ${index}`,
    userPrincipalName: `user${digits}@${domain}`,
  };
}

export function generatedUser(people: GeneratedPeople, index: number): GraphUser {
  const named = generatedName(index);
  const { country, language, isDisabled } = generatedVariety(people, index);
  return {
    ...named,
    givenName: 'User',
    surname: String(index),
    mail: named.userPrincipalName,
    jobTitle: 'Employee',
    department: 'Load test',
    accountEnabled: !isDisabled,
    userType: 'Member',
    externalUserState: null,
    preferredLanguage: language,
    usageLocation: country,
    createdDateTime: joinedAt(people.startedAt),
    businessPhones: [],
    mobilePhone: null,
    officeLocation: null,
  };
}

const joined = new WeakMap<Date, string>();

/** The same for all of them, and asked for a million times. */
function joinedAt(startedAt: Date): string {
  const known = joined.get(startedAt);
  if (known !== undefined) return known;
  const written = daysBefore(startedAt, 500);
  joined.set(startedAt, written);
  return written;
}
