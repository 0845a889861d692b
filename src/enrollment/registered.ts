import type { Passkey } from '../passkeys/facts.ts';
import type { PasskeyGoal } from '../passkeys/goal.ts';
import { fits } from '../passkeys/methods.ts';
import { authenticatorPlatform } from '../passkeys/providers.ts';
import type { Guide } from './enrollment.ts';
import type { Screen } from './reply.ts';
import { passkeyView } from './views.ts';

/** The new passkey is there: its screen, and the walk that has led to it. */
export function registered(
  passkey: Passkey,
  guide: Guide | undefined,
  goal: PasskeyGoal,
): { readonly screen: Screen; readonly guide?: Guide } {
  const platform = authenticatorPlatform(passkey.aaguid) ?? guide?.situation.platform;
  return {
    screen: {
      kind: 'registered',
      passkey: passkeyView(passkey),
      fitsGoal: fits(passkey, goal),
      ...(platform && { platform }),
    },
    ...(guide && { guide: { ...guide, isFinished: true } }),
  };
}
