import type { Check, CheckId } from '../../src/passkeys/check.ts';
import { checkIds } from '../../src/passkeys/check.ts';
import type { Facts } from '../../src/passkeys/facts.ts';
import { type Circumstances, evaluateReadiness } from '../../src/passkeys/readiness.ts';
import {
  account,
  app,
  daysBefore,
  entraPhone,
  iCloudKeychain,
  intunePhone,
  known,
  method,
  now,
  otherGroup,
  passkey,
  policy,
  someFacts,
  tap,
  unread,
} from '../fixtures/facts.ts';

function checks(facts: Partial<Facts>, circumstances: Partial<Circumstances> = {}): readonly Check[] {
  return evaluateReadiness(someFacts(facts), { goal: 'any', now, ...circumstances }).checks;
}
const onPhone = (overrides: Parameters<typeof intunePhone>[0]) => ({ intuneDevices: known([intunePhone(overrides)]) });

test.each<[string, CheckId, Partial<Facts>, Partial<Circumstances>, Partial<Check>]>([
  ['an ordinary account', 'account', {}, {}, { result: 'pass', source: 'account', at: now }],
  [
    'a disabled account',
    'account',
    { account: known(account({ enabled: false })) },
    {},
    { result: 'fail', value: 'disabled' },
  ],
  ['a guest', 'account', { account: known(account({ isGuest: true })) }, {}, { result: 'fail', value: 'guest' }],
  ['half an account', 'account', { account: known(account({ isGuest: undefined })) }, {}, { result: 'unknown' }],
  ['an account not read', 'account', { account: unread('throttled') }, {}, { result: 'unknown', because: 'throttled' }],

  ['the policy is for the user', 'policy', {}, {}, { result: 'pass', source: 'policy', at: now }],
  [
    'the policy is off',
    'policy',
    { passkeyPolicy: known(policy({ state: 'disabled' })) },
    {},
    { result: 'fail', value: 'off' },
  ],
  [
    'excluded',
    'policy',
    { passkeyPolicy: known(policy({ exclude: [{ kind: 'all-users', profiles: [] }] })) },
    {},
    { result: 'fail', value: 'excluded' },
  ],
  [
    'not targeted',
    'policy',
    { passkeyPolicy: known(policy({ include: [] })) },
    {},
    { result: 'fail', value: 'not-targeted' },
  ],
  [
    'the policy not read',
    'policy',
    { passkeyPolicy: unread('forbidden') },
    {},
    { result: 'unknown', because: 'forbidden' },
  ],
  [
    'the groups not read',
    'policy',
    {
      passkeyPolicy: known(policy({ include: [{ kind: 'group', id: otherGroup, profiles: [] }] })),
      memberOf: unread('timed-out'),
    },
    {},
    { result: 'unknown', because: 'timed-out' },
  ],
  ['self-service on', 'self-service', {}, {}, { result: 'pass' }],
  [
    'self-service off',
    'self-service',
    { passkeyPolicy: known(policy({ isSelfServiceAllowed: false })) },
    {},
    { result: 'fail' },
  ],
  [
    'self-service not known',
    'self-service',
    { passkeyPolicy: known(policy({ isSelfServiceAllowed: undefined })) },
    {},
    { result: 'unknown' },
  ],
  [
    'self-service of a policy that is off',
    'self-service',
    { passkeyPolicy: known(policy({ state: 'disabled' })) },
    {},
    { result: 'not-needed' },
  ],

  [
    'a passkey',
    'passkey',
    { methods: known([passkey()]) },
    {},
    { result: 'pass', source: 'methods', value: '1', at: now },
  ],
  ['no passkey', 'passkey', {}, {}, { result: 'fail', value: '0' }],
  [
    'a passkey that misses the goal',
    'passkey',
    { methods: known([passkey({ aaguid: iCloudKeychain })]) },
    { goal: 'authenticator' },
    { result: 'fail', value: '1' },
  ],
  [
    'methods not read',
    'passkey',
    { methods: unread('unavailable') },
    {},
    { result: 'unknown', because: 'unavailable' },
  ],
  ['a strong method', 'mfa-method', {}, {}, { result: 'pass' }],
  ['a usable TAP', 'mfa-method', { methods: known([tap()]) }, {}, { result: 'pass' }],
  ['only a password', 'mfa-method', { methods: known([method('password')]) }, {}, { result: 'fail' }],
  [
    'methods not read, no verdict on MFA',
    'mfa-method',
    { methods: unread('unavailable') },
    {},
    { result: 'unknown', because: 'unavailable' },
  ],

  [
    'a recorded phone, with its age',
    'phone',
    {},
    {},
    { result: 'pass', source: 'intune', value: 'iPhone 15', at: daysBefore(1) },
  ],
  [
    'the phone the user writes from',
    'phone',
    {},
    { writesFrom: 'android' },
    { result: 'pass', source: 'teams', value: 'android' },
  ],
  [
    'no phone on record',
    'phone',
    { intuneDevices: unread('forbidden'), methods: known([]) },
    {},
    { result: 'unknown', because: 'forbidden' },
  ],
  ['new enough', 'os-version', {}, {}, { result: 'pass', value: 'iOS 18.6', source: 'intune', at: daysBefore(1) }],
  ['too old', 'os-version', onPhone({ osVersion: '16.7' }), {}, { result: 'fail', value: 'iOS 16.7' }],
  [
    'an old fact',
    'os-version',
    onPhone({ seenAt: daysBefore(31) }),
    {},
    { result: 'unknown', value: 'iOS 18.6', at: daysBefore(31) },
  ],
  [
    'an Entra fact',
    'os-version',
    { intuneDevices: known([]), entraDevices: known([entraPhone()]) },
    {},
    { result: 'unknown', source: 'entra' },
  ],
  [
    'as the user said',
    'os-version',
    {},
    { toldPhone: { platform: 'android', osVersion: '15' } },
    { result: 'pass', value: 'Android 15', source: 'you' },
  ],
  [
    'the user does not know',
    'os-version',
    {},
    { toldPhone: { platform: 'ios', osVersion: 'unknown' } },
    { result: 'unknown', source: 'you' },
  ],
  ['intact', 'phone-integrity', {}, {}, { result: 'pass', source: 'intune' }],
  ['rooted', 'phone-integrity', onPhone({ isCompromised: true }), {}, { result: 'fail' }],
  [
    'integrity that Intune does not know',
    'phone-integrity',
    onPhone({ isCompromised: undefined }),
    {},
    { result: 'unknown' },
  ],
  ['integrity of a phone only Teams knows', 'phone-integrity', {}, { writesFrom: 'android' }, { result: 'unknown' }],

  ['Authenticator is there', 'authenticator-app', {}, {}, { result: 'pass', source: 'methods' }],
  ['its version', 'app-version', {}, {}, { result: 'pass', value: '6.8.40' }],
  ['an old one', 'app-version', { methods: known([app('6.8.7')]) }, {}, { result: 'fail', value: '6.8.7' }],
  ['one without a version', 'app-version', { methods: known([app(undefined)]) }, {}, { result: 'unknown' }],
  [
    'Lite only',
    'authenticator-app',
    { methods: known([app('4.2439.2')]) },
    {},
    { result: 'fail', value: 'Authenticator Lite' },
  ],
  [
    'a version of what is not there',
    'app-version',
    { methods: known([app('4.2439.2')]) },
    {},
    { result: 'not-needed' },
  ],
  ['the other phone has one', 'authenticator-app', { methods: known([app('6.2507.4749')]) }, {}, { result: 'fail' }],
  [
    'the app with methods not read',
    'authenticator-app',
    { methods: unread('unavailable') },
    {},
    { result: 'unknown', because: 'unavailable' },
  ],
])('%s', (_what, id, facts, circumstances, expected) => {
  expect(checks(facts, circumstances).find((check) => check.id === id)).toMatchObject(expected);
});

test('nothing could be read: every requirement is there, none has failed', () => {
  const nothing = {
    account: unread(),
    methods: unread(),
    intuneDevices: unread(),
    entraDevices: unread(),
    passkeyPolicy: unread(),
    memberOf: unread(),
  };

  const found = checks(nothing);

  expect(found.map(({ id }) => id)).toEqual(checkIds);
  expect(found.filter(({ result }) => result === 'fail' || result === 'pass')).toEqual([]);
});
