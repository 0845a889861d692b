import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Tables } from '../tables.ts';

export const awaySince: Migration = {
  async up(db: Kysely<Tables>) {
    await sql`alter table nudges add column away_since timestamptz`.execute(db);
  },
};
