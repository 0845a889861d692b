import { harmlessRoles } from './directory-roles.ts';
import type { Person } from './resources.ts';
import type { World } from './world.ts';

/** What the signed-in user wants with somebody else's account. */
export type Reach = 'read-methods' | 'change-methods';

/** https://learn.microsoft.com/graph/api/authentication-post-temporaryaccesspassmethods */
const mighty = ['Global Administrator', 'Privileged Authentication Administrator'];
const changers = ['Authentication Administrator', ...mighty];
const wanted: Readonly<Record<Reach, ReadonlySet<string>>> = {
  'change-methods': new Set(changers),
  'read-methods': new Set(['Global Reader', ...changers]),
};

export type HeldRole = {
  readonly name: string;
  /** undefined: the whole tenant. */
  readonly unitId: string | undefined;
};

/** Active roles, those through groups included. A role that is merely eligible gives nothing. */
export function activeRoles(world: World, person: Person): readonly HeldRole[] {
  const own = person.roles.map((name) => ({ name, unitId: person.roleUnitId }));
  const throughGroups = [...world.groupIdsOf(person)].flatMap((id) => world.groups.get(id)?.roles ?? []);
  return [...own, ...throughGroups.map((name) => ({ name, unitId: undefined }))];
}

/** Who is out of an Authentication Administrator's reach. Somebody merely eligible is not. */
function isPrivileged(world: World, person: Person): boolean {
  const isRoleAssignable = (id: string) => world.groups.get(id)?.isAssignableToRole === true;
  return (
    activeRoles(world, person).some(({ name }) => !harmlessRoles.has(name)) ||
    [...world.groupIdsOf(person)].some(isRoleAssignable) ||
    person.ownedGroupIds.some(isRoleAssignable)
  );
}

/**
 * Whether Entra lets the signed-in user do it, permission given. Revoking sessions is held to the same rule as methods.
 * https://learn.microsoft.com/entra/identity/role-based-access-control/privileged-roles-permissions
 */
export function mayReach(world: World, actor: Person | undefined, target: Person | undefined, reach: Reach): boolean {
  if (actor === undefined) return false;
  const held = activeRoles(world, actor).filter(
    ({ name, unitId }) =>
      wanted[reach].has(name) && (unitId === undefined || target?.unitIds.includes(unitId) === true),
  );
  if (reach === 'read-methods' || target === undefined) return held.length > 0;
  return held.some(({ name }) => mighty.includes(name)) || (held.length > 0 && !isPrivileged(world, target));
}
