import type { Initiator } from './audit-log.ts';
import { managerAudit } from './reporting-line-audit.ts';
import type { World } from './world.ts';

/** Gives somebody another manager, as an administrator would. */
export function setManager(world: World, personId: string, managerId: string, by: Initiator, at = world.now()): void {
  const before = world.person(personId)?.managerId;
  const manager = world.person(managerId);
  if (manager === undefined) throw new RangeError(`Nobody has the id ${managerId}`);
  const person = world.change(personId, (now) => ({ ...now, managerId: manager.user.id }));
  world.audits.record(managerAudit({ activity: world.managerAudit, person, manager, before, by, at }));
}
