import type { Source } from './paging.ts';

/** Numbers of generated users, ascending; found again without looking at each. */
export type Indexes = Source<number> & {
  /** Where an index stands; undefined: it is not among them. */
  readonly positionOf: (index: number) => number | undefined;
};

export function allIndexes(count: number): Indexes {
  return { length: count, at: (position) => position, positionOf: (index) => (index < count ? index : undefined) };
}

/** Looks at every index once; four bytes for each that is kept. */
export function someIndexes(count: number, isWanted: (index: number) => boolean): Indexes {
  const room = new Int32Array(count);
  let length = 0;
  for (let index = 0; index < count; index++) if (isWanted(index)) room[length++] = index;
  const kept = room.slice(0, length);
  return { length, at: (position) => kept[position] ?? 0, positionOf: (index) => find(kept, index) };
}

function find(sorted: Int32Array, wanted: number): number | undefined {
  let [low, high] = [0, sorted.length - 1];
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = sorted[middle] ?? 0;
    if (found === wanted) return middle;
    if (found < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

/** @param now for those that were changed since: whether they belong to it now; those who came in stand first. */
export function corrected(base: Indexes, now: ReadonlyMap<number, boolean>): Source<number> {
  const joined: number[] = [];
  const gaps: number[] = [];
  for (const [index, isIn] of now) {
    const position = base.positionOf(index);
    if (isIn && position === undefined) joined.push(index);
    if (!isIn && position !== undefined) gaps.push(position);
  }
  gaps.sort((one, other) => one - other);
  const left: Source<number> = { length: base.length - gaps.length, at: (position) => base.at(skip(gaps, position)) };
  return joinedSource({ length: joined.length, at: (position) => joined[position] ?? 0 }, left);
}

/** The position that is left at `position` once those of `gaps` are gone. */
function skip(gaps: readonly number[], position: number): number {
  let [low, high] = [0, gaps.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((gaps[middle] ?? 0) - middle <= position) low = middle + 1;
    else high = middle;
  }
  return position + low;
}

export function joinedSource<T>(first: Source<T>, second: Source<T>): Source<T> {
  return {
    length: first.length + second.length,
    at: (position) => (position < first.length ? first.at(position) : second.at(position - first.length)),
  };
}

export function mapped<T, U>(source: Source<T>, map: (item: T) => U): Source<U> {
  return { length: source.length, at: (position) => map(source.at(position)) };
}
