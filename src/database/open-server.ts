import { Kysely, PostgresDialect } from 'kysely';
import type { PoolConfig } from 'pg';
import type { Log } from '../enrollment/ports.ts';
import type { Database } from './database.ts';
import { givingUpSilent } from './give-up-silent.ts';
import { migrate } from './migrate.ts';
import { preparingStatements } from './prepare-statements.ts';
import type { Tables } from './tables.ts';

/** In milliseconds. A turn is answered in 3 seconds: a database that is slower has failed. */
const deadlines: PoolConfig = {
  connectionTimeoutMillis: 2_500,
  statement_timeout: 2_500,
  // For the server that no longer answers at all; the one above cannot fire then.
  query_timeout: 3_000,
  idle_in_transaction_session_timeout: 10_000,
};

const mostConnections = 10;

const int8 = 20;

export async function openServer(url: string, log: Log): Promise<Database> {
  await migrateServer(url, log);
  const db = await connect(url, log, { ...deadlines, max: mostConnections });
  return { kind: 'server', db, url, close: () => db.destroy() };
}

/** On a connection of its own and without a deadline: a migration may take long, and another instance waits for it. */
export async function migrateServer(url: string, log: Log): Promise<readonly string[]> {
  const db = await connect(url, log, { connectionTimeoutMillis: 10_000, max: 1 });
  try {
    return await migrate(db);
  } finally {
    await db.destroy();
  }
}

/** For the tools of an administrator: changes nothing, applies no migration, and has no deadline. */
export async function openServerToRead(url: string, log: Log): Promise<Pick<Database, 'db' | 'close'>> {
  const readOnly = '-c default_transaction_read_only=on';
  const db = await connect(url, log, { connectionTimeoutMillis: 10_000, max: 1, options: readOnly });
  return { db, close: () => db.destroy() };
}

export async function connect(url: string, log: Log, config: PoolConfig): Promise<Kysely<Tables>> {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({
    Client: givingUpSilent(preparingStatements(pg.Client)),
    connectionString: url,
    application_name: 'passkey-guide',
    keepAlive: true,
    // `bigint` is a string by default, because a number is exact only to 2^53: more rows than we will ever count.
    types: { getTypeParser: (oid, format) => (oid === int8 ? Number : pg.types.getTypeParser(oid, format)) },
    ...config,
  });
  // Without a listener for both, a server that restarts ends this process. In use: the query fails, and says so.
  pool.on('connect', (client) => client.on('error', () => {}));
  pool.on('error', (error) => log.warn({ error: error.message }, 'Lost an idle database connection'));
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}
