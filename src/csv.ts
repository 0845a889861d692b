/** Also in the full width in which Japanese and Chinese keyboards write them. */
const formula = '[=+\\-@＝＋－＠]';
const atTheStart = new RegExp(`^(?:[\\s"]*${formula}|[\\t\\r\\n])`, 'u');
/** Where a spreadsheet may begin another cell: in half of Europe it separates at semicolons, and looks at no quotes behind the first of a line. */
const afterSeparator = new RegExp(`([,;|\\t\\r\\n][\\s"]*)(?=${formula})`, 'gu');

/** The first line of a file. Without the byte order mark Excel takes UTF-8 for the code page of the machine. */
export function csvHead(columns: readonly string[]): string {
  return `\ufeff${csvLine(columns)}`;
}

/** RFC 4180, separated by commas in every country. */
export function csvLine(cells: readonly string[]): string {
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
