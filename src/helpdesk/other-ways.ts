import type { OtherWayIn } from '../enrollment/reply.ts';
import type { AuthenticationMethod } from '../passkeys/facts.ts';
import { isAuthenticator } from '../passkeys/providers.ts';

/** Best first: what needs no phone, then another phone, then codes. */
const inOrder: readonly OtherWayIn[] = [
  'windows-hello',
  'passkey',
  'hardware-oath',
  'authenticator-app',
  'phone',
  'software-oath',
];

/**
 * The ways in that a user still has without the phone that is gone. A text message goes to a number, which a new SIM brings back;
 * one Authenticator, and a passkey in it, is gone with the phone, while a second one is on another phone.
 */
export function otherWaysIn(methods: readonly AuthenticationMethod[]): readonly OtherWayIn[] {
  const found = new Set<OtherWayIn | undefined>(methods.map(withoutThePhone));
  if (hasSecondPhone(methods)) found.add('authenticator-app');
  return inOrder.filter((way) => found.has(way));
}

function withoutThePhone(method: AuthenticationMethod): OtherWayIn | undefined {
  switch (method.kind) {
    case 'windows-hello':
    case 'platform-credential':
      return 'windows-hello';
    case 'passkey':
      // One whose maker is not known may be on the lost phone, but is as likely a key: proposing it costs a press.
      return isAuthenticator(method.aaguid) ? undefined : 'passkey';
    case 'phone':
    case 'software-oath':
    case 'hardware-oath':
      return method.kind;
    default:
      return undefined;
  }
}

function hasSecondPhone(methods: readonly AuthenticationMethod[]): boolean {
  const apps = methods.filter(({ kind }) => kind === 'authenticator-app');
  const passkeys = methods.filter((method) => method.kind === 'passkey' && isAuthenticator(method.aaguid));
  return apps.length > 1 || passkeys.length > 1;
}
