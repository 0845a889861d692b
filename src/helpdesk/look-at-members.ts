import type { UserId } from '../passkeys/ids.ts';
import type { ChannelProblem } from './ports.ts';
import type { HelpdeskPorts } from './scene.ts';

/** Members: each is asked for in Entra. A channel with more is no help desk's. */
const mostMembers = 200;
/** Roles that are read at a time. */
const atOnce = 10;

type Place = { readonly conversationId: string; readonly serviceUrl: string };

/** Why requests may not be posted there; undefined: only operators read along. `asker`: who says so in it, and so has to be a member. */
export async function lookAtMembers(
  place: Place,
  { messenger, roles }: Pick<HelpdeskPorts, 'messenger' | 'roles'>,
  asker?: UserId,
): Promise<ChannelProblem | undefined> {
  const members = await messenger.membersOf(place);
  // A list of nobody, or without the one who asks, is not the list of this channel.
  if (!members?.some(({ user }) => asker === undefined || user === asker)) return 'unreadable';
  if (members.some(({ isGuest }) => isGuest)) return 'guests';
  const people = members.flatMap(({ user }) => user ?? []);
  // Who has no id cannot be asked for.
  if (people.length < members.length || people.length > mostMembers) return 'non-operators';
  return (await areOperators(people, roles)) ? undefined : 'non-operators';
}

async function areOperators(people: readonly UserId[], roles: HelpdeskPorts['roles']): Promise<boolean> {
  for (let start = 0; start < people.length; start += atOnce) {
    const some = people.slice(start, start + atOnce);
    const answers = await Promise.all(some.map((user) => roles.hasNow(user, 'helpdesk')));
    if (!answers.every(Boolean)) return false;
  }
  return true;
}
