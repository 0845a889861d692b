import type { UserId } from '../passkeys/ids.ts';
import { walkUnderWay } from './enrollment.ts';
import { elsewhere } from './look-for-passkey.ts';
import type { Expected } from './ports.ts';
import type { Ports } from './scene.ts';

/**
 * The user got a pass: the passkey they make with it is news, and no other, whether or not they ever used the guide. A walk of theirs that is over
 * led to a passkey of before, on the phone that may be lost; one that is under way goes on.
 */
export async function expectPasskey(
  user: UserId,
  expected: Expected,
  { enrollments, watch }: Pick<Ports, 'enrollments' | 'watch'>,
): Promise<void> {
  const enrollment = await enrollments.load(user);
  if (enrollment && !elsewhere.includes(enrollment.screen.kind) && !walkUnderWay(enrollment)) {
    const { guide: _over, ...rest } = enrollment;
    // Not saved: they went somewhere else meanwhile, and that begins anew by itself.
    await enrollments.save({ ...rest, baseline: expected.baseline }, enrollment.screenId);
  }
  await watch.begin(user, expected);
}
