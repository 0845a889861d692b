import { type Answer, badRequest, forbidden, notFound, ok, unsupportedQuery } from './answers.ts';
import {
  type Ask,
  pick,
  requireAdvanced,
  requireEventual,
  requireFilterable,
  requireKnown,
  requireOptions,
} from './ask.ts';
import { type Filter, parseFilter } from './filter.ts';
import { inspectFilter, matches } from './filter-match.ts';
import { page } from './paging.ts';
import { access, basicUserProperties, seesOnlyBasicProfiles } from './permissions.ts';
import { defaultUserProperties, userProperties } from './property-names.ts';
import type { GraphUser, Person } from './resources.ts';
import type { Route } from './route.ts';
import { isFound, parseSearch } from './search-clause.ts';
import type { World } from './world.ts';

export function requirePerson(world: World, idOrUpn: string | undefined): Person {
  const person = idOrUpn === undefined ? undefined : world.person(idOrUpn);
  if (person === undefined) throw notFound(idOrUpn ?? '');
  return person;
}

/** What the caller asked for, once it is sure that it may be seen. */
export function selectedUserProperties(ask: Ask, about?: string): readonly string[] {
  const { select } = ask.query;
  requireKnown(select, userProperties, 'user');
  if (!seesOnlyBasicProfiles(ask.token, about)) return select ?? defaultUserProperties;
  if (select?.some((name) => !basicUserProperties.has(name))) throw forbidden();
  return select ?? [...basicUserProperties];
}

function contextOf(ask: Ask, set: string): string {
  return `${ask.base}/$metadata#${set}${ask.query.select ? `(${ask.query.select.join(',')})` : ''}`;
}

function readUser(ask: Ask, world: World, [id]: readonly string[]): Answer {
  requireOptions(ask, ['select', 'expand']);
  if (ask.query.expand !== undefined)
    throw badRequest('Parsing OData Select and Expand failed: $expand is not served.');
  const person = requirePerson(world, id);
  const selected = selectedUserProperties(ask, person.user.id);
  return ok({ '@odata.context': `${contextOf(ask, 'users')}/$entity`, ...pick(person.user, selected) });
}

function readManager(ask: Ask, world: World, [id]: readonly string[]): Answer {
  requireOptions(ask, ['select']);
  const person = requirePerson(world, id);
  if (person.managerId === undefined) throw notFound('manager');
  const manager = requirePerson(world, person.managerId);
  return ok({
    '@odata.context': `${ask.base}/$metadata#directoryObjects/$entity`,
    '@odata.type': '#microsoft.graph.user',
    ...pick(manager.user, selectedUserProperties(ask)),
  });
}

/** https://learn.microsoft.com/graph/aad-advanced-queries#user-properties */
const filterable = new Set(
  'id displayName userPrincipalName mail givenName surname accountEnabled userType department jobTitle usageLocation mailNickname country city companyName employeeId'.split(
    ' ',
  ),
);

export function userFilter(ask: Ask): Filter | undefined {
  if (ask.query.filter === undefined) return undefined;
  const filter = parseFilter(ask.query.filter);
  const { uses, properties, advanced } = inspectFilter(filter);
  const unserved = uses.find(({ operator }) => ['ge', 'le', 'gt', 'lt'].includes(operator));
  if (unserved !== undefined) throw unsupportedQuery(`Unsupported query operator '${unserved.operator}'.`);
  requireKnown(properties, userProperties, 'user');
  requireFilterable(properties, filterable, 'User');
  if (advanced) requireAdvanced(ask, 'This filter');
  return filter;
}

function listUsers(ask: Ask, world: World): Answer {
  requireOptions(ask, ['select', 'filter', 'search', 'top', 'count']);
  if (ask.query.search !== undefined) requireEventual(ask);
  const selected = selectedUserProperties(ask);
  const filter = userFilter(ask);
  const search = ask.query.search === undefined ? undefined : parseSearch(ask.query.search);
  const isWanted = (user: GraphUser) => (!filter || matches(filter, user)) && (!search || isFound(search, user));
  return ok(
    page(ask, {
      source: world.people.everybody(),
      context: contextOf(ask, 'users'),
      ...((filter || search) && { keep: isWanted }),
      show: (user) => pick(user, selected),
      defaultSize: 100,
      forcedSize: world.pageSize,
      // Without the header Graph leaves the count out and says nothing.
      withCount: ask.query.count && ask.isEventual,
    }),
  );
}

export const userRoutes: readonly Route[] = [
  { method: 'GET', pattern: 'users', access: access.listUsers, answer: listUsers },
  { method: 'GET', pattern: 'users/{id}', access: access.readUser, answer: readUser },
  { method: 'GET', pattern: 'users/{id}/manager', access: access.readManager, answer: readManager },
];
