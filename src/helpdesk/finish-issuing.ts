import type { Notice } from '../enrollment/reply.ts';
import { record, show } from './act-on-case.ts';
import type { ActingOperator, IssueResult, WriteRefusal } from './acting-operator.ts';
import { newTapIn } from './added-methods.ts';
import { carryOn } from './carry-on.ts';
import type { TapCase } from './case.ts';
import { caseView, subjectView } from './case-view.ts';
import type { HelpdeskCommand } from './command.ts';
import { deliverTap } from './deliver-tap.ts';
import { tapsView } from './list-taps.ts';
import { notifyOfTap } from './notify-subject.ts';
import type { HelpdeskReply } from './reply.ts';
import { saveOver } from './save-over.ts';
import type { HelpdeskScene } from './scene.ts';
import { watchForPasskey } from './watch-for-passkey.ts';

/** What the one answer of Graph means for the case. */
export async function finishIssuing(
  one: TapCase,
  result: IssueResult,
  graph: ActingOperator,
  scene: HelpdeskScene,
): Promise<HelpdeskReply | Notice> {
  switch (result.kind) {
    case 'issued':
      return deliverTap(one, result.issued, result.requestId, scene);
    case 'refused':
      return reopen(one, result.because, result.requestId, graph, scene);
    case 'uncertain':
      return findOut(one, result.requestId, graph, scene);
  }
}

/** Surely nothing was issued: what stood in the way can be put right, and the button pressed again. */
async function reopen(
  one: TapCase,
  because: WriteRefusal,
  requestId: string | undefined,
  graph: ActingOperator,
  scene: HelpdeskScene,
): Promise<HelpdeskReply> {
  const open = await saveOver(one.id, { status: 'open' }, scene.ports);
  const details = { because, ...(requestId && { requestId }) };
  await record(one, { event: 'issue-failed', details }, 'done', scene);
  const again = againAs(scene.turn.command, open);
  const refused = { kind: 'write-refused', because, ...(requestId && { requestId }), again } as const;
  if (because !== 'tap-exists') return refused;
  // Entra replaces the old one, by its documentation; where it does not, it has to be deleted first.
  const found = await graph.tapsOf(one.subject);
  return found.kind === 'read' ? { kind: 'taps', person: subjectView(one), taps: found.taps.map(tapsView) } : refused;
}

/** The press that was refused, for the case as it is now: the card it came from showed the same. */
function againAs(command: HelpdeskCommand, open: TapCase | undefined): HelpdeskCommand {
  return command.kind === 'issue' && open ? { ...command, revision: open.revision } : command;
}

/** No answer: the list of methods tells. The TAP itself is lost either way, and nothing is asked a second time. */
async function findOut(
  one: TapCase,
  requestId: string | undefined,
  graph: ActingOperator,
  scene: HelpdeskScene,
): Promise<HelpdeskReply | Notice> {
  const { ports } = scene;
  const list = await carryOn('list the methods', () => graph.tapsOf(one.subject), ports);
  const found = list?.kind === 'read' ? newTapIn(list.taps, one) : 'unknown';
  const saved = await carryOn('save the case', () => saveOver(one.id, { status: 'uncertain' }, ports), ports);
  const details = { found, ...(requestId && { requestId }) };
  await carryOn('audit', () => record(one, { event: 'issue-uncertain', details }, 'done', scene), ports);
  const after = saved ?? one;
  // Where the list shows nothing new yet, the watch looks again, and tells the subject then.
  if (found !== 'not-issued') {
    await notifyOfTap(after, ports);
    await watchForPasskey(after, ports);
  }
  return saved
    ? { kind: 'tap-uncertain', case: caseView(saved, ports.settings, ports.now()), found }
    : show(one, scene);
}
