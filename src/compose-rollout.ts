import { randomUUID } from 'node:crypto';
import type { Config } from './config/config.ts';
import { createAudience } from './database/audience.ts';
import { createCampaigns } from './database/campaigns.ts';
import type { Database } from './database/database.ts';
import { createEnrollments } from './database/enrollments.ts';
import { createLedger } from './database/ledger.ts';
import { createParticipants } from './database/participants.ts';
import { createPreferences } from './database/preferences.ts';
import { createReports } from './database/rollout-reports.ts';
import { createSenderLease } from './database/sender-lease.ts';
import type { Enrollment } from './enrollment/enrollment.ts';
import { elsewhere } from './enrollment/look-for-passkey.ts';
import type { Contacts } from './enrollment/ports.ts';
import type { Converse } from './enrollment/turn.ts';
import type { GraphClient } from './graph/graph-client.ts';
import { createAppInstaller } from './graph/install-app.ts';
import { createGraphPace, type GraphPaceSettings } from './graph/pace-requests.ts';
import { createAudienceSource } from './graph/read-audience.ts';
import { createTruth } from './graph/read-truth.ts';
import { createRoles } from './graph/roles.ts';
import { createRolloutRoles } from './graph/rollout-roles.ts';
import type { RolloutGraphOptions } from './graph/rollout-room.ts';
import type { TokenSource } from './graph/share-token.ts';
import type { Subjects } from './helpdesk/ports.ts';
import type { Requests } from './helpdesk/request.ts';
import type { Logger } from './log.ts';
import type { UserId } from './passkeys/ids.ts';
import { keepSending, type Sending } from './queue/keep-sending.ts';
import type { Queue } from './queue/open-queue.ts';
import { createRolloutJobs } from './queue/rollout-jobs.ts';
import { startRolloutWorkers } from './queue/rollout-worker.ts';
import { advanceCampaigns } from './rollout/advance-campaigns.ts';
import { type AddedPorts, catchUp } from './rollout/catch-up.ts';
import { createRolloutConverse } from './rollout/converse-with-rollout.ts';
import { doEach } from './rollout/do-each.ts';
import { reportFor } from './rollout/export-report.ts';
import { findOwners } from './rollout/find-owners.ts';
import { notingWork } from './rollout/note-at-work.ts';
import type { Pace } from './rollout/pace.ts';
import { planCampaign } from './rollout/plan-campaign.ts';
import { keepPlanning, showPlanned } from './rollout/preview-campaign.ts';
import { finishAllStopping } from './rollout/run-campaign.ts';
import type { ReportFiles, RolloutPorts } from './rollout/scene.ts';
import { createSender } from './rollout/send-nudges.ts';
import type { SenderPorts } from './rollout/sender-run.ts';
import { sweepRegistrations } from './rollout/sweep-registrations.ts';
import { type ThankPorts, thank } from './rollout/thank-user.ts';
import type { Connection } from './teams/create-teams.ts';
import { createNudgeMessenger } from './teams/nudge-messenger.ts';
import type { Render } from './teams/render.ts';
import type { RolloutEdge } from './teams/rollout-edge.ts';

export type RolloutParts = {
  readonly config: Config;
  readonly database: Database;
  readonly queue: Queue;
  readonly client: RolloutGraphOptions['client'] & GraphClient;
  readonly tokens: TokenSource;
  readonly connection: Connection;
  readonly contacts: Contacts;
  readonly render: Render;
  readonly requests: Requests;
  readonly names: Pick<Subjects, 'namesOf'>;
  readonly pace: Pace;
  readonly files: ReportFiles | undefined;
  readonly senderTick: number | undefined;
  readonly graphPace: Partial<GraphPaceSettings> | undefined;
  readonly log: Logger;
  readonly now: () => Date;
};

export type Rollout = {
  readonly edge: Omit<RolloutEdge, 'readTyped'>;
  /** The guide, noting who is at work in it, where there may be campaigns. */
  notingWork(converse: Converse): Converse;
  /** Somebody's passkey has just been seen: their nudges end. */
  found(user: UserId): Promise<void>;
  /** Takes jobs, and sends where this instance has the lease. */
  start(): Promise<void>;
  close(): Promise<void>;
};

const day = 24 * 3_600_000;

/** In Teams the owner decides whether to take a file. */
const noDisk: ReportFiles = { save: async () => undefined };

