import { reachOf } from '../../src/rollout/show-campaign.ts';

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
