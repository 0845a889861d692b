import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Tables } from '../tables.ts';

/** The queue holds the ids of these rows and no user: with the row gone, a job that is still queued ends silently. */
export const watches: Migration = {
  async up(db: Kysely<Tables>) {
    await sql`
      create table watches (
        user_id text primary key,
        watch_id uuid not null unique,
        began_at timestamptz not null
      )`.execute(db);
    await sql`
      create table reminders (
        user_id text primary key,
        reminder_id uuid not null unique,
        due_at timestamptz not null
      )`.execute(db);
  },
};
