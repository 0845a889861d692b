import { userId } from '../../src/passkeys/ids.ts';
import { approvalNeeded, contentHash, isApproved, mayNotDecide } from '../../src/rollout/approval.ts';
import type { Approval, Campaign } from '../../src/rollout/campaign.ts';
import {
  drivers,
  everybody,
  owner,
  pioneers,
  secondOwner,
  someCampaign,
  somePlan,
  someSettings,
} from '../fixtures/some-nudge.ts';

const thirdOwner = userId('00000000-0000-4000-8000-0000000000f2');
const withWords: Campaign = { ...someCampaign, ownWords: { en: 'Please' } };

test.each([
  ['small, with our words', someCampaign, 500, []],
  ['large', someCampaign, 501, ['size']],
  ['with own words', withWords, 1, ['own-words']],
  ['large, with own words', withWords, 501, ['size', 'own-words']],
  ['with words taken back', { ...someCampaign, ownWords: { en: ' ' } }, 1, []],
])('%s', (_why, campaign, audience, needed) => {
  expect(approvalNeeded(campaign, audience, someSettings)).toEqual(needed);
});

const approval: Approval = {
  needed: ['size', 'own-words'],
  askedBy: owner,
  askedAt: '2026-11-19T09:00:00Z',
  decidedBy: secondOwner,
  decidedAt: '2026-11-19T10:00:00Z',
  approved: true,
  content: contentHash(withWords),
};

test.each<[why: string, changed: Partial<Campaign>]>([
  ['another revision', { revision: 'revision-2' }],
  ['another status', { status: 'planned' }],
  ['planned once more', { planning: { askedBy: owner, startedAt: '', step: 'waves', people: 1, requests: 1 } }],
  ['a group has a new name', { include: [{ ...everybody, name: 'All of us' }] }],
  [
    'the same plan in another order',
    { plan: { ...Object.fromEntries(Object.entries(somePlan).toReversed()) } as typeof somePlan },
  ],
])('still approved: %s', (_why, changed) => {
  expect(isApproved({ ...withWords, approval, ...changed }, ['size', 'own-words'])).toBe(true);
});

test.each<[why: string, changed: Partial<Campaign>]>([
  ['other words', { ownWords: { en: 'Please!' } }],
  ['words in one more language', { ownWords: { en: 'Please', de: 'Bitte' } }],
  ['other words for whoever reads none of the languages', { fallbackLanguage: 'en' }],
  ['another name, which is in the card', { name: 'Something else' }],
  ['another group', { include: [everybody, drivers] }],
  ['one group less is left out', { exclude: [drivers] }],
  ['larger waves', { plan: { ...somePlan, waveSize: { unit: 'percent', perDay: 100 } } }],
  ['longer hours', { plan: { ...somePlan, sendingHours: { from: '08:00', to: '16:00' } } }],
  ['a pilot', { plan: { ...somePlan, pilot: pioneers } }],
  ['a deadline', { plan: { ...somePlan, deadline: '2026-12-24' } }],
  ['not decided', { approval: { needed: ['size', 'own-words'], askedBy: owner, askedAt: '' } }],
  ['declined', { approval: { ...approval, approved: false } }],
  ['approved by the owner', { approval: { ...approval, decidedBy: owner } }],
  ['approved by who asked', { approval: { ...approval, askedBy: secondOwner } }],
  ['asked for another reason', { approval: { ...approval, needed: ['own-words'] } }],
])('no longer approved: %s', (_why, changed) => {
  expect(isApproved({ ...withWords, approval, ...changed }, ['size', 'own-words'])).toBe(false);
});

test('where nothing needs it, nobody has to agree', () => {
  expect(isApproved(someCampaign, [])).toBe(true);
});

test('a third owner may decide, the owner and whoever asked may not', () => {
  const asked = { ...withWords, approval: { needed: [], askedBy: secondOwner, askedAt: '' } };

  expect(mayNotDecide(thirdOwner, asked)).toBe(false);
  expect(mayNotDecide(secondOwner, asked)).toBe(true);
  expect(mayNotDecide(owner, asked)).toBe(true);
});
