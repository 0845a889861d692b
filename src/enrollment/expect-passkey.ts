import type { UserId } from '../passkeys/ids.ts';
import { baselineOf } from './assess.ts';
import { walkUnderWay } from './enrollment.ts';
import { elsewhere } from './look-for-passkey.ts';
import type { Ports } from './scene.ts';

/**
 * The user got a pass: the passkey they make with it is news, and no other. A walk of theirs that is over led to a passkey of before, on the
 * phone that may be lost; one that is under way goes on.
 */
export async function expectPasskey(
  user: UserId,
  { directory, enrollments, watch, now }: Pick<Ports, 'directory' | 'enrollments' | 'watch' | 'now'>,
): Promise<void> {
  const enrollment = await enrollments.load(user);
  if (!enrollment || elsewhere.includes(enrollment.screen.kind)) return;
  if (!walkUnderWay(enrollment)) {
    const { guide: _over, ...rest } = enrollment;
    const baseline = baselineOf({ methods: await directory.methodsOf(user) }, now());
    // Not saved: they went somewhere else meanwhile, and that begins anew by itself.
    await enrollments.save({ ...rest, baseline }, enrollment.screenId);
  }
  await watch.begin(user);
}
