import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Tables } from '../tables.ts';

export const enrollments: Migration = {
  async up(db: Kysely<Tables>) {
    await sql`
      create table enrollments (
        user_id text primary key,
        version integer not null,
        screen_id text not null,
        screen jsonb not null,
        answers jsonb not null,
        guide jsonb,
        baseline jsonb,
        card_id text,
        updated_at timestamptz not null
      )`.execute(db);
    await sql`
      create table contacts (
        user_id text primary key,
        tenant_id text not null,
        conversation_id text not null,
        service_url text not null,
        channel_user_id text not null,
        bot_id text not null,
        platform text,
        locale text,
        time_zone text
      )`.execute(db);
    await sql`
      create table preferences (
        user_id text primary key,
        messages_stopped_at timestamptz
      )`.execute(db);
    await sql`
      create table symptom_feedback (
        id bigint generated always as identity primary key,
        symptom text not null,
        helped boolean not null,
        at timestamptz not null
      )`.execute(db);
  },
};
