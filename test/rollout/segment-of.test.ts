import { userId } from '../../src/passkeys/ids.ts';
import type { BlockedReason, PhoneRecord, PlannedFacts, Registration } from '../../src/rollout/person.ts';
import type { Segment } from '../../src/rollout/segment.ts';
import { segmentOf, whyBlocked } from '../../src/rollout/segment-of.ts';

const now = new Date('2026-11-20T09:00:00Z');
const user = userId('00000000-0000-4000-8000-000000000001');
const lastWeek = '2026-11-13T09:00:00Z';
const lastSpring = '2026-04-01T09:00:00Z';

const registration: Registration = {
  user,
  hasPasskey: false,
  isPhoneOnly: false,
  isMfaCapable: true,
  hasAuthenticatorApp: true,
};
const iphone: PhoneRecord = { user, platform: 'ios', maker: 'Apple', osVersion: '18.6', seenAt: lastWeek };
const galaxy: PhoneRecord = { user, platform: 'android', maker: 'samsung', osVersion: '15', seenAt: lastWeek };
const ready: PlannedFacts = {
  user,
  isEnabled: true,
  isGuest: false,
  registration,
  phones: [iphone],
  policy: 'allowed',
  lacksBluetooth: false,
  phonesRead: true,
};

const { registration: _none, ...notInReport } = ready;
const { policy: _unread, ...policyUnknown } = ready;

test.each<[why: string, facts: PlannedFacts, segment: Segment]>([
  ['nothing stands in the way', ready, 'ready'],
  ['a disabled account gets nothing', { ...ready, isEnabled: false }, 'blocked'],
  ['a guest registers at home', { ...ready, isGuest: true }, 'blocked'],
  ['who has one is done', { ...ready, registration: { ...registration, hasPasskey: true } }, 'done'],
  [
    'a passkey is a passkey, whatever the policy says now',
    { ...ready, policy: 'off', registration: { ...registration, hasPasskey: true } },
    'done',
  ],
  ['one that is newer than the report, too', { ...notInReport, policy: 'off', hasNewPasskey: true }, 'done'],
  ['passkeys are off', { ...ready, policy: 'off' }, 'blocked'],
  ['the policy is for others', { ...ready, policy: 'not-targeted' }, 'blocked'],
  ['the policy leaves them out', { ...ready, policy: 'excluded' }, 'blocked'],
  ['the policy leaves out somebody who is not in the report', { ...notInReport, policy: 'excluded' }, 'blocked'],
  ['a policy that could not be read blocks nobody', policyUnknown, 'ready'],
  ['not in the report is not known', notInReport, 'unknown'],
  ['only SMS comes first', { ...ready, registration: { ...registration, isPhoneOnly: true } }, 'sms-only'],
  [
    'only SMS comes before an old phone',
    { ...ready, registration: { ...registration, isPhoneOnly: true }, phones: [{ ...iphone, osVersion: '15.8' }] },
    'sms-only',
  ],
  [
    'nothing strong to sign in with needs a pass',
    { ...ready, registration: { ...registration, isMfaCapable: false } },
    'needs-tap',
  ],
  ['a phone without the app', { ...ready, registration: { ...registration, hasAuthenticatorApp: false } }, 'get-app'],
  ['iOS 17 is enough', { ...ready, phones: [{ ...iphone, osVersion: '17.0' }] }, 'ready'],
  ['iOS 16 is too old', { ...ready, phones: [{ ...iphone, osVersion: '16.7.11' }] }, 'update-os'],
  ['Android 14 is enough', { ...ready, phones: [{ ...galaxy, osVersion: 'Android (14)' }] }, 'ready'],
  ['Android 13 is too old', { ...ready, phones: [{ ...galaxy, osVersion: '13' }] }, 'update-os'],
  [
    'an old phone is updated before the app is got',
    {
      ...ready,
      phones: [{ ...galaxy, osVersion: '13' }],
      registration: { ...registration, hasAuthenticatorApp: false },
    },
    'update-os',
  ],
  [
    'iOS 16 is enough for a synced passkey, where that is surely allowed',
    { ...ready, phones: [{ ...iphone, osVersion: '16.7' }], mayUseSynced: true },
    'ready',
  ],
  [
    "Google's manager does not sync on a Samsung phone",
    { ...ready, phones: [{ ...galaxy, osVersion: '13' }], mayUseSynced: true },
    'update-os',
  ],
  ['one phone of two will do', { ...ready, phones: [{ ...galaxy, osVersion: '12' }, iphone] }, 'ready'],
  [
    'a version from spring proves nothing',
    { ...ready, phones: [{ ...iphone, osVersion: '15', seenAt: lastSpring }] },
    'ready',
  ],
  [
    'a phone not seen since spring does not make up for the one in use',
    {
      ...ready,
      phones: [
        { ...galaxy, osVersion: '13' },
        { ...iphone, seenAt: lastSpring },
      ],
    },
    'update-os',
  ],
  ['a version that cannot be read is not an old one', { ...ready, phones: [{ ...iphone, osVersion: 'n/a' }] }, 'ready'],
  ['the app proves a phone that Intune does not know', { ...ready, phones: [] }, 'ready'],
  [
    'no app, and Intune knows no phone',
    { ...ready, phones: [], registration: { ...registration, hasAuthenticatorApp: false } },
    'no-phone',
  ],
  [
    'no app, and Intune could not be read',
    { ...ready, phones: [], phonesRead: false, registration: { ...registration, hasAuthenticatorApp: false } },
    'unknown',
  ],
  ['no Bluetooth at the desk, and else ready', { ...ready, lacksBluetooth: true }, 'no-bluetooth'],
  [
    'no Bluetooth is not the first thing in the way',
    { ...ready, lacksBluetooth: true, phones: [{ ...galaxy, osVersion: '13' }] },
    'update-os',
  ],
])('%s', (_why, facts, segment) => {
  expect(segmentOf(facts, now)).toBe(segment);
});

test.each<[facts: Partial<PlannedFacts>, because: BlockedReason | undefined]>([
  [{}, undefined],
  [{ isEnabled: false, isGuest: true, policy: 'off' }, 'account-off'],
  [{ isGuest: true, policy: 'off' }, 'guest'],
  [{ policy: 'off' }, 'passkeys-off'],
  [{ policy: 'not-targeted' }, 'not-targeted'],
  [{ policy: 'excluded' }, 'excluded'],
  [{ policy: 'excluded', registration: { ...registration, hasPasskey: true } }, undefined],
  [{ isGuest: true, registration: { ...registration, hasPasskey: true } }, 'guest'],
])('whoever is %j is blocked because: %s', (facts, because) => {
  expect(whyBlocked({ ...ready, ...facts })).toBe(because);
});
