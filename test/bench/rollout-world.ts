import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { createAudience } from '../../src/database/audience.ts';
import { createCampaigns } from '../../src/database/campaigns.ts';
import { createContacts } from '../../src/database/contacts.ts';
import type { Database } from '../../src/database/database.ts';
import { createLedger } from '../../src/database/ledger.ts';
import { openServer } from '../../src/database/open-server.ts';
import { createReports } from '../../src/database/rollout-reports.ts';
import { type UserId, userId } from '../../src/passkeys/ids.ts';
import type { Campaign } from '../../src/rollout/campaign.ts';
import { segments } from '../../src/rollout/segment.ts';
import { silentLog } from '../fixtures/silent-log.ts';
import { someCampaign, someMember } from '../fixtures/some-campaign.ts';
import { someContact } from '../fixtures/someone.ts';
import { type Child, startChild, startFlags } from './child-process.ts';
import type { ConnectorFaults, ConnectorState } from './load-connector.ts';
import { createThrowAwayDatabase } from './throw-away-database.ts';

export type LoadConnector = {
  readonly url: string;
  state(): Promise<ConnectorState>;
  /** How many messages each user got. */
  deliveries(): Promise<ReadonlyMap<UserId, number>>;
  /** Milliseconds since the epoch. */
  moments(): Promise<readonly number[]>;
  /** The body of the last message. */
  sample(): Promise<string>;
  fail(faults: Partial<ConnectorFaults>): Promise<void>;
  reset(): Promise<void>;
};

export type RolloutWorld = {
  readonly connector: LoadConnector;
  readonly simulator: Child;
  readonly databaseUrl: string;
  readonly database: Database;
  /** Another instance of the product. */
  start(env?: Readonly<Record<string, string>>): Promise<Child>;
  close(): Promise<void>;
};

export type RolloutWorldOptions = {
  /** Users of the simulated tenant. */
  readonly users: number;
  /** For the simulator. */
  readonly args?: readonly string[];
  readonly database?: { readonly url: string; drop(): Promise<void> };
};

