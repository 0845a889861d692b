import { badRequest, unsupportedQuery } from './answers.ts';
import type { Query } from './query.ts';
import type { Json, Resource } from './resources.ts';
import type { Token } from './token.ts';

/** One request to Graph, alone or as a part of a batch. */
export type Ask = {
  readonly method: string;
  /** What follows `/v1.0/`, without the query. */
  readonly path: string;
  readonly segments: readonly string[];
  readonly query: Query;
  readonly rawQuery: string;
  /** `ConsistencyLevel: eventual`. */
  readonly isEventual: boolean;
  readonly body: unknown;
  readonly token: Token;
  /** `http://127.0.0.1:1234/v1.0` */
  readonly base: string;
};

/** https://learn.microsoft.com/graph/aad-advanced-queries */
export function requireAdvanced(ask: Ask, why: string): void {
  if (ask.isEventual && ask.query.count) return;
  throw unsupportedQuery(
    `${why} needs an advanced query: the 'ConsistencyLevel: eventual' header and the $count=true query parameter.`,
  );
}

export function requireEventual(ask: Ask): void {
  if (ask.isEventual) return;
  throw unsupportedQuery(
    "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
  );
}

export function requireKnown(selected: readonly string[] | undefined, known: ReadonlySet<string>, type: string): void {
  const stranger = selected?.find((name) => !known.has(name));
  if (stranger === undefined) return;
  throw badRequest(
    `Parsing OData Select and Expand failed: Could not find a property named '${stranger}' on type 'microsoft.graph.${type}'.`,
  );
}

/** Graph knows more properties of a resource than it filters by. */
export function requireFilterable(used: readonly string[], filterable: ReadonlySet<string>, resource: string): void {
  const stranger = used.find((name) => !filterable.has(name));
  if (stranger === undefined) return;
  throw unsupportedQuery(
    `Unsupported or invalid query filter clause specified for property '${stranger}' of resource '${resource}'.`,
  );
}

/** Only the options of `allowed` (lower case, without `$`) may be there; `$skiptoken` always. */
export function requireOptions(ask: Ask, allowed: readonly string[]): void {
  for (const option of ask.query.given) {
    if (option === 'skiptoken' || allowed.includes(option)) continue;
    throw badRequest(`The query specified in the URI is not valid. Query option '${option}' is not allowed.`);
  }
}

export function pick(resource: Resource, selected: readonly string[]): Resource {
  const picked: { [property: string]: Json } = {};
  for (const name of selected) picked[name] = resource[name] ?? null;
  return picked;
}
