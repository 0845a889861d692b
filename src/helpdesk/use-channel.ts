import type { Notice } from '../enrollment/reply.ts';
import type { UserId } from '../passkeys/ids.ts';
import type { AuditEntry } from './audit-entry.ts';
import type { HelpdeskReply } from './reply.ts';
import type { HelpdeskPorts, HelpdeskScene } from './scene.ts';

type Refusal = Extract<HelpdeskReply, { readonly kind: 'channel-refused' }>['because'];
type Channel = Extract<HelpdeskScene['turn']['where'], { readonly kind: 'channel' }>;

/** Members: each is asked for in Entra. A channel with more is no help desk's. */
const mostMembers = 200;
/** Roles that are read at a time. */
const atOnce = 10;

/** From now on new requests are posted here, where only operators read. */
export async function useChannel(scene: HelpdeskScene): Promise<HelpdeskReply | Notice> {
  const { turn, ports } = scene;
  const { where } = turn;
  if (where.kind !== 'channel') return { kind: 'channel-refused', because: 'not-a-channel' };
  const because = await whyNot(where, scene);
  if (because) {
    await record('refused', { because, conversation: where.conversationId }, scene);
    return { kind: 'channel-refused', because };
  }
  await record('channel-set', { conversation: where.conversationId, phase: 'begun' }, scene);
  await ports.channel.set({
    conversationId: where.conversationId,
    serviceUrl: where.serviceUrl,
    setBy: turn.user,
  });
  await record('channel-set', { conversation: where.conversationId, phase: 'done' }, scene);
  return { kind: 'channel-set' };
}

async function whyNot(
  { conversationId, serviceUrl }: Channel,
  { turn, ports }: HelpdeskScene,
): Promise<Refusal | undefined> {
  const members = await ports.messenger.membersOf({ conversationId, serviceUrl });
  // A list without the one who asks is not the list of this channel.
  if (!members?.some(({ user }) => user === turn.user)) return 'unreadable';
  if (members.some(({ isGuest }) => isGuest)) return 'guests';
  const people = members.flatMap(({ user }) => user ?? []);
  // Who has no id cannot be asked for.
  if (people.length < members.length || people.length > mostMembers) return 'non-operators';
  return (await areOperators(people, ports)) ? undefined : 'non-operators';
}

async function areOperators(people: readonly UserId[], { roles }: HelpdeskPorts): Promise<boolean> {
  for (let start = 0; start < people.length; start += atOnce) {
    const some = people.slice(start, start + atOnce);
    const answers = await Promise.all(some.map((user) => roles.hasNow(user, 'helpdesk')));
    if (!answers.every(Boolean)) return false;
  }
  return true;
}

async function record(
  event: AuditEntry['event'],
  details: AuditEntry['details'],
  { turn, ports }: HelpdeskScene,
): Promise<void> {
  await ports.audit.append({ at: ports.now(), event, actor: turn.user, details });
}
