import { randomInt } from 'node:crypto';
import { timestamp } from './ids.ts';
import type { Method, Person, Tap } from './resources.ts';
import type { MethodTarget } from './tenant.ts';
import type { World } from './world.ts';

const minute = 60_000;

/** https://learn.microsoft.com/graph/api/resources/temporaryaccesspassauthenticationmethod */
export type Usability = 'EnabledByPolicy' | 'DisabledByPolicy' | 'Expired' | 'NotYetValid' | 'OneTimeUsed';

export function tapEnd(tap: Tap): Date {
  return new Date(tap.startsAt.getTime() + tap.lifetimeInMinutes * minute);
}

/** Whether the policy for Temporary Access Passes is on and includes this person. */
export function isInTapPolicy(world: World, person: Person): boolean {
  const { state, includeTargets, excludeTargets } = world.tapPolicy;
  const groups = world.groupIdsOf(person);
  const hits = ({ targetType, id }: MethodTarget) =>
    targetType === 'user' ? id === person.user.id : id === 'all_users' || groups.has(id);
  return state === 'enabled' && includeTargets.some(hits) && !excludeTargets.some(hits);
}

export function usabilityOf(world: World, person: Person, tap: Tap): Usability {
  const now = world.now().getTime();
  if (now >= tapEnd(tap).getTime()) return 'Expired';
  if (!isInTapPolicy(world, person)) return 'DisabledByPolicy';
  if (world.tapPolicy.isUsableOnce && !tap.isUsableOnce) return 'DisabledByPolicy';
  if (tap.isUsableOnce && tap.usedAt !== undefined) return 'OneTimeUsed';
  return now < tap.startsAt.getTime() ? 'NotYetValid' : 'EnabledByPolicy';
}

/** As Graph shows it: without the value. */
export function tapMethod(world: World, person: Person, tap: Tap): Method {
  const methodUsabilityReason = usabilityOf(world, person, tap);
  return {
    '@odata.type': '#microsoft.graph.temporaryAccessPassAuthenticationMethod',
    id: tap.id,
    createdDateTime: timestamp(tap.createdAt),
    temporaryAccessPass: null,
    startDateTime: timestamp(tap.startsAt),
    lifetimeInMinutes: tap.lifetimeInMinutes,
    isUsableOnce: tap.isUsableOnce,
    isUsable: methodUsabilityReason === 'EnabledByPolicy',
    methodUsabilityReason,
  };
}

/** Everything that Graph lists for a person. */
export function methodsOf(world: World, person: Person): readonly Method[] {
  return person.tap === undefined ? person.methods : [...person.methods, tapMethod(world, person, person.tap)];
}

const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const smalls = capitals.toLowerCase();
const everything = `${capitals}${smalls}0123456789+#*&`;

function pick(characters: string): string {
  return characters.charAt(randomInt(characters.length));
}

/** Looks like Entra's ("+drkzqAD"), and always has what is hard to say aloud: a sign, a capital, a small letter. */
export function newTapValue(length: number): string {
  const characters = [pick('+'), pick(capitals), pick(smalls)];
  while (characters.length < length) characters.push(pick(everything));
  for (let last = characters.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [characters[last], characters[other]] = [characters[other] ?? '', characters[last] ?? ''];
  }
  return characters.join('');
}
