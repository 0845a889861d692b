import { mayUseSecurityKey } from '../passkeys/policy.ts';
import { readinessNow } from './assess.ts';
import { type Outcome, type Scene, say } from './scene.ts';

export async function aboutSecurityKeys(scene: Scene): Promise<Outcome> {
  const { policy } = readinessNow(await scene.ports.directory.factsAbout(scene.turn.user), scene);
  const answer = mayUseSecurityKey(policy);
  return say({ kind: 'security-key', ...(answer !== 'unknown' && { allowed: answer === 'yes' }) });
}

export async function helpSignIn({ turn, ports }: Scene): Promise<Outcome> {
  const methods = await ports.directory.methodsOf(turn.user);
  const hasPasskey = methods.known && methods.value.some(({ kind }) => kind === 'passkey');
  return say({ kind: 'sign-in-help', ...(methods.known && { hasPasskey }) });
}
