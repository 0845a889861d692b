import type { Notice } from '../enrollment/reply.ts';
import type { UserId } from '../passkeys/ids.ts';
import { personView } from './case-view.ts';
import type { HelpdeskReply } from './reply.ts';
import type { PersonView } from './reply-views.ts';
import type { HelpdeskScene } from './scene.ts';
import { tellOfChange } from './tell-of-change.ts';

/** By another operator than the one whose case it came from, and not by the frozen user. */
export async function clearFreeze(subject: UserId, scene: HelpdeskScene): Promise<HelpdeskReply | Notice> {
  const { turn, ports } = scene;
  const { person: read } = await ports.subjects.factsAbout(subject);
  if (!read.known) return { kind: 'ask-for-person', problem: 'unreadable' };
  const person = personView(read.value);
  const before = await ports.freezes.of(subject);
  if (!before) return { kind: 'unfrozen', name: person.name };
  if (turn.user === subject) return stillFrozen(person, before.at);

  await record(subject, 'begun', scene);
  await ports.freezes.clear(subject, turn.user, ports.now());
  // There may be one for each operator involved; the sender's own stays.
  const after = await ports.freezes.of(subject);
  await record(subject, after ? 'refused' : 'done', scene);
  if (after) return stillFrozen(person, after.at);
  await tellOfChange(subject, [{ what: 'unfrozen' }], scene);
  return { kind: 'unfrozen', name: person.name };
}

function stillFrozen(person: PersonView, since: Date): HelpdeskReply {
  return { kind: 'frozen', person, since: since.toISOString(), canClear: false };
}

async function record(
  subject: UserId,
  phase: 'begun' | 'done' | 'refused',
  { turn, ports }: HelpdeskScene,
): Promise<void> {
  await ports.audit.append({ at: ports.now(), event: 'unfrozen', actor: turn.user, subject, details: { phase } });
}
