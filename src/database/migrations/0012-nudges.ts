import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Tables } from '../tables.ts';

export const nudges: Migration = {
  async up(db: Kysely<Tables>) {
    await sql`
      create table nudges (
        id bigint generated always as identity primary key,
        campaign_id text not null,
        user_id text not null,
        wave integer not null,
        round integer not null,
        status text not null,
        due_at timestamptz not null,
        attempts integer not null default 0,
        claimed_by text,
        written_at timestamptz,
        sent_at timestamptz,
        message_id text,
        because text,
        code text,
        unique (campaign_id, user_id, round)
      )`.execute(db);
    await sql`
      create index nudges_due on nudges (campaign_id, due_at, id) where status in ('planned', 'waiting')
    `.execute(db);
    await sql`create index nudges_claimed on nudges (campaign_id) where status = 'claimed'`.execute(db);
    await sql`create index nudges_written on nudges (user_id, written_at) where written_at is not null`.execute(db);
    await createOnlyRows(db);
  },
};

async function createOnlyRows(db: Kysely<Tables>): Promise<void> {
  await sql`
    create table sender_lease (
      is_only_row boolean primary key default true check (is_only_row),
      holder text,
      expires_at timestamptz,
      paused_until timestamptz
    )`.execute(db);
  await sql`insert into sender_lease default values`.execute(db);
  await sql`
    create table rollout_sweeps (
      is_only_row boolean primary key default true check (is_only_row),
      audit_swept_at timestamptz,
      report_swept_at timestamptz,
      alone_since timestamptz
    )`.execute(db);
  await sql`insert into rollout_sweeps default values`.execute(db);
}
