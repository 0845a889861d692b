import type { Notice } from '../enrollment/reply.ts';
import type { UserId } from '../passkeys/ids.ts';
import { withRightsOver } from './act-as-operator.ts';
import { personView } from './case-view.ts';
import { frozenReply, mayClear } from './frozen-reply.ts';
import type { HelpdeskReply } from './reply.ts';
import type { PersonView } from './reply-views.ts';
import type { HelpdeskScene } from './scene.ts';
import { tellOfChange } from './tell-of-change.ts';

/** By an operator who may issue passes and had no part in any of the alarms, and not by the frozen user. What the card did not show stays, and is shown. */
export async function clearFreeze(
  subject: UserId,
  shown: readonly number[],
  scene: HelpdeskScene,
): Promise<HelpdeskReply | Notice> {
  const { turn, ports } = scene;
  const { person: read } = await ports.subjects.factsAbout(subject);
  if (!read.known) return { kind: 'ask-for-person', problem: 'unreadable' };
  const person = personView(read.value);
  const before = await ports.freezes.openOf(subject);
  const isAllowed = mayClear(turn.user, subject, before);
  const asked = before.map(({ id }) => id).filter((id) => shown.includes(id));
  if (turn.user === subject || (isAllowed && asked.length === 0)) {
    return frozenReply(person, before, isAllowed) ?? { kind: 'unfrozen', name: person.name };
  }

  if (isAllowed) return withRightsOver(subject, scene, () => clear(person, asked, true, scene));
  return clear(person, asked, false, scene);
}

async function clear(
  person: PersonView,
  asked: readonly number[],
  isAllowed: boolean,
  scene: HelpdeskScene,
): Promise<HelpdeskReply> {
  const { turn, ports } = scene;
  const subject = person.id;
  await record(subject, 'begun', asked, scene);
  if (isAllowed) await ports.freezes.clear(subject, asked, turn.user, ports.now());
  const after = await ports.freezes.openOf(subject);
  const isCleared = !after.some(({ id }) => asked.includes(id));
  await record(subject, isAllowed && isCleared ? 'done' : 'refused', asked, scene);
  const left = frozenReply(person, after, mayClear(turn.user, subject, after));
  if (left) return left;
  await tellOfChange(subject, [{ what: 'unfrozen' }], scene);
  return { kind: 'unfrozen', name: person.name };
}

async function record(
  subject: UserId,
  phase: 'begun' | 'done' | 'refused',
  ids: readonly number[],
  { turn, ports }: HelpdeskScene,
): Promise<void> {
  const details = { phase, freezes: ids.join(' ') };
  await ports.audit.append({ at: ports.now(), event: 'unfrozen', actor: turn.user, subject, details });
}
