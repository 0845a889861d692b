import { mayUseSecurityKey } from '../passkeys/policy.ts';
import { readinessNow } from './assess.ts';
import { isSigningIn, walkUnderWay } from './enrollment.ts';
import { platformIfKnown, platformOf } from './phone-in-question.ts';
import type { ComputerPlatform, SignInTest } from './reply.ts';
import { go, isOn, type Outcome, type Scene, stay } from './scene.ts';

export function tryIt(how: SignInTest, scene: Scene): Outcome {
  if (!isSigningIn(scene.enrollment) && !isOn(scene, 'no-bluetooth', 'symptom')) return stay;
  const computer = computerAtHand(scene);
  return go({ kind: 'sign-in-test', how, platform: platformOf(scene), ...(computer && { computer }) });
}

/** The steps of the test again, for where the user is. */
export function tryHere(scene: Scene): Outcome {
  const { platform } = scene.turn.client;
  return tryIt(platform === 'ios' || platform === 'android' ? 'this-phone' : 'computer', scene);
}

/** Microsoft Teams tells the computer written from; Windows 10 or 11 only the records do. */
function computerAtHand({ turn, enrollment }: Scene): ComputerPlatform | undefined {
  const { platform } = turn.client;
  const recorded = enrollment?.guide?.situation.computer;
  if (platform === 'macos') return 'macos';
  return platform === 'windows' && recorded === 'macos' ? undefined : recorded;
}

export function allSet(scene: Scene, tested: boolean): Outcome {
  const platform = platformIfKnown(scene);
  return go({ kind: 'all-set', ...(platform && { platform }), tested });
}

export function withoutBluetooth(scene: Scene): Outcome {
  const platform = platformIfKnown(scene);
  const stage = isSigningIn(scene.enrollment) ? 'signing-in' : 'registering';
  return go({ kind: 'no-bluetooth', stage, ...(platform && { platform }) });
}

/** One thing at a time: first the passkey that is under way. */
export async function secondWay(scene: Scene): Promise<Outcome> {
  if (walkUnderWay(scene.enrollment)) return stay;
  const { policy } = readinessNow(await scene.ports.directory.factsAbout(scene.turn.user), scene);
  return go({ kind: 'second-way', securityKeyAllowed: mayUseSecurityKey(policy) !== 'no' });
}
