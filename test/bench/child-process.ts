import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';

export type Child = {
  readonly url: string;
  /** MB resident. Linux only; undefined elsewhere. */
  memory(): Promise<number | undefined>;
  /** The most it ever was. */
  peakMemory(): Promise<number | undefined>;
  stop(): Promise<void>;
  hasEnded(): boolean;
  /** As when the machine is gone: it learns of nothing. */
  kill(): Promise<void>;
};

export type ChildOptions = {
  /** Of the TypeScript file, from the root of the repository. */
  readonly file: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Flags for Node. */
  readonly nodeFlags?: readonly string[];
};

const root = new URL('../../', import.meta.url);
/** Milliseconds. */
const startLimit = 60_000;
const stopLimit = 15_000;

/** For Node, as `npm start` has them. */
export async function startFlags(): Promise<readonly string[]> {
  const { scripts } = JSON.parse(await readFile(new URL('package.json', root), 'utf8'));
  return String(scripts.start).match(/--max-\S+/g) ?? [];
}

/** Starts a process of this repository and waits for the JSON line in which it says its `url`. */
export async function startChild({ file, args = [], env = {}, nodeFlags = [] }: ChildOptions): Promise<Child> {
  const child = spawn(process.execPath, [...nodeFlags, file, ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // No child outlives the run, however it ends.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  const url = await urlSaidBy(child, file);
  return {
    url,
    memory: () => residentMemory(child.pid, 'VmRSS'),
    peakMemory: () => residentMemory(child.pid, 'VmHWM'),
    stop: () => ended(child, 'SIGTERM'),
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    kill: () => ended(child, 'SIGKILL'),
  };
}

function urlSaidBy(child: ChildProcess, file: string): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    const fail = (why: string) => {
      child.kill('SIGKILL');
      reject(new Error(`${file} ${why}\n${said}`));
    };
    const timer = setTimeout(() => fail('did not start in time'), startLimit);
    const onExit = (code: number | null) => fail(`ended with ${code}`);
    child.once('exit', onExit);
    child.stderr?.on('data', (part) => {
      said = (said + part).slice(-4_000);
    });
    if (!child.stdout) return fail('says nothing');
    createInterface({ input: child.stdout }).on('line', (line) => {
      said = `${said}${line}\n`.slice(-4_000);
      if (process.env.C5DEBUG && /"level":[456]/.test(line))
        process.stderr.write(`${child.pid} ${line.slice(0, 400)}\n`);
      const { url } = line.startsWith('{') ? JSON.parse(line) : {};
      if (typeof url !== 'string') return;
      clearTimeout(timer);
      child.off('exit', onExit);
      resolve(url);
    });
  });
}

async function residentMemory(pid: number | undefined, which: 'VmRSS' | 'VmHWM'): Promise<number | undefined> {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    return Number(new RegExp(`${which}:\\s+(\\d+)`).exec(status)?.[1]) / 1_024;
  } catch {
    return undefined;
  }
}

function ended(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), stopLimit);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill(signal);
  });
}
