import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Tables } from '../tables.ts';

export const helpRequests: Migration = {
  async up(db: Kysely<Tables>) {
    await sql`
      create table help_requests (
        number bigint generated always as identity (start with 1001) primary key,
        user_id text not null,
        about text not null,
        diagnosis jsonb not null,
        opened_at timestamptz not null,
        closed_at timestamptz,
        closed_how text,
        delete_when_closed boolean not null default false
      )`.execute(db);
    await sql`
      create unique index help_requests_one_open on help_requests (user_id, about) where closed_at is null
    `.execute(db);
    // "Delete my data" looks for closed ones too.
    await sql`create index help_requests_user on help_requests (user_id)`.execute(db);
  },
};
