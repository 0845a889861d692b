import { type Kysely, sql } from 'kysely';
import type { Contact } from '../enrollment/contact.ts';
import type { Contacts } from '../enrollment/ports.ts';
import { cleanText } from './json.ts';
import type { Tables } from './tables.ts';

const names = [
  'tenant_id',
  'conversation_id',
  'service_url',
  'channel_user_id',
  'bot_id',
  'platform',
  'locale',
  'time_zone',
] as const;
const details = sql.join(names.map((name) => sql.ref(name)));
const detailsOf = (table: string) => sql.join(names.map((name) => sql.ref(`${table}.${name}`)));

export function createContacts(db: Kysely<Tables>): Contacts {
  return {
    async remember(contact) {
      const values = sql.join(toColumns(contact).map((column) => sql`${column}::text`));
      // Asks before it writes: an upsert that changes nothing still locks the row, and so waits for the disk on every turn.
      await sql`
        insert into contacts (user_id, ${details})
        select user_id, ${details} from (values (${values})) as seen (user_id, ${details})
        where not exists (
          select from contacts as stored
          where stored.user_id = seen.user_id and (${detailsOf('stored')}) is not distinct from (${detailsOf('seen')})
        )
        on conflict (user_id) do update set
          tenant_id = excluded.tenant_id,
          conversation_id = excluded.conversation_id,
          service_url = excluded.service_url,
          channel_user_id = excluded.channel_user_id,
          bot_id = excluded.bot_id,
          platform = excluded.platform,
          locale = excluded.locale,
          time_zone = excluded.time_zone
      `.execute(db);
    },

    async of(user) {
      const row = await db.selectFrom('contacts').select(names).where('user_id', '=', user).executeTakeFirst();
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

function toColumns({ user, client, ...contact }: Contact): readonly (string | null)[] {
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
