import type { Notice } from '../enrollment/reply.ts';
import type { TemporaryAccessPass } from '../passkeys/facts.ts';
import type { UserId } from '../passkeys/ids.ts';
import { asOperator } from './act-as-operator.ts';
import type { ActingOperator, WriteRefusal, WriteResult } from './acting-operator.ts';
import { carryOn } from './carry-on.ts';
import type { TapCase } from './case.ts';
import { personView, subjectView } from './case-view.ts';
import { closeSeal } from './close-seal.ts';
import type { HelpdeskCommand } from './command.ts';
import { withPersonFound } from './find-person.ts';
import type { HelpdeskReply } from './reply.ts';
import type { PersonView } from './reply-views.ts';
import { saveOver } from './save-over.ts';
import type { HelpdeskPorts, HelpdeskScene } from './scene.ts';
import { tellOfChange } from './tell-of-change.ts';

type Shown = HelpdeskReply | Notice;
type Taps = Extract<HelpdeskReply, { kind: 'taps' }>;

/** With the operator's own rights: Entra decides who may see whose. */
export async function listTaps(subject: UserId, scene: HelpdeskScene): Promise<Shown> {
  return withPerson(subject, scene, (person) => asOperator(scene, (graph) => list(person, graph, scene)));
}

/** "list passes of NAME", and "delete the pass of NAME": which one is chosen from the list. */
export async function findTaps(query: string | undefined, scene: HelpdeskScene): Promise<Shown> {
  const { turn, ports } = scene;
  const shown = await withPersonFound(query, scene, (subject) =>
    listTaps(subject, { turn: { ...turn, command: { kind: 'list-taps', subject } }, ports }),
  );
  const isAsking = shown.kind === 'ask-for-person' || shown.kind === 'which-person';
  return isAsking ? { ...shown, isForTaps: true } : shown;
}

async function list(person: PersonView, graph: ActingOperator, scene: HelpdeskScene): Promise<HelpdeskReply> {
  const found = await graph.tapsOf(person.id);
  if (found.kind === 'read') return { kind: 'taps', person, taps: found.taps.map(tapsView) };
  return writeRefused(found, scene);
}

function writeRefused(
  { because, requestId }: { readonly because: WriteRefusal; readonly requestId: string | undefined },
  { turn }: HelpdeskScene,
): HelpdeskReply {
  return { kind: 'write-refused', because, ...(requestId && { requestId }), again: turn.command };
}

export function tapsView({ id, startsAt, lifetime, isUsable }: TemporaryAccessPass): Taps['taps'][number] {
  const until = startsAt && lifetime !== undefined ? new Date(startsAt.getTime() + lifetime * 60_000) : undefined;
  return { id, ...(until && { validUntil: until.toISOString() }), ...(isUsable !== undefined && { isUsable }) };
}

/** One that is really there: an id from a card that no list holds is answered with the list. */
export async function deleteTap(
  { subject, tap }: Extract<HelpdeskCommand, { kind: 'delete-tap' }>,
  scene: HelpdeskScene,
): Promise<Shown> {
  return withPerson(subject, scene, (person) =>
    asOperator(scene, async (graph) => {
      const found = await graph.tapsOf(subject);
      const isThere = found.kind === 'read' && found.taps.some(({ id }) => id === tap);
      if (!isThere) return list(person, graph, scene);
      const result = await deleteAndRecord(subject, tap, graph, scene);
      if (result.kind === 'done') {
        await tellOfChange(subject, [{ what: 'tap' }], scene);
        return { kind: 'tap-deleted', name: person.name };
      }
      if (result.kind === 'uncertain') return list(person, graph, scene);
      return writeRefused(result, scene);
    }),
  );
}

/** Not without a trace of who did it. Our own copy goes first: a TAP that is to be deleted is shown to nobody any more. */
export async function deleteAndRecord(
  subject: UserId,
  tap: string,
  graph: ActingOperator,
  { turn, ports }: HelpdeskScene,
): Promise<WriteResult> {
  const of = await caseOf(subject, tap, ports);
  const about = { event: 'tap-deleted', actor: turn.user, subject, ...(of && { caseId: of.id }) } as const;
  await ports.audit.append({ at: ports.now(), ...about, details: { tap, phase: 'begun' } });
  if (of?.issued) await closeSeal(of.issued.sealId, turn.cardId, ports);
  const result = await graph.deleteTap(subject, tap);
  const { requestId } = result;
  const details = { tap, phase: 'done', ...resultDetails(result), ...(requestId && { requestId }) };
  await carryOn('audit', () => ports.audit.append({ at: ports.now(), ...about, details }), ports);
  const tapDeletedAt = ports.now().toISOString();
  const isGone = result.kind === 'done' || (result.kind === 'refused' && result.because === 'not-found');
  if (of && isGone) await carryOn('save', () => saveOver(of.id, { aftermath: { tapDeletedAt } }, ports), ports);
  return result;
}

export function resultDetails(result: WriteResult): Readonly<Record<string, string>> {
  return result.kind === 'refused' ? { result: result.kind, because: result.because } : { result: result.kind };
}

async function caseOf(subject: UserId, tap: string, { cases }: HelpdeskPorts): Promise<TapCase | undefined> {
  const last = await cases.lastIssued(subject);
  return last?.issued?.tapId === tap ? last : undefined;
}

async function withPerson(
  subject: UserId,
  { ports }: HelpdeskScene,
  act: (person: PersonView) => Promise<Shown>,
): Promise<Shown> {
  const [{ person }, last] = await Promise.all([ports.subjects.factsAbout(subject), ports.cases.lastIssued(subject)]);
  if (person.known) return act(personView(person.value));
  // Undoing must not depend on the directory being readable.
  return last ? act(subjectView(last)) : { kind: 'ask-for-person', problem: 'unreadable' };
}
