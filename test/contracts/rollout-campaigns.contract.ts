import { randomUUID } from 'node:crypto';
import type { Campaign } from '../../src/rollout/campaign.ts';
import type { Campaigns } from '../../src/rollout/ports.ts';
import { changedCampaign, someCampaign } from '../fixtures/some-campaign.ts';

export function rolloutCampaignsContract(campaigns: () => Campaigns): void {
  test('a campaign gets a number, higher with each, and is loaded as it was saved', async () => {
    const [one, other] = [await campaigns().create(someCampaign()), await campaigns().create(someCampaign())];

    expect(other.number).toBeGreaterThan(one.number);
    expect(await campaigns().load(one.id)).toEqual(one);
    expect(await campaigns().load(randomUUID())).toBeUndefined();
  });

  test('what was changed is loaded, with the number it had', async () => {
    const stored = await campaigns().create(someCampaign());
    const next = changedCampaign(stored, {
      number: 999_999,
      status: 'paused',
      name: 'Half a smiley “🙂”',
      ownWords: { en: 'Please' },
      pausedBecause: { kind: 'trouble', what: 'blocked', count: 5, of: 100 },
    });

    expect(await campaigns().save(next, stored.revision)).toBe(true);

    expect(await campaigns().load(stored.id)).toEqual({ ...next, number: stored.number });
  });

  test.each<[string, (stored: Campaign) => Campaign, 'right' | 'wrong', boolean]>([
    ['the stored revision is the expected one', (one) => changedCampaign(one, { status: 'planning' }), 'right', true],
    ['somebody was faster', (one) => changedCampaign(one, { status: 'planning' }), 'wrong', false],
    ['there is none', (one) => changedCampaign(one, { id: randomUUID() }), 'right', false],
  ])('saving when %s', async (_why, change, expected, isSaved) => {
    const stored = await campaigns().create(someCampaign());
    const next = change(stored);

    expect(await campaigns().save(next, expected === 'right' ? stored.revision : randomUUID())).toBe(isSaved);

    expect(await campaigns().load(stored.id)).toEqual(isSaved ? next : stored);
  });

  test('a change without a new revision is a mistake of ours', async () => {
    const stored = await campaigns().create(someCampaign());

    await expect(campaigns().save({ ...stored, status: 'planning' }, stored.revision)).rejects.toThrow(RangeError);
  });

  test('of twenty presses on the same revision, one is saved', async () => {
    const stored = await campaigns().create(someCampaign());

    const saved = await Promise.all(
      Array.from({ length: 20 }, () =>
        campaigns().save(changedCampaign(stored, { status: 'running' }), stored.revision),
      ),
    );

    expect(saved.filter(Boolean)).toHaveLength(1);
  });

  test('the newest come first, no more than asked for', async () => {
    const made = [];
    for (let n = 0; n < 3; n++) made.push(await campaigns().create(someCampaign()));

    const [newest, second] = await campaigns().list(2);

    expect([newest, second]).toEqual([made[2], made[1]]);
    expect(await campaigns().list(1)).toHaveLength(1);
  });

  test('campaigns are found by status', async () => {
    const [running, paused, draft] = [
      await campaigns().create(someCampaign({ status: 'running' })),
      await campaigns().create(someCampaign({ status: 'paused' })),
      await campaigns().create(someCampaign()),
    ];

    const found = await campaigns().withStatus('running', 'paused');

    expect(found).toEqual(expect.arrayContaining([running, paused]));
    expect(found).not.toContainEqual(draft);
    expect(await campaigns().withStatus()).toEqual([]);
  });

  test.each([
    ['draft', true],
    ['planning', true],
    ['approved', true],
    ['running', false],
    ['finished', false],
  ] as const)('a campaign that is %s is removed: %s', async (status, isRemoved) => {
    const stored = await campaigns().create(someCampaign({ status }));

    await campaigns().remove(stored.id);

    expect(await campaigns().load(stored.id)).toEqual(isRemoved ? undefined : stored);
  });
}
