import type { AuthenticationMethod } from '../passkeys/facts.ts';
import { isAuthenticator } from '../passkeys/providers.ts';
import { askHelpDesk } from './ask-help-desk.ts';
import type { OtherWayIn } from './reply.ts';
import { go, type Outcome, type Scene } from './scene.ts';

/** "I lost my phone", "new phone": first what happened, and what the account still has. */
export async function askWhatHappened(scene: Scene): Promise<Outcome> {
  return go({ kind: 'lost-phone', otherWays: await otherWays(scene) });
}

/** A new phone with the old one working is a move, not a reset; another way in needs nobody's help. */
export async function recoverPhone(what: 'gone' | 'broken' | 'moving', scene: Scene): Promise<Outcome> {
  if (what === 'moving') return go({ kind: 'moving-phones' });
  const ways = await otherWays(scene, what);
  return ways.length > 0 ? go({ kind: 'another-way', ways }) : askHelpDesk('lost-phone', scene);
}

/** What does not hang on the lost phone. Not readable means none: better one request too many. */
async function otherWays({ turn, ports }: Scene, what?: 'gone' | 'broken'): Promise<readonly OtherWayIn[]> {
  const methods = await ports.directory.methodsOf(turn.user);
  return methods.known ? [...new Set(methods.value.flatMap((method) => wayIn(method, what)))] : [];
}

/** The SIM of a broken phone works in another one; what is in an app is gone with the phone. */
function wayIn(method: AuthenticationMethod, what: 'gone' | 'broken' | undefined): readonly OtherWayIn[] {
  switch (method.kind) {
    case 'windows-hello':
    case 'platform-credential':
      return ['windows-hello'];
    case 'passkey':
      return isAuthenticator(method.aaguid) ? [] : ['passkey'];
    case 'hardware-oath':
      return ['hardware-oath'];
    case 'phone':
      return what === 'broken' ? ['phone'] : [];
    case 'temporary-access-pass':
      return method.isUsable ? ['temporary-access-pass'] : [];
    default:
      return [];
  }
}
