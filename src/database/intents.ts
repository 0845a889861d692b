import { type Kysely, sql } from 'kysely';
import type { Intents } from '../helpdesk/ports.ts';
import { toJson } from './json.ts';
import type { Tables } from './tables.ts';

export function createIntents(db: Kysely<Tables>): Intents {
  return {
    async put({ id, operator, command, cardId, expiresAt }) {
      if ('key' in command) throw new RangeError('The key of a sealed TAP is not stored');
      await sql`
        insert into intents (id, operator_id, command, card_id, expires_at)
        values (${id}, ${operator}, ${toJson(command)}, ${cardId ?? null}, ${expiresAt})
      `.execute(db);
    },

    async waiting(issue, operator, now) {
      const { rows } = await sql<Pick<Tables['intents'], 'id' | 'expires_at'>>`
        select id, expires_at from intents
        where operator_id = ${operator} and expires_at > ${now} and command ->> 'kind' = 'issue'
          and command ->> 'case' = ${issue.case} and command ->> 'revision' = ${issue.revision}
        order by expires_at, id limit 1
      `.execute(db);
      const [row] = rows;
      return row && { id: row.id, expiresAt: row.expires_at };
    },

    async take(id, operator, now) {
      const { rows } = await sql<Pick<Tables['intents'], 'card_id'> & { readonly command: TakenCommand }>`
        delete from intents where id = ${id} and operator_id = ${operator} and expires_at > ${now}
        returning command, card_id
      `.execute(db);
      const [row] = rows;
      return row && { command: row.command, cardId: row.card_id ?? undefined };
    },
  };
}

type TakenCommand = Parameters<Intents['put']>[0]['command'];
