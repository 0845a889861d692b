import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Tables } from '../tables.ts';

/** Who had stopped all messages had stopped these, too. */
export const nudgeWishes: Migration = {
  async up(db: Kysely<Tables>) {
    await sql`alter table preferences add column nudges_stopped_at timestamptz`.execute(db);
    await sql`update preferences set nudges_stopped_at = messages_stopped_at`.execute(db);
    await sql`alter table contacts add column chat_lost_at timestamptz`.execute(db);
    await sql`alter table nudges add column revived_at timestamptz`.execute(db);
    await sql`
      alter table participants
        add column out_until timestamptz,
        add column asked_again integer not null default 0
    `.execute(db);
    await sql`
      create index participants_without_chat on participants (campaign_id)
      where unreachable in ('never-met', 'uninstalled')
    `.execute(db);
  },
};
