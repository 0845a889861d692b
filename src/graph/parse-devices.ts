import type { DevicePlatform, DeviceRecord } from '../passkeys/facts.ts';
import { EntraEntry, IntuneEntry } from './schema.ts';

/** Tried in order on the lower-cased name; Graph holds "iPadOS", "IPhone", "AndroidForWork", "MacMDM", "Mac OS X"… */
const platformNames: readonly (readonly [RegExp, DevicePlatform])[] = [
  [/^i(os|pados|phone|pad)/, 'ios'],
  [/^android/, 'android'],
  [/^windows/, 'windows'],
  [/^mac/, 'macos'],
];

const workProfileNames = /androidforwork|work ?profile/i;
/** A work profile on a phone of the user's own; on a company phone it may also mean that all of it is managed. */
const androidEnterprise = /androidenterprise/i;

/**
 * In the grace period a device still counts as compliant.
 * Source: https://learn.microsoft.com/graph/api/resources/intune-devices-compliancestate
 */
const complianceStates: Readonly<Record<string, boolean>> = {
  compliant: true,
  inGracePeriod: true,
  noncompliant: false,
};

export function parseIntuneDevices(entries: readonly unknown[]): readonly DeviceRecord[] {
  return entries.flatMap((entry) => {
    const parsed = IntuneEntry.safeParse(entry);
    if (!parsed.success) return [];
    const device = parsed.data;
    return [
      {
        source: 'intune' as const,
        id: device.id,
        registrationId: registrationOf(device.azureADDeviceId),
        name: device.deviceName,
        platform: platformOf(device.operatingSystem),
        osVersion: device.osVersion,
        maker: device.manufacturer,
        model: device.model,
        owner: ownerOf(device.managedDeviceOwnerType),
        isCompromised: yesOrNo(device.jailBroken),
        isCompliant: complianceStates[device.complianceState ?? ''],
        hasWorkProfile: workProfileOf(device.managedDeviceOwnerType, device.operatingSystem),
        seenAt: device.lastSyncDateTime,
      },
    ];
  });
}

export function parseEntraDevices(entries: readonly unknown[]): readonly DeviceRecord[] {
  return entries.flatMap((entry) => {
    const parsed = EntraEntry.safeParse(entry);
    if (!parsed.success) return [];
    const device = parsed.data;
    return [
      {
        source: 'entra' as const,
        id: device.id,
        registrationId: registrationOf(device.deviceId),
        name: device.displayName,
        platform: platformOf(device.operatingSystem),
        osVersion: device.operatingSystemVersion,
        maker: device.manufacturer,
        model: device.model,
        owner: ownerOf(device.deviceOwnership),
        isCompromised: device.isRooted,
        isCompliant: device.isCompliant,
        hasWorkProfile: workProfileOf(device.deviceOwnership, device.operatingSystem, device.enrollmentType),
        seenAt: device.approximateLastSignInDateTime,
      },
    ];
  });
}

export function platformOf(name: string | undefined): DevicePlatform | undefined {
  if (name === undefined || /^unknown$/i.test(name)) return undefined;
  return platformNames.find(([pattern]) => pattern.test(name.toLowerCase()))?.[1] ?? 'other';
}

function ownerOf(raw: string | undefined): DeviceRecord['owner'] {
  const owner = raw?.toLowerCase();
  return owner === 'company' || owner === 'personal' ? owner : undefined;
}

/** Intune holds it as text: "True", "False", "Unknown". */
function yesOrNo(raw: string | undefined): boolean | undefined {
  const answer = raw?.toLowerCase();
  return answer === 'true' ? true : answer === 'false' ? false : undefined;
}

/** True only where Graph says so; that it says nothing proves nothing. */
function workProfileOf(owner: string | undefined, ...names: readonly (string | undefined)[]): boolean | undefined {
  const isCompanyPhone = ownerOf(owner) === 'company';
  const saysSo = (name: string | undefined) =>
    name !== undefined && (workProfileNames.test(name) || (androidEnterprise.test(name) && !isCompanyPhone));
  return names.some(saysSo) ? true : undefined;
}

const notRegistered = '00000000-0000-0000-0000-000000000000';

function registrationOf(id: string | undefined): string | undefined {
  return id === notRegistered ? undefined : id?.toLowerCase();
}
