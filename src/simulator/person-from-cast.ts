import type { CastMember, CastPhone } from './cast-member.ts';
import { deviceOf, laptopRecords, managedDeviceOf } from './device-records.ts';
import { castId, daysBefore, ownedId } from './ids.ts';
import { mailboxOf } from './mailboxes.ts';
import { methodOf } from './methods.ts';
import { placeOf } from './places.ts';
import type { AutomaticReplies, Method, Passkey, Person, Phone } from './resources.ts';
import { domain, groupIds } from './tenant.ts';

/** Days. */
const longAgo = 700;

export function personFromCast(member: CastMember, now: Date, idOfNick: (nick: string) => string | undefined): Person {
  const id = castId(member.number);
  const phones = (member.phones ?? []).map((phone, index) => phoneOf(phone, id, index));
  const methods = member.methods.map((kind) =>
    methodOf(kind, { id, now, phone: phones[0], joined: member.joined ?? longAgo }),
  );
  const user = userOf(member, id, now);
  const laptop = member.laptop === undefined ? undefined : laptopRecords(user, daysBefore(now, member.laptop));
  return {
    user,
    nick: member.nick,
    shows: member.shows,
    managerId: member.manager === undefined ? undefined : idOfNick(member.manager),
    groupIds: [...(member.groups ?? [groupIds.passkeyUsers]), ...(member.alsoIn ?? []), groupIds.everybody],
    ownedGroupIds: member.ownedGroups ?? [],
    roles: member.roles ?? [],
    eligibleRoles: member.eligibleRoles ?? [],
    eligibleGroupIds: member.eligibleGroups ?? [],
    roleUnitId: member.roleUnit,
    unitIds: member.units ?? [],
    methods,
    tap: undefined,
    sessionsRevokedAt: undefined,
    managedDevices: [
      ...(member.phones ?? []).flatMap((phone, index) => managedDeviceOf(phone, user, ownedId('1a7e', id, index), now)),
      ...(laptop ? [laptop.managedDevice] : []),
    ],
    devices: [
      ...(member.phones ?? []).flatMap((phone, index) => deviceOf(phone, ownedId('de1c', id, index), now)),
      ...(laptop ? [laptop.device] : []),
    ],
    phones: withPasskeys(phones, methods),
    mailbox: mailboxOfMember(member, now),
    hasTeams: !member.isGuest && !member.hasNoTeams,
    mayInstallApps: !member.mayNotInstallApps,
    installations: [],
    deletedAt: undefined,
  };
}

/** A guest's is at home. */
function mailboxOfMember(member: CastMember, now: Date): Person['mailbox'] {
  if (member.isGuest || member.hasNoMailbox) return undefined;
  const place = placeOf(member.country)?.zones[0];
  const until = new Date(now.getTime() + (member.awayForDays ?? 0) * 86_400_000);
  const replies = member.awayForDays === undefined ? ({ kind: 'off' } as const) : awaySince(now, until);
  return mailboxOf(member.hasIanaZone ? place?.iana : place?.windows, member.language ?? 'en-US', replies);
}

function awaySince(now: Date, until: Date): AutomaticReplies {
  return { kind: 'scheduled', from: new Date(now.getTime() - 86_400_000), until };
}

function userOf(member: CastMember, id: string, now: Date): Person['user'] {
  const mail = `${member.nick}@${member.isGuest ? 'fabrikam.example' : domain}`;
  const [givenName = member.name, ...rest] = member.name.split(' ');
  return {
    id,
    displayName: member.name,
    givenName,
    surname: rest.at(-1) ?? null,
    userPrincipalName: member.isGuest ? `${mail.replace('@', '_')}#EXT#@${domain}` : mail,
    mail,
    jobTitle: member.jobTitle,
    department: member.department,
    accountEnabled: !member.isDisabled,
    userType: member.isGuest || member.isInternalGuest ? 'Guest' : 'Member',
    externalUserState: member.isGuest ? 'Accepted' : null,
    preferredLanguage: member.language ?? null,
    usageLocation: member.country ?? null,
    createdDateTime: daysBefore(now, member.joined ?? longAgo),
    businessPhones: [],
    mobilePhone: null,
    officeLocation: null,
  };
}

function phoneOf(phone: CastPhone, ownerId: string, index: number): Phone {
  return {
    id: `phone-${index + 1}`,
    platform: phone.platform,
    maker: phone.maker,
    model: phone.model,
    osVersion: phone.osVersion,
    isRooted: phone.isRooted ?? false,
    authenticator: phone.authenticator,
    passkeys: [],
    managedDeviceId: phone.intune === undefined ? undefined : ownedId('1a7e', ownerId, index),
    deviceId: phone.entra === undefined ? undefined : ownedId('de1c', ownerId, index),
    signedInUntil: undefined,
  };
}

/** What has been registered lies on the first phone. */
export function withPasskeys([first, ...others]: readonly Phone[], methods: readonly Method[]): readonly Phone[] {
  if (first === undefined) return [];
  const passkeys: Passkey[] = methods.flatMap((method) => {
    if (!method['@odata.type'].endsWith('.fido2AuthenticationMethod')) return [];
    return [{ id: method.id, provider: method.passkeyType === 'synced' ? 'icloud' : 'authenticator' }];
  });
  return [{ ...first, passkeys }, ...others];
}
