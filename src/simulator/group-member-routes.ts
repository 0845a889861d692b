import { notFound, ok } from './answers.ts';
import { type Ask, pick, requireAdvanced, requireOptions } from './ask.ts';
import { matches } from './filter-match.ts';
import { groupResource } from './group-view.ts';
import { page, sourceOf } from './paging.ts';
import { access } from './permissions.ts';
import type { GraphUser, Resource } from './resources.ts';
import type { Route } from './route.ts';
import { joinedSource } from './sources.ts';
import type { Group } from './tenant.ts';
import { selectedUserProperties, userFilter } from './user-routes.ts';
import type { World } from './world.ts';

function requireGroup(world: World, id: string): Group {
  const group = world.groups.get(id.toLowerCase());
  if (group === undefined) throw notFound(id);
  return group;
}

/** Behind the cast there are users and nothing else. https://learn.microsoft.com/graph/api/group-list-transitivemembers */
function listUsersIn(isTransitive: boolean): Route['answer'] {
  return (ask, world, [id = '']) => {
    requireOptions(ask, ['select', 'filter', 'top', 'count']);
    requireAdvanced(ask, 'An OData cast');
    const group = requireGroup(world, id);
    const selected = selectedUserProperties(ask);
    const filter = userFilter(ask);
    return ok(
      page(ask, {
        source: world.membersOf(group.id, isTransitive),
        context: `${ask.base}/$metadata#users${ask.query.select ? `(${ask.query.select.join(',')})` : ''}`,
        ...(filter && { keep: (user: GraphUser) => matches(filter, user) }),
        show: (user) => pick(user, selected),
        defaultSize: 100,
        forcedSize: world.pageSize,
        withCount: true,
      }),
    );
  };
}

type Member =
  | { readonly kind: 'group'; readonly resource: Resource }
  | { readonly kind: 'user'; readonly user: GraphUser };

/** Users and the groups in it. */
function listMembers(isTransitive: boolean): Route['answer'] {
  return (ask, world, [id = '']) => {
    requireOptions(ask, ['select', 'top', 'count']);
    const group = requireGroup(world, id);
    const selected = selectedUserProperties(ask);
    const inside = isTransitive ? [...world.groupsIn(group.id)] : world.groupsDirectlyIn(group.id).map((one) => one.id);
    const groups = inside.flatMap((one) => world.groups.get(one) ?? []);
    const users = world.membersOf(group.id, isTransitive);
    return ok(
      page<Member>(ask, {
        source: joinedSource<Member>(
          sourceOf(groups.map((one) => ({ kind: 'group', resource: groupResource(one) }) as const)),
          { length: users.length, at: (index) => ({ kind: 'user', user: users.at(index) }) },
        ),
        context: `${ask.base}/$metadata#directoryObjects`,
        show: (member) => showMember(member, selected, ask),
        defaultSize: 100,
        forcedSize: world.pageSize,
        withCount: ask.query.count && ask.isEventual,
      }),
    );
  };
}

function showMember(member: Member, selected: readonly string[], ask: Ask): Resource {
  if (member.kind === 'user') return { '@odata.type': '#microsoft.graph.user', ...pick(member.user, selected) };
  const { resource } = member;
  const shared = ask.query.select === undefined ? Object.keys(resource) : selected.filter((name) => name in resource);
  return { '@odata.type': '#microsoft.graph.group', ...pick(resource, shared) };
}

function get(pattern: string, answer: Route['answer']): Route {
  return { method: 'GET', pattern, access: access.readGroupMembers, answer };
}

export const groupMemberRoutes: readonly Route[] = [
  get('groups/{id}/members', listMembers(false)),
  get('groups/{id}/members/microsoft.graph.user', listUsersIn(false)),
  get('groups/{id}/transitiveMembers', listMembers(true)),
  get('groups/{id}/transitiveMembers/microsoft.graph.user', listUsersIn(true)),
];
