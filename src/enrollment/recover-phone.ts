import type { AuthenticationMethod } from '../passkeys/facts.ts';
import { passkeysIn } from '../passkeys/methods.ts';
import { isAuthenticator } from '../passkeys/providers.ts';
import { askHelpDesk } from './ask-help-desk.ts';
import type { OtherWayIn } from './reply.ts';
import { go, type Outcome, type Scene } from './scene.ts';
import { passkeyView } from './views.ts';

/** "I lost my phone", "new phone": first what happened, and what the account still has. */
export async function askWhatHappened(scene: Scene): Promise<Outcome> {
  return go({ kind: 'lost-phone', otherWays: (await otherWays(scene)).ways });
}

/** A new phone with the old one working is a move, not a reset; another way in needs nobody's help. */
export async function recoverPhone(what: 'gone' | 'broken' | 'moving', scene: Scene): Promise<Outcome> {
  if (what === 'moving') return go({ kind: 'moving-phones' });
  const { methods, ways } = await otherWays(scene, what);
  if (ways.length === 0) return askHelpDesk('lost-phone', scene);
  const passkeys = passkeysIn({ methods }).filter(({ aaguid }) => !isAuthenticator(aaguid));
  return go({ kind: 'another-way', ways, ...(passkeys.length > 0 && { passkeys: passkeys.map(passkeyView) }) });
}

/** What does not hang on the lost phone. Not readable means none: better one request too many. */
async function otherWays({ turn, ports }: Scene, what?: 'gone' | 'broken') {
  const methods = await ports.directory.methodsOf(turn.user);
  const ways = methods.known ? [...new Set(methods.value.flatMap((method) => wayIn(method, what)))] : [];
  return { methods, ways };
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
