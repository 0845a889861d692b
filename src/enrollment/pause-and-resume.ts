import { assess, chooseAnotherPhone, isReplacing } from './assess.ts';
import { arrive, look } from './check-registration.ts';
import { isSigningIn, walkUnderWay } from './enrollment.ts';
import type { Screen } from './reply.ts';
import { go, isOn, type Outcome, type Scene, say, stay } from './scene.ts';
import { askOsAgain } from './tell-phone.ts';
import { showSteps } from './walk-through-steps.ts';

/** "Stop" keeps the screen, to come back to. */
export function pause(scene: Scene): Outcome {
  const { enrollment } = scene;
  if (!enrollment) return say({ kind: 'nothing-open' });
  return isOn(scene, 'paused') ? stay : go({ kind: 'paused', ...comingBackTo(enrollment.screen) });
}

export function comingBackTo(screen: Screen | undefined): { readonly before?: Screen } {
  const before = screen?.kind === 'paused' || screen?.kind === 'confirm-delete' ? screen.before : screen;
  return before ? { before } : {};
}

/** "Continue": the way on from each screen; a screen that rests on facts is asked anew. */
export function resume(scene: Scene): Promise<Outcome> | Outcome {
  const { enrollment } = scene;
  const screen = enrollment?.screen;
  if (!screen) return assess(scene, {});
  if (screen.kind === 'paused' || screen.kind === 'confirm-delete') return comeBack(scene);
  if (isReplacing(scene)) return chooseAnotherPhone(scene);
  switch (screen.kind) {
    case 'update-os':
      return askOsAgain(scene);
    case 'blocked':
    case 'compromised-phone':
    case 'needs-tap':
    case 'requested':
    case 'request-cancelled':
    case 'glad-it-helped':
    case 'all-set':
    case 'already-done':
      return goOn(scene);
    default:
      return stay;
  }
}

/** "No, keep it", "continue": where the user was, unless the passkey has come meanwhile. */
export async function comeBack(scene: Scene): Promise<Outcome> {
  const { enrollment, ports } = scene;
  const { before } = comingBackTo(enrollment?.screen);
  const guide = walkUnderWay(enrollment);
  if (enrollment && guide) {
    const found = await look(enrollment, ports);
    if (found.known && found.value) return arrive(found.value, scene);
  }
  return before ? go(before, guide ? { watch: true } : {}) : goOn(scene);
}

function goOn(scene: Scene): Promise<Outcome> | Outcome {
  const { enrollment } = scene;
  if (walkUnderWay(enrollment)) return showSteps(scene);
  return assess(scene, isSigningIn(enrollment) ? {} : (enrollment?.answers ?? {}));
}
