import type { GraphConfig, GraphCredential } from '../graph/graph-config.ts';
import type { PasskeyGoal } from '../passkeys/goal.ts';
import type { GroupId } from '../passkeys/ids.ts';
import { type ConnectorSettings, clouds } from './clouds.ts';
import { Env, isLoopback } from './env.ts';
import { type HelpdeskConfig, helpdeskConflicts, toHelpdesk } from './helpdesk-config.ts';
import { type RolloutConfig, rolloutConflicts, toRollout } from './rollout-config.ts';

/** Names what is wrong with the environment, all of it, and shows no value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export type Config = {
  readonly port: number;
  readonly host: string;
  readonly metrics: { readonly port: number; readonly host: string };
  readonly logLevel: Env['LOG_LEVEL'];
  /** Undefined: on this machine only, without authentication. */
  readonly bot: { readonly id: string; readonly connector: ConnectorSettings } | undefined;
  readonly allowedTenantIds: readonly string[];
  readonly graph: GraphConfig;
  readonly databaseUrl: string | undefined;
  readonly audience: GroupId | undefined;
  readonly goal: PasskeyGoal;
  readonly helpdesk: HelpdeskConfig;
  readonly rollout: RolloutConfig;
  readonly cards: {
    readonly actions: 'execute' | 'submit';
    /** Without these the cards say what is meant: "your help desk". */
    readonly organization: string | undefined;
    readonly helpdesk: string | undefined;
    readonly security: string | undefined;
    readonly defaultLanguage: string;
  };
};

/** Without an app registration: the tenant of the demo, and nobody's application. */
const demoTenantId = '11111111-1111-1111-1111-111111111111';
const noApplicationId = '00000000-0000-0000-0000-000000000000';

/** The only reader of the environment. Reports every problem at once, by name and never by value. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  { needsServer = false }: { /** PostgreSQL must be a server. */ readonly needsServer?: boolean } = {},
): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = Env.safeParse(given);
  const unreadable = new Map((parsed.error?.issues ?? []).map(({ path, message }) => [String(path[0]), message]));
  // What could be read is also held against each other: one start, one list.
  const env = parsed.success ? parsed.data : Env.parse(without(given, unreadable));
  const missing = needsServer && !env.DATABASE_URL ? { DATABASE_URL: 'is missing' } : {};
  // What hangs on a value that could not be read may be no conflict at all.
  const isCertain = (conflict: string) => ![...unreadable.keys()].some((name) => conflict.includes(name));
  const conflicts = Object.entries({ ...conflictsIn(env), ...missing }).filter((entry) => entry.every(isCertain));
  const problems = [...unreadable, ...conflicts].map(([name, problem]) => `  ${name}: ${problem}`);
  if (problems.length > 0) throw new ConfigError(`Cannot start:\n${problems.join('\n')}`);
  return toConfig(env);
}

function without<T>(given: Readonly<Record<string, T>>, names: ReadonlyMap<string, unknown>): Record<string, T> {
  return Object.fromEntries(Object.entries(given).filter(([name]) => !names.has(name)));
}

function toConfig(env: Env): Config {
  const cloud = clouds[env.CLOUD];
  const tenantId = env.BOT_TENANT_ID ?? demoTenantId;
  return {
    port: env.PORT,
    host: hostOf(env),
    metrics: { port: env.METRICS_PORT, host: env.METRICS_HOST },
    logLevel: env.LOG_LEVEL,
    bot:
      env.BOT_ID === undefined
        ? undefined
        : { id: env.BOT_ID, connector: { ...cloud.connector(tenantId), ...overrides(env) } },
    allowedTenantIds: env.ALLOWED_TENANT_IDS ?? (env.BOT_TENANT_ID ? [env.BOT_TENANT_ID] : []),
    graph: {
      baseUrl: env.GRAPH_BASE_URL ?? cloud.graph,
      // One app registration for bot and Graph: where the bot signs in, everybody does.
      authorityHost: new URL(env.ToChannelFromBotLoginUrl ?? cloud.authority).origin,
      tenantId,
      clientId: env.BOT_ID ?? noApplicationId,
      credential: credentialOf(env, cloud.federatedAudience),
    },
    databaseUrl: env.DATABASE_URL,
    audience: env.AUDIENCE_GROUP_ID,
    goal: env.PASSKEY_GOAL,
    helpdesk: toHelpdesk(env),
    rollout: toRollout(env),
    cards: {
      actions: env.CARD_ACTIONS,
      organization: env.ORGANIZATION_NAME,
      helpdesk: env.HELPDESK_CONTACT,
      security: env.SECURITY_CONTACT,
      defaultLanguage: env.DEFAULT_LANGUAGE,
    },
  };
}

