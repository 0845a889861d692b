import { badRequest, unsupportedQuery } from './answers.ts';
import type { Resource } from './resources.ts';

type Clause = { readonly property: string; readonly value: string };

/** Any of the inner lists, each with all of its clauses. */
export type Search = readonly (readonly Clause[])[];

const searchable = new Set(['displayname', 'mail', 'userprincipalname', 'givenname', 'surname', 'description']);
const clausePattern = /^"([A-Za-z]+):((?:[^"\\]|\\.)*)"$/;

/** `"displayName:an" OR "mail:an"`: https://learn.microsoft.com/graph/search-query-parameter */
export function parseSearch(raw: string): Search {
  return raw.split(/\s+OR\s+/).map((alternative) => alternative.split(/\s+AND\s+/).map(readClause));
}

function readClause(raw: string): Clause {
  const [, property, value] = clausePattern.exec(raw.trim()) ?? [];
  if (property === undefined || value === undefined) {
    throw badRequest(`Syntax error: character '${raw.trim().charAt(0)}' is not valid at position 0 in '${raw}'.`);
  }
  if (!searchable.has(property.toLowerCase())) {
    throw unsupportedQuery(`Unsupported or invalid search clause specified for property '${property}'.`);
  }
  return { property: property.toLowerCase(), value: value.replaceAll(/\\(.)/g, '$1').toLowerCase() };
}

export function isFound(search: Search, resource: Resource): boolean {
  return search.some((clauses) => clauses.every((clause) => hits(clause, resource)));
}

/** Names are searched word by word, addresses from their start. */
function hits({ property, value }: Clause, resource: Resource): boolean {
  const name = Object.keys(resource).find((key) => key.toLowerCase() === property);
  const text = String((name && resource[name]) ?? '').toLowerCase();
  if (property === 'mail' || property === 'userprincipalname') return text.startsWith(value);
  return text.startsWith(value) || text.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(value));
}
