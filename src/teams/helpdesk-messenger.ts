import type { Contacts, Log } from '../enrollment/ports.ts';
import type { HelpdeskMessenger } from '../helpdesk/scene.ts';
import { type ChannelMember, channelMembers, MembersPage } from './channel-members.ts';
import { connectorDeadline } from './connectors.ts';
import { within } from './deadline.ts';
import { forChannel } from './for-channel.ts';
import type { Outbox } from './messenger.ts';
import { logFailure } from './turn-failed.ts';

export type HelpdeskMessengerDeps = {
  readonly outbox: Outbox;
  readonly contacts: Pick<Contacts, 'of'>;
  /** Empty: every tenant. */
  readonly allowedTenantIds: readonly string[];
  readonly log: Log;
};

/** A channel of help-desk people has fewer; what has more is none. */
const mostPages = 10;

/** Never throws: who cannot be reached, and what cannot be read, is an answer. */
export function createHelpdeskMessenger({
  outbox,
  contacts,
  allowedTenantIds,
  log,
}: HelpdeskMessengerDeps): HelpdeskMessenger {
  const tenants = new Set(allowedTenantIds.map((tenant) => tenant.toLowerCase()));

  async function tried<T>(what: string, otherwise: T, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      logFailure(log, error, { what });
      return otherwise;
    }
  }

  return {
    send: (user, reply) =>
      tried('send', undefined, async () => {
        const contact = await contacts.of(user);
        return contact && outbox.chatWith(contact).send({ reply });
      }),
    canReach: (user) => tried('look for a chat', false, async () => (await contacts.of(user)) !== undefined),
    edit: (user, cardId, reply) =>
      tried('edit', undefined, async () => {
        const contact = await contacts.of(user);
        if (contact) await outbox.chatWith(contact).edit(cardId, { reply });
      }),
    sendToChannel: (channel, reply) =>
      tried('send to channel', false, async () => {
        const shown = forChannel(reply);
        if (!shown) throw new TypeError('Not for a channel');
        return (await outbox.channelAt(channel).send({ reply: shown })) !== undefined;
      }),
    membersOf: (channel) =>
      tried('read members', undefined, () =>
        within(
          connectorDeadline,
          everyMember((token) => outbox.membersPage(channel, token), tenants),
        ),
      ),
  };
}

async function everyMember(
  read: (token: string | undefined) => Promise<unknown>,
  tenants: ReadonlySet<string>,
): Promise<readonly ChannelMember[] | undefined> {
  const found: ChannelMember[] = [];
  let token: string | undefined;
  for (let pages = 0; pages < mostPages; pages += 1) {
    const { members, continuationToken } = MembersPage.parse(await read(token));
    found.push(...channelMembers(members, tenants));
    if (!continuationToken) return found;
    token = continuationToken;
  }
  return undefined;
}
