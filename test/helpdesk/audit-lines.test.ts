import type { AuditRow } from '../../src/helpdesk/audit-entry.ts';
import { csvCell, csvHeader, toCsvLine, toTextLine } from '../../src/helpdesk/audit-lines.ts';
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

test.each([
  ['', ''],
  ['plain text', 'plain text'],
  ['one, two', '"one, two"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\nlines', '"two\nlines"'],
  ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\r=1', `"'\r=1"`],
  ['a=1', 'a=1'],
])('%j in a cell is %j', (text, cell) => {
  expect(csvCell(text)).toBe(cell);
});

test('a row is a line, its cells in the order of the header', () => {
  expect(csvHeader).toBe('number,at,event,actor,subject,case,details,hash\r\n');
  expect(toCsvLine(row)).toBe(
    `7,2026-03-02T09:00:00.000Z,recorded,${row.actor},,case-1,"{""method"":""call-back"",""note"":""=1+1, \\""quoted\\""""}",abc\r\n`,
  );
});

test('for the terminal, without what would move its cursor', () => {
  expect(toTextLine({ ...row, details: { note: 'a\u001b[2Jb\u202ec\u009bd' } })).toBe(
    `7  2026-03-02T09:00:00.000Z  recorded  by ${row.actor}  case case-1  note="a\\u001b[2Jb\\u{202e}c\\u{9b}d"\n`,
  );
});
