import type { UserId } from '../passkeys/ids.ts';
import type { Client } from './client.ts';

/** Where a user can be reached: the private chat with the bot, as last seen. */
export type Contact = {
  readonly user: UserId;
  readonly tenantId: string;
  readonly conversationId: string;
  readonly serviceUrl: string;
  /** The Teams id of the user (`29:…`): wanted in a card's `refresh.userIds`. Never an identity. */
  readonly channelUserId: string;
  /** The Teams id of the bot (`28:…`). */
  readonly botId: string;
  readonly client: Client;
};
