import { badRequest, unsupportedQuery } from './answers.ts';
import type { Json } from './resources.ts';

/** A parsed `$filter`. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'not'; readonly filter: Filter }
  | { readonly kind: Comparison; readonly property: string; readonly value: Json }
  | { readonly kind: 'in'; readonly property: string; readonly values: readonly Json[] }
  | { readonly kind: 'startsWith' | 'endsWith'; readonly property: string; readonly value: string }
  /** `property/any(one: …)`: the properties of `filter` are those of one item. */
  | { readonly kind: 'any'; readonly property: string; readonly filter: Filter };

export type Comparison = 'eq' | 'ne' | 'ge' | 'le' | 'gt' | 'lt';

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
  if (name.endsWith('/any')) return readAny(word.slice(0, -'/any'.length), cursor);
  if (name !== 'startswith' && name !== 'endswith') throw badRequest(`Unknown function '${word}'.`);
  take(cursor, '(');
  const property = readProperty(take(cursor));
  take(cursor, ',');
  const value = readValue(take(cursor));
  take(cursor, ')');
  if (typeof value !== 'string') throw malformed();
  return { kind: name === 'startswith' ? 'startsWith' : 'endsWith', property, value };
}

/** Stands for an item that is a text, as in `methodsRegistered/any(m: m eq '…')`. */
export const theItem = '$it';

/** `targetResources/any(t: t/id eq '…')`, with or without the space. */
function readAny(collection: string, cursor: Cursor): Filter {
  take(cursor, '(');
  const [, variable, rest] = /^([A-Za-z]\w*):(.*)$/.exec(take(cursor)) ?? [];
  if (variable === undefined || rest === undefined) throw malformed();
  const end = closingBracket(cursor);
  const inside = [...(rest === '' ? [] : [rest]), ...cursor.tokens.slice(cursor.at, end)].map((token) =>
    token === variable ? theItem : token.startsWith(`${variable}/`) ? token.slice(variable.length + 1) : token,
  );
  const within: Cursor = { tokens: inside, at: 0 };
  const filter = readOr(within);
  if (within.at < inside.length) throw malformed();
  cursor.at = end + 1;
  return { kind: 'any', property: readProperty(collection), filter };
}

/** Where the bracket that is open at the cursor closes. */
function closingBracket(cursor: Cursor): number {
  let open = 1;
  for (let at = cursor.at; at < cursor.tokens.length; at++) {
    if (cursor.tokens[at] === '(') open++;
    if (cursor.tokens[at] === ')') open--;
    if (open === 0) return at;
  }
  throw malformed();
}

const comparisons: ReadonlySet<string> = new Set(['eq', 'ne', 'ge', 'le', 'gt', 'lt']);

function isComparison(operator: string): operator is Comparison {
  return comparisons.has(operator);
}

function readComparison(word: string, cursor: Cursor): Filter {
  const property = readProperty(word);
  const operator = take(cursor).toLowerCase();
  if (isComparison(operator)) return { kind: operator, property, value: readValue(take(cursor)) };
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
  if (token !== theItem && !/^[A-Za-z][\w/]*$/.test(token)) throw malformed();
  return token;
}

function readValue(token: string): Json {
  if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
  if (token === 'true' || token === 'false') return token === 'true';
  if (token === 'null') return null;
  if (/^-?\d+$/.test(token)) return Number(token);
  if (/^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d))?$/.test(token)) return token;
  throw malformed();
}