/** Simulator, Connector, database and any number of instances of the product, each in a process of its own. */
export async function openRolloutWorld({ users, args = [], database }: RolloutWorldOptions): Promise<RolloutWorld> {
  const closing: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const end of closing.splice(0).reverse()) await end();
  };
  const started = async (child: Promise<Child>) => {
    const ready = await child;
    closing.push(ready.stop);
    return ready;
  };
  try {
    const storage = database ?? (await createThrowAwayDatabase());
    closing.push(storage.drop);
    const simulator = await started(
      startChild({ file: 'src/simulator/main.ts', args: ['--users', String(users), '--varied', ...args] }),
    );
    const connector = await started(startChild({ file: 'test/bench/load-connector.ts' }));
    const nodeFlags = await startFlags();
    const opened = await openServer(storage.url, silentLog);
    closing.push(opened.close);
    return {
      simulator,
      connector: clientOf(connector.url),
      databaseUrl: storage.url,
      database: opened,
      start: (env = {}) =>
        started(
          startChild({
            file: 'src/main.ts',
            nodeFlags,
            env: {
              GRAPH_CREDENTIAL: 'simulator',
              GRAPH_BASE_URL: simulator.url,
              DATABASE_URL: storage.url,
              PORT: '0',
              METRICS_PORT: '0',
              ORGANIZATION_NAME: 'Contoso',
              TEAMS_APP_CATALOG_ID: 'eeeeeeee-0000-4000-8000-000000000001',
              TEAMS_SERVICE_URL: connector.url,
              ...env,
            },
          }),
        ),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function clientOf(url: string): LoadConnector {
  const get = async <T>(what: string) => (await (await fetch(`${url}/control/${what}`)).json()) as T;
  const post = async (what: string, body: object) => {
    await (await fetch(`${url}/control/${what}`, { method: 'POST', body: JSON.stringify(body) })).text();
  };
  return {
    url,
    state: () => get('state'),
    async deliveries() {
      const byConversation = Object.entries(await get<Record<string, number>>('deliveries'));
      return new Map(byConversation.map(([conversation, count]) => [userId(conversation.slice('a:'.length)), count]));
    },
    moments: () => get('moments'),
    sample: async () => (await get<{ body: string }>('sample')).body,
    fail: (faults) => post('faults', faults),
    reset: () => post('reset', {}),
  };
}

/** The simulator numbers its users. */
export function usersFrom(first: number, count: number): readonly UserId[] {
  return Array.from({ length: count }, (_, index) =>
    userId(`00000000-0000-4000-8000-${String(first + index).padStart(12, '0')}`),
  );
}

const page = 1_000;

/**
 * A campaign that runs, with the first nudge of everybody due now. Sent at any hour, on any day.
 * @param met share of the people who have a chat with the bot: the first ones
 */
export async function runCampaign(
  { database, connector }: Pick<RolloutWorld, 'database' | 'connector'>,
  users: readonly UserId[],
  { met = 1 }: { readonly met?: number } = {},
): Promise<Campaign> {
  const { db } = database;
  const [campaigns, audience, contacts] = [createCampaigns(db), createAudience(db), createContacts(db)];
  const now = new Date();
  const startsOn = now.toISOString().slice(0, 10);
  const plan = {
    startsOn,
    waveSize: { unit: 'people', perDay: 10_000_000 },
    remindAfterDays: [7],
    sendingHours: { from: '00:00', to: '23:59' },
    weekdays: [1, 2, 3, 4, 5, 6, 7],
  } as const;
  const draft = someCampaign({ status: 'paused', plan, createdAt: now.toISOString(), startedAt: now.toISOString() });
  const campaign = await campaigns.create(draft);
  for (let at = 0; at < users.length; at += page) {
    const some = users.slice(at, at + page);
    await audience.add(
      campaign.id,
      some.map((user) => someMember({ user })),
    );
    await audience.setSegments(
      campaign.id,
      some.map((user) => ({ user, segment: 'ready' })),
    );
    await inLanes(some.slice(0, Math.max(0, Math.round(users.length * met) - at)), (user) =>
      contacts.remember({
        ...someContact(user),
        conversationId: `a:${user}`,
        serviceUrl: connector.url,
        client: { platform: undefined, locale: 'en-GB', timeZone: 'Europe/London' },
      }),
    );
  }
  await audience.assignWaves(campaign.id, 10_000_000, segments);
  await createLedger(db, () => new Date()).planWave(campaign.id, 1, now);
  // As a server does by itself after a minute.
  await sql`analyze`.execute(db);
  return campaign;
}

/** Until now it was paused. */
export async function release({ database }: Pick<RolloutWorld, 'database'>, campaign: Campaign): Promise<Campaign> {
  const running: Campaign = { ...campaign, revision: randomUUID(), status: 'running' };
  const isSaved = await createCampaigns(database.db).save(running, campaign.revision);
  if (!isSaved) throw new Error('The campaign was changed meanwhile');
  return running;
}

async function inLanes<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const lane = async () => {
    for (let item = left.pop(); item !== undefined; item = left.pop()) await work(item);
  };
  await Promise.all(Array.from({ length: 8 }, lane));
}

/** Nudges of a campaign by what came of them, as its report has them. */
export async function nudgesOf({ database }: Pick<RolloutWorld, 'database'>, campaign: string) {
  const { nudges } = await createReports(database.db).counts(campaign);
  const of = (...kinds: readonly (keyof typeof nudges)[]) => kinds.reduce((sum, kind) => sum + (nudges[kind] ?? 0), 0);
  return { nudges, left: of('planned', 'claimed', 'waiting'), claimed: of('claimed'), uncertain: of('uncertain') };
}

export async function waitUntil(
  holds: () => Promise<boolean>,
  what: string,
  mostMs: number,
  everyMs = 50,
): Promise<void> {
  const since = performance.now();
  while (!(await holds())) {
    if (performance.now() - since > mostMs) throw new Error(`Waited ${Math.round(mostMs / 1_000)} s for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
