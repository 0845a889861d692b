import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Tables } from '../tables.ts';

export const audit: Migration = {
  async up(db: Kysely<Tables>) {
    await sql`
      create table audit (
        number bigint primary key check (number > 0),
        at timestamptz not null,
        event text not null,
        actor_id text not null,
        subject_id text,
        case_id text,
        details jsonb not null,
        hash text not null
      )`.execute(db);
    await sql`create index audit_at on audit (at, number)`.execute(db);
    await sql`
      create function refuse_audit_change() returns trigger language plpgsql as $$
      begin
        raise exception 'The audit is append-only: % is refused', lower(tg_op);
      end $$
    `.execute(db);
    // Per statement: also one that would touch no row is refused.
    await sql`
      create trigger audit_is_append_only before update or delete or truncate on audit
      for each statement execute function refuse_audit_change()
    `.execute(db);
  },
};
