import type { Messenger } from '../../src/enrollment/ports.ts';
import type { Reply } from '../../src/enrollment/reply.ts';
import type { UserId } from '../../src/passkeys/ids.ts';

export type Message = {
  readonly user: UserId;
  readonly cardId: string;
  readonly reply: Reply;
  readonly screenId: string | undefined;
};

/** Keeps what was written to users first, and what became of older cards. */
export class FakeMessenger implements Messenger {
  readonly sent: Message[] = [];
  readonly edited: Message[] = [];
  /** Whoever has never written to the bot. */
  isReachable = true;

  async send(user: UserId, reply: Reply, screenId?: string): Promise<string | undefined> {
    if (!this.isReachable) return undefined;
    const cardId = `message-${this.sent.length + 1}`;
    this.sent.push({ user, cardId, reply, screenId });
    return cardId;
  }

  async edit(user: UserId, cardId: string, reply: Reply, screenId?: string): Promise<void> {
    this.edited.push({ user, cardId, reply, screenId });
  }
}
