import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Tables } from '../tables.ts';

/** When it was last so; `alone_since` is when it began. */
export const foundAlone: Migration = {
  async up(db: Kysely<Tables>) {
    await sql`alter table rollout_sweeps add column found_alone_at timestamptz`.execute(db);
  },
};
