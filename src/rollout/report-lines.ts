import { csvHead, csvLine } from '../csv.ts';
import type { Pages } from './ports.ts';
import type { OutcomeRow } from './report.ts';

const columns = [
  'user',
  'name',
  'segment',
  'wave',
  'sent',
  'uncertain',
  'lastStatus',
  'because',
  'readAt',
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

/** Bytes of a line, most of them ids and times: 127 of somebody who is left alone, 224 of somebody who has a passkey by now. */
const usualLine = 189;

/** Written out it is never far from that, and not worth reading an audience twice. */
export function usualBytes(people: number): number {
  return (people + 1) * usualLine;
}

export async function* reportLines(rows: Pages<OutcomeRow>): AsyncIterable<string> {
  yield csvHead(columns);
  for await (const page of rows) yield page.map(line).join('');
}

function line(row: OutcomeRow): string {
  // Whoever is left alone is in no wave.
  const shown = { ...row, wave: row.wave < 0 ? undefined : row.wave };
  return csvLine(columns.map((column) => textOf(shown[column])));
}

function textOf(value: OutcomeRow[keyof OutcomeRow]): string {
  return value instanceof Date ? value.toISOString() : String(value ?? '');
}
