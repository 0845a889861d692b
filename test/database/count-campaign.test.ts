import { sql } from 'kysely';
import { createAudience } from '../../src/database/audience.ts';
import { createCampaigns } from '../../src/database/campaigns.ts';
import { countCampaign } from '../../src/database/count-campaign.ts';
import { createLedger } from '../../src/database/ledger.ts';
import { createParticipants } from '../../src/database/participants.ts';
import type { UserId } from '../../src/passkeys/ids.ts';
import { campaignOf, hoursAfter, nudgedCampaign } from '../fixtures/rollout-stores.ts';
import { changedCampaign } from '../fixtures/some-campaign.ts';
import { someone } from '../fixtures/someone.ts';
import { describeDatabases } from '../fixtures/test-database.ts';

const now = new Date('2026-03-02T09:00:00Z');

describeDatabases((_name, database) => {
  const stores = () => {
    const { db } = database();
    return { campaigns: createCampaigns(db), audience: createAudience(db), ledger: createLedger(db, () => now), now };
  };
  const askForHelp = (user: UserId, about: string, at: Date) =>
    sql`
      insert into help_requests (user_id, about, diagnosis, opened_at) values (${user}, ${about}, '{}', ${at})
    `.execute(database().db);

  test('stuck is who cannot, and who has asked a person since their nudge: each once', async () => {
    const [before, since, twice, unable, silent] = [someone(), someone(), someone(), someone(), someone()];
    const { id } = await nudgedCampaign(stores(), [before, since, twice, unable, silent], 24);
    await askForHelp(before, 'tap', hoursAfter(now, -25));
    await askForHelp(since, 'tap', hoursAfter(now, -23));
    for (const about of ['tap', 'other']) await askForHelp(twice, about, hoursAfter(now, -1));
    await askForHelp(unable, 'tap', hoursAfter(now, -1));
    await createParticipants(database().db, () => now).noteCannot(id, unable, 'other', '', now);
    await askForHelp(someone(), 'tap', now);

    const { waves } = await countCampaign(database().db, id);

    expect(waves).toMatchObject([{ wave: 1, people: 5, reached: 5, stuck: 3 }]);
  });

  test('whom nobody has met is counted until the campaign starts, those of whom nothing is known included', async () => {
    const [done, unread] = [someone(), someone()];
    const planned = await campaignOf(stores(), [done, unread], { status: 'planned' });
    const { id, revision } = planned;
    await stores().audience.setSegments(id, [{ user: done, segment: 'done' }]);
    await sql`update participants set segment = null where user_id = ${unread}`.execute(database().db);
    expect(await countCampaign(database().db, id)).toMatchObject({ audience: 2, withoutChat: 1 });

    await stores().campaigns.save(changedCampaign(planned, { status: 'running' }), revision);

    const counts = await countCampaign(database().db, id);
    expect(counts).toMatchObject({ audience: 2, bySegment: { done: 1, unknown: 1 } });
    expect(counts).not.toHaveProperty('withoutChat');
  });
});
