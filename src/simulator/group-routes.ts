import { type Answer, badRequest, notFound, ok } from './answers.ts';
import {
  type Ask,
  pick,
  requireAdvanced,
  requireEventual,
  requireFilterable,
  requireKnown,
  requireOptions,
} from './ask.ts';
import { directoryRole } from './directory-roles.ts';
import { type Filter, parseFilter } from './filter.ts';
import { inspectFilter, matches } from './filter-match.ts';
import { groupResource, showGroup } from './group-view.ts';
import { activeRoles } from './operator-rules.ts';
import { page, sourceOf } from './paging.ts';
import { access, seesDirectoryRoles } from './permissions.ts';
import { groupProperties } from './property-names.ts';
import { listOf } from './resources.ts';
import type { Route } from './route.ts';
import { isFound, parseSearch } from './search-clause.ts';
import { requirePerson } from './user-routes.ts';
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

function readGroup(ask: Ask, world: World, [id = '']: readonly string[]): Answer {
  requireOptions(ask, ['select']);
  const group = world.groups.get(id.toLowerCase());
  if (group === undefined) throw notFound(id);
  return ok({ '@odata.context': `${ask.base}/$metadata#groups/$entity`, ...showGroup(ask)(group) });
}

const filterable = new Set([
  'id',
  'displayName',
  'description',
  'mailNickname',
  'securityEnabled',
  'mailEnabled',
  'isAssignableToRole',
]);

function groupFilter(ask: Ask): Filter | undefined {
  if (ask.query.filter === undefined) return undefined;
  const filter = parseFilter(ask.query.filter);
  const { properties, advanced } = inspectFilter(filter);
  requireKnown(properties, groupProperties, 'group');
  requireFilterable(properties, filterable, 'Group');
  if (advanced) requireAdvanced(ask, 'This filter');
  return filter;
}

function listGroups(ask: Ask, world: World): Answer {
  requireOptions(ask, ['select', 'filter', 'search', 'top', 'count']);
  if (ask.query.search !== undefined) requireEventual(ask);
  const shown = showGroup(ask);
  const filter = groupFilter(ask);
  const search = ask.query.search === undefined ? undefined : parseSearch(ask.query.search);
  const found = [...world.groups.values()].filter((group) => {
    const resource = groupResource(group);
    return (!filter || matches(filter, resource)) && (!search || isFound(search, resource));
  });
  return ok(
    page(ask, {
      source: sourceOf(found),
      context: `${ask.base}/$metadata#groups`,
      show: shown,
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
  get('groups/{id}', access.readGroup, readGroup),
  get('groups', access.readGroup, listGroups),
];
