import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase, type FreshDatabase } from '../fixtures/fresh-database.ts';

export type OwnCluster = FreshDatabase & {
  /** As after a crash: what was not committed is gone. */
  restart(): Promise<void>;
};

/** Whether a cluster can be started here. */
export function hasPostgres(): boolean {
  return findPrograms() !== undefined;
}

/** A new and empty database: on the server of `TEST_DATABASE_URL`, otherwise in a cluster of its own. */
export async function createThrowAwayDatabase(): Promise<FreshDatabase> {
  const server = process.env.TEST_DATABASE_URL;
  return server ? createDatabase(server) : startCluster();
}

/** A PostgreSQL server that belongs to the caller. */
export async function startCluster(): Promise<OwnCluster> {
  const programs = findPrograms();
  if (!programs)
    throw new Error('No PostgreSQL: set TEST_DATABASE_URL to a server, or install one that has initdb and pg_ctl.');
  const folder = mkdtempSync(join(tmpdir(), 'passkey-guide-bench-'));
  // PostgreSQL refuses to run as root; then Debian's user for it does.
  chmodSync(folder, 0o777);
  const asUser = process.getuid?.() === 0 ? ['runuser', '-u', 'postgres', '--'] : [];
  const data = join(folder, 'data');
  const call = (program: string, ...args: string[]) => {
    const [command = '', ...rest] = [...asUser, join(programs, program), ...args];
    execFileSync(command, rest, { stdio: 'ignore', cwd: folder });
  };
  const port = await freePort();
  const settings = `-c listen_addresses=127.0.0.1 -p ${port} -c unix_socket_directories=${folder}`;
  call('initdb', '-D', data, '-A', 'trust', '-U', 'app', '--no-sync', '-E', 'UTF8', '--locale=C');
  call('pg_ctl', '-D', data, '-w', '-l', join(folder, 'log'), '-o', settings, 'start');
  const end = () => {
    call('pg_ctl', '-D', data, '-w', '-m', 'immediate', 'stop');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', end);
  return {
    url: `postgres://app@127.0.0.1:${port}/postgres`,
    async restart() {
      call('pg_ctl', '-D', data, '-w', '-m', 'immediate', '-l', join(folder, 'log'), '-o', settings, 'restart');
    },
    async drop() {
      process.off('exit', end);
      end();
    },
  };
}

/** Debian keeps `initdb` out of the path. */
function findPrograms(): string | undefined {
  const found = spawnSync('which', ['initdb'], { encoding: 'utf8' }).stdout?.trim();
  if (found) return join(found, '..');
  const debian = '/usr/lib/postgresql';
  const newest = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a))[0] : undefined;
  return newest && existsSync(join(debian, newest, 'bin', 'initdb')) ? join(debian, newest, 'bin') : undefined;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
