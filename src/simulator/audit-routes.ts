import { type Answer, ok, unsupportedQuery } from './answers.ts';
import { type Ask, requireKnown, requireOptions } from './ask.ts';
import { type Filter, parseFilter } from './filter.ts';
import { inspectFilter, matches } from './filter-match.ts';
import { page } from './paging.ts';
import { access } from './permissions.ts';
import type { Entity, Resource } from './resources.ts';
import type { Route } from './route.ts';
import type { World } from './world.ts';

/** What each property may be compared with. https://learn.microsoft.com/graph/api/resources/directoryaudit */
const allowed: Readonly<Record<string, readonly string[]>> = {
  id: ['eq'],
  activityDateTime: ['eq', 'ge', 'le'],
  activityDisplayName: ['eq', 'startsWith'],
  correlationId: ['eq'],
  loggedByService: ['eq'],
  // The examples of the documentation filter by it, the table of properties does not say so.
  category: ['eq'],
  'initiatedBy/user/id': ['eq'],
  'initiatedBy/user/displayName': ['eq'],
  'initiatedBy/user/userPrincipalName': ['eq', 'startsWith'],
  'initiatedBy/app/appId': ['eq'],
  'initiatedBy/app/displayName': ['eq'],
  'targetResources/id': ['eq'],
  'targetResources/displayName': ['eq', 'startsWith'],
};

const known = new Set(
  'id activityDateTime activityDisplayName additionalDetails category correlationId initiatedBy loggedByService operationType result resultReason targetResources'.split(
    ' ',
  ),
);

function readFilter({ query }: Ask): Filter | undefined {
  if (query.filter === undefined) return undefined;
  const filter = parseFilter(query.filter);
  for (const { property, operator } of inspectFilter(filter).uses) {
    if (allowed[property]?.includes(operator)) continue;
    throw unsupportedQuery(`Unsupported or invalid query filter clause: '${operator}' on '${property}'.`);
  }
  return filter;
}

function listAudits(ask: Ask, world: World): Answer {
  requireOptions(ask, ['select', 'filter', 'top', 'orderby']);
  const { select, orderBy } = ask.query;
  requireKnown(select, known, 'directoryAudit');
  const filter = readFilter(ask);
  if (orderBy !== undefined && !/^activityDateTime( (asc|desc))?$/.test(orderBy)) {
    throw unsupportedQuery(`Unsupported $orderby '${orderBy}'.`);
  }
  const isOldestFirst = orderBy !== undefined && !orderBy.endsWith(' desc');
  const until = new Date(world.now().getTime() - world.auditDelaySeconds * 1000);
  return ok(
    page(ask, {
      source: world.audits.source(until, isOldestFirst),
      context: `${ask.base}/$metadata#auditLogs/directoryAudits`,
      ...(filter && { keep: (audit: Entity) => matches(filter, audit) }),
      show: (audit) => narrowed(audit, select),
      defaultSize: 1000,
      maxSize: 1000,
      forcedSize: world.pageSize,
    }),
  );
}

function narrowed(audit: Entity, select: readonly string[] | undefined): Resource {
  if (select === undefined) return audit;
  return Object.fromEntries(Object.entries(audit).filter(([name]) => select.includes(name)));
}

export const auditRoutes: readonly Route[] = [
  { method: 'GET', pattern: 'auditLogs/directoryAudits', access: access.readAudits, answer: listAudits },
];
