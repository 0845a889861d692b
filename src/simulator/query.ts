import { badRequest } from './answers.ts';

/** The OData options of a request, read once. */
export type Query = {
  readonly select: readonly string[] | undefined;
  readonly filter: string | undefined;
  readonly search: string | undefined;
  readonly top: number | undefined;
  readonly count: boolean;
  readonly skipToken: number | undefined;
  readonly expand: string | undefined;
  readonly orderBy: string | undefined;
  /** Names of all options that were there, lower case, without `$`. */
  readonly given: readonly string[];
};

const noQuery: Query = {
  select: undefined,
  filter: undefined,
  search: undefined,
  top: undefined,
  count: false,
  skipToken: undefined,
  expand: undefined,
  orderBy: undefined,
  given: [],
};

/** The same few `$select` strings come with every request. */
const cache = new Map<string, Query>();
const cacheLimit = 500;

/** @param raw what follows the `?`, still percent-encoded. */
export function readQuery(raw: string): Query {
  if (raw === '') return noQuery;
  const cached = cache.get(raw);
  if (cached) return cached;
  const query = parse(raw);
  if (query.filter === undefined && cache.size < cacheLimit) cache.set(raw, query);
  return query;
}

function parse(raw: string): Query {
  const options = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(raw)) {
    const option = name.toLowerCase().replace(/^\$/, '');
    if (options.has(option)) throw badRequest(`Query option '${name}' was specified more than once.`);
    options.set(option, value);
  }
  return {
    select: readSelect(options.get('select')),
    filter: options.get('filter'),
    search: options.get('search'),
    top: readTop(options.get('top')),
    count: options.get('count') === 'true',
    skipToken: readSkipToken(options.get('skiptoken')),
    expand: options.get('expand'),
    orderBy: options.get('orderby'),
    given: [...options.keys()],
  };
}

function readSelect(raw: string | undefined): readonly string[] | undefined {
  if (raw === undefined) return undefined;
  const selected = raw.split(',').map((name) => name.trim());
  if (selected.some((name) => !/^[A-Za-z@][\w./]*$/.test(name))) {
    throw badRequest('Parsing OData Select and Expand failed: Term is not valid in a $select or $expand expression.');
  }
  return selected;
}

function readTop(raw: string | undefined): number | undefined {
  if (raw === undefined) return undefined;
  const top = Number(raw);
  if (!Number.isInteger(top) || top < 1) throw badRequest(`Invalid page size specified: '${raw}'.`);
  return top;
}

/** Opaque to clients: where the next page starts. */
export function skipToken(position: number): string {
  return Buffer.from(`s:${position}`).toString('base64url');
}

function readSkipToken(raw: string | undefined): number | undefined {
  if (raw === undefined) return undefined;
  const position = /^s:(\d+)$/.exec(Buffer.from(raw, 'base64url').toString('utf8'))?.[1];
  if (position === undefined) throw badRequest('Invalid $skiptoken value found on query.');
  return Number(position);
}
