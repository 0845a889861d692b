import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Tables } from '../tables.ts';

export const requestQueue: Migration = {
  async up(db: Kysely<Tables>) {
    await sql`
      alter table help_requests
        add column claimed_by text,
        add column claimed_at timestamptz,
        add column closed_by text
    `.execute(db);
    await sql`create index help_requests_waiting on help_requests (opened_at, number) where closed_at is null`.execute(
      db,
    );
    await sql`
      create table helpdesk_channel (
        is_only_row boolean primary key default true check (is_only_row),
        conversation_id text not null,
        service_url text not null,
        set_by text not null
      )`.execute(db);
  },
};
