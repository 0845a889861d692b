import { Kysely, PGliteDialect } from 'kysely';
import type { Database } from './database.ts';
import { lockDataDir } from './lock-data-dir.ts';
import { migrate } from './migrate.ts';
import type { Tables } from './tables.ts';

type Options = {
  /** In memory where there is none. */
  readonly dataDir?: string | undefined;
  /** A dumped database to begin with. */
  readonly template?: Blob | undefined;
};

export async function openEmbedded({ dataDir, template }: Options): Promise<Database & { readonly kind: 'embedded' }> {
  const unlock = dataDir === undefined ? async () => {} : await lockDataDir(dataDir);
  try {
    // 500 MB: loaded only where there is no server.
    const { PGlite } = await import('@electric-sql/pglite');
    const pglite = await PGlite.create({ ...(dataDir && { dataDir }), ...(template && { loadDataDir: template }) });
    const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) });
    await migrate(db);
    const close = async () => {
      await db.destroy();
      await unlock();
    };
    return { kind: 'embedded', db, pglite, close };
  } catch (error) {
    await unlock();
    throw error;
  }
}
