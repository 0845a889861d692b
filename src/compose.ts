import { randomInt, randomUUID } from 'node:crypto';
import { createRenderer } from './cards/render-reply.ts';
import type { Config } from './config/config.ts';
import { createAudit } from './database/audit.ts';
import { createCases } from './database/cases.ts';
import { createContacts } from './database/contacts.ts';
import type { Database } from './database/database.ts';
import { createEnrollments } from './database/enrollments.ts';
import { createFeedback } from './database/feedback.ts';
import { createFreezes } from './database/freezes.ts';
import { createHelpdeskChannel } from './database/helpdesk-channel.ts';
import { createIntents } from './database/intents.ts';
import { isReachable } from './database/is-reachable.ts';
import { openDatabase } from './database/open-database.ts';
import { createPersonalData } from './database/personal-data.ts';
import { createPreferences } from './database/preferences.ts';
import { createRequestQueue } from './database/request-queue.ts';
import { createRequests } from './database/requests.ts';
import { createSealedTaps } from './database/sealed-taps.ts';
import { createConverse } from './enrollment/converse.ts';
import { expectPasskey } from './enrollment/expect-passkey.ts';
import { lookForPasskey } from './enrollment/look-for-passkey.ts';
import { remindUser } from './enrollment/remind-user.ts';
import type { Ports } from './enrollment/scene.ts';
import { createTokenSource } from './graph/credential.ts';
import { createGraphClient, type GraphClient } from './graph/graph-client.ts';
import { createOperatorSignIn } from './graph/operator-sign-in.ts';
import { createDirectory } from './graph/read-facts.ts';
import { createGroupsExist } from './graph/read-groups.ts';
import { createSubjects } from './graph/read-subject.ts';
import { createRoles } from './graph/roles.ts';
import { announceWaiting, announcing } from './helpdesk/announce-request.ts';
import { createHelpdeskConverse } from './helpdesk/converse-with-helpdesk.ts';
import { followUp, sweepSeals } from './helpdesk/follow-up.ts';
import { freezingOnAlarm } from './helpdesk/freeze-on-alarm.ts';
import type { HelpdeskPorts } from './helpdesk/scene.ts';
import { trustedChannel } from './helpdesk/trusted-channel.ts';
import { tellingOperator, watchCaseOf } from './helpdesk/watch-case.ts';
import type { Logger } from './log.ts';
import { createHelpdeskTimers } from './queue/helpdesk-timers.ts';
import { startHelpdeskWorkers } from './queue/helpdesk-worker.ts';
import { openQueue, type Queue } from './queue/open-queue.ts';
import { createReminders, createWatch } from './queue/watch-jobs.ts';
import { startWorkers } from './queue/worker.ts';
import type { BotIdentity } from './teams/authenticate.ts';
import { type Connection, connectToTeams, createTeams } from './teams/create-teams.ts';
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
  const renderer = createRenderer({ ...config.cards, tapReveal: config.helpdesk.tapReveal });
  const contacts = createContacts(database.db);
  const client = createGraphClient({ baseUrl: config.graph.baseUrl, tokens: createTokenSource(config.graph, now) });
  const directory = createDirectory({
    client,
    alwaysCheckGroups: config.audience ? [config.audience] : [],
    now,
    log,
  });

  const connection = connectToTeams({
    identity: identityOf(config, now),
    allowedTenantIds: config.allowedTenantIds,
    contacts,
    render: renderer.render,
    log,
    metrics,
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

  const ports: Ports = {
    directory,
    enrollments,
    requests: usersRequests(desk),
    preferences: createPreferences(database.db),
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
    converse: tellingOperator(createConverse(ports), desk),
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
    ready: () => isReachable(database),
    log,
    metrics,
  });

  await startWorkers({
    queue,
    database,
    onLook: async (user, _attempt, expected) => {
      const sight = await lookForPasskey(user, { ...ports, messenger }, expected?.baseline);
      if (sight === 'found') await watchCaseOf(user, desk);
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
      await queue.close();
      await database.close();
    },
  };
}

/** A wrong id is in the log from the start, not only once somebody needs a pass. */
async function lookForGroups({ helpdesk }: Config, client: GraphClient, now: () => Date, log: Logger): Promise<void> {
  const { operatorGroups, settings } = helpdesk;
  const groups = [...operatorGroups, ...settings.protectedGroups, ...settings.approvalGroups];
  await createGroupsExist({ client, groups, now, log, freshFor: 0, limitMs: 10_000 })();
}

type HelpdeskParts = {
  readonly config: Config;
  readonly database: Database;
  readonly queue: Queue;
  readonly watch: HelpdeskPorts['watch'];
  readonly client: GraphClient;
  readonly directory: HelpdeskPorts['directory'];
  readonly connection: Connection;
  readonly log: Logger;
  readonly now: () => Date;
};

function helpdeskPorts({
  config,
  database,
  queue,
  watch,
  client,
  directory,
  connection,
  log,
  now,
}: HelpdeskParts): HelpdeskPorts {
  const { db } = database;
  const { settings, operatorGroups } = config.helpdesk;
  const roles = createRoles({ client, groups: { helpdesk: operatorGroups }, now, log });
  const audit = createAudit(db);
  const messenger = connection.helpdeskMessenger;
  return {
    directory,
    enrollments: createEnrollments(db),
    requests: createRequests(db, now),
    subjects: createSubjects({
      client,
      alwaysCheckGroups: [...operatorGroups, ...settings.protectedGroups, ...settings.approvalGroups],
      mustExist: [...settings.protectedGroups, ...settings.approvalGroups],
      now,
      log,
    }),
    roles,
    signIn: createOperatorSignIn({ config: config.graph, client, now, log }),
    cases: createCases(db),
    sealedTaps: createSealedTaps(db),
    freezes: createFreezes(db),
    intents: createIntents(db),
    audit,
    queue: createRequestQueue(db),
    channel: trustedChannel(createHelpdeskChannel(db), { messenger, roles, audit, log, now }),
    messenger,
    timers: createHelpdeskTimers(queue),
    watch,
    log,
    now,
    newId: randomUUID,
    randomInt: (below) => randomInt(below),
    settings,
    goal: config.goal,
  };
}

/** The user who asks is not kept waiting for a channel; what fails is announced again within a minute. */
function usersRequests(desk: HelpdeskPorts): Ports['requests'] {
  const later = (work: () => Promise<void>) => void work();
  return announcing(freezingOnAlarm(desk.requests, desk), desk, later);
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