/** What is fine by itself and not together, by name. */
function conflictsIn(env: Env): Readonly<Record<string, string>> {
  const { hosts, graph } = clouds[env.CLOUD];
  const isSimulator = env.GRAPH_CREDENTIAL === 'simulator';
  const hasBot = env.BOT_ID !== undefined;
  const strangers = Object.entries({
    ...overrides(env),
    ChannelService: env.ChannelService,
    TEAMS_SERVICE_URL: env.TEAMS_SERVICE_URL,
  }).filter(
    ([name, value]) => name !== 'CallerId' && value !== undefined && !isTrusted(new URL(value).hostname, hosts),
  );
  const missing = (name: keyof Env, needed: boolean, why: string) =>
    needed && !env[name] ? [[name, `is missing, ${why}`]] : [];
  return Object.fromEntries([
    ...missing('BOT_ID', !isSimulator, 'and GRAPH_CREDENTIAL is not "simulator"'),
    ...missing('BOT_ID', !isLoopback(hostOf(env)), 'and HOST is not this machine'),
    ...missing('BOT_TENANT_ID', hasBot, 'with BOT_ID set'),
    ...missing('BOT_PASSWORD', hasBot && env.GRAPH_CREDENTIAL === 'secret', 'with GRAPH_CREDENTIAL "secret"'),
    ...missing(
      'AZURE_CLIENT_CERTIFICATE_PATH',
      env.GRAPH_CREDENTIAL === 'certificate',
      'with GRAPH_CREDENTIAL "certificate"',
    ),
    ...missing(
      'AZURE_FEDERATED_CLIENT_ID',
      hasBot && env.GRAPH_CREDENTIAL === 'federated',
      'with GRAPH_CREDENTIAL "federated"',
    ),
    ...(isSimulator && !isLoopback(new URL(env.GRAPH_BASE_URL ?? graph).hostname)
      ? [['GRAPH_CREDENTIAL', '"simulator" is only for a GRAPH_BASE_URL on this machine']]
      : []),
    ...helpdeskConflicts(env),
    ...rolloutConflicts(env),
    ...strangers.map(([name]) => [name, "must be on this machine or Microsoft's for CLOUD"]),
  ]);
}

/** botbuilder's own settings as given; `ChannelService` has no effect beside them. */
function overrides(env: Env): Partial<ConnectorSettings> {
  const given = {
    ToBotFromChannelOpenIdMetadataUrl: env.ToBotFromChannelOpenIdMetadataUrl,
    ToBotFromChannelTokenIssuer: env.ToBotFromChannelTokenIssuer,
    ToBotFromEmulatorOpenIdMetadataUrl: env.ToBotFromEmulatorOpenIdMetadataUrl,
    ToChannelFromBotLoginUrl: env.ToChannelFromBotLoginUrl,
    ToChannelFromBotOAuthScope: env.ToChannelFromBotOAuthScope,
    OAuthUrl: env.OAuthUrl,
    CallerId: env.CallerId,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function isTrusted(host: string, endings: readonly string[]): boolean {
  return isLoopback(host) || endings.some((ending) => host.endsWith(ending));
}

function hostOf({ HOST, BOT_ID }: Env): string {
  return HOST ?? (BOT_ID === undefined ? '127.0.0.1' : '0.0.0.0');
}

function credentialOf(env: Env, audience: string): GraphCredential {
  switch (env.GRAPH_CREDENTIAL) {
    case 'simulator':
      return { kind: 'simulator' };
    case 'secret':
      return { kind: 'secret', clientSecret: env.BOT_PASSWORD ?? '' };
    case 'certificate':
      return { kind: 'certificate', certificatePath: env.AZURE_CLIENT_CERTIFICATE_PATH ?? '' };
    case 'federated':
      return { kind: 'federated', managedIdentityClientId: env.AZURE_FEDERATED_CLIENT_ID ?? '', audience };
  }
}
