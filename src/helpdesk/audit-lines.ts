import { csvHead, csvLine } from '../csv.ts';
import type { AuditRow } from './audit-entry.ts';

const columns = ['number', 'at', 'event', 'actor', 'subject', 'case', 'details', 'hash'];

export const csvStart = csvHead(columns);

/** The details as JSON. */
export function toCsvLine({ number, at, event, actor, subject, caseId, details, hash }: AuditRow): string {
  return csvLine([
    String(number),
    at.toISOString(),
    event,
    actor,
    subject ?? '',
    caseId ?? '',
    JSON.stringify(details),
    hash,
  ]);
}

/** For reading in a terminal. */
export function toTextLine({ number, at, event, actor, subject, caseId, details }: AuditRow): string {
  const parts = [
    String(number),
    at.toISOString(),
    event,
    `by ${actor}`,
    ...(subject ? [`for ${subject}`] : []),
    ...(caseId ? [`case ${caseId}`] : []),
    ...Object.entries(details).map(([name, value]) => `${name}=${visible(JSON.stringify(value))}`),
  ];
  return `${parts.join('  ')}\n`;
}

/** What steers a terminal, or turns the direction of writing, is written out. */
function visible(json: string): string {
  return json.replace(/\p{C}/gu, (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`);
}
