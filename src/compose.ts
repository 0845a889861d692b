import { randomUUID } from 'node:crypto';
import { createRenderer } from './cards/render-reply.ts';
import type { Config } from './config/config.ts';
import { createContacts } from './database/contacts.ts';
import { createEnrollments } from './database/enrollments.ts';
import { createFeedback } from './database/feedback.ts';
import { isReachable } from './database/is-reachable.ts';
import { openDatabase } from './database/open-database.ts';
import { createPersonalData } from './database/personal-data.ts';
import { createPreferences } from './database/preferences.ts';
import { createRequests } from './database/requests.ts';
import { createConverse } from './enrollment/converse.ts';
import { lookForPasskey } from './enrollment/look-for-passkey.ts';
import { remindUser } from './enrollment/remind-user.ts';
import type { Ports } from './enrollment/scene.ts';
import { createTokenSource } from './graph/credential.ts';
import { createGraphClient } from './graph/graph-client.ts';
import { createDirectory } from './graph/read-facts.ts';
import type { Logger } from './log.ts';
import { openQueue } from './queue/open-queue.ts';
import { createReminders, createWatch } from './queue/watch-jobs.ts';
import { startWorkers } from './queue/worker.ts';
import type { BotIdentity } from './teams/authenticate.ts';
import { connectToTeams, createTeams } from './teams/create-teams.ts';
import { createRegistry, createTeamsMetrics, type MetricsServer, serveMetrics } from './teams/metrics.ts';
import { understand } from './teams/understand.ts';

export type Product = {
  /** Where the bot listens. */
  readonly url: string;
  /** Takes no more turns, ends those under way, then jobs, then the database. */
  close(): Promise<void>;
};

export type Surroundings = {
  readonly log: Logger;
  readonly now?: () => Date;
  /** For the embedded database, where the configuration names no server. */
  readonly dataDir?: string;
  /** What an embedded database in memory begins with; making one takes seconds. */
  readonly template?: Blob;
  /** When to look for the new passkey, in seconds after the steps were shown. */
  readonly watchOffsets?: readonly number[];
};

/** Builds every room once and hands them to each other; the only place that knows them all. */
export async function startProduct(
  config: Config,
  { log, now = () => new Date(), dataDir, template, watchOffsets }: Surroundings,
): Promise<Product> {
  const database = await openDatabase({ url: config.databaseUrl, dataDir, template, log });
  const queue = await openQueue({ database, log, workers: true });
  const registry = createRegistry();
  const metrics = createTeamsMetrics(registry);
  const renderer = createRenderer(config.cards);
  const contacts = createContacts(database.db);
  const directory = createDirectory({
    client: createGraphClient({ baseUrl: config.graph.baseUrl, tokens: createTokenSource(config.graph, now) }),
    alwaysCheckGroups: config.audience ? [config.audience] : [],
    now,
    log,
  });

  const offsets = watchOffsets ? { offsets: watchOffsets } : {};
  const ports: Ports = {
    directory,
    enrollments: createEnrollments(database.db),
    requests: createRequests(database.db, now),
    preferences: createPreferences(database.db),
    feedback: createFeedback(database.db, now),
    personalData: createPersonalData(database.db),
    watch: createWatch({ queue, database, now, ...offsets }),
    reminders: createReminders({ queue, database }),
    log,
    now,
    newId: randomUUID,
    settings: { goal: config.goal, audience: config.audience },
  };
  const connection = connectToTeams({
    identity: identityOf(config, now),
    allowedTenantIds: config.allowedTenantIds,
    contacts,
    render: renderer.render,
    log,
    metrics,
  });
  const { messenger } = connection;
  const bot = createTeams(connection, {
    converse: createConverse(ports),
    enrollments: ports.enrollments,
    contacts,
    render: renderer.render,
    labels: renderer.labels,
    typedWords: renderer.typed,
    understand,
    ready: () => isReachable(database),
    log,
    metrics,
  });

  await startWorkers({
    queue,
    database,
    onLook: (user) => lookForPasskey(user, { ...ports, messenger }),
    onRemind: (user) => remindUser(user, { ...ports, messenger }),
    now,
    log,
    ...offsets,
  });
  const metricsServer = await serveMetricsIfPossible(config, registry, log);
  await bot.listen(config.port, config.host);
  return {
    get url() {
      return bot.url;
    },
    async close() {
      await bot.close();
      await metricsServer?.close();
      await queue.close();
      await database.close();
    },
  };
}

/** One app registration for the bot and Graph, so one credential for both; towards the Connector it has another scope. */
function identityOf({ bot, graph }: Config, now: () => Date): BotIdentity | undefined {
  if (!bot) return undefined;
  const { ToChannelFromBotLoginUrl, ToChannelFromBotOAuthScope } = bot.connector;
  const login = new URL(ToChannelFromBotLoginUrl);
  const credential = createTokenSource(
    {
      ...graph,
      baseUrl: ToChannelFromBotOAuthScope,
      authorityHost: login.origin,
      tenantId: login.pathname.split('/')[1] || graph.tenantId,
    },
    now,
  );
  return { botId: bot.id, authentication: bot.connector, credential };
}

/** A second instance on the same machine finds the port taken: that is no reason to stay down. */
async function serveMetricsIfPossible(
  { metrics }: Config,
  registry: ReturnType<typeof createRegistry>,
  log: Logger,
): Promise<MetricsServer | undefined> {
  try {
    return await serveMetrics(registry, metrics.port, metrics.host);
  } catch (error) {
    log.warn({ err: error, port: metrics.port }, 'Metrics are not served');
    return undefined;
  }
}
