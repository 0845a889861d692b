import type { Campaign } from '../../src/rollout/campaign.ts';
import { setWords } from '../../src/rollout/draft-campaign.ts';
import type { RolloutScene } from '../../src/rollout/scene.ts';
import { fakeCampaigns } from '../fakes/fake-rollout-planning.ts';
import { someCampaign, someSettings } from '../fixtures/some-nudge.ts';

/** What is stored after these were entered, one after the other. */
async function after(...entered: readonly (readonly [language: string, text: string, fallback?: string])[]) {
  let ids = 0;
  const campaigns = fakeCampaigns({ ...someCampaign, status: 'draft' });
  const scene = { ports: { campaigns, settings: someSettings, newId: () => `id-${++ids}` } } as unknown as RolloutScene;
  for (const [language, text, fallback] of entered)
    await setWords(
      { kind: 'set-words', campaign: someCampaign.id, language, text, ...(fallback && { fallback }) },
      scene,
    );
  return (await campaigns.load(someCampaign.id)) as Campaign;
}

test.each([
  [
    'the first that was entered',
    [
      ['de', 'Bitte'],
      ['en', 'Please'],
      ['fr', 'Merci'],
    ],
    'de',
  ],
  [
    'the one that was chosen',
    [
      ['de', 'Bitte'],
      ['en', 'Please', 'en'],
    ],
    'en',
  ],
  [
    'the one that was chosen, also later on',
    [
      ['de', 'Bitte'],
      ['en', 'Please', 'en'],
      ['fr', 'Merci'],
    ],
    'en',
  ],
  [
    'another, when its words are taken back',
    [
      ['de', 'Bitte'],
      ['en', 'Please'],
      ['de', ''],
    ],
    'en',
  ],
  [
    'never one without words',
    [
      ['de', 'Bitte'],
      ['en', 'Please', 'nl'],
    ],
    'de',
  ],
] as const)('others read %s', async (_which, entered, fallback) => {
  expect((await after(...entered)).fallbackLanguage).toBe(fallback);
});
