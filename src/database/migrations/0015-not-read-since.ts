import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Tables } from '../tables.ts';

export const notReadSince: Migration = {
  async up(db: Kysely<Tables>) {
    await sql`alter table nudges add column not_read_since timestamptz`.execute(db);
  },
};
