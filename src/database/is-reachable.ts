import { sql } from 'kysely';
import type { Database } from './database.ts';

/** The queue lives in the same database: what reaches one reaches the other. */
export async function isReachable({ db }: Database): Promise<boolean> {
  try {
    await sql`select 1`.execute(db);
    return true;
  } catch {
    return false;
  }
}
