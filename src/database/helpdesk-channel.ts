import { type Kysely, sql } from 'kysely';
import type { StoredChannels } from '../helpdesk/ports.ts';
import { cleanText } from './json.ts';
import type { Tables } from './tables.ts';

export function createHelpdeskChannel(db: Kysely<Tables>): StoredChannels {
  return {
    async set({ conversationId, serviceUrl, setBy, lookedAt }) {
      await sql`
        insert into helpdesk_channel (conversation_id, service_url, set_by, looked_at)
        values (${cleanText(conversationId)}, ${cleanText(serviceUrl)}, ${setBy}, ${lookedAt})
        on conflict (is_only_row) do update set
          conversation_id = excluded.conversation_id,
          service_url = excluded.service_url,
          set_by = excluded.set_by,
          looked_at = excluded.looked_at,
          problem = null
      `.execute(db);
    },

    async stored() {
      const row = await db
        .selectFrom('helpdesk_channel')
        .select(['conversation_id', 'service_url', 'set_by', 'looked_at', 'problem'])
        .executeTakeFirst();
      return (
        row && {
          conversationId: row.conversation_id,
          serviceUrl: row.service_url,
          setBy: row.set_by,
          lookedAt: row.looked_at ?? undefined,
          problem: row.problem ?? undefined,
        }
      );
    },

    async found(conversationId, problem, at) {
      const wanted = problem ?? null;
      const changed = await sql`
        update helpdesk_channel set looked_at = ${at}, problem = ${wanted}
        where conversation_id = ${conversationId} and (problem is null) <> (${wanted}::text is null)
      `.execute(db);
      if (changed.numAffectedRows) return true;
      await sql`
        update helpdesk_channel set looked_at = ${at}, problem = ${wanted} where conversation_id = ${conversationId}
      `.execute(db);
      return false;
    },

    async distrust() {
      await sql`update helpdesk_channel set looked_at = null`.execute(db);
    },
  };
}
