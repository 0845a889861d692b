import { userId } from '../passkeys/ids.ts';
import type { Member, PhoneRecord, Registration } from '../rollout/person.ts';
import { platformOf } from './parse-devices.ts';
import { MemberEntry, PhoneEntry, RegistrationEntry } from './rollout-schema.ts';

/** Of pages of hundreds: entries that cannot be read are left out, the others stay. */
export function parseMembers(entries: readonly unknown[]): readonly Member[] {
  return entries.flatMap((entry) => {
    const { data } = MemberEntry.safeParse(entry);
    if (!data) return [];
    const { id, displayName, userPrincipalName: upn = '', accountEnabled, userType } = data;
    const language = languageOf(data.preferredLanguage);
    const country = countryOf(data.usageLocation) ?? countryOf(data.country);
    return [
      {
        user: userId(id),
        name: displayName ?? upn,
        upn,
        isEnabled: accountEnabled !== false,
        isGuest: userType?.toLowerCase() === 'guest',
        ...(language !== undefined && { language }),
        ...(country !== undefined && { country }),
      },
    ];
  });
}

export function parseRegistrations(entries: readonly unknown[]): readonly Registration[] {
  return entries.flatMap((entry) => {
    const { data } = RegistrationEntry.safeParse(entry);
    if (!data) return [];
    const methods = data.methodsRegistered.map((method) => method.toLowerCase());
    const isSecondFactor = (method: string) => !weak.has(method);
    return [
      {
        user: userId(data.id),
        hasPasskey: methods.some(isPasskey),
        isPhoneOnly: methods.some((method) => phoneMethods.has(method)) && methods.every(isNoStrongerThanPhone),
        isMfaCapable: data.isMfaCapable ?? methods.some(isSecondFactor),
        hasAuthenticatorApp: methods.some(isAuthenticatorApp),
        ...(data.lastUpdatedDateTime && { updatedAt: data.lastUpdatedDateTime.toISOString() }),
      },
    ];
  });
}

export function parsePhones(entries: readonly unknown[]): readonly PhoneRecord[] {
  return entries.flatMap((entry) => {
    const { data } = PhoneEntry.safeParse(entry);
    const platform = platformOf(data?.operatingSystem);
    if (!data || data.userId === nobody || (platform !== 'ios' && platform !== 'android')) return [];
    return [
      {
        user: userId(data.userId),
        platform,
        ...(data.manufacturer !== undefined && { maker: data.manufacturer }),
        ...(data.osVersion !== undefined && { osVersion: data.osVersion }),
        ...(data.lastSyncDateTime && { seenAt: data.lastSyncDateTime.toISOString() }),
      },
    ];
  });
}

const nobody = '00000000-0000-0000-0000-000000000000';

/**
 * "passKeyDeviceBound", "passKeyDeviceBoundAuthenticator", "passKeySynced"…; a security key is "fido2SecurityKey", in older answers "fido2".
 * Source: https://learn.microsoft.com/graph/api/resources/userregistrationdetails
 */
function isPasskey(method: string): boolean {
  return method.startsWith('passkey') || method.startsWith('fido2');
}

/** "microsoftAuthenticatorPush", "microsoftAuthenticatorPasswordless"; or its passkey. */
function isAuthenticatorApp(method: string): boolean {
  return method.startsWith('microsoftauthenticator') || method === 'passkeydeviceboundauthenticator';
}

const phoneMethods: ReadonlySet<string> = new Set(['mobilephone', 'alternatemobilephone', 'officephone']);
/** For resetting a password only. */
const weak: ReadonlySet<string> = new Set(['password', 'email', 'securityquestion']);

/** A pass is gone soon. A method that we do not know may well be stronger. */
function isNoStrongerThanPhone(method: string): boolean {
  return phoneMethods.has(method) || weak.has(method) || method === 'temporaryaccesspass';
}

function languageOf(raw: string | undefined): string | undefined {
  if (raw === undefined) return undefined;
  try {
    return Intl.getCanonicalLocales(raw)[0];
  } catch {
    return undefined;
  }
}

/** `country` is whatever somebody typed. */
function countryOf(raw: string | undefined): string | undefined {
  return raw !== undefined && /^[a-z]{2}$/i.test(raw) ? raw.toUpperCase() : undefined;
}
