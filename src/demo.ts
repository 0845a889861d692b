import { parseArgs } from 'node:util';
import { startProduct } from './compose.ts';
import { ConfigError, readConfig } from './config/config.ts';
import { DataInUseError } from './database/lock-data-dir.ts';
import { freePort } from './demo/free-port.ts';
import { createReportFolder } from './demo/report-folder.ts';
import { type Person, type Playground, startPlayground } from './demo/start-playground.ts';
import { createLog } from './log.ts';
import { cast } from './simulator/cast.ts';
import { castId } from './simulator/ids.ts';
import { startSimulator } from './simulator/start-simulator.ts';
import { domain, groupIds, tenantId } from './simulator/tenant.ts';

/** The whole world on this machine: bot, Graph simulator, and a Teams window for each chosen member of the cast. */
type Member = Person & { readonly shows: string };
type Window = { readonly person: Member; readonly url: string };

const people: readonly Member[] = cast.map(({ number, nick, name, shows }) => ({
  id: castId(number),
  nick,
  name,
  shows,
}));

const usualPorts = { bot: 3978, simulator: 3979, playground: 56150 };

/** Milliseconds. */
const stopLimit = 15_000;

/** What has been started, last first. */
const started: { close(): Promise<void> }[] = [];
const playgrounds: Playground[] = [];
let isStopping = false;

async function start(): Promise<void> {
  const { chosen, data } = readArguments();
  const ports: string[] = [];

  const simulator = await startSimulator({ port: await port('Graph simulator', usualPorts.simulator, ports) });
  started.unshift(simulator);
  const config = demoConfig(simulator.url, await port('bot', usualPorts.bot, ports));
  const product = await startProduct(config, {
    log: createLog(config.logLevel),
    dataDir: `${data}/postgres`,
    reportFiles: createReportFolder(`${data}/reports`),
  });
  started.unshift(product);

  const windows = await Promise.all(
    chosen.map((person, index) => openWindow(person, index, { botUrl: product.url, data, ports })),
  );
  if (!isStopping) tell({ windows, ports, phonesUrl: simulator.url, botUrl: product.url, data });
}

function readArguments(): { readonly chosen: readonly Member[]; readonly data: string } {
  const options = { as: { type: 'string', default: 'alva' }, data: { type: 'string', default: '.data' } } as const;
  try {
    const { as, data } = parseArgs({ options }).values;
    return { chosen: [...new Set(as.split(','))].map(named), data };
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(`Only --as NICK and --data FOLDER are known here. The cast:\n${castList()}`);
  }
}

function named(nick: string): Member {
  const person = people.find((one) => one.nick === nick.trim().toLowerCase());
  if (!person) throw new ConfigError(`Nobody is called "${nick}" here. The cast:\n${castList()}`);
  return person;
}

/** The environment may change how the product presents itself, never where it is and what it talks to. */
function demoConfig(graphUrl: string, port: number) {
  return readConfig({
    ORGANIZATION_NAME: 'Contoso',
    HELPDESK_CONTACT: 'the Contoso help desk, extension 4444',
    SECURITY_CONTACT: 'Contoso security, extension 9999',
    LOG_LEVEL: 'warn',
    METRICS_PORT: '0',
    HELPDESK_GROUP_IDS: groupIds.helpdesk,
    PROTECTED_GROUP_IDS: groupIds.protectedPeople,
    ROLLOUT_GROUP_IDS: groupIds.rolloutOwners,
    // The Playground has no dialogs.
    TAP_REVEAL: 'card',
    ...process.env,
    HOST: '127.0.0.1',
    PORT: String(port),
    GRAPH_CREDENTIAL: 'simulator',
    GRAPH_BASE_URL: graphUrl,
    BOT_TENANT_ID: tenantId,
    BOT_ID: undefined,
    DATABASE_URL: undefined,
  });
}

/** The port, and a note where it is not the usual one. */
async function port(what: string, wanted: number, notes: string[]): Promise<number> {
  const free = await freePort(wanted);
  if (free !== wanted) notes.push(`Port ${wanted} is taken: the ${what} uses ${free} instead.`);
  return free;
}

async function openWindow(
  person: Member,
  index: number,
  { botUrl, data, ports }: { readonly botUrl: string; readonly data: string; readonly ports: string[] },
): Promise<Window> {
  const playground = await startPlayground({
    person,
    others: people.filter(({ id }) => id !== person.id).slice(0, 5),
    tenantId,
    domain,
    botUrl,
    port: await port(`window of ${person.nick}`, usualPorts.playground + index, ports),
    folder: `${data}/playground`,
  });
  playgrounds.push(playground);
  if (isStopping) await playground.close();
  return { person, url: await playground.url };
}

type World = {
  readonly windows: readonly Window[];
  readonly ports: readonly string[];
  readonly phonesUrl: string;
  readonly botUrl: string;
  readonly data: string;
};

function tell({ windows, ports, phonesUrl, botUrl, data }: World): void {
  const pages = windows.map(
    ({ person, url }) =>
      `  ${url}   chat as ${person.nick}: ${person.shows}\n  ${phonesUrl}/?person=${person.nick}   the phone of ${person.nick}`,
  );
  console.log(`
Passkey Guide, all on this machine. Open these in a browser:

${pages.join('\n')}

Type in the chat:  set up my passkey
Then play the phone on the other page: "Finish the passkey in Authenticator". The bot notices by itself.

With the help desk: npm run demo -- --as noor,omar
  noor types:   set up my passkey      and presses "Ask for a pass"
  omar types:   requests               opens and takes hers, presses "Prepare a pass", then "I've checked" and what it asks for
  omar presses: Options                who gets to see the pass; then "Issue the pass"
  noor or omar: Show the pass          whoever it is for; it goes into "Sign in with a pass" on the phone of noor
  the phone:    "Install Authenticator", "Finish the passkey in Authenticator". Both are told.

A rollout: npm run demo -- --as runa,alva,rui,tomasz   and say hello in each employee's window first
  runa types:   new campaign           then a name, a group ("Pilot"), the plan, and "Preview"
  runa presses: Start                  the employees get their nudges within seconds, in the hours of the plan
  the others:   Set up now, Remind me tomorrow, Stop these messages; runa sees it in the report

Bot: ${botUrl}/api/messages    Data: ${data}/ (delete it to start afresh)
As somebody else: npm run demo -- --as NICK (several: --as noor,omar)
${castList()}
${ports.map((note) => `\n${note}`).join('')}
Ctrl-C stops everything.
`);
}

function castList(): string {
  return people.map(({ nick, shows }) => `  ${nick.padEnd(8)} ${shows}`).join('\n');
}

async function stop(code: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  setTimeout(() => process.exit(1), stopLimit).unref();
  await Promise.all(playgrounds.map((one) => one.close()));
  // A database that is being made is let finished first: half of one could not be opened again.
  await starting.catch(() => undefined);
  for (const part of started) await part.close().catch((error: unknown) => console.error(String(error)));
  process.exit(code);
}

const starting = start();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));
starting.catch((error: unknown) => {
  if (isStopping) return;
  const isExpected = error instanceof ConfigError || error instanceof DataInUseError;
  console.error(isExpected ? error.message : error);
  void stop(1);
});
