import { preview, reachOf } from '../../src/rollout/show-campaign.ts';
import { someCounts } from '../fixtures/every-rollout-reply.ts';
import { someSettings as settings, someCampaign } from '../fixtures/some-nudge.ts';

const counts = { audience: 10, bySegment: { ready: 6, blocked: 3, done: 1 }, withoutChat: 2 };

test.each([
  ['where the app is installed for them', true, { chat: 4, install: 2, neverMet: 0 }],
  ['where it is not', false, { chat: 4, install: 0, neverMet: 2 }],
])('whom no message gets to is told before the start: %s', (_where, installsApp, reach) => {
  expect(reachOf(counts, { installsApp })).toEqual(reach);
});

test('of totals that were kept without it, nothing is said', () => {
  const { withoutChat: _none, ...old } = counts;

  expect(reachOf(old, { installsApp: true })).toBeUndefined();
});

test.each([
  ['nobody can be looked up one by one', '2026-11-20T09:00:00Z'],
  ['they can', undefined],
])('the preview knows it where %s', async (_where, sweepAloneSince) => {
  const freshness = async () => (sweepAloneSince === undefined ? {} : { sweepAloneSince });

  const reply = await preview(someCampaign, { reports: { counts: async () => someCounts, freshness }, settings });

  expect(reply).toMatchObject({ kind: 'campaign-preview' });
  expect('sweepAloneSince' in reply ? reply.sweepAloneSince : undefined).toBe(sweepAloneSince);
});
