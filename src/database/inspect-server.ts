import { sql } from 'kysely';
import type { Log } from '../enrollment/ports.ts';
import { pendingMigrations } from './migrate.ts';
import { connect } from './open-server.ts';

export type ServerState = {
  /** Major version of PostgreSQL. */
  readonly version: number;
  readonly pending: readonly string[];
};

/** Looks at the database and changes nothing in it. */
export async function inspectServer(url: string, log: Log): Promise<ServerState> {
  const db = await connect(url, log, { connectionTimeoutMillis: 10_000, statement_timeout: 10_000, max: 1 });
  try {
    const { rows } = await sql<{ server_version_num: string }>`show server_version_num`.execute(db);
    return {
      // 150004 is 15.4.
      version: Math.floor(Number(rows[0]?.server_version_num) / 10_000),
      pending: await pendingMigrations(db),
    };
  } finally {
    await db.destroy();
  }
}
