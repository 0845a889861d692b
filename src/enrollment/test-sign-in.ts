import { mayUseSecurityKey } from '../passkeys/policy.ts';
import { readinessNow } from './assess.ts';
import { platformOf } from './check-registration.ts';
import type { SignInTest } from './reply.ts';
import { go, isOn, type Outcome, type Scene, stay } from './scene.ts';

export function tryIt(how: SignInTest, scene: Scene): Outcome {
  if (!isOn(scene, 'registered', 'already-done', 'no-bluetooth', 'symptom', 'all-set', 'sign-in-failed')) return stay;
  const computer = scene.enrollment?.guide?.situation.computer;
  return go({ kind: 'sign-in-test', how, platform: platformOf(scene.enrollment), ...(computer && { computer }) });
}

export function allSet({ enrollment }: Scene, tested: boolean): Outcome {
  return enrollment ? go({ kind: 'all-set', platform: platformOf(enrollment), tested }) : stay;
}

export function withoutBluetooth(scene: Scene): Outcome {
  const stage = isOn(scene, 'sign-in-test') ? 'signing-in' : 'registering';
  return scene.enrollment ? go({ kind: 'no-bluetooth', stage, platform: platformOf(scene.enrollment) }) : stay;
}

export async function secondWay(scene: Scene): Promise<Outcome> {
  const { policy } = readinessNow(await scene.ports.directory.factsAbout(scene.turn.user), scene);
  return go({ kind: 'second-way', securityKeyAllowed: mayUseSecurityKey(policy) !== 'no' });
}
