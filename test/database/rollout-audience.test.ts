import { createAudience } from '../../src/database/audience.ts';
import { createCampaigns } from '../../src/database/campaigns.ts';
import { createEnrollments } from '../../src/database/enrollments.ts';
import { segments } from '../../src/rollout/segment.ts';
import { rolloutAudienceContract } from '../contracts/rollout-audience.contract.ts';
import { someCampaign, someMember } from '../fixtures/some-campaign.ts';
import { someEnrollment, someone } from '../fixtures/someone.ts';
import { describeDatabases } from '../fixtures/test-database.ts';

describeDatabases((_name, database) => {
  const stores = () => {
    const { db } = database();
    return { campaigns: createCampaigns(db), audience: createAudience(db) };
  };

  rolloutAudienceContract(stores);

  test('waves are filled by urgency across pages, in the order of ids', async () => {
    const { campaigns, audience } = stores();
    const { id } = await campaigns.create(someCampaign());
    const users = Array.from({ length: 10_001 }, someone).sort();
    await audience.add(
      id,
      users.map((user) => someMember({ user })),
    );
    const [urgent, ...rest] = users.toReversed();
    await audience.setSegments(id, [
      { user: urgent!, segment: 'sms-only' },
      ...rest.map((user) => ({ user, segment: 'ready' as const })),
    ]);

    expect(await audience.assignWaves(id, 4_000, segments)).toEqual([0, 4_000, 4_000, 2_001]);

    const waves = await database()
      .db.selectFrom('participants')
      .select(['user_id', 'wave'])
      .where('campaign_id', '=', id)
      .orderBy('user_id')
      .execute();
    const expected = users.map((user, at) => ({
      user_id: user,
      wave: user === urgent ? 1 : 1 + Math.floor((at + 1) / 4_000),
    }));
    expect(waves).toEqual(expected);
  });

  test('whoever told the guide that the computer has no Bluetooth is known to lack it', async () => {
    const { campaigns, audience } = stores();
    const user = someone();
    const { id } = await campaigns.create(someCampaign());
    await audience.add(id, [someMember({ user })]);
    const enrollment = someEnrollment(user, 'one');
    await createEnrollments(database().db).save(
      { ...enrollment, screen: { kind: 'no-bluetooth', stage: 'registering' } },
      undefined,
    );

    expect(await audience.facts(id, undefined, undefined, 10)).toMatchObject([{ user, lacksBluetooth: true }]);
  });
});
