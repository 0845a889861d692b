import type { PhonePlatform } from './reply.ts';
import type { Scene } from './scene.ts';

/** The phone the screen is about, else the walk's, else the one the user told of, else the one written from. */
export function platformIfKnown({ enrollment, turn }: Pick<Scene, 'enrollment' | 'turn'>): PhonePlatform | undefined {
  const { screen, guide, answers } = enrollment ?? {};
  const named = screen && 'platform' in screen ? screen.platform : undefined;
  const shown = screen && 'phone' in screen ? screen.phone.platform : named;
  const { platform } = turn.client;
  const writesFrom = platform === 'ios' || platform === 'android' ? platform : undefined;
  return shown ?? guide?.situation.platform ?? answers?.phone?.platform ?? writesFrom;
}

/** Words need one of the two. */
export function platformOf(scene: Pick<Scene, 'enrollment' | 'turn'>): PhonePlatform {
  return platformIfKnown(scene) ?? 'ios';
}
