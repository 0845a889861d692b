import { sql } from 'kysely';
import { startProduct } from '../../src/compose.ts';
import { readConfig } from '../../src/config/config.ts';
import { createAudience } from '../../src/database/audience.ts';
import { createCampaigns } from '../../src/database/campaigns.ts';
import { openServer } from '../../src/database/open-server.ts';
import { createParticipants } from '../../src/database/participants.ts';
import { createTokenSource } from '../../src/graph/credential.ts';
import { createGraphClient } from '../../src/graph/graph-client.ts';
import { createGraphPace } from '../../src/graph/pace-requests.ts';
import { createAudienceSource } from '../../src/graph/read-audience.ts';
import { createTruth } from '../../src/graph/read-truth.ts';
import { createLog } from '../../src/log.ts';
import { catchUp } from '../../src/rollout/catch-up.ts';
import { planCampaign } from '../../src/rollout/plan-campaign.ts';

/**
 * The product, and in the same process the planning of one campaign, as its job does it; only that Graph's limit for reports
 * is not kept to: with it, a hundred thousand rows take three and a half minutes of waiting, and a million half an hour.
 */
const [campaign = ''] = process.argv.slice(2);
const log = createLog('warn');
const config = readConfig(process.env, { needsServer: true });
const product = await startProduct(config, { log });
process.stdout.write(`${JSON.stringify({ url: product.url })}\n`);

const { baseUrl } = config.graph;
const now = () => new Date();
const tokens = createTokenSource(config.graph, now);
const client = createGraphClient({ baseUrl, tokens });
const free = { requests: Number.POSITIVE_INFINITY, perMs: 1 };
const pace = createGraphPace({ reports: free, intune: free });
const { db } = await openServer(config.databaseUrl ?? '', log);
// Once a minute the product looks for what is being planned, and would go on with it at Graph's pace.
await sql`delete from pgboss.schedule`.execute(db);
const truth = createTruth({ baseUrl, tokens, client, pace, log, now });
await planCampaign(campaign, {
  campaigns: createCampaigns(db),
  audience: createAudience(db),
  source: createAudienceSource({ baseUrl, tokens, client, pace, log, goal: config.goal }),
  settings: config.rollout.settings,
  log,
  now,
  newId: () => crypto.randomUUID(),
  catchUp: async (planning) =>
    void (await catchUp(planning, { truth, participants: createParticipants(db, now), now })),
});
