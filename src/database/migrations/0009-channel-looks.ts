import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Tables } from '../tables.ts';

export const channelLooks: Migration = {
  async up(db: Kysely<Tables>) {
    await sql`
      alter table helpdesk_channel
        add column looked_at timestamptz,
        add column problem text
    `.execute(db);
  },
};
