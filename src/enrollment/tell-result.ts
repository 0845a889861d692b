import { checkRegistration } from './check-registration.ts';
import { isSigningIn } from './enrollment.ts';
import { offerSymptoms, recordHelped, recordStillStuck } from './get-unstuck.ts';
import { pause } from './pause-and-resume.ts';
import { go, isOn, type Outcome, type Scene, stay } from './scene.ts';
import { askOsAgain } from './tell-phone.ts';
import { allSet } from './test-sign-in.ts';

/*
 * "I'm done", "it worked", "that helped", "nope": people say any of them for any other.
 * What is meant is what the screen asks.
 */

export function tellDone(scene: Scene): Promise<Outcome> | Outcome {
  if (isOn(scene, 'all-set', 'not-me-reported')) return stay;
  if (isOn(scene, 'update-os')) return askOsAgain(scene);
  return isSigningIn(scene.enrollment) ? allSet(scene, isOn(scene, 'sign-in-test')) : checkRegistration(scene);
}

export function tellWorked(scene: Scene): Promise<Outcome> | Outcome {
  if (isOn(scene, 'symptom')) return recordHelped(scene);
  if (isOn(scene, 'not-me-reported')) return stay;
  return isSigningIn(scene.enrollment) ? allSet(scene, true) : tellDone(scene);
}

export function tellDidNotWork(scene: Scene): Promise<Outcome> | Outcome {
  return isOn(scene, 'symptom') ? recordStillStuck(scene) : offerSymptoms(scene);
}

export function tellStillStuck(scene: Scene): Promise<Outcome> | Outcome {
  if (isOn(scene, 'still-stuck')) return stay;
  return isOn(scene, 'stuck', 'not-yet', 'orphan', 'sign-in-failed')
    ? go({ kind: 'still-stuck' })
    : tellDidNotWork(scene);
}

/** With a passkey there is nothing left to come back to. */
export function postpone(scene: Scene): Outcome {
  if (isOn(scene, 'all-set')) return stay;
  return isSigningIn(scene.enrollment) ? allSet(scene, false) : pause(scene);
}
