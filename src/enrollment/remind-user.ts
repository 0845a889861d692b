import type { UserId } from '../passkeys/ids.ts';
import type { Enrollments, Messenger, Preferences } from './ports.ts';
import type { Screen } from './reply.ts';

/** Screens on which there is nothing left to remind of. */
const finished: readonly Screen['kind'][] = [
  'registered',
  'sign-in-test',
  'all-set',
  'already-done',
  'second-way',
  'paused',
];

/** "Remind me tomorrow" has come. Somebody who finished, or stopped messages meanwhile, is left alone. */
export async function remindUser(
  user: UserId,
  { enrollments, preferences, messenger }: { enrollments: Enrollments; preferences: Preferences; messenger: Messenger },
): Promise<void> {
  const [enrollment, isWanted] = await Promise.all([enrollments.load(user), preferences.wantsMessages(user)]);
  if (!enrollment || !isWanted || finished.includes(enrollment.screen.kind)) return;
  await messenger.send(user, { kind: 'reminder' });
}
