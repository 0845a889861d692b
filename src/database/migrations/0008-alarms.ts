import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Tables } from '../tables.ts';

export const alarms: Migration = {
  async up(db: Kysely<Tables>) {
    await sql`
      alter table freezes
        add column about text,
        add column announcing_since timestamptz,
        add column announced_at timestamptz,
        add column told jsonb not null default '[]'
    `.execute(db);
    await sql`update freezes set announced_at = at`.execute(db);
    await sql`drop index freezes_one_each`.execute(db);
    await sql`
      create unique index freezes_one_each
        on freezes (subject_id, coalesce(operator_id, ''), because, coalesce(about, '')) where cleared_at is null
    `.execute(db);
    await sql`create index freezes_unannounced on freezes (at) where announced_at is null`.execute(db);
    await sql`
      alter table watches
        add column baseline jsonb,
        add column starts_at timestamptz,
        add column until timestamptz
    `.execute(db);
  },
};
