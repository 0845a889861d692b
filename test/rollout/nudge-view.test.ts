import type { Campaign } from '../../src/rollout/campaign.ts';
import { nudgeView } from '../../src/rollout/nudge-view.ts';
import { someCampaign, someParticipant, somePlan, someSettings } from '../fixtures/some-nudge.ts';

const ownWords = { de: 'Bis {deadline}', en: 'By {deadline}', fr: 'Avant le {deadline}' };
const campaign: Campaign = { ...someCampaign, plan: { ...somePlan, deadline: '2027-01-29' }, ownWords };

function wordsTo(locale: string | undefined, changed: Partial<Campaign> = {}, directory?: string) {
  const participant = { ...someParticipant, language: directory };
  const view = nudgeView({ ...campaign, ...changed }, { round: 0, contactLocale: locale, participant }, someSettings);
  return view.ownWords;
}

function languageTo(locale: string | undefined) {
  const changed = { ...campaign, fallbackLanguage: 'fr', ownWords: { ...ownWords, zh: '{deadline}前' } };
  const participant = { ...someParticipant, language: 'de-CH' };
  return nudgeView(changed, { round: 0, contactLocale: locale, participant }, someSettings).ownWordsLanguage;
}

test.each([
  ['their client speaks', 'de-AT', 'Bis 29. Jänner 2027'],
  ['their client speaks, with dates as in their country', 'en-GB', 'By 29 January 2027'],
  ['the owner chose for others', 'ja-JP', 'Avant le 29 janvier 2027'],
  ['the owner chose, where nothing is known', undefined, 'Avant le 29 janvier 2027'],
  ['the owner chose, where the client says nonsense', 'x_y!', 'Avant le 29 janvier 2027'],
])('own words are in the language that %s', (_whose, locale, words) => {
  expect(wordsTo(locale, { fallbackLanguage: 'fr' })).toBe(words);
});

test.each([
  ['en-GB', 'en'],
  ['ja-JP', 'fr'],
  [undefined, 'de'],
  ['zh-TW', 'zh'],
])('whoever reads %s has words that say that they are in %s', (locale, language) => {
  expect(languageTo(locale)).toBe(language);
});

test('the directory says it for whoever has not written yet', () => {
  expect(wordsTo(undefined, { fallbackLanguage: 'fr' }, 'en-US')).toBe('By January 29, 2027');
});

test('a locale that is none costs nobody their message', () => {
  expect(wordsTo('en-!', { fallbackLanguage: 'fr' })).toBe('By January 29, 2027');
});

test('without words of their own there are none', () => {
  expect(wordsTo('de', { ownWords: {} })).toBeUndefined();
});

test.each([
  ['ready', true, 'get-app'],
  ['ready', undefined, 'ready'],
  ['sms-only', true, 'sms-only'],
  ['update-os', true, 'update-os'],
] as const)('planned as %s, and an old Authenticator is %s: worded as %s', (segment, hasOldApp, worded) => {
  const about = { round: 0, contactLocale: 'en', participant: { ...someParticipant, segment } };

  expect(nudgeView(campaign, about, someSettings, { ...(hasOldApp && { hasOldApp }) }).segment).toBe(worded);
});
