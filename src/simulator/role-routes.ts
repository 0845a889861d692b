import { type Answer, badRequest, ok } from './answers.ts';
import { type Ask, requireKnown, requireOptions } from './ask.ts';
import { directoryRole } from './directory-roles.ts';
import { parseFilter } from './filter.ts';
import { inspectFilter, matches } from './filter-match.ts';
import { ownedId, timestamp } from './ids.ts';
import { page, sourceOf } from './paging.ts';
import { type Access, access } from './permissions.ts';
import type { Entity, Json, Person, Resource } from './resources.ts';
import type { Route } from './route.ts';
import type { World } from './world.ts';

/** Only what is assigned to the person. */
function assignmentsOf(person: Person): readonly Entity[] {
  const scope = person.roleUnitId === undefined ? '/' : `/administrativeUnits/${person.roleUnitId}`;
  return assignments(person.user.id, person.roles, scope);
}

/** Roles through a group are the group's. */
function assignmentsOfGroups(world: World): readonly Entity[] {
  return [...world.groups.values()].flatMap(({ id, roles }) => assignments(id, roles ?? [], '/'));
}

function assignments(principalId: string, roles: readonly string[], directoryScopeId: string): readonly Entity[] {
  return roles.map((name, index) => ({
    id: ownedId('a551', principalId, index),
    principalId,
    roleDefinitionId: directoryRole(name).templateId,
    directoryScopeId,
    resourceScope: directoryScopeId,
    roleDefinition: roleDefinition(name),
  }));
}

function eligibilitiesOf(person: Person, world: World): readonly Entity[] {
  return person.eligibleRoles.map((name, index) => ({
    id: ownedId('e116', person.user.id, index),
    principalId: person.user.id,
    roleDefinitionId: directoryRole(name).templateId,
    directoryScopeId: '/',
    appScopeId: null,
    createdUsing: ownedId('e116', person.user.id, index),
    createdDateTime: '2026-02-02T08:00:00Z',
    modifiedDateTime: '0001-01-01T08:00:00Z',
    status: 'Provisioned',
    memberType: 'Direct',
    scheduleInfo: {
      startDateTime: '2026-02-02T08:00:00Z',
      recurrence: null,
      expiration: {
        type: 'afterDateTime',
        endDateTime: timestamp(new Date(world.now().getTime() + 90 * 86_400_000)),
        duration: null,
      },
    },
    roleDefinition: roleDefinition(name),
  }));
}

function roleDefinition(name: string): Json {
  const { templateId } = directoryRole(name);
  return { id: templateId, displayName: name, templateId, isBuiltIn: true, isEnabled: true };
}

const filterable = ['principalId', 'roleDefinitionId', 'directoryScopeId'];
const known = new Set(['id', ...filterable, 'status', 'memberType', 'scheduleInfo', 'appScopeId']);

function list(set: string, of: (world: World) => readonly Entity[]): Route['answer'] {
  return (ask, world) => {
    requireOptions(ask, ['select', 'filter', 'expand', 'top', 'count']);
    requireKnown(ask.query.select, known, 'unifiedRoleAssignment');
    const filter = ask.query.filter === undefined ? undefined : parseFilter(ask.query.filter);
    const stranger = filter && inspectFilter(filter).properties.find((name) => !filterable.includes(name));
    if (stranger !== undefined) throw badRequest(`The property '${stranger}' cannot be used in $filter.`);
    const isExpanded = readExpand(ask);
    return ok(
      page(ask, {
        source: sourceOf(of(world)),
        context: `${ask.base}/$metadata#roleManagement/directory/${set}`,
        ...(filter && { keep: (one: Entity) => matches(filter, one) }),
        show: (one) => shown(one, ask.query.select, isExpanded),
        defaultSize: 100,
        forcedSize: world.pageSize,
      }),
    );
  };
}

function readExpand({ query: { expand } }: Ask): boolean {
  if (expand === undefined) return false;
  if (/^roleDefinition(\(\$select=[\w,]+\))?$/.test(expand)) return true;
  throw badRequest(`Parsing OData Select and Expand failed: '${expand}' cannot be expanded here.`);
}

function shown(entity: Entity, select: readonly string[] | undefined, isExpanded: boolean): Resource {
  const { roleDefinition: definition, ...plain } = entity;
  const kept = Object.entries(plain).filter(([name]) => select === undefined || select.includes(name));
  return { ...Object.fromEntries(kept), ...(isExpanded && definition !== undefined && { roleDefinition: definition }) };
}

const listAssignments = list('roleAssignments', (world) => [
  ...world.members().flatMap(assignmentsOf),
  ...assignmentsOfGroups(world),
]);
const listEligibilities = list('roleEligibilitySchedules', (world) =>
  world.members().flatMap((person) => eligibilitiesOf(person, world)),
);

/** Seen in the wild in tenants without the licence. */
export function requirePim(world: World): void {
  if (world.hasPim) return;
  throw badRequest(
    'The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license.',
    'AadPremiumLicenseRequired',
  );
}

function listWhenLicensed(ask: Ask, world: World, taken: readonly string[]): Answer {
  requirePim(world);
  return listEligibilities(ask, world, taken);
}

function get(set: string, rule: Access, answer: Route['answer']): Route {
  return { method: 'GET', pattern: `roleManagement/directory/${set}`, access: rule, answer };
}

/** https://learn.microsoft.com/graph/api/rbacapplication-list-roleassignments */
export const roleRoutes: readonly Route[] = [
  get('roleAssignments', access.readRoleAssignments, listAssignments),
  get('roleEligibilitySchedules', access.readRoleEligibility, listWhenLicensed),
];
