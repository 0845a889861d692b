import { randomInt, randomUUID } from 'node:crypto';
import type { Config } from './config/config.ts';
import { createAudit } from './database/audit.ts';
import { createCases } from './database/cases.ts';
import type { Database } from './database/database.ts';
import { createEnrollments } from './database/enrollments.ts';
import { createFreezes } from './database/freezes.ts';
import { createHelpdeskChannel } from './database/helpdesk-channel.ts';
import { createIntents } from './database/intents.ts';
import { createRequestQueue } from './database/request-queue.ts';
import { createRequests } from './database/requests.ts';
import { createSealedTaps } from './database/sealed-taps.ts';
import type { Ports } from './enrollment/scene.ts';
import type { GraphClient } from './graph/graph-client.ts';
import { createOperatorSignIn } from './graph/operator-sign-in.ts';
import { createGroupsExist } from './graph/read-groups.ts';
import { createSubjects } from './graph/read-subject.ts';
import { createRoles } from './graph/roles.ts';
import { announcing } from './helpdesk/announce-request.ts';
import { freezingOnAlarm } from './helpdesk/freeze-on-alarm.ts';
import type { HelpdeskPorts } from './helpdesk/scene.ts';
import { trustedChannel } from './helpdesk/trusted-channel.ts';
import type { Logger } from './log.ts';
import { createHelpdeskTimers } from './queue/helpdesk-timers.ts';
import type { Queue } from './queue/open-queue.ts';
import type { Connection } from './teams/create-teams.ts';

/** A wrong id is in the log from the start, not only once somebody needs a pass. */
export async function lookForGroups(
  { helpdesk, rollout }: Config,
  client: GraphClient,
  now: () => Date,
  log: Logger,
): Promise<void> {
  const { operatorGroups, settings } = helpdesk;
  const groups = [...operatorGroups, ...rollout.ownerGroups, ...settings.protectedGroups, ...settings.approvalGroups];
  await createGroupsExist({ client, groups, now, log, freshFor: 0, limitMs: 10_000 })();
}

export type HelpdeskParts = {
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

export function helpdeskPorts({
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
export function usersRequests(desk: HelpdeskPorts): Ports['requests'] {
  const later = (work: () => Promise<void>) => void work();
  return announcing(freezingOnAlarm(desk.requests, desk), desk, later);
}
