import { badRequest } from './answers.ts';
import type { Ask } from './ask.ts';
import { skipToken } from './query.ts';
import type { Json, Resource } from './resources.ts';

/** Things in a fixed order, made only when looked at: a tenant may have 100,000 users. */
export type Source<T> = { readonly length: number; readonly at: (index: number) => T };

export function sourceOf<T>(items: readonly T[]): Source<T> {
  return { length: items.length, at: (index) => items[index] as T };
}

export type PageRule<T> = {
  readonly source: Source<T>;
  readonly context: string;
  readonly keep?: (item: T) => boolean;
  readonly show: (item: T) => Json;
  /** Items on a page when the client asks for none in particular. */
  readonly defaultSize: number;
  readonly maxSize?: number;
  /** Set by the tenant to force small pages. */
  readonly forcedSize: number | undefined;
  readonly withCount?: boolean;
};

export function page<T>(ask: Ask, rule: PageRule<T>): Resource {
  const { source, keep, show } = rule;
  const size = pageSize(ask.query.top, rule);
  const value: Json[] = [];
  let index = ask.query.skipToken ?? 0;
  for (; index < source.length && value.length < size; index++) {
    const item = source.at(index);
    if (keep === undefined || keep(item)) value.push(show(item));
  }
  const next = keep === undefined ? index : nextKept(source, keep, index);
  return {
    '@odata.context': rule.context,
    ...(rule.withCount && { '@odata.count': countOf(source, keep) }),
    ...(next < source.length && { '@odata.nextLink': nextLink(ask, next) }),
    value,
  };
}

function pageSize<T>(top: number | undefined, { defaultSize, maxSize = 999, forcedSize }: PageRule<T>): number {
  if (top !== undefined && top > maxSize)
    throw badRequest(
      `Invalid page size specified: '${top}'. Must be between 1 and ${maxSize} inclusive.`,
      'Request_BadRequest',
    );
  return Math.min(top ?? defaultSize, forcedSize ?? Number.POSITIVE_INFINITY);
}

function nextKept<T>(source: Source<T>, keep: (item: T) => boolean, from: number): number {
  let index = from;
  while (index < source.length && !keep(source.at(index))) index++;
  return index;
}

function countOf<T>(source: Source<T>, keep: ((item: T) => boolean) | undefined): number {
  if (keep === undefined) return source.length;
  let count = 0;
  for (let index = 0; index < source.length; index++) if (keep(source.at(index))) count++;
  return count;
}

/** Absolute, with the options of the request, as Graph makes it. */
function nextLink(ask: Ask, position: number): string {
  const kept = ask.rawQuery.split('&').filter((option) => option !== '' && !/^(\$|%24)?skiptoken=/i.test(option));
  return `${ask.base}/${ask.path}?${[...kept, `$skiptoken=${skipToken(position)}`].join('&')}`;
}
