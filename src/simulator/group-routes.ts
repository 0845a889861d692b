import { type Answer, badRequest, notFound, ok } from './answers.ts';
import { type Ask, pick, requireAdvanced, requireKnown, requireOptions } from './ask.ts';
import { directoryRole } from './directory-roles.ts';
import { parseFilter } from './filter.ts';
import { inspectFilter, matches } from './filter-match.ts';
import { activeRoles } from './operator-rules.ts';
import { page, sourceOf } from './paging.ts';
import { access, seesDirectoryRoles } from './permissions.ts';
import { groupProperties } from './property-names.ts';
import { listOf, type Person, type Resource } from './resources.ts';
import type { Route } from './route.ts';
import type { Group } from './tenant.ts';
import { requirePerson, selectedUserProperties, userFilter } from './user-routes.ts';
import type { World } from './world.ts';

/** https://learn.microsoft.com/graph/api/directoryobject-checkmembergroups */
const mostGroupsAtOnce = 20;

function readGroupIds(body: unknown): readonly string[] {
  const groupIds = typeof body === 'object' && body !== null && 'groupIds' in body ? body.groupIds : undefined;
  if (!Array.isArray(groupIds) || groupIds.length === 0 || !groupIds.every((id) => typeof id === 'string')) {
    throw badRequest("Invalid value specified for property 'groupIds' of resource 'User'.", 'Request_BadRequest');
  }
  if (groupIds.length > mostGroupsAtOnce) {
    throw badRequest(
      `The number of values for 'groupIds' exceeds the limit of ${mostGroupsAtOnce}.`,
      'Request_BadRequest',
    );
  }
  return groupIds;
}

function checkMemberGroups(ask: Ask, world: World, [id]: readonly string[]): Answer {
  const asked = readGroupIds(ask.body);
  const isIn = world.groupIdsOf(requirePerson(world, id));
  const found = asked.filter((groupId) => isIn.has(groupId.toLowerCase()));
  return ok(listOf(found, `${ask.base}/$metadata#Collection(Edm.String)`));
}

const roleProperties: ReadonlySet<string> = new Set(['id', 'displayName', 'description', 'roleTemplateId']);

function groupResource(group: Group): Resource {
  return {
    id: group.id,
    displayName: group.displayName,
    description: group.description,
    groupTypes: [],
    mail: null,
    mailEnabled: false,
    mailNickname: group.displayName.replaceAll(/\W/g, ''),
    securityEnabled: true,
    isAssignableToRole: group.isAssignableToRole ?? null,
    createdDateTime: '2025-03-01T09:00:00Z',
    visibility: null,
  };
}

function showGroup(ask: Ask): (group: Group) => Resource {
  requireKnown(ask.query.select, groupProperties, 'group');
  const { select } = ask.query;
  return (group) => (select === undefined ? groupResource(group) : pick(groupResource(group), select));
}

function readGroup(ask: Ask, world: World, [id = '']: readonly string[]): Answer {
  requireOptions(ask, ['select']);
  const group = world.groups.get(id.toLowerCase());
  if (group === undefined) throw notFound(id);
  return ok({ '@odata.context': `${ask.base}/$metadata#groups/$entity`, ...showGroup(ask)(group) });
}

/** Of the properties that Graph filters groups by, the one that is asked for. */
function listGroups(ask: Ask, world: World): Answer {
  requireOptions(ask, ['select', 'filter', 'top', 'count']);
  const filter = ask.query.filter === undefined ? undefined : parseFilter(ask.query.filter);
  const stranger = filter && inspectFilter(filter).properties.find((name) => name !== 'isAssignableToRole');
  if (stranger !== undefined) throw badRequest(`Filtering groups by '${stranger}' is not served.`);
  if (filter && inspectFilter(filter).advanced) requireAdvanced(ask, 'This filter');
  return ok(
    page(ask, {
      source: sourceOf([...world.groups.values()]),
      context: `${ask.base}/$metadata#groups`,
      ...(filter && { keep: (group: Group) => matches(filter, groupResource(group)) }),
      show: showGroup(ask),
      defaultSize: 100,
      forcedSize: world.pageSize,
      withCount: ask.query.count && ask.isEventual,
    }),
  );
}

