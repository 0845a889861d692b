import type { UserId } from '../passkeys/ids.ts';
import { look } from './check-registration.ts';
import type { Directory, Enrollments, Messenger, Preferences } from './ports.ts';
import type { Screen } from './reply.ts';
import { type Outcome, type Scene, say } from './scene.ts';

/** Screens on which there is nothing left to remind of. */
const finished: readonly Screen['kind'][] = [
  'registered',
  'sign-in-test',
  'all-set',
  'already-done',
  'second-way',
  'sign-in-failed',
  'not-me-reported',
  'paused',
];

type RemindPorts = {
  readonly enrollments: Enrollments;
  readonly preferences: Preferences;
  readonly directory: Directory;
  readonly messenger: Messenger;
};

/** "Remind me tomorrow" has come. Somebody who finished, or stopped messages meanwhile, is left alone. */
export async function remindUser(user: UserId, ports: RemindPorts): Promise<void> {
  const { enrollments, preferences, messenger } = ports;
  const [enrollment, isWanted] = await Promise.all([enrollments.load(user), preferences.wantsMessages(user)]);
  if (!isWanted || (enrollment && finished.includes(enrollment.screen.kind))) return;
  const found = enrollment ? await look(enrollment, ports) : undefined;
  if (found?.known && found.value) return;
  await messenger.send(user, { kind: 'reminder' });
}

/** Who had stopped messages wants them again. */
export async function remindTomorrow({ turn, ports }: Scene): Promise<Outcome> {
  await ports.preferences.allowMessages(turn.user);
  const at = new Date(ports.now().getTime() + 24 * 3_600_000);
  await ports.reminders.remindAt(turn.user, at);
  return say({ kind: 'will-remind', at: at.toISOString() });
}
