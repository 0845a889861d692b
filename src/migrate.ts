import { migrateServer } from './database/open-server.ts';

const url = process.env.DATABASE_URL;
if (!url) {
  console.error(
    'DATABASE_URL is not set. Give the address of the PostgreSQL server: postgres://user:password@host/name',
  );
  process.exit(1);
}

const log = { info: console.log, warn: console.warn, error: console.error };
try {
  const applied = await migrateServer(url, log);
  console.log(applied.length > 0 ? `Applied ${applied.join(', ')}.` : 'Nothing to apply: the database is up to date.');
} catch (error) {
  console.error(`The database could not be migrated: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
