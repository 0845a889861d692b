import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Two processes on one data directory corrupt it without an error: PGlite itself does not lock. */
export class DataInUseError extends Error {
  override readonly name = 'DataInUseError';

  constructor(dataDir: string, lockFile: string, holder: string) {
    super(
      `The data in ${dataDir} is in use by ${holderName(holder)}. Stop that one first. ` +
        `If it is not a Passkey Guide, delete ${lockFile}.`,
    );
  }
}

/** Tells this process from one before it with the same number: in a container every start has the same. */
const self = `${process.pid} ${performance.timeOrigin}`;

/** Gives the function that unlocks. The lock of a process that is gone is taken over. */
export async function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  const lockFile = `${dataDir.replace(/\/+$/, '')}.lock`;
  await mkdir(dirname(lockFile), { recursive: true });
  if (!(await claim(lockFile))) {
    await takeAwayIfStale(dataDir, lockFile);
    if (!(await claim(lockFile))) throw new DataInUseError(dataDir, lockFile, 'another');
  }
  return () => rm(lockFile, { force: true });
}

async function claim(lockFile: string): Promise<boolean> {
  try {
    await writeFile(lockFile, self, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

async function takeAwayIfStale(dataDir: string, lockFile: string): Promise<void> {
  // One at a time: the second would delete the fresh lock of the first.
  const turn = `${lockFile}.takeover`;
  const hasTurn = await claim(turn);
  try {
    const holder = await readFile(lockFile, 'utf8').catch(() => undefined);
    if (holder === undefined) return;
    if (!hasTurn || isAlive(holder)) throw new DataInUseError(dataDir, lockFile, holder);
    await rm(lockFile);
  } finally {
    if (hasTurn) await rm(turn, { force: true });
  }
}

function holderName(holder: string): string {
  const pid = Number.parseInt(holder, 10);
  return pid > 0 ? `process ${pid}` : 'another process';
}

/** A lock that cannot be read may be one that is just being written. */
function isAlive(holder: string): boolean {
  const pid = Number.parseInt(holder, 10);
  if (!(pid > 0)) return true;
  if (pid === process.pid) return holder === self;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is alive too.
    return codeOf(error) === 'EPERM';
  }
}

function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error && 'code' in error ? String(error.code) : undefined;
}
