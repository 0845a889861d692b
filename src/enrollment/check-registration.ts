import type { Known, Passkey, Unreadable } from '../passkeys/facts.ts';
import { fits } from '../passkeys/methods.ts';
import { assess } from './assess.ts';
import { type Enrollment, walkUnderWay } from './enrollment.ts';
import { newPasskey } from './new-passkey.ts';
import { platformOf } from './phone-in-question.ts';
import { registered } from './registered.ts';
import type { OrphanPlace } from './reply.ts';
import { go, type Outcome, type Ports, type Scene } from './scene.ts';
import { passkeyView } from './views.ts';

/** "I'm done": looks at once instead of at the next look. */
export async function checkRegistration(scene: Scene): Promise<Outcome> {
  const { enrollment, ports } = scene;
  if (!enrollment?.baseline) return assess(scene, enrollment?.answers ?? {});
  const found = await look(enrollment, ports);
  if (found.known && found.value) return arrive(found.value, scene);
  // No steps were shown yet, so there is nothing to ask about what the phone shows.
  if (!walkUnderWay(enrollment)) return assess(scene, enrollment.answers);
  return notYet(scene, found.known ? undefined : found.because);
}

/**
 * "It went to Samsung Pass": that may well be registered, and the advice is to delete it.
 * So there is none before it is known that Microsoft Entra has no such passkey.
 */
export async function checkOrphan(where: OrphanPlace, scene: Scene): Promise<Outcome> {
  const { enrollment, turn, ports } = scene;
  const platform = platformOf(scene);
  const methods = await ports.directory.methodsOf(turn.user);
  if (!methods.known)
    return where === 'nowhere' ? go({ kind: 'orphan', where, platform }) : notYet(scene, methods.because);

  const passkeys = methods.value.filter((method) => method.kind === 'passkey');
  if (!enrollment?.baseline && passkeys.length > 0) {
    const fitsGoal = passkeys.some((passkey) => fits(passkey, ports.settings.goal));
    return go({ kind: 'already-done', passkeys: passkeys.map(passkeyView), fitsGoal, platform });
  }
  const found = enrollment?.baseline && newPasskey(methods.value, enrollment.baseline);
  if (found) return arrive(found, scene);
  const kept = passkeys.map(passkeyView);
  return go({ kind: 'orphan', where, platform, ...(kept.length > 0 && { kept }) });
}

/** The passkey that came since the start, as Microsoft Entra has it now. */
export async function look(
  { user, baseline }: Pick<Enrollment, 'user' | 'baseline'>,
  { directory }: Pick<Ports, 'directory'>,
): Promise<Known<Passkey | undefined>> {
  const methods = await directory.methodsOf(user);
  if (!methods.known) return methods;
  return { known: true, value: baseline && newPasskey(methods.value, baseline) };
}

export function arrive(passkey: Passkey, { enrollment, ports }: Scene): Outcome {
  const { screen, guide } = registered(passkey, enrollment?.guide, ports.settings.goal);
  return go(screen, guide ? { guide } : {});
}

function notYet(scene: Scene, because: Unreadable | undefined): Outcome {
  const maker = scene.enrollment?.guide?.situation.maker;
  return go({ kind: 'not-yet', platform: platformOf(scene), ...(maker && { maker }), ...(because && { because }) });
}
