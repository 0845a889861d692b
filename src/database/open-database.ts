import type { Log } from '../enrollment/ports.ts';
import type { Database } from './database.ts';
import { openEmbedded } from './open-embedded.ts';
import { openServer } from './open-server.ts';

/**
 * A server for a URL, otherwise PostgreSQL inside this process, in `dataDir` or in memory.
 * Pending migrations are applied.
 */
export async function openDatabase(options: {
  readonly url?: string | undefined;
  readonly dataDir?: string | undefined;
  /** A dumped database for the one inside this process to begin with. */
  readonly template?: Blob | undefined;
  readonly log: Log;
}): Promise<Database> {
  return options.url === undefined ? openEmbedded(options) : openServer(options.url, options.log);
}