export function composeRollout(parts: RolloutParts): Rollout {
  const { config, queue, log } = parts;
  let sending: Sending | undefined;
  const ports = rolloutPorts(parts, () => sending?.wake());

  return {
    edge: {
      converse: createRolloutConverse(ports),
      noteSeen: (user, lastRead) => ports.participants.noteSeen(user, lastRead, ports.now()),
      reportFor: (user, campaign) => reportFor(user, campaign, ports),
    },
    notingWork: (converse) => (config.rollout.ownerGroups.length > 0 ? notingWork(converse, ports) : converse),
    async found(user) {
      for (const one of await ports.participants.noteDone([{ user, at: ports.now() }])) await thank(one, ports);
    },
    async start() {
      await startRolloutWorkers({
        queue,
        onPlan: async (campaign) => {
          await planCampaign(campaign, { ...ports, catchUp: (planning) => catchUpAndThank(planning, ports) });
          await showPlanned(campaign, ports);
        },
        onMinute: async () => {
          const stop = () => finishAllStopping(ports);
          const plan = () => keepPlanning(ports);
          const advance = () => advanceCampaigns(ports);
          await doEach({ stop, plan, advance }, log);
          sending?.wake();
        },
        onHour: () => sweepRegistrations(ports),
        onDay: async () => {
          const before = new Date(ports.now().getTime() - config.rollout.settings.retentionDays * day);
          await ports.reports.forgetBefore(before);
        },
        log,
      });
      sending = keepSending(createSender(ports), parts.senderTick);
    },
    async close() {
      await sending?.close();
    },
  };
}

function rolloutPorts(parts: RolloutParts, wakeSender: () => void): RolloutPorts & SenderPorts & ThankPorts {
  const { config, database, queue, client, contacts, requests, names, log, now } = parts;
  const { db } = database;
  const { settings, ownerGroups, reach } = config.rollout;
  const graph: RolloutGraphOptions = {
    baseUrl: config.graph.baseUrl,
    tokens: parts.tokens,
    client,
    pace: createGraphPace(parts.graphPace),
    log,
  };
  const source = createAudienceSource({ ...graph, goal: config.goal });
  const roles = createRolloutRoles(createRoles({ client, groups: { rollout: ownerGroups }, now, log }));
  const enrollments = createEnrollments(db);
  const hasChat = async (user: UserId) => (await contacts.of(user)) !== undefined;
  return {
    source,
    truth: createTruth({ ...graph, now, audience: settings.audience, accounts: true }),
    campaigns: createCampaigns(db),
    audience: createAudience(db, now),
    ledger: createLedger(db, now),
    lease: createSenderLease(db, now),
    participants: createParticipants(db, now),
    reports: createReports(db, now),
    guide: { cardOf: async (user) => cardAfterwards(await enrollments.load(user)) },
    messenger: nudgeMessenger(parts, createAppInstaller({ ...graph, catalogId: reach?.appCatalogId })),
    roles,
    owners: { others: (than) => findOwners(than, { source, roles, groups: ownerGroups, hasChat }) },
    names: { nameOf: async (user) => (await names.namesOf([user])).get(user) ?? '' },
    preferences: createPreferences(db, now),
    requests,
    jobs: createRolloutJobs(queue, wakeSender),
    files: parts.files ?? noDisk,
    pace: parts.pace,
    log,
    now,
    newId: randomUUID,
    settings,
  };
}

async function catchUpAndThank(planning: Parameters<typeof catchUp>[0], ports: AddedPorts & ThankPorts): Promise<void> {
  for (const one of (await catchUp(planning, ports)).found) await thank(one, ports);
}

/** Until the guide has come to the passkey, its card may become a thank-you like any other. */
function cardAfterwards(enrollment: Enrollment | undefined): string | undefined {
  return enrollment && elsewhere.includes(enrollment.screen.kind) ? enrollment.cardId : undefined;
}

function nudgeMessenger(
  { config, connection, contacts, render, log }: RolloutParts,
  installer: ReturnType<typeof createAppInstaller>,
) {
  const { adapter, outbox } = connection;
  return createNudgeMessenger({
    adapter,
    botId: config.bot?.id ?? '',
    tenantId: config.graph.tenantId,
    serviceUrl: config.rollout.reach?.serviceUrl ?? '',
    audience: config.bot?.connector.ToChannelFromBotOAuthScope ?? '',
    contacts,
    outbox,
    installer,
    render,
    log,
  });
}
