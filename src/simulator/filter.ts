import { badRequest, unsupportedQuery } from './answers.ts';
import type { Json, Resource } from './resources.ts';

/** A parsed `$filter`. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'not'; readonly filter: Filter }
  | { readonly kind: 'eq' | 'ne'; readonly property: string; readonly value: Json }
  | { readonly kind: 'in'; readonly property: string; readonly values: readonly Json[] }
  | { readonly kind: 'startsWith' | 'endsWith'; readonly property: string; readonly value: string };

type Cursor = { readonly tokens: readonly string[]; at: number };

const tokenPattern = /\s*('(?:[^']|'')*'|[(),]|[^\s'(),]+)/y;

export function parseFilter(raw: string): Filter {
  const cursor: Cursor = { tokens: tokenize(raw), at: 0 };
  const filter = readOr(cursor);
  if (cursor.at < cursor.tokens.length) throw malformed();
  return filter;
}

function malformed(): Error {
  return badRequest('Invalid filter clause: syntax error in $filter.');
}

function tokenize(raw: string): readonly string[] {
  const tokens: string[] = [];
  tokenPattern.lastIndex = 0;
  const text = raw.trimEnd();
  while (tokenPattern.lastIndex < text.length) {
    const token = tokenPattern.exec(text)?.[1];
    if (token === undefined) throw malformed();
    tokens.push(token);
  }
  return tokens;
}

function take(cursor: Cursor, expected?: string): string {
  const token = cursor.tokens[cursor.at++];
  if (token === undefined || (expected !== undefined && token.toLowerCase() !== expected)) throw malformed();
  return token;
}

function isNext(cursor: Cursor, word: string): boolean {
  return cursor.tokens[cursor.at]?.toLowerCase() === word;
}

function readOr(cursor: Cursor): Filter {
  let left = readAnd(cursor);
  while (isNext(cursor, 'or')) {
    cursor.at++;
    left = { kind: 'or', left, right: readAnd(cursor) };
  }
  return left;
}

function readAnd(cursor: Cursor): Filter {
  let left = readOne(cursor);
  while (isNext(cursor, 'and')) {
    cursor.at++;
    left = { kind: 'and', left, right: readOne(cursor) };
  }
  return left;
}

function readOne(cursor: Cursor): Filter {
  if (isNext(cursor, 'not')) {
    cursor.at++;
    return { kind: 'not', filter: readOne(cursor) };
  }
  if (isNext(cursor, '(')) {
    cursor.at++;
    const filter = readOr(cursor);
    take(cursor, ')');
    return filter;
  }
  const word = take(cursor);
  return isNext(cursor, '(') ? readFunction(word, cursor) : readComparison(word, cursor);
}

function readFunction(word: string, cursor: Cursor): Filter {
  const name = word.toLowerCase();
  if (name !== 'startswith' && name !== 'endswith') throw badRequest(`Unknown function '${word}'.`);
  take(cursor, '(');
  const property = readProperty(take(cursor));
  take(cursor, ',');
  const value = readValue(take(cursor));
  take(cursor, ')');
  if (typeof value !== 'string') throw malformed();
  return { kind: name === 'startswith' ? 'startsWith' : 'endsWith', property, value };
}

function readComparison(word: string, cursor: Cursor): Filter {
  const property = readProperty(word);
  const operator = take(cursor).toLowerCase();
  if (operator === 'eq' || operator === 'ne') return { kind: operator, property, value: readValue(take(cursor)) };
  if (operator !== 'in') throw unsupportedQuery(`Unsupported query operator '${operator}'.`);
  take(cursor, '(');
  const values = [readValue(take(cursor))];
  while (isNext(cursor, ',')) {
    cursor.at++;
    values.push(readValue(take(cursor)));
  }
  take(cursor, ')');
  // https://learn.microsoft.com/graph/filter-query-parameter
  if (values.length > 15) throw badRequest('Too many child clauses specified in search filter expression.');
  return { kind: 'in', property, values };
}

function readProperty(token: string): string {
  if (!/^[A-Za-z][\w/]*$/.test(token)) throw malformed();
  return token;
}

function readValue(token: string): Json {
  if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
  if (token === 'true' || token === 'false') return token === 'true';
  if (token === 'null') return null;
  if (/^-?\d+$/.test(token)) return Number(token);
  throw malformed();
}

/** All properties that a filter names, and whether it takes an advanced query. */
export function inspectFilter(filter: Filter): { readonly properties: readonly string[]; readonly advanced: boolean } {
  switch (filter.kind) {
    case 'and':
    case 'or': {
      const [left, right] = [inspectFilter(filter.left), inspectFilter(filter.right)];
      return { properties: [...left.properties, ...right.properties], advanced: left.advanced || right.advanced };
    }
    case 'not':
      return { properties: inspectFilter(filter.filter).properties, advanced: true };
    case 'ne':
    case 'endsWith':
      return { properties: [filter.property], advanced: true };
    case 'eq':
    case 'in':
    case 'startsWith':
      return { properties: [filter.property], advanced: false };
  }
}

function fold(value: Json | undefined): Json | undefined {
  return typeof value === 'string' ? value.toLowerCase() : (value ?? null);
}

/** Entra compares text without regard to case. */
export function matches(filter: Filter, resource: Resource): boolean {
  switch (filter.kind) {
    case 'and':
      return matches(filter.left, resource) && matches(filter.right, resource);
    case 'or':
      return matches(filter.left, resource) || matches(filter.right, resource);
    case 'not':
      return !matches(filter.filter, resource);
    case 'eq':
      return fold(resource[filter.property]) === fold(filter.value);
    case 'ne':
      return fold(resource[filter.property]) !== fold(filter.value);
    case 'in':
      return filter.values.some((value) => fold(value) === fold(resource[filter.property]));
    case 'startsWith':
      return String(fold(resource[filter.property]) ?? '').startsWith(filter.value.toLowerCase());
    case 'endsWith':
      return String(fold(resource[filter.property]) ?? '').endsWith(filter.value.toLowerCase());
  }
}
