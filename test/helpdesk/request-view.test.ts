import type { HelpdeskReply } from '../../src/helpdesk/reply.ts';
import type { Diagnosis } from '../../src/helpdesk/request.ts';
import { diagnosisRows } from '../../src/helpdesk/request-view.ts';
import { visibleTextOf } from '../cards/read-card.ts';
import { executing, someReader } from '../cards/some-renderer.ts';
import { ines } from '../fixtures/helpdesk-world.ts';

const rowsOf = (diagnosis: Diagnosis) => diagnosisRows(diagnosis).map(({ what }) => what);

test.each<[string, Diagnosis, readonly string[]]>([
  ['a version that is not needed', { checks: { 'app-version': 'not-needed' } }, []],
  ['that they may add one, where the policy needs no such leave', { checks: { 'self-service': 'not-needed' } }, []],
  ['that there is a phone, where it is said which', { platform: 'ios', checks: { phone: 'pass' } }, ['platform']],
  [
    'what nobody could read of a phone',
    { checks: { phone: 'unknown', 'os-version': 'unknown', 'phone-integrity': 'unknown', 'app-version': 'unknown' } },
    [],
  ],
])('says nothing, and is left out: %s', (_what, diagnosis, rows) => {
  expect(rowsOf(diagnosis)).toEqual(rows);
});

test.each<[string, Diagnosis, readonly string[]]>([
  ['that there is a phone', { checks: { phone: 'pass' } }, ['phone']],
  ['that there is none', { platform: 'ios', checks: { phone: 'fail' } }, ['platform', 'phone']],
  ['that the phone is modified', { checks: { 'phone-integrity': 'fail' } }, ['phone-integrity']],
  ['a version, needed or not', { appVersion: '6.8.1', checks: { 'app-version': 'not-needed' } }, ['app-version']],
  [
    'a version of which nobody knows whether it will do',
    { osVersion: '17', checks: { 'os-version': 'unknown' } },
    ['os-version'],
  ],
  ['a version that nobody checked', { osVersion: '17', appVersion: '6.8.1' }, ['os-version', 'app-version']],
  [
    'what could not be read of the account',
    { checks: { policy: 'unknown', 'mfa-method': 'unknown' } },
    ['policy', 'mfa-method'],
  ],
  ['what is missing', { checks: { 'mfa-method': 'fail' } }, ['mfa-method']],
])('says something, and stays: %s', (_what, diagnosis, rows) => {
  expect(rowsOf(diagnosis)).toEqual(rows);
});

test('the card of a request, and the view of a user, have no row without a word to it', () => {
  const checks = { phone: 'pass', 'app-version': 'not-needed', 'os-version': 'unknown', account: 'pass' };
  const item = { number: 12, about: 'tap', name: 'Ines', openedAt: '2026-11-20T09:00:00Z', waitingMinutes: 1 } as const;
  const diagnosis = diagnosisRows({ platform: 'ios', checks });
  const request: HelpdeskReply = { kind: 'request', item: { ...item, isMine: true }, subject: ines, diagnosis };
  const facts = [
    { what: 'app-version', result: 'not-needed', source: 'methods' },
    { what: 'account', result: 'pass', source: 'account' },
  ] as const;
  const user: HelpdeskReply = { kind: 'user-view', number: 12, name: 'Ines', facts };

  for (const reply of [request, user]) {
    const text = visibleTextOf(executing.render(reply, someReader).card);

    expect(text).toContain('Account');
    expect(text).not.toMatch(/Not needed|App version|Not known/);
  }
});

test('why somebody cannot do what a rollout asks of them is shown with what they typed, without what cannot be seen', () => {
  expect(diagnosisRows({ screen: 'nudge', cannot: 'not-my-own-phone', words: 'No \u202Eway' })).toEqual([
    { what: 'screen', value: 'nudge' },
    { what: 'cannot', value: 'not-my-own-phone' },
    { what: 'words', value: 'No way' },
  ]);
});
