import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Tables } from '../tables.ts';

export const keysInMessages: Migration = {
  async up(db: Kysely<Tables>) {
    await sql`alter table sealed_taps add column card_id text`.execute(db);
  },
};
