import { type Answer, badRequest, ok } from './answers.ts';
import { type Ask, requireOptions } from './ask.ts';
import { parseFilter } from './filter.ts';
import { inspectFilter, matches } from './filter-match.ts';
import { ownedId } from './ids.ts';
import { page, sourceOf } from './paging.ts';
import { access } from './permissions.ts';
import type { Entity, Person } from './resources.ts';
import { requirePim } from './role-routes.ts';
import type { Route } from './route.ts';
import type { World } from './world.ts';

const filterable = ['principalId', 'groupId', 'accessId'];

function eligibilitiesOf({ user, eligibleGroupIds }: Person): readonly Entity[] {
  return eligibilities(user.id, eligibleGroupIds);
}

function eligibilitiesOfGroups(world: World): readonly Entity[] {
  return [...world.groups.values()].flatMap(({ id, eligibleGroupIds }) => eligibilities(id, eligibleGroupIds ?? []));
}

function eligibilities(principalId: string, groupIds: readonly string[]): readonly Entity[] {
  return groupIds.map((groupId, index) => ({
    id: ownedId('e119', principalId, index),
    principalId,
    groupId,
    accessId: 'member',
    memberType: 'direct',
    status: 'Provisioned',
    createdDateTime: '2026-02-02T08:00:00Z',
    scheduleInfo: {
      startDateTime: '2026-02-02T08:00:00Z',
      recurrence: null,
      expiration: { type: 'noExpiration', endDateTime: null, duration: null },
    },
  }));
}

/** For a group or for a principal, never for everybody. */
function list(ask: Ask, world: World): Answer {
  requirePim(world);
  requireOptions(ask, ['filter', 'top', 'count']);
  const filter = ask.query.filter === undefined ? undefined : parseFilter(ask.query.filter);
  const named = filter ? inspectFilter(filter).properties : [];
  const isNarrow = named.includes('principalId') || named.includes('groupId');
  if (!filter || !isNarrow || !named.every((name) => filterable.includes(name))) {
    throw badRequest('The required filter on groupId or principalId is missing.');
  }
  return ok(
    page(ask, {
      source: sourceOf([...world.members().flatMap(eligibilitiesOf), ...eligibilitiesOfGroups(world)]),
      context: `${ask.base}/$metadata#identityGovernance/privilegedAccess/group/eligibilitySchedules`,
      keep: (one: Entity) => matches(filter, one),
      show: (one) => one,
      defaultSize: 100,
      forcedSize: world.pageSize,
    }),
  );
}

/** https://learn.microsoft.com/graph/api/privilegedaccessgroup-list-eligibilityschedules */
export const groupEligibilityRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: 'identityGovernance/privilegedAccess/group/eligibilitySchedules',
    access: access.readGroupEligibility,
    answer: list,
  },
];
