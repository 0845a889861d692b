import type { Passkey } from '../passkeys/facts.ts';
import type { UserId } from '../passkeys/ids.ts';
import { look } from './check-registration.ts';
import { type Baseline, type Enrollment, enrollmentVersion, isSigningIn } from './enrollment.ts';
import type { Messenger } from './ports.ts';
import { registered } from './registered.ts';
import type { Screen } from './reply.ts';
import type { Ports } from './scene.ts';

type LookPorts = Pick<Ports, 'directory' | 'enrollments' | 'settings' | 'now' | 'newId'> & {
  readonly messenger: Messenger;
};

/** Screens on which a new passkey is no news, or nobody waits for one. */
export const elsewhere: readonly Screen['kind'][] = [
  'paused',
  'registered',
  'already-done',
  'sign-in-test',
  'sign-in-failed',
  'all-set',
  'second-way',
  'not-me-reported',
];

/** Milliseconds in which a success that is already stored is left to the turn that found it. */
const graceMs = 10_000;

/** One look by itself. `expected`: they got a pass, and are told wherever they are. `over`: there is nothing left to look for. */
export async function lookForPasskey(
  user: UserId,
  ports: LookPorts,
  expected?: Baseline,
): Promise<'found' | 'not-yet' | 'over'> {
  const enrollment = await ports.enrollments.load(user);
  // Stored, but never shown: whoever found it stopped in between.
  if (enrollment && isUnshown(enrollment, expected)) return announce(enrollment, undefined, ports);
  const baseline = baselineIn(enrollment) ?? expected;
  if (!baseline) return 'over';

  const found = await look({ user, baseline }, ports);
  if (!found.known || !found.value) return 'not-yet';
  if (enrollment && hasSeen(enrollment, found.value, baseline)) return 'over';
  const { cardId, ...rest } = enrollment ?? { user, version: enrollmentVersion, answers: {}, cardId: undefined };
  const next: Enrollment = {
    ...rest,
    screenId: ports.newId(),
    ...registered(found.value, enrollment?.guide, ports.settings.goal),
    updatedAt: ports.now(),
  };
  // Not saved: the user was faster and has seen it, or went somewhere else; the next look tells which.
  const isSaved = await ports.enrollments.save(next, enrollment?.screenId);
  return isSaved ? announce(next, cardId, ports, 0) : 'not-yet';
}

/** One that was stored before the pass, and whose message is gone, is an old story. */
function isUnshown({ screen, cardId, updatedAt }: Enrollment, expected: Baseline | undefined): boolean {
  return screen.kind === 'registered' && !cardId && !(expected && updatedAt <= new Date(expected.at));
}

/** Undefined: in the guide nobody waits for one. */
function baselineIn(enrollment: Enrollment | undefined): Baseline | undefined {
  if (!enrollment || enrollment.guide?.isFinished || elsewhere.includes(enrollment.screen.kind)) return undefined;
  // Without steps there is no baseline, where the help desk gave a pass: what came since the screen is new.
  return enrollment.baseline ?? { at: enrollment.updatedAt.toISOString() };
}

/** Their own press has found it, and they went on from there; or it is none of theirs, and they said so. */
function hasSeen(enrollment: Enrollment, { id, createdAt }: Passkey, { at }: Baseline): boolean {
  const { screen } = enrollment;
  if (screen.kind === 'registered' && screen.passkey.id === id) return true;
  const isPast = isSigningIn(enrollment) || screen.kind === 'not-me-reported';
  return isPast && (createdAt ?? new Date(at)) <= enrollment.updatedAt;
}

/** A new message, because editing one notifies nobody; then the old card says that it went on. */
async function announce(
  { user, screen, screenId, updatedAt }: Enrollment,
  oldCardId: string | undefined,
  { messenger, enrollments, now }: LookPorts,
  grace = graceMs,
): Promise<'found' | 'not-yet'> {
  if (now().getTime() - updatedAt.getTime() < grace) return 'not-yet';
  const cardId = await messenger.send(user, screen, screenId);
  // Not taken: the next look tells it.
  if (!cardId) return 'not-yet';
  await enrollments.setCard(user, screenId, cardId);
  if (oldCardId) await messenger.edit(user, oldCardId, { kind: 'continued-below' });
  return 'found';
}
