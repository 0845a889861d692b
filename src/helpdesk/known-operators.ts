import type { UserId } from '../passkeys/ids.ts';
import type { AuditEntry } from './audit-entry.ts';
import { day } from './limits.ts';
import type { HelpdeskPorts } from './scene.ts';

/** What operators do, and nobody else. */
const operatorEvents: readonly AuditEntry['event'][] = [
  'case-opened',
  'match-sent',
  'recorded',
  'manager-asked',
  'second-asked',
  'second-decided',
  'issue-asked',
  'undone',
  'tap-deleted',
  'unfrozen',
  'request-claimed',
  'request-handed-over',
  'request-closed',
  'card-viewed',
  'channel-set',
];

/** Days in which somebody must have worked here. */
const lately = 30;
/** Those who did, of whom some are operators no more, or have no chat. */
const mostAsked = 60;
const mostTold = 20;
/** Roles that are read at a time. */
const atOnce = 10;

/** Operators who worked here in the last days, have the role now, and can be written to. The group's members are not read: whoever never wrote to the bot has no chat. */
export async function knownOperators(
  except: readonly (UserId | undefined)[],
  { audit, roles, messenger, now }: Pick<HelpdeskPorts, 'audit' | 'roles' | 'messenger' | 'now'>,
): Promise<readonly UserId[]> {
  const since = new Date(now().getTime() - lately * day);
  const actors = (await audit.actorsSince(since, operatorEvents, mostAsked)).filter((user) => !except.includes(user));
  const found: UserId[] = [];
  for (let from = 0; from < actors.length && found.length < mostTold; from += atOnce) {
    const some = actors.slice(from, from + atOnce);
    const fit = await Promise.all(
      some.map(async (user) => (await roles.has(user, 'helpdesk')) && (await messenger.canReach(user))),
    );
    found.push(...some.filter((_user, index) => fit[index]));
  }
  return found.slice(0, mostTold);
}
