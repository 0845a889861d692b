import { type Kysely, type Selectable, sql } from 'kysely';
import type { SealedTap, SealedTaps } from '../helpdesk/ports.ts';
import type { Tables } from './tables.ts';

const columns = ['id', 'case_id', 'reader_id', 'ciphertext', 'sealed_at', 'first_opened_at', 'card_id'] as const;

export function createSealedTaps(db: Kysely<Tables>): SealedTaps {
  return {
    async put(sealed) {
      await sql`
        insert into sealed_taps (id, case_id, reader_id, ciphertext, sealed_at, first_opened_at, card_id)
        values (${sealed.id}, ${sealed.caseId}, ${sealed.reader}, ${sealed.ciphertext}, ${sealed.sealedAt},
          ${sealed.firstOpenedAt ?? null}, ${sealed.cardId ?? null})
      `.execute(db);
    },

    async find(id) {
      const row = await db.selectFrom('sealed_taps').select(columns).where('id', '=', id).executeTakeFirst();
      return row && toSealedTap(row);
    },

    async shownIn(id, cardId) {
      await sql`update sealed_taps set card_id = ${cardId ?? null} where id = ${id}`.execute(db);
    },

    async opened(id, at) {
      const { rows } = await sql<{ readonly first_opened_at: Date }>`
        update sealed_taps set first_opened_at = coalesce(first_opened_at, ${at}) where id = ${id}
        returning first_opened_at
      `.execute(db);
      return rows[0]?.first_opened_at;
    },

    async remove(id) {
      const row = await db.deleteFrom('sealed_taps').where('id', '=', id).returning(columns).executeTakeFirst();
      return row && toSealedTap(row);
    },

    async sweep({ sealedBefore, openedBefore }) {
      const rows = await db
        .deleteFrom('sealed_taps')
        .where((of) => of.or([of('sealed_at', '<', sealedBefore), of('first_opened_at', '<', openedBefore)]))
        .returning(columns)
        .execute();
      return rows.map(toSealedTap);
    },
  };
}

function toSealedTap(row: Selectable<Tables['sealed_taps']>): SealedTap {
  return {
    id: row.id,
    caseId: row.case_id,
    reader: row.reader_id,
    ciphertext: row.ciphertext,
    sealedAt: row.sealed_at,
    firstOpenedAt: row.first_opened_at ?? undefined,
    cardId: row.card_id ?? undefined,
  };
}
