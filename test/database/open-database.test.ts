import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { DataInUseError, lockDataDir } from '../../src/database/lock-data-dir.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { openEmbedded } from '../../src/database/open-embedded.ts';
import { openServer } from '../../src/database/open-server.ts';
import { createPreferences } from '../../src/database/preferences.ts';
import { openQueue } from '../../src/queue/open-queue.ts';
import { databaseTemplate } from '../fixtures/database-template.ts';
import { createDatabase } from '../fixtures/fresh-database.ts';
import { silentLog } from '../fixtures/silent-log.ts';
import { someone } from '../fixtures/someone.ts';

const serverUrl = process.env.TEST_DATABASE_URL;

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passkey-guide-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the data directory', () => {
  test('keeps what was written, and is free again after closing', async () => {
    const dataDir = join(folder, 'new', 'data');
    const user = someone();
    const first = await openEmbedded({ dataDir, template: await databaseTemplate() });
    await createPreferences(first.db).stopMessages(user);
    await first.close();

    const second = await openDatabase({ dataDir, log: silentLog });
    const wantsMessages = await createPreferences(second.db).wantsMessages(user);
    await second.close();

    expect(wantsMessages).toBe(false);
    expect(await readdir(join(folder, 'new'))).toEqual(['data']);
  }, 30_000);

  test('is refused while it is in use, with a sentence that says by whom', async () => {
    const dataDir = join(folder, 'data');
    await lockDataDir(dataDir);

    const second = openDatabase({ dataDir, log: silentLog });

    await expect(second).rejects.toThrow(DataInUseError);
    await expect(second).rejects.toThrow(`The data in ${dataDir} is in use by process ${process.pid}.`);
  });

  test('is refused while another process holds it, and taken over when that one was killed', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await writeFile(join(folder, 'data.lock'), `${other.pid} 1`);

    await expect(lockDataDir(join(folder, 'data'))).rejects.toThrow(`process ${other.pid}.`);

    other.kill('SIGKILL');
    await once(other, 'exit');
    const unlock = await lockDataDir(join(folder, 'data'));
    await unlock();
    expect(await readdir(folder)).toEqual([]);
  });

  test('is taken over from a process before this one that had the same number', async () => {
    await writeFile(join(folder, 'data.lock'), `${process.pid} 1`);

    const unlock = await lockDataDir(`${join(folder, 'data')}/`);

    await expect(lockDataDir(join(folder, 'data'))).rejects.toThrow(DataInUseError);
    await unlock();
  });

  test('has one holder when many ask for a stale one at once', async () => {
    await writeFile(join(folder, 'data.lock'), `${process.pid} 1`);

    const asked = await Promise.allSettled(Array.from({ length: 20 }, () => lockDataDir(join(folder, 'data'))));

    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('is left alone where the lock cannot be read: it may be just being written', async () => {
    await writeFile(join(folder, 'data.lock'), '');

    await expect(lockDataDir(join(folder, 'data'))).rejects.toThrow(`delete ${join(folder, 'data.lock')}`);
  });
});

(serverUrl ? describe : describe.skip)('a server', () => {
  let fresh: Awaited<ReturnType<typeof createDatabase>>;
  beforeEach(async () => {
    fresh = await createDatabase(serverUrl ?? '');
  });
  afterEach(() => fresh.drop());

  test('is migrated once by instances that start together', async () => {
    const opened = await Promise.all([1, 2, 3, 4].map(() => openServer(fresh.url, silentLog)));
    const queues = await Promise.all(opened.map((database) => openQueue({ database, log: silentLog, workers: false })));

    const { rows } = await sql`select name from kysely_migration`.execute(opened[0]!.db);

    expect(rows).toHaveLength((await readdir('src/database/migrations')).length);
    for (const queue of queues) await queue.close();
    for (const database of opened) await database.close();
  });

  test('that is slow is given up on', async () => {
    const { db, close } = await openServer(fresh.url, silentLog);

    await expect(sql`select pg_sleep(60)`.execute(db)).rejects.toThrow('statement timeout');

    await close();
  }, 10_000);

  test('that cuts connections is used again, and its loss is logged', async () => {
    const warnings: string[] = [];
    const lost = Promise.withResolvers<void>();
    const log = {
      ...silentLog,
      warn: (_fields: object, message: string) => {
        warnings.push(message);
        lost.resolve();
      },
    };
    const database = await openServer(fresh.url, log);
    await sql`select 1`.execute(database.db);
    const other = await openServer(fresh.url, silentLog);

    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
    `.execute(other.db);
    await lost.promise;

    expect(warnings).toContain('Lost an idle database connection');
    expect((await sql`select 1`.execute(database.db)).rows).toHaveLength(1);
    await database.close();
    await other.close();
  });

  test('counts in numbers', async () => {
    const { db, close } = await openServer(fresh.url, silentLog);

    const { rows } = await sql`select count(*) as total from help_requests`.execute(db);

    expect(rows).toEqual([{ total: 0 }]);
    await close();
  });
});
