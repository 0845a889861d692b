import type { ActingOperator } from './acting-operator.ts';
import type { Removable } from './added-methods.ts';
import { carryOn } from './carry-on.ts';
import type { TapCase } from './case.ts';
import { resultDetails } from './list-taps.ts';
import type { HelpdeskReply } from './reply.ts';
import type { AccountChange } from './reply-views.ts';
import type { HelpdeskScene } from './scene.ts';

export type UndoResult = Extract<HelpdeskReply, { kind: 'undone' }>['results'][number];

/** What really happened. */
export function changesIn(results: readonly UndoResult[]): readonly AccountChange[] {
  return results.filter(({ ok }) => ok).map(({ what, name }) => ({ what, ...(name && { name }) }));
}

/** One after the other, each with its entry: a failure stops none of the rest. */
export async function removeMethods(
  { id: caseId, subject }: TapCase,
  methods: readonly Removable[],
  graph: ActingOperator,
  { turn, ports }: HelpdeskScene,
): Promise<readonly UndoResult[]> {
  const results: UndoResult[] = [];
  for (const { id, kind, name } of methods) {
    const result = await graph.deleteMethod(subject, { id, kind });
    const { requestId } = result;
    const details = { method: id, kind, ...resultDetails(result), ...(requestId && { requestId }) };
    const entry = { at: ports.now(), event: 'methods-deleted', actor: turn.user, subject, caseId, details } as const;
    await carryOn('audit', () => ports.audit.append(entry), ports);
    results.push({ what: 'method', ok: result.kind === 'done', ...(name && { name }) });
  }
  return results;
}
