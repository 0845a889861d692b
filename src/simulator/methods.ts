import type { CastMethod } from './cast-member.ts';
import { daysBefore, ownedId } from './ids.ts';
import type { Json, Method, PasskeyProvider, Phone } from './resources.ts';
import { authenticatorAaguid, syncedAaguid } from './tenant.ts';

type Owner = {
  readonly id: string;
  readonly now: Date;
  readonly phone: Phone | undefined;
  /** Days since the account was created. */
  readonly joined: number;
};

export function isPasskey(method: Method): boolean {
  return method['@odata.type'] === '#microsoft.graph.fido2AuthenticationMethod';
}

export function isAuthenticator(method: Method): boolean {
  return method['@odata.type'] === '#microsoft.graph.microsoftAuthenticatorAuthenticationMethod';
}

function method(type: string, id: string, createdDateTime: string | null, rest: Record<string, Json>): Method {
  return { '@odata.type': `#microsoft.graph.${type}AuthenticationMethod`, id, createdDateTime, ...rest };
}

/** Every account with a password has this same id. https://learn.microsoft.com/graph/api/resources/passwordauthenticationmethod */
const passwordId = '28c10230-6103-485e-b985-444c60001490';
const mobilePhoneId = '3179e48a-750b-4051-897c-87b9720928f7';

export function methodOf(kind: CastMethod, owner: Owner): Method {
  const { id, phone } = owner;
  const since = (days: number) => daysBefore(owner.now, Math.min(days, owner.joined));
  switch (kind) {
    case 'password':
      return method('password', passwordId, since(400), { password: null });
    case 'text-message':
      return textMessage(id, since(390));
    case 'authenticator':
      return authenticatorApp(phone, ownedId('a911', id, 0), null);
    case 'authenticator-lite':
      return authenticatorRow(ownedId('a911', id, 9), phone?.model ?? 'Outlook', '4.2439.2', since(90));
    case 'windows-hello':
      return method('windowsHelloForBusiness', ownedId('3e11', id, 0), since(200), {
        displayName: `PC-${id.slice(-4)}`,
        keyStrength: 'normal',
      });
    case 'security-key':
      return securityKey(id, since(120));
    case 'authenticator-passkey':
      return passkey('authenticator', phone, ownedId('f1d0', id, 0), since(30));
    case 'icloud-passkey':
      return passkey('icloud', phone, ownedId('f1d0', id, 0), since(20));
  }
}

export function textMessage(ownerId: string, createdDateTime: string): Method {
  return method('phone', mobilePhoneId, createdDateTime, {
    phoneNumber: `+1 555 01${ownerId.slice(-5)}`,
    phoneType: 'mobile',
    smsSignInState: 'notAllowedByPolicy',
  });
}

/** Older rows of Graph have no creation date. */
export function authenticatorApp(phone: Phone | undefined, id: string, createdDateTime: string | null): Method {
  return authenticatorRow(id, phone?.model ?? 'Phone', phone?.authenticator ?? null, createdDateTime);
}

function authenticatorRow(id: string, name: string, version: string | null, created: string | null): Method {
  return method('microsoftAuthenticator', id, created, {
    displayName: name,
    deviceTag: 'SoftwareTokenActivated',
    phoneAppVersion: version,
  });
}

const makers: Readonly<Record<PasskeyProvider, string>> = {
  authenticator: 'Microsoft Authenticator',
  'samsung-pass': 'Samsung Pass',
  icloud: 'iCloud Keychain',
  google: 'Google Password Manager',
};

export function passkey(
  provider: PasskeyProvider,
  phone: Phone | undefined,
  id: string,
  createdDateTime: string,
  isAttested = false,
): Method {
  const isAuthenticatorMade = provider === 'authenticator';
  const device = phone?.platform === 'android' ? 'Android' : 'iPhone';
  return method('fido2', id, createdDateTime, {
    displayName: isAuthenticatorMade ? `Authenticator - ${device}` : makers[provider],
    aaGuid: isAuthenticatorMade ? authenticatorAaguid[phone?.platform ?? 'ios'] : syncedAaguid[provider],
    model: makers[provider],
    attestationCertificates: [],
    attestationLevel: isAttested ? 'attested' : 'notAttested',
    passkeyType: isAuthenticatorMade ? 'deviceBound' : 'synced',
  });
}

/** YubiKey 5 with NFC. https://support.yubico.com/hc/en-us/articles/360016648959 */
function securityKey(ownerId: string, createdDateTime: string): Method {
  return method('fido2', ownedId('f1d1', ownerId, 0), createdDateTime, {
    displayName: 'Blue key on my badge',
    aaGuid: '2fc0579f-8113-47ea-b116-bb5a8db9202a',
    model: 'YubiKey 5 Series with NFC',
    attestationCertificates: [],
    attestationLevel: 'attested',
    passkeyType: 'deviceBound',
  });
}
