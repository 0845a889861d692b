import type { CloudAdapter } from 'botbuilder';
import type { Contact } from '../enrollment/contact.ts';
import type { Contacts, Log } from '../enrollment/ports.ts';
import type { UserId } from '../passkeys/ids.ts';
import type { SendOutcome } from '../rollout/nudge.ts';
import type { AppInstaller, NudgeMessenger } from '../rollout/ports.ts';
import type { NudgeReply } from '../rollout/reply.ts';
import type { Outbox } from './messenger.ts';
import { referenceTo } from './messenger.ts';
import { type Drawing, messageOf } from './render.ts';
import { outcomeOf } from './send-outcome.ts';
import { logFailure } from './turn-failed.ts';

export type NudgeMessengerDeps = {
  readonly adapter: Pick<CloudAdapter, 'continueConversationAsync' | 'createConversationAsync'>;
  /** Empty without an app registration. */
  readonly botId: string;
  readonly tenantId: string;
  /** Where conversations are made for whom nobody has met: the one of the cloud. */
  readonly serviceUrl: string;
  /** The token that makes a conversation is for this. */
  readonly audience: string;
  readonly contacts: Pick<Contacts, 'of' | 'remember'>;
  readonly outbox: Outbox;
  readonly installer: AppInstaller;
  readonly log: Log;
} & Drawing;

/** One call for one message, and what came of it: whether it is tried again is for the ledger to know. */
export function createNudgeMessenger(deps: NudgeMessengerDeps): NudgeMessenger {
  const { adapter, botId, contacts, outbox, installer, log } = deps;

  async function open(user: UserId): Promise<SendOutcome> {
    const { tenantId, serviceUrl, audience } = deps;
    try {
      await adapter.createConversationAsync(
        botId,
        'msteams',
        serviceUrl,
        audience,
        {
          isGroup: false,
          tenantId,
          bot: { id: `28:${botId}`, name: '' },
          members: [{ id: user, name: '' }],
          channelData: { tenant: { id: tenantId } },
        } as unknown as Parameters<CloudAdapter['createConversationAsync']>[4],
        async ({ activity }) => {
          // Teams tells the bot of the installation meanwhile, and knows more about the user.
          if (await contacts.of(user)) return;
          await contacts.remember(newContact(user, activity.conversation.id, deps));
        },
      );
      return { kind: 'sent', messageId: undefined };
    } catch (error) {
      const outcome = outcomeOf(error);
      // The chat may be there; without its id it is no use.
      return outcome.kind === 'sent' ? notYet : outcome;
    }
  }

  /** Nothing has been sent when this fails. */
  async function prepare(user: UserId, reply: NudgeReply, language: string | undefined) {
    const contact = await contacts.of(user);
    return contact && { to: referenceTo(contact), message: messageOf(deps, { reply }, inLanguage(contact, language)) };
  }

  return {
    async send(user, reply, language, mayCall = () => true) {
      let prepared: Awaited<ReturnType<typeof prepare>>;
      try {
        prepared = await prepare(user, reply, language);
      } catch (error) {
        logFailure(log, error, { what: 'prepare a nudge' });
        return notYet;
      }
      if (!prepared) return { kind: 'unreachable', cause: 'never-met' };
      const { to, message } = prepared;
      let messageId: string | undefined;
      let isSent = false;
      try {
        await adapter.continueConversationAsync(botId, to, async (context) => {
          if (!mayCall()) return;
          isSent = true;
          messageId = (await context.sendActivity(message))?.id || undefined;
        });
        return isSent ? { kind: 'sent', messageId } : { kind: 'not-sent' };
      } catch (error) {
        return outcomeOf(error);
      }
    },

    async reach(user) {
      const installed = await installer.install(user);
      return installed.kind === 'sent' ? open(user) : installed;
    },

    async edit(user, messageId, reply, language) {
      const contact = await contacts.of(user);
      if (contact) await outbox.chatWith(inLanguage(contact, language)).edit(messageId, { reply });
    },

    async tell(user, reply) {
      try {
        const contact = await contacts.of(user);
        return contact && (await outbox.chatWith(contact).send({ reply }));
      } catch (error) {
        logFailure(log, error, { what: 'tell a rollout owner' });
        return undefined;
      }
    },

    async retell(user, messageId, reply) {
      try {
        const contact = await contacts.of(user);
        return contact !== undefined && (await outbox.chatWith(contact).edit(messageId, { reply }));
      } catch (error) {
        logFailure(log, error, { what: 'tell a rollout owner' });
        return false;
      }
    },
  };
}

/** Tried again after a while. */
const notYet: SendOutcome = { kind: 'busy', status: 0 };

/** Whoever has not written to the bot yet is known by the directory alone. */
function inLanguage(contact: Contact, language: string | undefined): Contact {
  if (contact.client.locale || !language) return contact;
  return { ...contact, client: { ...contact.client, locale: language } };
}

/** The Teams id of the user comes with their first word; until then the card does not refresh by itself. */
function newContact(
  user: UserId,
  conversationId: string,
  { tenantId, serviceUrl, botId }: Pick<NudgeMessengerDeps, 'tenantId' | 'serviceUrl' | 'botId'>,
): Contact {
  return {
    user,
    tenantId,
    conversationId,
    serviceUrl,
    channelUserId: '',
    botId: `28:${botId}`,
    client: { platform: undefined, locale: undefined, timeZone: undefined },
  };
}
