import type { UserId } from '../passkeys/ids.ts';
import { type Outset, outsetOf } from './outset.ts';
import type { HelpdeskPorts } from './scene.ts';

export async function readOutset(
  subject: UserId,
  { directory, enrollments, goal, now }: Pick<HelpdeskPorts, 'directory' | 'enrollments' | 'goal' | 'now'>,
): Promise<Outset> {
  const [facts, enrollment] = await Promise.all([directory.factsAbout(subject), enrollments.load(subject)]);
  return outsetOf(facts, enrollment?.answers ?? {}, goal, now());
}
