import { diagnosisRows } from '../../src/helpdesk/request-view.ts';

test('why somebody cannot do what a rollout asks of them is shown with what they typed, without what cannot be seen', () => {
  expect(diagnosisRows({ screen: 'nudge', cannot: 'not-my-own-phone', words: 'No \u202Eway' })).toEqual([
    { what: 'screen', value: 'nudge' },
    { what: 'cannot', value: 'not-my-own-phone' },
    { what: 'words', value: 'No way' },
  ]);
});
