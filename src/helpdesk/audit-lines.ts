import type { AuditRow } from './audit-entry.ts';

/** Also in the full width in which Japanese and Chinese keyboards write them. */
const formula = '[=+\\-@＝＋－＠]';
const atTheStart = new RegExp(`^(?:[\\s"]*${formula}|[\\t\\r\\n])`, 'u');
/** Where a spreadsheet may begin another cell: in half of Europe it separates at semicolons, and looks at no quotes behind the first of a line. */
const afterSeparator = new RegExp(`([,;|\\t\\r\\n][\\s"]*)(?=${formula})`, 'gu');

const columns = ['number', 'at', 'event', 'actor', 'subject', 'case', 'details', 'hash'];

/** Without the byte order mark Excel takes UTF-8 for the code page of the machine. */
export const csvStart = `\ufeff${csvLine(columns)}`;

/** RFC 4180, separated by commas in every country; the details as JSON. */
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

function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/**
 * What a spreadsheet would calculate has an apostrophe before it. Every cell is quoted: then no locale finds more cells in a line than there are.
 * Source: https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvCell(text: string): string {
  const inside = text.replace(afterSeparator, "$1'");
  const safe = atTheStart.test(inside) ? `'${inside}` : inside;
  return `"${safe.replaceAll('"', '""')}"`;
}
