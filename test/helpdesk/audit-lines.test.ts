import type { AuditRow } from '../../src/helpdesk/audit-entry.ts';
import { csvStart, toCsvLine, toTextLine } from '../../src/helpdesk/audit-lines.ts';
import { userId } from '../../src/passkeys/ids.ts';

const row: AuditRow = {
  number: 7,
  at: new Date('2026-03-02T09:00:00Z'),
  event: 'recorded',
  actor: userId('11111111-2222-4333-8444-555555555555'),
  caseId: 'case-1',
  details: { method: 'call-back', note: '=1+1, "quoted"' },
  hash: 'abc',
};

test('a file begins with the byte order mark and the header, and has a line for each row, in the order of the header', () => {
  expect(csvStart).toBe('\ufeff"number","at","event","actor","subject","case","details","hash"\r\n');
  expect(toCsvLine(row)).toBe(
    `"7","2026-03-02T09:00:00.000Z","recorded","${row.actor}","","case-1","{""method"":""call-back"",""note"":""=1+1, \\""quoted\\""""}","abc"\r\n`,
  );
});

/** As a spreadsheet of a German, French or Polish desk reads a line: cells at semicolons, quotes only at the beginning of a cell. */
function cellsAtSemicolons(line: string): readonly string[] {
  const [whole = '', rest = ''] = /^"(?:[^"]|"")*"(.*)$/su.exec(line) ?? [];
  const head = whole.slice(1, whole.length - rest.length - 1);
  return [head, ...rest.split(';')].map((cell) => cell.replace(/^"|"$/gu, ''));
}

test.each(['x;=1+1', 'x; "=1+1', ';＝1', '; @a', 'x;-1;+2;=3'])(
  'read at semicolons, with %j in it, no cell is a formula',
  (note) => {
    const line = toCsvLine({ ...row, details: { note } });

    const cells = cellsAtSemicolons(line);

    expect(cells.length).toBeGreaterThan(2);
    expect(cells.filter((cell) => /^[\s"]*[=+\-@＝＋－＠]/u.test(cell))).toEqual([]);
  },
);

test('for the terminal, without what would move its cursor', () => {
  expect(toTextLine({ ...row, details: { note: 'a\u001b[2Jb\u202ec\u009bd' } })).toBe(
    `7  2026-03-02T09:00:00.000Z  recorded  by ${row.actor}  case case-1  note="a\\u001b[2Jb\\u{202e}c\\u{9b}d"\n`,
  );
});
