import type { Entity, Json, Method, NamedUser, Person } from './resources.ts';
import { authenticatorAaguid } from './tenant.ts';

/** What a row of the report says about what somebody has registered. */
export type RegistrationFacts = { readonly [property: string]: Json };

const authenticatorAaguids: readonly Json[] = Object.values(authenticatorAaguid);

/**
 * Names of `methodsRegistered`; a password has none.
 * https://learn.microsoft.com/graph/api/resources/userregistrationdetails
 */
function namesOf(method: Method): readonly string[] {
  switch (method['@odata.type'].replace('#microsoft.graph.', '').replace('AuthenticationMethod', '')) {
    case 'phone':
      return ['mobilePhone'];
    case 'microsoftAuthenticator':
      return String(method.phoneAppVersion).startsWith('4.')
        ? ['microsoftAuthenticatorPush']
        : ['microsoftAuthenticatorPush', 'softwareOneTimePasscode'];
    case 'windowsHelloForBusiness':
      return ['windowsHelloForBusiness'];
    case 'fido2':
      if (method.passkeyType === 'synced') return ['passKeySynced'];
      return [
        authenticatorAaguids.includes(method.aaGuid ?? null) ? 'passKeyDeviceBoundAuthenticator' : 'passKeyDeviceBound',
      ];
    default:
      return [];
  }
}

export function registrationFacts({ methods, tap, user }: Person): RegistrationFacts {
  const names = [...new Set([...methods.flatMap(namesOf), ...(tap ? ['temporaryAccessPass'] : [])])];
  const has = (name: string) => names.includes(name);
  const isPasswordless = names.some((name) => name.startsWith('passKey')) || has('windowsHelloForBusiness');
  const isStrong = isPasswordless || has('mobilePhone') || has('microsoftAuthenticatorPush');
  const second = has('microsoftAuthenticatorPush') ? 'push' : has('mobilePhone') ? 'sms' : 'none';
  const canReset = has('mobilePhone') || has('microsoftAuthenticatorPush');
  const isMember = user.userType !== 'Guest';
  return {
    isMfaCapable: isStrong,
    isMfaRegistered: isStrong,
    isPasswordlessCapable: isPasswordless,
    isSsprCapable: isMember && canReset,
    isSsprEnabled: isMember,
    isSsprRegistered: canReset,
    isSystemPreferredAuthenticationMethodEnabled: true,
    methodsRegistered: names,
    systemPreferredAuthenticationMethods: second === 'none' ? [] : [second],
    userPreferredMethodForSecondaryAuthentication: second,
    userType: isMember ? 'member' : 'guest',
  };
}

export function registrationRow(user: NamedUser, facts: RegistrationFacts, isAdmin: boolean, at: string): Entity {
  return {
    id: user.id,
    userPrincipalName: user.userPrincipalName,
    userDisplayName: user.displayName,
    isAdmin,
    lastUpdatedDateTime: at,
    ...facts,
  };
}
