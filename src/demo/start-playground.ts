import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export type Person = { readonly id: string; readonly nick: string; readonly name: string };

export type Playground = {
  /** Of its page, once that answers. */
  readonly url: Promise<string>;
  close(): Promise<void>;
};

type Options = {
  readonly person: Person;
  /** Five, who fill the list that the Playground insists on. */
  readonly others: readonly Person[];
  readonly tenantId: string;
  readonly domain: string;
  readonly botUrl: string;
  readonly port: number;
  /** Where its settings and log go. */
  readonly folder: string;
};

/** In milliseconds. A cold start takes a few seconds. */
const startLimit = 60_000;
const stopLimit = 5_000;

/** Microsoft 365 Agents Playground: a Teams window in the browser, on this machine only. Given back before it is up. */
export async function startPlayground(options: Options): Promise<Playground> {
  const { person, folder, botUrl, port } = options;
  await mkdir(folder, { recursive: true });
  const settings = join(folder, `${person.nick}.yml`);
  // JSON is YAML, and quotes whatever a name may hold.
  await writeFile(settings, JSON.stringify(settingsFor(options), null, 2));
  const cli = createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/cli.js');
  const child = spawn(
    process.execPath,
    [cli, 'start', '-c', 'msteams', '-e', `${botUrl}/api/messages`, '-p', String(port), '--disable-telemetry'],
    {
      env: {
        ...withoutProxies(process.env),
        M365_AGENTS_PLAYGROUND_CONFIG_PATH: settings,
        M365_AGENTS_PLAYGROUND_LOGFILE: join(folder, `${person.nick}.log`),
        TEAMSAPPTESTER_BROWSER: 'none',
        NODE_OPTIONS: `--require ${JSON.stringify(fileURLToPath(new URL('listen-on-loopback.cjs', import.meta.url)))}`,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  return { url: pageOf(child), close: () => stop(child) };
}

async function pageOf(child: ChildProcess): Promise<string> {
  // It takes another port when the wanted one is taken, and says which.
  const url = `http://localhost:${await listeningOn(child)}`;
  await answers(url, child);
  return url;
}

async function listeningOn(child: ChildProcess): Promise<number> {
  let said = '';
  const heard = new Promise<number>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4_000);
      const port = /Listening on (\d+)/.exec(said)?.[1];
      if (port) resolve(Number(port));
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The Agents Playground stopped (${code}):\n${said}`)));
    setTimeout(() => reject(new Error(`The Agents Playground did not start:\n${said}`)), startLimit).unref();
  });
  try {
    return await heard;
  } catch (error) {
    await stop(child);
    throw error;
  }
}

/** It says that it listens before it has read its settings, and stops without a word if it does not like them. */
async function answers(url: string, child: ChildProcess): Promise<void> {
  const gone = new AbortController();
  child.once('exit', () => gone.abort());
  for (;;) {
    if (gone.signal.aborted) throw new Error('The Agents Playground stopped: its log in the data folder says why');
    const isUp = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return;
    await sleep(100, undefined, { signal: gone.signal }).catch(() => undefined);
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), stopLimit);
  await gone;
  clearTimeout(force);
}

/** Ids are object ids throughout: the Playground's connector finds a user for a new conversation by nothing else. */
function settingsFor({ person, others, tenantId, domain }: Options) {
  const user = ({ id, nick, name }: Person) => ({
    id,
    aadObjectId: id,
    name,
    givenName: name,
    surname: nick,
    userPrincipleName: `${nick}@${domain}`,
    email: `${nick}@${domain}`,
  });
  return {
    version: '0.1.1',
    tenantId,
    bot: { id: '28:passkey-guide', name: 'Passkey Guide' },
    currentUser: user(person),
    users: others.map(user),
    personalChat: { id: `a:${person.nick}` },
    groupChat: { id: `19:${person.nick}-group@thread.v2`, name: 'Group chat' },
    team: {
      id: `19:${person.nick}-team@thread.tacv2`,
      name: 'Team',
      aadGroupId: '00000000-0000-0000-0000-0000000000aa',
      // Besides "General", which the Playground adds.
      channels: [{ id: `19:${person.nick}-news@thread.tacv2`, name: 'News' }],
    },
  };
}

/** The Playground would send even loopback requests through a proxy. */
function withoutProxies(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(https?|all)_proxy$/i.test(name)));
}
