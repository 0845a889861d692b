import type { Pages } from './ports.ts';
import type { OutcomeRow } from './report.ts';

const columns = [
  'user',
  'name',
  'segment',
  'wave',
  'sent',
  'lastStatus',
  'because',
  'pressedAt',
  'startedAt',
  'doneAt',
  'snoozedUntil',
  'optedOutAt',
  'cannot',
  'cannotNote',
  'unreachable',
  'escalatedAt',
] as const satisfies readonly (keyof OutcomeRow)[];

/** The semicolon separates where the comma is for decimals. A space at an end would be trimmed. */
const needsQuotes = /[",;\t\r\n]|^ | $/;

/** Bytes of a line, most of them ids and times: 88 of somebody who is left alone, 185 of somebody who has a passkey by now. */
const usualLine = 150;

/** Written out it is never far from that, and not worth reading an audience twice. */
export function usualBytes(people: number): number {
  return (people + 1) * usualLine;
}

/** RFC 4180, with a byte order mark: without it Excel reads names as if they were from another alphabet. */
export async function* reportLines(rows: Pages<OutcomeRow>): AsyncIterable<string> {
  yield `\ufeff${columns.join(',')}\r\n`;
  for await (const page of rows) yield page.map((row) => line(row)).join('');
}

function line(row: OutcomeRow): string {
  // Whoever is left alone is in no wave.
  const shown = { ...row, wave: row.wave < 0 ? undefined : row.wave };
  return `${columns.map((column) => cell(shown[column])).join(',')}\r\n`;
}

/** A name may begin like a formula: a spreadsheet must not run it. https://owasp.org/www-community/attacks/CSV_Injection */
function cell(value: OutcomeRow[keyof OutcomeRow]): string {
  const text = value instanceof Date ? value.toISOString() : String(value ?? '');
  const harmless = /^[=+\-@\t\r|%]/.test(text) ? `'${text}` : text;
  return needsQuotes.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
