import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Tables } from '../tables.ts';

export const campaigns: Migration = {
  async up(db: Kysely<Tables>) {
    await sql`
      create table campaigns (
        id text primary key,
        number bigint generated always as identity unique,
        version integer not null,
        revision text not null,
        status text not null,
        owner_id text not null,
        created_at timestamptz not null,
        changed_at timestamptz not null,
        ended_at timestamptz,
        body jsonb not null,
        totals jsonb,
        forgotten_at timestamptz
      )`.execute(db);
    await createParticipants(db);
    await createParticipantIndexes(db);
  },
};

/** Planning changes every row several times: with room left in its page, no index is written for that. */
async function createParticipants(db: Kysely<Tables>): Promise<void> {
  await sql`
    create table participants (
      campaign_id text not null,
      user_id text not null,
      is_forgotten boolean not null default false,
      name text not null,
      upn text,
      is_enabled boolean not null,
      is_guest boolean not null,
      language text,
      country text,
      in_audience boolean not null default false,
      in_pilot boolean not null default false,
      is_targeted boolean not null default false,
      is_excluded boolean not null default false,
      registration jsonb,
      phones jsonb not null default '[]',
      segment text,
      wave integer,
      round integer not null default 0,
      last_nudge_at timestamptz,
      reached_at timestamptz,
      nudges_sent integer not null default 0,
      time_zone text,
      time_zone_read_at timestamptz,
      pressed_at timestamptz,
      started_at timestamptz,
      done_at timestamptz,
      snoozed_until timestamptz,
      opted_out_at timestamptz,
      cannot text,
      cannot_note text,
      cannot_at timestamptz,
      unreachable text,
      escalated_at timestamptz,
      thanked_at timestamptz,
      primary key (campaign_id, user_id)
    ) with (fillfactor = 70)`.execute(db);
}

async function createParticipantIndexes(db: Kysely<Tables>): Promise<void> {
  await sql`create index participants_user on participants (user_id)`.execute(db);
  await sql`create index participants_upn on participants (upn)`.execute(db);
  await sql`create index participants_segment on participants (campaign_id, segment, user_id)`.execute(db);
  await sql`
    create index participants_wave on participants (campaign_id, wave, user_id) where wave is not null
  `.execute(db);
  await sql`
    create index participants_to_remind on participants (campaign_id, round, last_nudge_at)
    where last_nudge_at is not null and done_at is null and opted_out_at is null and cannot is null
  `.execute(db);
  await sql`
    create index participants_who_cannot on participants (campaign_id) where cannot is not null and escalated_at is null
  `.execute(db);
}
