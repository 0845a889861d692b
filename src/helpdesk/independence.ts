import type { UserId } from '../passkeys/ids.ts';
import type { AuditRow } from './audit-entry.ts';
import type { TapCase } from './case.ts';

/**
 * Milliseconds in which two operators do not approve each other's cases: as long as a question stays open, so that
 * a pair who wait for each other's press gain nothing by it.
 */
const eachOtherWindow = 15 * 60_000;

/** Deciding, and being refused to, is not working on it; nor is looking. Clearing a freeze is: whoever did is not the one who checks it. */
const notWork: ReadonlySet<AuditRow['event']> = new Set(['second-decided', 'refused', 'card-viewed']);

export type Dependence = 'own-case' | 'subject' | 'manager' | 'worked-on-it' | 'each-other';

/** Why this operator is no second pair of eyes for the case; undefined: they are. `holders`: of requests of the subject's; `rows`: the audit of the last day. */
export function dependenceOf(
  approver: UserId,
  one: Pick<TapCase, 'id' | 'operator' | 'subject' | 'request' | 'preflight' | 'manager'>,
  holders: ReadonlySet<UserId>,
  rows: readonly AuditRow[],
  now: Date,
): Dependence | undefined {
  if (approver === one.operator) return 'own-case';
  if (approver === one.subject) return 'subject';
  if (approver === one.preflight.manager?.id || approver === one.manager?.by) return 'manager';
  if (holders.has(approver) || rows.some((row) => isWork(row, approver, one))) return 'worked-on-it';
  return rows.some((row) => isApprovalTheOtherWay(row, approver, one, now)) ? 'each-other' : undefined;
}

/** On this case, on the request it answers, or on another case for the same subject meanwhile. */
function isWork(row: AuditRow, approver: UserId, one: Pick<TapCase, 'id' | 'subject' | 'request'>): boolean {
  if (row.actor !== approver || notWork.has(row.event)) return false;
  const number = row.details.request ?? row.details.number;
  return row.caseId === one.id || row.subject === one.subject || (one.request !== undefined && number === one.request);
}

/** For the same subject within the day. Also one that was only begun: of two at the same moment each sees the other's. */
function isApprovalTheOtherWay(
  row: AuditRow,
  approver: UserId,
  { operator, subject }: Pick<TapCase, 'operator' | 'subject'>,
  now: Date,
): boolean {
  const isRecent = now.getTime() - row.at.getTime() <= eachOtherWindow || row.subject === subject;
  const isTheOtherWay = row.actor === operator && row.details.operator === approver;
  return isRecent && isTheOtherWay && row.event === 'second-decided' && row.details.approve === true;
}
