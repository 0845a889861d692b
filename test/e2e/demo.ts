import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The demo as a newcomer starts it: `npm run demo`, in a process group of its own, as in a terminal. */
export type Demo = {
  /** What it has printed so far. */
  said(): string;
  /** The chat window of a member of the cast. */
  windowOf(nick: string): string;
  /** The page with the phone of a member of the cast. */
  phoneOf(nick: string): string;
  readonly botUrl: string;
  readonly dataDir: string;
  /** Every process that the demo consists of. */
  readonly group: number;
  /** What Ctrl-C does; gives the exit code. */
  ctrlC(): Promise<number | null>;
  /** Ends it if need be, and takes its data away. */
  remove(): Promise<void>;
};

/** Milliseconds. */
const startLimit = 90_000;

export async function startDemo(nicks: readonly string[], given: { readonly dataDir?: string } = {}): Promise<Demo> {
  const dataDir = given.dataDir ?? (await mkdtemp(join(tmpdir(), 'passkey-guide-demo-')));
  const child = spawn('npm', ['run', 'demo', '--', '--as', nicks.join(','), '--data', dataDir], { detached: true });
  const group = child.pid ?? 0;
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
  }
  const find = (pattern: RegExp) => {
    const found = pattern.exec(text)?.[1];
    if (found === undefined) throw new Error(`The demo has not said ${pattern}:\n${text}`);
    return found;
  };
  const end = async (signal: 'SIGINT' | 'SIGKILL') => {
    const gone = ended(child);
    signalGroup(group, signal);
    await gone;
    await groupIsEmpty(group);
    return child.exitCode;
  };
  const remove = async () => {
    await end('SIGKILL');
    if (given.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await until(() => text.includes('Ctrl-C stops everything') || child.exitCode !== null, startLimit);
    const botUrl = find(/Bot: (http\S+)\/api\/messages/);
    return {
      said: () => text,
      windowOf: (nick) => find(new RegExp(`(http://\\S+) +chat as ${nick}:`)),
      phoneOf: (nick) => find(new RegExp(`(http://\\S+) +the phone of ${nick}\\b`)),
      botUrl,
      dataDir,
      group,
      ctrlC: () => end('SIGINT'),
      remove,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** The processes of a group, each with its command line. */
export async function processesIn(group: number): Promise<readonly string[]> {
  const ps = spawn('ps', ['-eo', 'pgid=,stat=,pid=,args='], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  ps.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  await once(ps, 'close');
  // A zombie has ended; that nobody asked for its exit code yet is not the demo's doing.
  return text.split('\n').filter((line) => new RegExp(`^\\s*${group}\\s+[^Z]`).test(line));
}

async function groupIsEmpty(group: number): Promise<void> {
  for (let tries = 0; tries < 40 && (await processesIn(group)).length > 0; tries++) await sleep(50);
}

function signalGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal);
  } catch {
    // It has ended by itself.
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

async function until(isTrue: () => boolean, limit: number): Promise<void> {
  for (const start = performance.now(); !isTrue(); ) {
    if (performance.now() - start > limit) return;
    await sleep(50);
  }
}
