import type { ActingOperator, WriteResult } from './acting-operator.ts';
import type { Removable } from './added-methods.ts';
import type { AuditEntry } from './audit-entry.ts';
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
    const about = { event: 'methods-deleted', actor: turn.user, subject, caseId } as const;
    const method = { method: id, kind };
    const remove = () => graph.deleteMethod(subject, { id, kind });
    const result = await withTrace(about, method, remove, ports);
    results.push({ what: 'method', ok: result?.kind === 'done', ...(name && { name }) });
  }
  return results;
}

/** Written down, done, and written down with its result. Undefined: it could not be written down beforehand, and was not done; the rest goes on. */
export async function withTrace(
  about: Omit<AuditEntry, 'at' | 'details'>,
  details: AuditEntry['details'],
  act: () => Promise<WriteResult>,
  ports: HelpdeskScene['ports'],
): Promise<WriteResult | undefined> {
  const note = async (more: AuditEntry['details']) => {
    await ports.audit.append({ at: ports.now(), ...about, details: { ...details, ...more } });
    return true;
  };
  if (!(await carryOn('audit', () => note({ phase: 'begun' }), ports))) return undefined;
  const result = await act();
  const { requestId } = result;
  const outcome = { phase: 'done', ...resultDetails(result), ...(requestId && { requestId }) };
  await carryOn('audit', () => note(outcome), ports);
  return result;
}
