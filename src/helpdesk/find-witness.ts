import type { UserId } from '../passkeys/ids.ts';
import type { HelpdeskPorts } from './scene.ts';
import type { SubjectFacts } from './subject.ts';
import { validManager } from './verification.ts';

/** Who hears of a pass. `security`: whoever `SECURITY_CONTACT` names by address; `channel`: the help desk's, a name and a number only. */
export type Hearer = 'subject' | 'manager' | 'security' | 'channel';

type RoutePorts = Pick<HelpdeskPorts, 'subjects' | 'messenger' | 'channel' | 'settings'>;
type Channel = NonNullable<Awaited<ReturnType<HelpdeskPorts['channel']['get']>>>;
type SecurityRoute =
  | { readonly kind: 'security'; readonly user: UserId }
  | { readonly kind: 'channel'; readonly channel: Channel };

/** The first who can be written to; undefined: nobody would ever hear of it. */
export async function findHearer(
  facts: SubjectFacts,
  operator: UserId,
  ports: RoutePorts,
): Promise<Hearer | undefined> {
  if (await ports.messenger.canReach(facts.subject)) return 'subject';
  const manager = validManager(facts, operator);
  if (manager && (await ports.messenger.canReach(manager.id))) return 'manager';
  const [first] = await securityRoutes([facts.subject, operator], ports);
  return first?.kind;
}

/** The way to `SECURITY_CONTACT`, the best first. Never to the one whose act it is about. */
export async function securityRoutes(
  except: readonly UserId[],
  { subjects, messenger, channel, settings }: RoutePorts,
): Promise<readonly SecurityRoute[]> {
  const address = settings.securityAddress;
  const user = address === undefined ? undefined : await userAt(address, subjects);
  const isFit = user !== undefined && !except.includes(user) && (await messenger.canReach(user));
  const home = await channel.get();
  return [
    ...(isFit ? [{ kind: 'security', user } as const] : []),
    ...(home ? [{ kind: 'channel', channel: home } as const] : []),
  ];
}

/** Exactly this address, of one account of ours that is not switched off: who is merely similar is somebody else. */
async function userAt(address: string, subjects: HelpdeskPorts['subjects']): Promise<UserId | undefined> {
  const found = await subjects.search(address);
  if (!found.known) return undefined;
  const wanted = address.toLowerCase();
  const [only, ...more] = found.value.people.filter(({ upn, mail, enabled, isGuest }) => {
    const isTheirs = upn.toLowerCase() === wanted || mail?.toLowerCase() === wanted;
    return isTheirs && enabled !== false && isGuest === false;
  });
  return more.length === 0 ? only?.id : undefined;
}
