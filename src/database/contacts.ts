import type { Kysely, Selectable } from 'kysely';
import type { Contact } from '../enrollment/contact.ts';
import type { Contacts } from '../enrollment/ports.ts';
import { cleanText } from './json.ts';
import { statement } from './statement.ts';
import type { Tables } from './tables.ts';

type Row = Omit<Selectable<Tables['contacts']>, 'chat_lost_at'>;

/**
 * `$1` to `$9` are `contactColumns`. Asks before it writes: an upsert that changes nothing still locks the row,
 * and so waits for the disk on every turn.
 */
export const rememberContact = `
  insert into contacts
    (user_id, tenant_id, conversation_id, service_url, channel_user_id, bot_id, platform, locale, time_zone)
  select $1::text, $2::text, $3::text, $4::text, $5::text, $6::text, $7::text, $8::text, $9::text
  where not exists (
    select from contacts
    where user_id = $1 and tenant_id = $2 and conversation_id = $3 and service_url = $4 and channel_user_id = $5
      and bot_id = $6 and platform is not distinct from $7 and locale is not distinct from $8
      and time_zone is not distinct from $9 and chat_lost_at is null
  )
  on conflict (user_id) do update set
    tenant_id = excluded.tenant_id,
    conversation_id = excluded.conversation_id,
    service_url = excluded.service_url,
    channel_user_id = excluded.channel_user_id,
    bot_id = excluded.bot_id,
    platform = excluded.platform,
    locale = excluded.locale,
    time_zone = excluded.time_zone,
    chat_lost_at = null
`;

const remember = statement(rememberContact);

const find = statement<Row>(`
  select user_id, tenant_id, conversation_id, service_url, channel_user_id, bot_id, platform, locale, time_zone
  from contacts where user_id = $1
`);

export function createContacts(db: Kysely<Tables>): Contacts {
  return {
    async remember(contact) {
      await remember(db, contactColumns(contact));
    },

    async of(user) {
      const [row] = (await find(db, [user])).rows;
      return (
        row && {
          user,
          tenantId: row.tenant_id,
          conversationId: row.conversation_id,
          serviceUrl: row.service_url,
          channelUserId: row.channel_user_id,
          botId: row.bot_id,
          client: {
            platform: row.platform ?? undefined,
            locale: row.locale ?? undefined,
            timeZone: row.time_zone ?? undefined,
          },
        }
      );
    },
  };
}

export function contactColumns({ user, client, ...contact }: Contact): readonly (string | null)[] {
  return [
    user,
    contact.tenantId,
    contact.conversationId,
    contact.serviceUrl,
    contact.channelUserId,
    contact.botId,
    client.platform,
    client.locale,
    client.timeZone,
  ].map((text) => (text === undefined ? null : cleanText(text)));
}
