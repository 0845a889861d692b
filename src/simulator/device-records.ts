import type { CastPhone } from './cast-member.ts';
import { daysBefore, ownedId } from './ids.ts';
import type { Entity, GraphUser, NamedUser } from './resources.ts';

/** What Intune has on record of a phone; none when it is not managed. */
export function managedDeviceOf(phone: CastPhone, user: NamedUser, id: string, now: Date): readonly Entity[] {
  if (phone.intune === undefined) return [];
  const isIPhone = phone.platform === 'ios';
  return [
    {
      id,
      userId: user.id,
      userPrincipalName: user.userPrincipalName,
      userDisplayName: user.displayName,
      deviceName: `${phone.model} of ${user.userPrincipalName.split('@')[0]}`,
      operatingSystem: isIPhone ? 'iOS' : phone.hasWorkProfile ? 'AndroidEnterprise' : 'Android',
      osVersion: isIPhone && !phone.osVersion.includes('.') ? `${phone.osVersion}.0` : phone.osVersion,
      model: phone.model,
      manufacturer: phone.maker,
      complianceState: phone.isRooted ? 'noncompliant' : 'compliant',
      jailBroken: phone.isRooted ? 'True' : 'False',
      managedDeviceOwnerType: phone.owner ?? 'unknown',
      managementAgent: phone.hasWorkProfile ? 'googleCloudDevicePolicyController' : 'mdm',
      managementState: 'managed',
      deviceEnrollmentType: isIPhone ? 'appleUserEnrollment' : 'unknown',
      deviceRegistrationState: 'registered',
      azureADRegistered: true,
      azureADDeviceId: id.replace(/^1a7e/, 'de51'),
      isSupervised: false,
      isEncrypted: true,
      androidSecurityPatchLevel: isIPhone ? '' : '2026-09-05',
      enrolledDateTime: daysBefore(now, 300),
      lastSyncDateTime: daysBefore(now, phone.intune),
    },
  ];
}

/** Entra's device object; none when the phone never registered. */
export function deviceOf(phone: CastPhone, id: string, now: Date): readonly Entity[] {
  if (phone.entra === undefined) return [];
  const isManaged = phone.intune !== undefined;
  return [
    {
      id,
      deviceId: id.replace(/^de1c/, 'de51'),
      displayName: phone.model,
      accountEnabled: true,
      operatingSystem: phone.platform === 'ios' ? (isManaged ? 'iOS' : 'IPhone') : androidName(phone),
      operatingSystemVersion: phone.osVersion,
      manufacturer: phone.maker,
      model: phone.model,
      trustType: 'Workplace',
      profileType: 'RegisteredDevice',
      deviceOwnership: phone.owner === 'company' ? 'Company' : isManaged ? 'Personal' : null,
      enrollmentType: phone.hasWorkProfile ? 'AndroidEnterpriseCorporateWorkProfile' : null,
      isManaged: isManaged ? true : null,
      isCompliant: isManaged ? !phone.isRooted : null,
      isRooted: phone.isRooted ?? false,
      registrationDateTime: daysBefore(now, 300),
      approximateLastSignInDateTime: daysBefore(now, phone.entra),
    },
  ];
}

function androidName(phone: CastPhone): string {
  return phone.hasWorkProfile ? 'AndroidEnterprise' : 'Android';
}

export function laptopRecords(
  user: GraphUser,
  seenAt: string,
): { readonly managedDevice: Entity; readonly device: Entity } {
  const shared = { manufacturer: 'LENOVO', model: '21HM' };
  return {
    managedDevice: {
      id: ownedId('1a7f', user.id, 0),
      userId: user.id,
      userPrincipalName: user.userPrincipalName,
      userDisplayName: user.displayName,
      deviceName: `PC-${user.id.slice(-4)}`,
      operatingSystem: 'Windows',
      osVersion: '10.0.26100.4652',
      ...shared,
      complianceState: 'compliant',
      jailBroken: 'Unknown',
      managedDeviceOwnerType: 'company',
      managementAgent: 'mdm',
      managementState: 'managed',
      deviceEnrollmentType: 'windowsAzureADJoin',
      azureADDeviceId: ownedId('de52', user.id, 0),
      lastSyncDateTime: seenAt,
    },
    device: {
      id: ownedId('de1d', user.id, 0),
      deviceId: ownedId('de52', user.id, 0),
      displayName: `PC-${user.id.slice(-4)}`,
      accountEnabled: true,
      operatingSystem: 'Windows',
      operatingSystemVersion: '10.0.26100.4652',
      ...shared,
      trustType: 'AzureAd',
      profileType: 'RegisteredDevice',
      deviceOwnership: 'Company',
      isManaged: true,
      isCompliant: true,
      isRooted: false,
      approximateLastSignInDateTime: seenAt,
    },
  };
}
