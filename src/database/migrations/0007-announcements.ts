import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Tables } from '../tables.ts';

export const announcements: Migration = {
  async up(db: Kysely<Tables>) {
    await sql`
      alter table help_requests
        add column announcing_since timestamptz,
        add column announced_at timestamptz
    `.execute(db);
  },
};
