import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

export type ThrowAwayDatabase = { readonly url: string; drop(): Promise<void> };

/** A new and empty database: on the server of `TEST_DATABASE_URL`, otherwise in a cluster of its own. */
export async function createThrowAwayDatabase(): Promise<ThrowAwayDatabase> {
  const server = process.env.TEST_DATABASE_URL;
  return server ? onServer(server) : inOwnCluster();
}

async function onServer(server: string): Promise<ThrowAwayDatabase> {
  const name = `passkey_guide_bench_${randomBytes(6).toString('hex')}`;
  await run(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => run(server, `drop database ${name} with (force)`) };
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function inOwnCluster(): Promise<ThrowAwayDatabase> {
  const programs = programsFolder();
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
    async drop() {
      process.off('exit', end);
      end();
    },
  };
}

/** Debian keeps `initdb` out of the path. */
function programsFolder(): string {
  const found = spawnSync('which', ['initdb'], { encoding: 'utf8' }).stdout?.trim();
  if (found) return join(found, '..');
  const debian = '/usr/lib/postgresql';
  const newest = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a))[0] : undefined;
  if (newest && existsSync(join(debian, newest, 'bin', 'initdb'))) return join(debian, newest, 'bin');
  throw new Error('No PostgreSQL: set TEST_DATABASE_URL to a server, or install one that has initdb and pg_ctl.');
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
