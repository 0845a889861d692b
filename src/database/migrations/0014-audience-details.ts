import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Tables } from '../tables.ts';

export const audienceDetails: Migration = {
  async up(db: Kysely<Tables>) {
    await sql`
      alter table participants
        add column segment_because text,
        add column seen_at timestamptz
    `.execute(db);
  },
};
