import type { CloudAdapter, ConversationReference, TurnContext } from 'botbuilder';
import type { Contact } from '../enrollment/contact.ts';
import type { Contacts, Messenger } from '../enrollment/ports.ts';
import { type Chat, chatIn } from './chat.ts';
import type { Delivery } from './deliver.ts';
import type { Render } from './render.ts';

export type MessengerDeps = {
  readonly adapter: Pick<CloudAdapter, 'continueConversationAsync'>;
  /** Empty without an app registration. */
  readonly botId: string;
  readonly contacts: Pick<Contacts, 'of'>;
  readonly delivery: Delivery;
  readonly render: Render;
};

/** Writes outside a turn. */
export type Outbox = { chatWith(contact: Contact): Chat };

export function createOutbox({ adapter, botId, delivery, render }: Omit<MessengerDeps, 'contacts'>): Outbox {
  async function inChat<T>(contact: Contact, write: (context: TurnContext) => Promise<T>): Promise<T | undefined> {
    let written: T | undefined;
    await adapter.continueConversationAsync(botId, referenceTo(contact), async (context) => {
      written = await write(context);
    });
    return written;
  }

  return {
    chatWith: (contact) => {
      const chat = (context: TurnContext) => chatIn(context, contact, { delivery, render });
      return {
        send: (shown) => inChat(contact, (context) => chat(context).send(shown)),
        edit: async (cardId, shown) => (await inChat(contact, (context) => chat(context).edit(cardId, shown))) ?? false,
        typing: () => inChat(contact, (context) => chat(context).typing()),
      };
    },
  };
}

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

function referenceTo(contact: Contact): Partial<ConversationReference> {
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
