import type { Notice } from '../enrollment/reply.ts';
import type { AuditEntry } from './audit-entry.ts';
import { carryOn } from './carry-on.ts';
import { lookAtMembers } from './look-at-members.ts';
import type { StoredChannel } from './ports.ts';
import type { HelpdeskReply } from './reply.ts';
import { nameIn } from './request-view.ts';
import type { HelpdeskScene } from './scene.ts';

/** From now on new requests are posted here, where only operators read. One operator alone moves them away from no channel unseen. */
export async function useChannel(scene: HelpdeskScene): Promise<HelpdeskReply | Notice> {
  const { turn, ports } = scene;
  const { where } = turn;
  if (where.kind !== 'channel') return { kind: 'channel-refused', because: 'not-a-channel' };
  const { conversationId, serviceUrl } = where;
  const because = await lookAtMembers(where, ports, turn.user);
  if (because) {
    await record('refused', { because, conversation: conversationId }, scene);
    return { kind: 'channel-refused', because };
  }
  const before = await ports.channel.stored();
  const old = before?.conversationId === conversationId ? undefined : before;
  const from = old && { from: old.conversationId };
  await record('channel-set', { conversation: conversationId, ...from, phase: 'begun' }, scene);
  if (old) await announceMove(old, scene);
  await ports.channel.set({ conversationId, serviceUrl, setBy: turn.user });
  await record('channel-set', { conversation: conversationId, ...from, phase: 'done' }, scene);
  return { kind: 'channel-set' };
}

/** Before it is done: in the channel that is left, and to whoever had set that. A channel that is gone must not keep the help desk from another. */
async function announceMove(old: StoredChannel, scene: HelpdeskScene): Promise<void> {
  const { turn, ports } = scene;
  const names = await carryOn('read a name', () => ports.subjects.namesOf([turn.user]), ports);
  const reply = { kind: 'channel-moving', byName: (names && nameIn(names, turn.user)) ?? '' } as const;
  const isPosted = await ports.messenger.sendToChannel(old, reply);
  const isTold = old.setBy !== turn.user && (await ports.messenger.send(old.setBy, reply)) !== undefined;
  if (isPosted || isTold) return;
  ports.log.warn({ operator: turn.user }, 'The channel of the help desk is moved, and nobody could be told');
  await record('alarm', { because: 'channel-moved-untold', conversation: old.conversationId }, scene);
}

async function record(
  event: AuditEntry['event'],
  details: AuditEntry['details'],
  { turn, ports }: HelpdeskScene,
): Promise<void> {
  await ports.audit.append({ at: ports.now(), event, actor: turn.user, details });
}
