import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Tables } from '../tables.ts';

export const tapCases: Migration = {
  async up(db: Kysely<Tables>) {
    await createCases(db);
    await sql`
      create table sealed_taps (
        id text primary key,
        case_id text not null,
        reader_id text not null,
        ciphertext text not null,
        sealed_at timestamptz not null,
        first_opened_at timestamptz
      )`.execute(db);
    await sql`create index sealed_taps_age on sealed_taps (sealed_at)`.execute(db);
    await sql`
      create table freezes (
        id bigint generated always as identity primary key,
        subject_id text not null,
        because text not null,
        operator_id text,
        at timestamptz not null,
        cleared_by text,
        cleared_at timestamptz
      )`.execute(db);
    await sql`
      create unique index freezes_one_each on freezes (subject_id, coalesce(operator_id, '')) where cleared_at is null
    `.execute(db);
    await sql`
      create table intents (
        id text primary key,
        operator_id text not null,
        command jsonb not null,
        card_id text,
        expires_at timestamptz not null
      )`.execute(db);
    await sql`create index intents_age on intents (expires_at)`.execute(db);
  },
};

async function createCases(db: Kysely<Tables>): Promise<void> {
  await sql`
    create table tap_cases (
      id text primary key,
      version integer not null,
      revision text not null,
      status text not null,
      operator_id text not null,
      subject_id text not null,
      request_number bigint,
      opened_at timestamptz not null,
      expires_at timestamptz not null,
      issued_at timestamptz,
      named_until timestamptz not null,
      forget_name boolean not null default false,
      match_id text unique,
      manager_decision_id text unique,
      second_decision_id text unique,
      body jsonb not null
    )`.execute(db);
  await sql`create index tap_cases_operator on tap_cases (operator_id, opened_at)`.execute(db);
  await sql`create index tap_cases_subject on tap_cases (subject_id, issued_at)`.execute(db);
  await sql`
    create index tap_cases_to_forget on tap_cases (named_until)
    where forget_name and body #>> '{preflight,name}' <> ''
  `.execute(db);
  await sql`
    create table tap_matches (
      match_id text primary key,
      case_id text not null,
      subject_id text not null,
      sent_at timestamptz not null
    )`.execute(db);
  await sql`create index tap_matches_subject on tap_matches (subject_id, sent_at)`.execute(db);
  await sql`
    create table tap_locks (
      subject_id text primary key,
      holder uuid not null,
      case_id text not null,
      operator_id text not null,
      locked_at timestamptz not null
    )`.execute(db);
}
