import { csvCell, csvHead, csvLine } from '../src/csv.ts';

test.each([
  ['', '""'],
  ['plain text', '"plain text"'],
  ['one, two; three', '"one, two; three"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\nlines', '"two\nlines"'],
  ['a=1', '"a=1"'],
])('%j is quoted, whatever is in it: %j', (text, cell) => {
  expect(csvCell(text)).toBe(cell);
});

test.each([
  ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
  ['+1', `"'+1"`],
  ['-1', `"'-1"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['＝1', `"'＝1"`],
  [' "=1', `"' ""=1"`],
  ['\tx', `"'\tx"`],
  ['x;=1+1', `"x;'=1+1"`],
  ['x; =1+1', `"x; '=1+1"`],
  ['x;"=1+1"', `"x;""'=1+1"""`],
  ['x,+1;-1', `"x,'+1;'-1"`],
  ['x\n@SUM(A1)', `"x\n'@SUM(A1)"`],
  ['x|=cmd', `"x|'=cmd"`],
])('%j is calculated by no spreadsheet: %j', (text, cell) => {
  expect(csvCell(text)).toBe(cell);
});

test('a file begins with the byte order mark, and every line ends as RFC 4180 has it', () => {
  expect(csvHead(['a', 'b'])).toBe('\ufeff"a","b"\r\n');
  expect(csvLine(['1', ''])).toBe('"1",""\r\n');
});
