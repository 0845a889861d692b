import type { CloudAdapter, ConversationReference, TurnContext } from 'botbuilder';
import type { Contact } from '../enrollment/contact.ts';
import type { Contacts, Messenger } from '../enrollment/ports.ts';
import type { Channel } from './activity.ts';
import { type Chat, chatIn } from './chat.ts';
import type { ConnectorClient } from './connectors.ts';
import type { Delivery } from './deliver.ts';
import type { Audience, Drawing } from './render.ts';

export type MessengerDeps = {
  readonly adapter: Pick<CloudAdapter, 'continueConversationAsync' | 'ConnectorClientKey'>;
  /** Empty without an app registration. */
  readonly botId: string;
  readonly contacts: Pick<Contacts, 'of'>;
  readonly delivery: Delivery;
} & Drawing;

/** Writes outside a turn. */
export type Outbox = {
  chatWith(contact: Contact): Chat;
  /** The message was pressed there; what it shows is for everybody in it. */
  channelOf(contact: Contact): Chat;
  /** What is sent there begins a thread of its own. */
  channelAt(channel: Channel): Chat;
  /** As the Connector answers it. */
  membersPage(channel: Channel, token: string | undefined): Promise<unknown>;
};

/** Everybody who reads along: no language, no time zone, and nobody for whom the card refreshes. */
export const everybody = { client: { platform: undefined, locale: undefined, timeZone: undefined } } as const;

export function createOutbox({ adapter, botId, ...drawing }: Omit<MessengerDeps, 'contacts'>): Outbox {
  async function inConversation<T>(
    reference: Partial<ConversationReference>,
    act: (context: TurnContext) => Promise<T>,
  ): Promise<T | undefined> {
    let result: T | undefined;
    await adapter.continueConversationAsync(botId, reference, async (context) => {
      result = await act(context);
    });
    return result;
  }

  function chatFor(reference: Partial<ConversationReference>, audience: Audience): Chat {
    const within = <T>(write: (chat: Chat) => Promise<T>) =>
      inConversation(reference, (context) => write(chatIn(context, audience, drawing)));
    return {
      send: (shown) => within((chat) => chat.send(shown)),
      edit: async (cardId, shown) => (await within((chat) => chat.edit(cardId, shown))) ?? false,
      typing: () => within((chat) => chat.typing()),
      remove: (messageId) => within((chat) => chat.remove(messageId)),
    };
  }

  return {
    chatWith: (contact) => chatFor(referenceTo(contact), contact),
    channelOf: (contact) => chatFor(referenceTo(contact), everybody),
    channelAt: (channel) => chatFor(referenceToChannel(channel, botId), everybody),
    membersPage: (channel, token) =>
      inConversation(referenceToChannel(channel, botId), ({ turnState }) => {
        const { conversations } = turnState.get<ConnectorClient>(adapter.ConnectorClientKey);
        const page = { pageSize: membersAPage, ...(token && { continuationToken: token }) };
        // botbuilder calls for a token on the first page, too; there is none.
        return conversations.getConversationPagedMembers(
          channel.conversationId,
          page as Parameters<typeof conversations.getConversationPagedMembers>[1],
        );
      }),
  };
}

const membersAPage = 200;

/** To users who have written to the bot or installed it: nobody else has a contact. */
export function createMessenger(outbox: Outbox, contacts: Pick<Contacts, 'of'>): Messenger {
  return {
    async send(user, reply, screenId) {
      const contact = await contacts.of(user);
      return contact && outbox.chatWith(contact).send({ reply, ...(screenId && { screenId }) });
    },
    async edit(user, cardId, reply, screenId) {
      const contact = await contacts.of(user);
      if (contact) await outbox.chatWith(contact).edit(cardId, { reply, ...(screenId && { screenId }) });
    },
  };
}

export function referenceTo(contact: Contact): Partial<ConversationReference> {
  return {
    channelId: 'msteams',
    serviceUrl: contact.serviceUrl,
    bot: { id: contact.botId, name: '' },
    user: { id: contact.channelUserId, name: '', aadObjectId: contact.user },
    conversation: {
      id: contact.conversationId,
      tenantId: contact.tenantId,
      conversationType: 'personal',
      isGroup: false,
      name: '',
    },
  };
}

function referenceToChannel({ conversationId, serviceUrl }: Channel, botId: string): Partial<ConversationReference> {
  return {
    channelId: 'msteams',
    serviceUrl,
    bot: { id: `28:${botId}`, name: '' },
    conversation: { id: conversationId, conversationType: 'channel', isGroup: true, name: '' },
  };
}
