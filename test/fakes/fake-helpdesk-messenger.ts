import type { Reply } from '../../src/enrollment/reply.ts';
import type { HelpdeskReply } from '../../src/helpdesk/reply.ts';
import type { HelpdeskMessenger } from '../../src/helpdesk/scene.ts';
import type { UserId } from '../../src/passkeys/ids.ts';

type AnyReply = HelpdeskReply | Reply;
type Channel = { readonly conversationId: string; readonly serviceUrl: string };
type Kind = AnyReply['kind'];
type ReplyOf<K extends Kind> = Extract<AnyReply, { readonly kind: K }>;

/** What people got in their chats, and the channel in its. */
export class FakeHelpdeskMessenger implements HelpdeskMessenger {
  readonly sent: { readonly user: UserId; readonly reply: AnyReply; readonly cardId: string }[] = [];
  readonly edited: { readonly user: UserId; readonly cardId: string; readonly reply: AnyReply }[] = [];
  readonly posted: { readonly channel: Channel; readonly reply: HelpdeskReply }[] = [];
  /** Without a chat. */
  readonly unreachable = new Set<UserId>();
  /** With a chat to which no message gets. */
  readonly blocked = new Set<UserId>();
  /** Posts to a channel fail. */
  isChannelGone = false;
  /** Undefined: not readable. */
  members: readonly { readonly user: UserId | undefined; readonly isGuest: boolean }[] | undefined = [];

  async send(user: UserId, reply: AnyReply): Promise<string | undefined> {
    if (this.unreachable.has(user) || this.blocked.has(user)) return undefined;
    const cardId = `message-${this.sent.length + 1}`;
    this.sent.push({ user, reply, cardId });
    return cardId;
  }

  async canReach(user: UserId): Promise<boolean> {
    return !this.unreachable.has(user);
  }

  async edit(user: UserId, cardId: string, reply: AnyReply): Promise<void> {
    this.edited.push({ user, cardId, reply });
  }

  async sendToChannel(channel: Channel, reply: HelpdeskReply): Promise<boolean> {
    if (this.isChannelGone) return false;
    this.posted.push({ channel, reply });
    return true;
  }

  async membersOf() {
    return this.members;
  }

  /** What one person got, oldest first. */
  sentTo(user: UserId): readonly AnyReply[] {
    return this.sent.filter((one) => one.user === user).map(({ reply }) => reply);
  }

  /** The newest of a kind that one person got; throws where there is none. */
  last<K extends Kind>(user: UserId, kind: K): ReplyOf<K> {
    const reply = this.sentTo(user).findLast((one): one is ReplyOf<K> => one.kind === kind);
    if (!reply) throw new RangeError(`${user} got no ${kind}`);
    return reply;
  }
}
