import { type Answer, notFound, ok, Refusal, unsupportedQuery } from './answers.ts';
import { type Ask, pick, requireKnown, requireOptions } from './ask.ts';
import { type Filter, parseFilter, theItem } from './filter.ts';
import { inspectFilter, matches } from './filter-match.ts';
import { page, type Source, sourceOf } from './paging.ts';
import { access } from './permissions.ts';
import { registrationProperties } from './property-names.ts';
import type { Entity, Resource } from './resources.ts';
import type { Route } from './route.ts';
import type { World } from './world.ts';

const path = 'reports/authenticationMethods/userRegistrationDetails';

/** What each property may be compared with. https://learn.microsoft.com/graph/api/resources/userregistrationdetails */
const allowed: Readonly<Record<string, readonly string[]>> = {
  isMfaCapable: ['eq'],
  isMfaRegistered: ['eq'],
  isPasswordlessCapable: ['eq'],
  isSsprCapable: ['eq'],
  isSsprEnabled: ['eq'],
  isSsprRegistered: ['eq'],
  isSystemPreferredAuthenticationMethodEnabled: ['eq'],
  [`methodsRegistered/${theItem}`]: ['eq'],
  [`systemPreferredAuthenticationMethods/${theItem}`]: ['eq'],
  userDisplayName: ['eq', 'startsWith'],
  userPrincipalName: ['eq', 'startsWith'],
  userPreferredMethodForSecondaryAuthentication: ['eq'],
  userType: ['eq'],
};

function requirePremium(world: World): void {
  if (world.hasPremium) return;
  throw new Refusal(
    403,
    'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
    "Neither tenant is B2C or tenant doesn't have premium license",
  );
}

function readFilter({ query }: Ask): Filter | undefined {
  if (query.filter === undefined) return undefined;
  const filter = parseFilter(query.filter);
  for (const { property, operator } of inspectFilter(filter).uses) {
    if (allowed[property]?.includes(operator)) continue;
    throw unsupportedQuery(`Unsupported or invalid query filter clause: '${operator}' on '${property}'.`);
  }
  return filter;
}

function show(ask: Ask): (row: Entity) => Resource {
  const { select } = ask.query;
  requireKnown(select, registrationProperties, 'userRegistrationDetails');
  return select === undefined ? (row) => row : (row) => pick(row, select);
}

function inOrder(rows: Source<Entity>, orderBy: string | undefined): Source<Entity> {
  if (orderBy === undefined) return rows;
  const [, property, direction] = /^(userDisplayName|userPrincipalName)(?: (asc|desc))?$/.exec(orderBy) ?? [];
  if (property === undefined) throw unsupportedQuery(`Unsupported $orderby '${orderBy}'.`);
  const sign = direction === 'desc' ? -1 : 1;
  const all = Array.from({ length: rows.length }, (_, index) => rows.at(index));
  return sourceOf(all.sort((one, other) => sign * String(one[property]).localeCompare(String(other[property]))));
}

function listRegistrations(ask: Ask, world: World): Answer {
  requirePremium(world);
  requireOptions(ask, ['select', 'filter', 'top', 'orderby', 'count']);
  const shown = show(ask);
  const filter = readFilter(ask);
  return ok(
    page(ask, {
      source: inOrder(world.report.rows(), ask.query.orderBy),
      context: `${ask.base}/$metadata#${path}`,
      ...(filter && { keep: (row: Entity) => matches(filter, row) }),
      show: shown,
      // Not documented; that of the other reports.
      defaultSize: 1000,
      maxSize: 1000,
      forcedSize: world.pageSize,
      withCount: ask.query.count,
    }),
  );
}

function readRegistration(ask: Ask, world: World, [id = '']: readonly string[]): Answer {
  requirePremium(world);
  requireOptions(ask, ['select']);
  const shown = show(ask);
  const row = world.report.row(id);
  if (row === undefined) throw notFound(id);
  return ok({ '@odata.context': `${ask.base}/$metadata#${path}/$entity`, ...shown(row) });
}

export const reportRoutes: readonly Route[] = [
  { method: 'GET', pattern: path, access: access.readAudits, answer: listRegistrations },
  { method: 'GET', pattern: `${path}/{id}`, access: access.readAudits, answer: readRegistration },
];
