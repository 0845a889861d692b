import { type Kysely, sql } from 'kysely';
import type { Tables } from './tables.ts';

/** What the help desk has no more use for: commands nobody brought a token for, locks that ran out, names of subjects who asked for deletion. */
export async function removeLeftovers(db: Kysely<Tables>, now: Date): Promise<void> {
  await sql`delete from intents where expires_at <= ${now}`.execute(db);
  await sql`delete from tap_locks where locked_at < ${now}::timestamptz - interval '2 minutes'`.execute(db);
  await sql`
    update tap_cases set body = ${withoutName}
    where forget_name and named_until <= ${now} and body <> ${withoutName}
  `.execute(db);
}

/** The body of a case without who it was about; their id stays. */
export const withoutName = sql`jsonb_set(jsonb_set(body, '{preflight,name}', '""'), '{preflight,upn}', '""')`;
