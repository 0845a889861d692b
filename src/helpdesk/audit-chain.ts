import { createHash } from 'node:crypto';
import type { AuditEntry, AuditRow } from './audit-entry.ts';

/** Where in the chain one is: the row before. */
export type ChainLink = Pick<AuditRow, 'number' | 'hash'>;

/** Before the first row. */
export const chainStart: ChainLink = { number: 0, hash: '0'.repeat(64) };

/** Of `entry` as the row that follows `previous`: SHA-256, hex. */
export function hashOf(previous: ChainLink, entry: AuditEntry): string {
  return createHash('sha256')
    .update(`${previous.hash}\n${canonical(entry, previous.number + 1)}`)
    .digest('hex');
}

/** The first number at which the rows that follow `from` were changed, removed or put in; undefined: all is well. Rows cut off at the end leave no trace here. */
export function checkChain(rows: readonly AuditRow[], from: ChainLink = chainStart): number | undefined {
  let previous = from;
  for (const row of rows) {
    if (row.number !== previous.number + 1 || row.hash !== hashOf(previous, row)) return previous.number + 1;
    previous = row;
  }
  return undefined;
}

/** The same text for the same row, whatever order the database keeps the keys of an object in; and some text for any row that was forged. */
function canonical({ at, event, actor, subject, caseId, details }: AuditEntry, number: number): string {
  const isObject = Object(details) === details;
  const sorted = isObject ? Object.entries(details).sort(([one], [other]) => (one < other ? -1 : 1)) : details;
  return JSON.stringify([number, Number(at), event, actor, subject ?? null, caseId ?? null, sorted]);
}
