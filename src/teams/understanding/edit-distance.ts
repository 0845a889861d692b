/**
 * Whether `one` becomes `other` by at most `most` insertions, deletions, replacements or swaps of neighbours
 * (optimal string alignment).
 */
export function isWithin(most: number, one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > most) return false;
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row++) {
    const next = nextRow(row, one, other, last, beforeLast);
    if (Math.min(...next) > most) return false;
    beforeLast = last;
    last = next;
  }
  return (last[other.length] ?? most + 1) <= most;
}

function nextRow(
  row: number,
  one: string,
  other: string,
  last: readonly number[],
  beforeLast: readonly number[],
): readonly number[] {
  const next = [row];
  for (let at = 1; at <= other.length; at++) {
    const same = one[row - 1] === other[at - 1];
    const plain = Math.min(cell(last, at) + 1, cell(next, at - 1) + 1, cell(last, at - 1) + (same ? 0 : 1));
    const isSwap = row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
    next.push(isSwap ? Math.min(plain, cell(beforeLast, at - 2) + 1) : plain);
  }
  return next;
}

function cell(cells: readonly number[], at: number): number {
  return cells[at] ?? Number.POSITIVE_INFINITY;
}
