import type { AuthenticationMethod, Facts, Passkey } from './facts.ts';
import type { PasskeyGoal } from './goal.ts';
import { isAuthenticator } from './providers.ts';

export function passkeysIn({ methods }: Pick<Facts, 'methods'>): readonly Passkey[] {
  return methods.known ? methods.value.filter((method) => method.kind === 'passkey') : [];
}

export function fits(passkey: Passkey, goal: PasskeyGoal): boolean {
  return goal === 'any' || isAuthenticator(passkey.aaguid);
}

/** Satisfies multifactor authentication, which the registration asks for. A usable TAP does, too. */
export function isStrong(method: AuthenticationMethod): boolean {
  switch (method.kind) {
    case 'passkey':
    case 'authenticator-app':
    case 'phone':
    case 'windows-hello':
    case 'platform-credential':
    case 'software-oath':
    case 'hardware-oath':
      return true;
    case 'temporary-access-pass':
      return method.isUsable === true;
    case 'password':
    case 'email':
      return false;
    // A kind we do not know may well be one: sending somebody for a TAP needlessly is the worse mistake.
    case 'other':
      return true;
  }
}
