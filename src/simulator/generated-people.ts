import { deviceOf, managedDeviceOf } from './device-records.ts';
import { daysBefore, ownedId } from './ids.ts';
import { methodOf } from './methods.ts';
import type { GraphUser, Person, Phone } from './resources.ts';
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

const phoneRecord = {
  maker: 'Apple',
  model: 'iPhone 15',
  platform: 'ios',
  osVersion: '18.6',
  authenticator: '6.8.41',
  intune: 1,
  owner: 'personal',
  entra: 1,
} as const;

/** A plain user with an iPhone, everything in order, made from nothing but the index. */
export function generatedPerson(index: number, now: Date): Person {
  const id = generatedId(index);
  const user = generatedUser(index, id, now);
  const phone: Phone = {
    id: 'phone-1',
    platform: 'ios',
    maker: phoneRecord.maker,
    model: phoneRecord.model,
    osVersion: phoneRecord.osVersion,
    isRooted: false,
    authenticator: phoneRecord.authenticator,
    passkeys: [],
    managedDeviceId: ownedId('1a7e', id, 0),
    deviceId: ownedId('de1c', id, 0),
    signedInUntil: undefined,
  };
  const owner = { id, now, phone, joined: 500 };
  return {
    user,
    nick: undefined,
    shows: undefined,
    managerId: undefined,
    groupIds: [groupIds.passkeyUsers],
    ownedGroupIds: [],
    roles: [],
    eligibleRoles: [],
    eligibleGroupIds: [],
    roleUnitId: undefined,
    unitIds: [],
    tap: undefined,
    sessionsRevokedAt: undefined,
    methods: [methodOf('password', owner), methodOf('authenticator', owner)],
    managedDevices: managedDeviceOf(phoneRecord, user, ownedId('1a7e', id, 0), now),
    devices: deviceOf(phoneRecord, ownedId('de1c', id, 0), now),
    phones: [phone],
  };
}

function generatedUser(index: number, id: string, now: Date): GraphUser {
  const upn = `user${String(index).padStart(12, '0')}@${domain}`;
  return {
    id,
    displayName: `User ${index}`,
    givenName: 'User',
    surname: String(index),
    userPrincipalName: upn,
    mail: upn,
    jobTitle: 'Employee',
    department: 'Load test',
    accountEnabled: true,
    userType: 'Member',
    externalUserState: null,
    preferredLanguage: 'en-US',
    usageLocation: 'US',
    createdDateTime: daysBefore(now, 500),
    businessPhones: [],
    mobilePhone: null,
    officeLocation: null,
  };
}
