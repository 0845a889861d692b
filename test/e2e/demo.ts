import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** `npm run demo` as in a terminal: all its processes are one group, and Ctrl-C reaches each of them. */
export type Run = {
  /** What it has printed so far. */
  said(): string;
  /** Every process of the demo, by command line. */
  processes(): Promise<readonly string[]>;
  /** Gives the exit code; null: ended by a signal. */
  readonly ended: Promise<number | null>;
  /** Sent to the whole group. Over when no process is left, or after two seconds. */
  signal(signal: 'SIGINT' | 'SIGKILL'): Promise<void>;
};

export function runDemo(...args: readonly string[]): Run {
  const child = spawn('npm', ['run', 'demo', '--', ...args], { detached: true });
  const group = child.pid ?? 0;
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
  }
  const ended = once(child, 'close').then(([code]: readonly (number | null)[]) => code ?? null);
  return {
    said: () => text,
    processes: () => processesIn(group),
    ended,
    async signal(signal) {
      try {
        process.kill(-group, signal);
      } catch {
        // All of it has ended by itself.
      }
      await ended;
      for (let tries = 0; tries < 40 && (await processesIn(group)).length > 0; tries++) await sleep(50);
    },
  };
}

async function processesIn(group: number): Promise<readonly string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(pids.map((pid) => commandLineIf(pid, group).catch(() => undefined)));
  return found.filter((line) => line !== undefined);
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
async function commandLineIf(pid: string, group: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The name of the program, in brackets, may hold anything.
  const [state, , ofGroup] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // A zombie has ended; that nobody has asked for its exit code yet is not the demo's doing.
  if (state === 'Z' || Number(ofGroup) !== group) return undefined;
  return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ');
}

/** A demo that is up, with data of its own. */
export type Demo = Pick<Run, 'said' | 'signal' | 'processes'> & {
  /** The chat window of a member of the cast. */
  windowOf(nick: string): string;
  /** The page with the phone of a member of the cast. */
  phoneOf(nick: string): string;
  readonly botUrl: string;
  readonly dataDir: string;
  /** Ends it if need be, and takes its data away. */
  remove(): Promise<void>;
};

export async function startDemo(nicks: readonly string[], dataDir?: string): Promise<Demo> {
  const folder = dataDir ?? (await newDataDir());
  const run = runDemo('--as', nicks.join(','), '--data', folder);
  const remove = async () => {
    await run.signal('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  };
  const find = (pattern: RegExp) => {
    const found = pattern.exec(run.said())?.[1];
    if (found === undefined) throw new Error(`The demo has not said ${pattern}:\n${run.said()}`);
    return found;
  };
  try {
    await until(run, () => run.said().includes('Ctrl-C stops everything'));
    return {
      ...run,
      windowOf: (nick) => find(new RegExp(`(http://\\S+) +chat as ${nick}:`)),
      phoneOf: (nick) => find(new RegExp(`(http://\\S+) +the phone of ${nick}\\b`)),
      botUrl: find(/Bot: (http\S+)\/api\/messages/),
      dataDir: folder,
      remove,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

export function newDataDir(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'passkey-guide-demo-'));
}

/** Milliseconds. */
const startLimit = 90_000;

/** Waits until it is so; fails when the demo ends before, or takes too long. */
export async function until(run: Run, isSo: () => boolean | Promise<boolean>): Promise<void> {
  let isOver = false;
  void run.ended.then(() => {
    isOver = true;
  });
  for (const since = performance.now(); !(await isSo()); await sleep(50)) {
    if (isOver || performance.now() - since > startLimit) throw new Error(`The demo did not get there:\n${run.said()}`);
  }
}
