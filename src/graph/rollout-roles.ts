import type { UserId } from '../passkeys/ids.ts';
import type { RolloutRoles } from '../rollout/scene.ts';
import type { RolesOf } from './roles.ts';

/** Asked at once; few people run rollouts. */
const atOnce = 4;

export function createRolloutRoles(roles: RolesOf<'rollout'>): RolloutRoles {
  return {
    has: (user) => roles.has(user, 'rollout'),
    hasNow: (user) => roles.hasNow(user, 'rollout'),
    async among(users) {
      const each = [...new Set(users)];
      const holders: UserId[] = [];
      for (let start = 0; start < each.length; start += atOnce) {
        const some = each.slice(start, start + atOnce);
        const holds = await Promise.all(some.map((user) => roles.hasNow(user, 'rollout')));
        holders.push(...some.filter((_user, index) => holds[index]));
      }
      return holders;
    },
  };
}
