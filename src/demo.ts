import { parseArgs } from 'node:util';
import { startProduct } from './compose.ts';
import { ConfigError, readConfig } from './config/config.ts';
import { DataInUseError } from './database/lock-data-dir.ts';
import { freePort } from './demo/free-port.ts';
import { type Person, startPlayground } from './demo/start-playground.ts';
import { createLog } from './log.ts';
import { cast } from './simulator/cast.ts';
import { castId } from './simulator/ids.ts';
import { startSimulator } from './simulator/start-simulator.ts';
import { domain, tenantId } from './simulator/tenant.ts';

/** The whole world on this machine: bot, Graph simulator, and a Teams window for each chosen member of the cast. */
const people: readonly (Person & { readonly shows: string })[] = cast.map(({ number, nick, name, shows }) => ({
  id: castId(number),
  nick,
  name,
  shows,
}));

const usualPorts = { bot: 3978, simulator: 3979, playground: 56150 };

/** What has been started, last first. */
const started: { close(): Promise<void> }[] = [];

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { as: { type: 'string', default: 'alva' }, data: { type: 'string', default: '.data' } },
  });
  const chosen = choose(values.as);

  const simulator = await startSimulator({ port: await port('Graph simulator', usualPorts.simulator) });
  started.unshift(simulator);
  const config = readConfig({
    ORGANIZATION_NAME: 'Contoso',
    HELPDESK_CONTACT: 'the Contoso help desk, extension 4444',
    SECURITY_CONTACT: 'Contoso security, extension 9999',
    LOG_LEVEL: 'warn',
    METRICS_PORT: '0',
    ...process.env,
    HOST: '127.0.0.1',
    PORT: String(await port('bot', usualPorts.bot)),
    GRAPH_CREDENTIAL: 'simulator',
    GRAPH_BASE_URL: simulator.url,
    BOT_TENANT_ID: tenantId,
    BOT_ID: undefined,
    DATABASE_URL: undefined,
  });
  const product = await startProduct(config, { log: createLog(config.logLevel), dataDir: `${values.data}/postgres` });
  started.unshift(product);

  const windows = [];
  for (const [index, person] of chosen.entries()) {
    const playground = await startPlayground({
      person,
      others: people.filter(({ id }) => id !== person.id).slice(0, 5),
      tenantId,
      domain,
      botUrl: product.url,
      port: await port('Agents Playground', usualPorts.playground + index),
      folder: `${values.data}/playground`,
    });
    started.unshift(playground);
    windows.push({ person, url: playground.url });
  }
  tell(windows, simulator.url, product.url, values.data);
}

function choose(nicks: string): readonly (typeof people)[number][] {
  return nicks.split(',').map((nick) => {
    const person = people.find((one) => one.nick === nick.trim().toLowerCase());
    if (!person) throw new ConfigError(`Nobody is called "${nick}" here. The cast:\n${castList()}`);
    return person;
  });
}

async function port(what: string, wanted: number): Promise<number> {
  const taken = await freePort(wanted);
  if (taken !== wanted) console.log(`Port ${wanted} is taken: the ${what} uses ${taken} instead.`);
  return taken;
}

function tell(
  windows: readonly { readonly person: (typeof people)[number]; readonly url: string }[],
  simulatorUrl: string,
  botUrl: string,
  data: string,
): void {
  const chats = windows.map(({ person, url }) => `  ${url}   chat as ${person.name}: ${person.shows}`);
  console.log(`
Passkey Guide, all on this machine. Open these in a browser:

${chats.join('\n')}
  ${simulatorUrl}   the phones: update them, finish the registration, leave an orphan

Type in the chat:  set up my passkey
Then play the phone on the second page: "Finish the registration in Authenticator". The bot notices by itself.

Bot: ${botUrl}/api/messages    Data: ${data}/ (delete it to start afresh)
As somebody else: npm run demo -- --as NICK (several: --as alva,rui)
${castList()}

Ctrl-C stops everything.
`);
}

function castList(): string {
  return people.map(({ nick, shows }) => `  ${nick.padEnd(8)} ${shows}`).join('\n');
}

let isStopping = false;

async function stop(code: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  for (const part of started) await part.close().catch((error: unknown) => console.error(String(error)));
  process.exit(code);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));

main().catch(async (error: unknown) => {
  const isExpected = error instanceof ConfigError || error instanceof DataInUseError;
  console.error(isExpected ? error.message : error);
  await stop(1);
});
