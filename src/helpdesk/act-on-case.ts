import type { Notice } from '../enrollment/reply.ts';
import type { AuditEntry } from './audit-entry.ts';
import type { CaseEnd, TapCase } from './case.ts';
import { caseAt, caseReply, subjectView } from './case-view.ts';
import { type FrozenReply, frozenReply } from './frozen-reply.ts';
import type { Freeze } from './ports.ts';
import type { HelpdeskReply } from './reply.ts';
import type { CaseProblem } from './reply-views.ts';
import type { HelpdeskPorts, HelpdeskScene } from './scene.ts';
import { whyOver } from './why-over.ts';

type Shown = HelpdeskReply | Notice;
type CaseChange = Partial<Omit<TapCase, 'id' | 'version' | 'revision' | 'operator' | 'subject'>>;
type Note = Pick<AuditEntry, 'event'> & Partial<Pick<AuditEntry, 'details'>>;

/** An open case of the sender's own, as of now; of somebody else's nothing is told, and one that is over is shown. */
export async function withOwnCase(
  id: string,
  scene: HelpdeskScene,
  act: (one: TapCase) => Promise<Shown>,
): Promise<Shown> {
  const { turn, ports } = scene;
  const stored = await ports.cases.load(id);
  if (stored?.operator !== turn.user) return { kind: 'nothing-open' };
  const one = caseAt(stored, ports.now());
  if (one.status !== 'open') return show(one, scene);
  const because = await whyOver(one, ports);
  return because ? endCase(one, because, scene) : act(one);
}

/** Over with its request: the user does not want it any more, or another operator is at it. */
export async function endCase(one: TapCase, endedBecause: CaseEnd, scene: HelpdeskScene): Promise<Shown> {
  const note = { event: 'refused', details: { because: endedBecause } } as const;
  const saved = await changeCase(one, { status: 'cancelled', endedBecause }, note, scene);
  return saved ? show(saved, scene) : showAgain(one.id, scene);
}

/** The same, where issuing is not frozen for the subject. */
export async function withUnfrozenCase(
  id: string,
  scene: HelpdeskScene,
  act: (one: TapCase) => Promise<Shown>,
): Promise<Shown> {
  return withOwnCase(id, scene, async (one) => {
    return frozen(one, await scene.ports.freezes.openOf(one.subject)) ?? act(one);
  });
}

export function show(one: TapCase, { ports }: HelpdeskScene, problem?: CaseProblem): HelpdeskReply {
  return caseReply(one, ports.settings, ports.now(), problem);
}

/** What is stored now, after somebody else was faster. */
export async function showAgain(id: string, scene: HelpdeskScene): Promise<Shown> {
  const stored = await scene.ports.cases.load(id);
  return stored ? show(stored, scene) : { kind: 'nothing-open' };
}

/** Undefined: nothing is open. Not to be cleared from here: whose case it is has a part in it. */
export function frozen(one: TapCase, freezes: readonly Freeze[]): FrozenReply | undefined {
  return frozenReply(subjectView(one), freezes, false);
}

/** The next case, saved; undefined where somebody was faster. A press of the operator's tells which message shows the case. */
export async function saveCase(
  before: TapCase,
  change: CaseChange,
  { turn, ports }: HelpdeskScene,
): Promise<TapCase | undefined> {
  const cardId = turn.user === before.operator ? turn.cardId : undefined;
  const next: TapCase = { ...before, ...change, ...(cardId && { cardId }), revision: ports.newId() };
  return (await ports.cases.save(next, before.revision)) ? next : undefined;
}

/** A change with an entry before it and one after: nothing counts as verified without a trace of who did it. */
export async function changeCase(
  before: TapCase,
  change: CaseChange,
  note: Note,
  scene: HelpdeskScene,
): Promise<TapCase | undefined> {
  await record(before, note, 'begun', scene);
  const saved = await saveCase(before, change, scene);
  await record(before, note, saved ? 'done' : 'overtaken', scene);
  return saved;
}

/** `phase`: an act is noted before and after; `refused`: there was no act. */
export async function record(
  { id, subject }: Pick<TapCase, 'id' | 'subject'>,
  { event, details = {} }: Note,
  phase: 'begun' | 'done' | 'overtaken' | 'refused',
  { turn, ports }: HelpdeskScene,
): Promise<void> {
  const entry = { at: ports.now(), event, actor: turn.user, subject, caseId: id, details: { ...details, phase } };
  await ports.audit.append(entry);
}

/** Brings the operator's card up to date; where there is none yet, a new message does. */
export async function tellOperator(
  one: TapCase,
  { messenger, settings, now }: Pick<HelpdeskPorts, 'messenger' | 'settings' | 'now'>,
  reply: HelpdeskReply = caseReply(one, settings, now()),
): Promise<void> {
  if (one.cardId) await messenger.edit(one.operator, one.cardId, reply);
  else await messenger.send(one.operator, reply);
}
