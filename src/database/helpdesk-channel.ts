import { type Kysely, sql } from 'kysely';
import type { HelpdeskChannel } from '../helpdesk/ports.ts';
import { cleanText } from './json.ts';
import type { Tables } from './tables.ts';

export function createHelpdeskChannel(db: Kysely<Tables>): HelpdeskChannel {
  return {
    async set({ conversationId, serviceUrl, setBy }) {
      await sql`
        insert into helpdesk_channel (conversation_id, service_url, set_by)
        values (${cleanText(conversationId)}, ${cleanText(serviceUrl)}, ${setBy})
        on conflict (is_only_row) do update set
          conversation_id = excluded.conversation_id,
          service_url = excluded.service_url,
          set_by = excluded.set_by
      `.execute(db);
    },

    async get() {
      const row = await db.selectFrom('helpdesk_channel').select(['conversation_id', 'service_url']).executeTakeFirst();
      return row && { conversationId: row.conversation_id, serviceUrl: row.service_url };
    },
  };
}
