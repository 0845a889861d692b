import { randomUUID } from 'node:crypto';
import { createRenderer } from './cards/render-reply.ts';
import { helpdeskPorts, lookForGroups, usersRequests } from './compose-helpdesk.ts';
import { composeRollout } from './compose-rollout.ts';
import type { Config } from './config/config.ts';
import { createContacts } from './database/contacts.ts';
import { createEnrollments } from './database/enrollments.ts';
import { createFeedback } from './database/feedback.ts';
import { isReachable } from './database/is-reachable.ts';
import { openDatabase } from './database/open-database.ts';
import { createPersonalData } from './database/personal-data.ts';
import { createPreferences } from './database/preferences.ts';
import { createConverse } from './enrollment/converse.ts';
import { expectPasskey } from './enrollment/expect-passkey.ts';
import { lookForPasskey } from './enrollment/look-for-passkey.ts';
import { remindUser } from './enrollment/remind-user.ts';
import type { Ports } from './enrollment/scene.ts';
import { createTokenSource } from './graph/credential.ts';
import { createGraphClient } from './graph/graph-client.ts';
import type { GraphPaceSettings } from './graph/pace-requests.ts';
import { createDirectory } from './graph/read-facts.ts';
import { announceWaiting } from './helpdesk/announce-request.ts';
import { createHelpdeskConverse } from './helpdesk/converse-with-helpdesk.ts';
import { followUp, sweepSeals } from './helpdesk/follow-up.ts';
import type { HelpdeskPorts } from './helpdesk/scene.ts';
import { tellingOperator, watchCaseOf } from './helpdesk/watch-case.ts';
import type { Logger } from './log.ts';
import { startHelpdeskWorkers } from './queue/helpdesk-worker.ts';
import { openQueue } from './queue/open-queue.ts';
import { createReminders, createWatch } from './queue/watch-jobs.ts';
import { startWorkers } from './queue/worker.ts';
import { createPace } from './rollout/pace.ts';
import type { ReportFiles } from './rollout/scene.ts';
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
  /** How often to look whether there is something to send, in milliseconds. */
  readonly senderTick?: number;
  /** How fast campaigns may read from Graph: as it documents, unless told. */
  readonly graphPace?: Partial<GraphPaceSettings>;
  /** Where reports go. Without: Teams asks the owner to take the file. */
  readonly reportFiles?: ReportFiles;
};

/** Builds every room once and hands them to each other; the only place that knows them all. */
export async function startProduct(
  config: Config,
  { log, now = () => new Date(), dataDir, template, watchOffsets, senderTick, graphPace, reportFiles }: Surroundings,
): Promise<Product> {
  const database = await openDatabase({ url: config.databaseUrl, dataDir, template, log });
  const queue = await openQueue({ database, log, workers: true });
  const registry = createRegistry();
  const metrics = createTeamsMetrics(registry);
  const renderer = createRenderer({ ...config.cards, tapReveal: config.helpdesk.tapReveal });
  const contacts = createContacts(database.db);
  const tokens = createTokenSource(config.graph, now);
  const client = createGraphClient({ baseUrl: config.graph.baseUrl, tokens });
  const directory = createDirectory({
    client,
    alwaysCheckGroups: config.audience ? [config.audience] : [],
    now,
    log,
  });

  const pace = createPace({ ratePerSecond: config.rollout.settings.ratePerSecond, now });
  const connection = connectToTeams({
    identity: identityOf(config, now),
    allowedTenantIds: config.allowedTenantIds,
    contacts,
    render: renderer.render,
    log,
    metrics,
    onCall: pace.noteReply,
  });
  const { messenger } = connection;
  const offsets = watchOffsets ? { offsets: watchOffsets } : {};
  const watch = createWatch({ queue, database, now, ...offsets });
  const enrollments = createEnrollments(database.db);
  // A pass for somebody who finished the steps long ago is for another passkey than the one they led to.
  const watchForPass: HelpdeskPorts['watch'] = {
    begin: (user, expected) => expectPasskey(user, expected, { enrollments, watch }),
  };
  const desk = helpdeskPorts({
    config,
    database,
    queue,
    watch: watchForPass,
    client,
    directory,
    connection,
    log,
    now,
  });

  const requests = usersRequests(desk);
  const rollout = composeRollout({
    config,
    database,
    queue,
    client,
    tokens,
    connection,
    contacts,
    render: renderer.render,
    requests,
    names: desk.subjects,
    pace,
    files: reportFiles,
    senderTick,
    graphPace,
    log,
    now,
  });

  const ports: Ports = {
    directory,
    enrollments,
    requests,
    preferences: createPreferences(database.db, now),
    feedback: createFeedback(database.db, now),
    personalData: createPersonalData(database.db),
    watch,
    reminders: createReminders({ queue, database }),
    log,
    now,
    newId: randomUUID,
    settings: { goal: config.goal, audience: config.audience },
  };
  const bot = createTeams(connection, {
    converse: rollout.notingWork(tellingOperator(createConverse(ports), desk)),
    enrollments: ports.enrollments,
    contacts,
    render: renderer.render,
    labels: renderer.labels,
    typedWords: renderer.typed,
    understand,
    helpdesk: {
      converse: createHelpdeskConverse(desk),
      intents: desk.intents,
      tapReveal: config.helpdesk.tapReveal,
      isOperator: (user) => desk.roles.has(user, 'helpdesk'),
      membersChanged: () => desk.channel.membersChanged(),
      now,
    },
    rollout: rollout.edge,
    ready: () => isReachable(database),
    log,
    metrics,
  });

  await startWorkers({
    queue,
    database,
    onLook: async (user, _attempt, expected) => {
      const sight = await lookForPasskey(user, { ...ports, messenger }, expected?.baseline);
      if (sight === 'found') {
        await watchCaseOf(user, desk);
        await rollout.found(user);
      }
      return sight;
    },
    onRemind: (user) => remindUser(user, { ...ports, messenger }),
    now,
    log,
    ...offsets,
  });
  await startHelpdeskWorkers({
    queue,
    database,
    onTimer: (job) => followUp(job, desk),
    onSweep: async () => {
      await sweepSeals(desk);
      await announceWaiting(desk);
    },
    now,
    log,
  });
  await rollout.start();
  const metricsServer = await serveMetricsIfPossible(config, registry, log);
  await bot.listen(config.port, config.host);
  void lookForGroups(config, client, now, log);
  return {
    get url() {
      return bot.url;
    },
    async close() {
      await bot.close();
      await metricsServer?.close();
      await rollout.close();
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