/** Active and for the whole tenant: a role limited to an administrative unit is no membership. */
function listRolesOf(ask: Ask, world: World, [id]: readonly string[]): Answer {
  requireOptions(ask, ['select', 'top', 'count']);
  requireKnown(ask.query.select, roleProperties, 'directoryRole');
  const held = activeRoles(world, requirePerson(world, id)).filter(({ unitId }) => unitId === undefined);
  const isHidden = !seesDirectoryRoles(ask.token);
  return ok(
    page(ask, {
      source: sourceOf([...new Set(held.map(({ name }) => name))].map(directoryRole)),
      context: `${ask.base}/$metadata#directoryRoles`,
      show: ({ name, templateId }) => {
        const role = {
          id: templateId.replace(/^.{4}/, 'd120'),
          displayName: name,
          description: name,
          roleTemplateId: templateId,
        };
        return pick(isHidden ? { id: role.id } : role, ask.query.select ?? [...roleProperties]);
      },
      defaultSize: 100,
      forcedSize: world.pageSize,
      withCount: ask.query.count && ask.isEventual,
    }),
  );
}

function listOwnedGroups(ask: Ask, world: World, [id]: readonly string[]): Answer {
  requireOptions(ask, ['select', 'top', 'count']);
  const groups = requirePerson(world, id).ownedGroupIds.flatMap((one) => world.groups.get(one) ?? []);
  return ok(
    page(ask, {
      source: sourceOf(groups),
      context: `${ask.base}/$metadata#groups`,
      show: showGroup(ask),
      defaultSize: 100,
      forcedSize: world.pageSize,
      withCount: ask.query.count && ask.isEventual,
    }),
  );
}

function listGroupsOf(isCast: boolean): Route['answer'] {
  return (ask, world, [id]) => {
    requireOptions(ask, ['select', 'top', 'count']);
    if (isCast) requireAdvanced(ask, 'An OData cast');
    const groups = [...world.groupIdsOf(requirePerson(world, id))].flatMap((one) => world.groups.get(one) ?? []);
    const show = showGroup(ask);
    return ok(
      page(ask, {
        source: sourceOf(groups),
        context: `${ask.base}/$metadata#${isCast ? 'groups' : 'directoryObjects'}`,
        show: isCast ? show : (group) => ({ '@odata.type': '#microsoft.graph.group', ...show(group) }),
        defaultSize: 100,
        forcedSize: world.pageSize,
        withCount: ask.query.count && ask.isEventual,
      }),
    );
  };
}

function listMembers(isCast: boolean): Route['answer'] {
  return (ask, world, [id = '']) => {
    requireOptions(ask, ['select', 'filter', 'top', 'count']);
    if (isCast) requireAdvanced(ask, 'An OData cast');
    const group = world.groups.get(id.toLowerCase());
    if (group === undefined) throw notFound(id);
    const selected = selectedUserProperties(ask);
    const filter = userFilter(ask);
    const show = ({ user }: Person) => pick(user, selected);
    return ok(
      page(ask, {
        source: world.everybody(),
        context: `${ask.base}/$metadata#${isCast ? 'users' : 'directoryObjects'}`,
        keep: (person) => world.groupIdsOf(person).has(group.id) && (!filter || matches(filter, person.user)),
        show: isCast ? show : (person) => ({ '@odata.type': '#microsoft.graph.user', ...show(person) }),
        defaultSize: 100,
        forcedSize: world.pageSize,
        withCount: ask.query.count && ask.isEventual,
      }),
    );
  };
}

function get(pattern: string, rule: Route['access'], answer: Route['answer']): Route {
  return { method: 'GET', pattern, access: rule, answer };
}

export const groupRoutes: readonly Route[] = [
  {
    method: 'POST',
    pattern: 'users/{id}/checkMemberGroups',
    access: access.checkGroups,
    answer: checkMemberGroups,
  },
  get('users/{id}/transitiveMemberOf', access.readMembership, listGroupsOf(false)),
  get('users/{id}/transitiveMemberOf/microsoft.graph.group', access.readMembership, listGroupsOf(true)),
  get('users/{id}/transitiveMemberOf/microsoft.graph.directoryRole', access.readMembership, listRolesOf),
  get('users/{id}/ownedObjects/microsoft.graph.group', access.readOwned, listOwnedGroups),
  get('groups', access.readGroup, listGroups),
  get('groups/{id}', access.readGroup, readGroup),
  get('groups/{id}/transitiveMembers', access.readGroupMembers, listMembers(false)),
  get('groups/{id}/transitiveMembers/microsoft.graph.user', access.readGroupMembers, listMembers(true)),
];
