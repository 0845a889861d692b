import type { Notice } from '../enrollment/reply.ts';
import type { AuthenticationMethod } from '../passkeys/facts.ts';
import { asOperator } from './act-as-operator.ts';
import { record } from './act-on-case.ts';
import type { ActingOperator } from './acting-operator.ts';
import { isRemovable, methodsAdded, methodView, tapsOfCase } from './added-methods.ts';
import { carryOn } from './carry-on.ts';
import type { TapCase } from './case.ts';
import { caseView } from './case-view.ts';
import { closeSeal } from './close-seal.ts';
import { day } from './limits.ts';
import { deleteAndRecord } from './list-taps.ts';
import { changesIn, removeMethods, type UndoResult, withTrace } from './remove-methods.ts';
import type { HelpdeskReply } from './reply.ts';
import type { HelpdeskScene } from './scene.ts';
import { tellOfChange } from './tell-of-change.ts';
import { withAskedCase } from './with-asked-case.ts';

type Shown = HelpdeskReply | Notice;

/** Lists what would go, for any operator: the one who issued may not be the one who is trusted now. */
export async function startUndo(id: string, scene: HelpdeskScene): Promise<Shown> {
  return withUndoable(id, scene, async (one) => {
    const { ports } = scene;
    const methods = await ports.directory.methodsOf(one.subject);
    if (!methods.known) return { kind: 'could-not-read', because: methods.because };
    // Without the match: its digits are only for the operator whose case it is.
    const { match: _match, ...view } = caseView(one, ports.settings, ports.now());
    await carryOn('see to the key', () => leaveToUndo(one, scene), ports);
    return { kind: 'undo', case: view, methods: methodsAdded(methods.value, one).map(methodView) };
  });
}

/** What is shown now takes the place of the button, and is not to be replaced once more while the operator reads it. */
async function leaveToUndo({ issued }: TapCase, { turn, ports }: HelpdeskScene): Promise<void> {
  const copy = issued && turn.cardId && (await ports.sealedTaps.find(issued.sealId));
  if (copy && copy.cardId === turn.cardId) await ports.sealedTaps.shownIn(copy.id, undefined);
}

/** Under the operator's own name: the TAP, of the methods those that were confirmed and really were added since, and last the sessions. */
export async function confirmUndo(id: string, confirmed: readonly string[], scene: HelpdeskScene): Promise<Shown> {
  return withUndoable(id, scene, async (one) =>
    asOperator(scene, async (graph) => {
      const methods = await scene.ports.directory.methodsOf(one.subject);
      if (!methods.known) return { kind: 'could-not-read', because: methods.because };
      const added = methodsAdded(methods.value, one).filter((method) => confirmed.includes(method.id));
      const note = { event: 'undone', details: { methods: added.map(({ id }) => id).join(' ') } } as const;
      await record(one, note, 'begun', scene);
      const taps = await deleteTaps(one, graph, scene);
      const removed = await removeMethods(one, added.filter(isRemovable), graph, scene);
      const sessions = await revokeSessions(one, graph, scene);
      const kept = added.filter((method) => !isRemovable(method)).map(notRemoved);
      const results = [...taps, ...removed, ...kept, sessions];
      await carryOn('audit', () => record(one, note, 'done', scene), scene.ports);
      await tellOfChange(one.subject, changesIn(results), scene);
      return { kind: 'undone', results };
    }),
  );
}

/** A case whose pass can still be what harm comes from: for a day after it, and longer where something is known to be wrong. */
function withUndoable(id: string, scene: HelpdeskScene, act: (one: TapCase) => Promise<Shown>): Promise<Shown> {
  return withAskedCase(id, scene, async (one) => {
    const { ports } = scene;
    const isLate = !(ports.now().getTime() < endOf(one) + day);
    if (isLate && !(await isSomethingWrong(one, ports))) return { kind: 'nothing-open' };
    return act(one);
  });
}

async function isSomethingWrong({ subject }: TapCase, { freezes, requests }: HelpdeskScene['ports']): Promise<boolean> {
  if ((await freezes.openOf(subject)).length > 0) return true;
  return (await requests.openOf(subject)).some(({ about }) => about === 'not-me');
}

/** Of the pass; of one that may have been issued, the latest that was asked for. */
function endOf({ issued, askedAt = '', options }: TapCase): number {
  if (issued) return Date.parse(issued.validUntil);
  const asked = Date.parse(askedAt);
  const begins = options.startsAt ? Math.max(asked, Date.parse(options.startsAt)) : asked;
  return begins + options.lifetime * 60_000;
}

async function deleteTaps(one: TapCase, graph: ActingOperator, scene: HelpdeskScene): Promise<readonly UndoResult[]> {
  // Also where there is nothing left to delete: nobody is to open it.
  if (one.issued) await closeSeal(one.issued.sealId, scene.turn.cardId, scene.ports);
  const found = await graph.tapsOf(one.subject);
  if (found.kind === 'refused') return [{ what: 'tap', ok: false }];
  const results: UndoResult[] = [];
  for (const { id } of tapsOfCase(found.taps, one)) {
    const result = await carryOn('delete a pass', () => deleteAndRecord(one.subject, id, graph, scene), scene.ports);
    results.push({ what: 'tap', ok: result?.kind === 'done' });
  }
  return results.length > 0 ? results : [{ what: 'tap', ok: true }];
}

async function revokeSessions(
  { id, subject }: TapCase,
  graph: ActingOperator,
  { turn, ports }: HelpdeskScene,
): Promise<UndoResult> {
  const about = { event: 'sessions-revoked', actor: turn.user, subject, caseId: id } as const;
  const result = await withTrace(about, {}, () => graph.revokeSessions(subject), ports);
  return { what: 'sessions', ok: result?.kind === 'done' };
}

/** A telephone number or Windows Hello: to be removed in the admin center. */
function notRemoved(method: AuthenticationMethod): UndoResult {
  const { name } = methodView(method);
  return { what: 'method', ok: false, ...(name && { name }) };
}
