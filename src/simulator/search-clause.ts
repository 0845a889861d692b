import { badRequest, unsupportedQuery } from './answers.ts';
import type { Resource } from './resources.ts';

type Clause = { readonly property: string; readonly value: string };

/** Any of the inner lists, each with all of its clauses. */
export type Search = readonly (readonly Clause[])[];

const searchable = new Set(['displayname', 'mail', 'userprincipalname', 'givenname', 'surname', 'description']);
/** A quoted clause, or an operator, which is in capitals. Inside quotes `"` and `\` are escaped with `\`. */
const tokenPattern = /\s*(?:"([A-Za-z]+):((?:[^"\\]|\\["\\])*)"|(AND|OR)(?=[\s"]))/y;

function malformed(raw: string, at: number): Error {
  return badRequest(`Syntax error: character '${raw.charAt(at)}' is not valid at position ${at} in '${raw}'.`);
}

/** `"displayName:an" OR "mail:an"`: https://learn.microsoft.com/graph/search-query-parameter */
export function parseSearch(raw: string): Search {
  const text = raw.trim();
  const alternatives: Clause[][] = [[]];
  let isClauseNext = true;
  for (let at = 0; at < text.length; at = tokenPattern.lastIndex) {
    tokenPattern.lastIndex = at;
    const token = tokenPattern.exec(text);
    const isOperator = token?.[3] !== undefined;
    if (token === null || isOperator === isClauseNext) throw malformed(text, at);
    if (!isOperator) alternatives.at(-1)?.push(readClause(token[1] ?? '', token[2] ?? '', text));
    if (token[3] === 'OR') alternatives.push([]);
    isClauseNext = isOperator;
  }
  if (isClauseNext) throw malformed(text, text.length);
  return alternatives;
}

function readClause(property: string, escaped: string, raw: string): Clause {
  const value = escaped.replaceAll(/\\(.)/g, '$1').trim().toLowerCase();
  if (value === '') throw badRequest(`Syntax error: nothing to search for in '${raw}'.`);
  if (!searchable.has(property.toLowerCase())) {
    throw unsupportedQuery(`Unsupported or invalid search clause specified for property '${property}'.`);
  }
  return { property: property.toLowerCase(), value };
}

export function isFound(search: Search, resource: Resource): boolean {
  return search.some((clauses) => clauses.every((clause) => hits(clause, resource)));
}

const betweenWords = /[^\p{L}\p{N}]+/u;

/** Names are searched word by word, in any order; addresses from their start. */
function hits({ property, value }: Clause, resource: Resource): boolean {
  const name = Object.keys(resource).find((key) => key.toLowerCase() === property);
  const text = String((name && resource[name]) ?? '').toLowerCase();
  if (text.startsWith(value)) return true;
  if (property === 'mail' || property === 'userprincipalname') return false;
  const words = text.split(betweenWords);
  const wanted = value.split(betweenWords).filter((one) => one !== '');
  return wanted.length > 0 && wanted.every((one) => words.some((word) => word.startsWith(one)));
}
