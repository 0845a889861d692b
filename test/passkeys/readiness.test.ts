import type { Facts, PasskeyPolicy } from '../../src/passkeys/facts.ts';
import {
  type BlockedReason,
  type Circumstances,
  evaluateReadiness,
  mayRegisterByQr,
  type Verdict,
} from '../../src/passkeys/readiness.ts';
import {
  account,
  androidAuthenticator,
  androidPhone,
  app,
  daysBefore,
  entraPhone,
  iCloudKeychain,
  intunePhone,
  iosAuthenticator,
  known,
  method,
  now,
  only,
  otherGroup,
  passkey,
  policy,
  policyWith,
  profile,
  samsungPass,
  someFacts,
  someSecurityKey,
  tap,
  unread,
} from '../fixtures/facts.ts';

type Case = readonly [why: string, facts: Partial<Facts>, circumstances: Partial<Circumstances>, expected: Verdict];

const blocked = (reason: BlockedReason): Verdict => ({ kind: 'blocked', reason });
const done = (fitsGoal: boolean, ...passkeys: readonly ReturnType<typeof passkey>[]): Verdict => ({
  kind: 'done',
  passkeys,
  fitsGoal,
});
const ready: Verdict = { kind: 'ready', passkey: 'authenticator' };
const synced: Verdict = { kind: 'ready', passkey: 'synced' };

const tenant = (overrides: Partial<PasskeyPolicy>): Partial<Facts> => ({ passkeyPolicy: known(policy(overrides)) });
const rules = (overrides: Parameters<typeof policyWith>[0]): Partial<Facts> => ({
  passkeyPolicy: known(policyWith(overrides)),
});
const onPhone = (overrides: Parameters<typeof intunePhone>[0]) => ({ intuneDevices: known([intunePhone(overrides)]) });
const onAndroid = (overrides: Parameters<typeof androidPhone>[0] = {}) => ({
  intuneDevices: known([androidPhone(overrides)]),
  methods: known([method('password'), app('6.2507.4749')]),
});
const withoutDevices = { intuneDevices: known([]), methods: known([method('phone')]) };
const syncedOnly = rules({ types: ['synced'] });

const account_: readonly Case[] = [
  ['a disabled account', { account: known(account({ enabled: false })) }, {}, blocked('account-disabled')],
  [
    'disabled beats done',
    { account: known(account({ enabled: false })), methods: known([passkey()]) },
    {},
    blocked('account-disabled'),
  ],
  ['a guest', { account: known(account({ isGuest: true })) }, {}, blocked('guest')],
  [
    'an account of which little is known',
    { account: known(account({ enabled: undefined, isGuest: undefined })) },
    {},
    ready,
  ],
  ['an account that could not be read', { account: unread('unavailable') }, {}, ready],
];

const alreadyDone: readonly Case[] = [
  ['a passkey is a passkey', { methods: known([passkey()]) }, {}, done(true, passkey())],
  [
    'whatever the policy says now',
    { methods: known([passkey()]), ...tenant({ state: 'disabled' }) },
    {},
    done(true, passkey()),
  ],
  [
    'whatever phone there is',
    { methods: known([passkey()]), ...onPhone({ isCompromised: true }) },
    {},
    done(true, passkey()),
  ],
  [
    'a Samsung one that Graph lists, too',
    { methods: known([passkey({ aaguid: samsungPass, type: 'synced' })]) },
    {},
    done(true, passkey({ aaguid: samsungPass, type: 'synced' })),
  ],
  [
    'of another kind where Authenticator is the goal',
    { methods: known([passkey({ aaguid: iCloudKeychain, type: 'synced' })]) },
    { goal: 'authenticator' },
    done(false, passkey({ aaguid: iCloudKeychain, type: 'synced' })),
  ],
  [
    'one of two fits the goal',
    {
      methods: known([
        passkey({ id: '1', aaguid: someSecurityKey }),
        passkey({ id: '2', aaguid: androidAuthenticator }),
      ]),
    },
    { goal: 'authenticator' },
    done(true, passkey({ id: '1', aaguid: someSecurityKey }), passkey({ id: '2', aaguid: androidAuthenticator })),
  ],
  ['who wants another one gets on', { methods: known([passkey()]) }, { wantsAnother: true }, ready],
  [
    'who wants another one is blocked like anybody',
    { methods: known([passkey()]), ...tenant({ state: 'disabled' }) },
    { wantsAnother: true },
    blocked('passkeys-off'),
  ],
];

const blockedByPolicy: readonly Case[] = [
  ['off', tenant({ state: 'disabled' }), {}, blocked('passkeys-off')],
  ['not targeted', tenant({ include: [{ kind: 'group', id: otherGroup, profiles: [] }] }), {}, blocked('not-targeted')],
  ['excluded', tenant({ exclude: [{ kind: 'all-users', profiles: [] }] }), {}, blocked('excluded')],
  ['self-service off', tenant({ isSelfServiceAllowed: false }), {}, blocked('self-service-off')],
  ['self-service unknown', tenant({ isSelfServiceAllowed: undefined }), {}, ready],
  [
    'security keys only',
    rules({ types: ['device-bound'], keyRestrictions: only(someSecurityKey) }),
    {},
    blocked('authenticator-not-allowed'),
  ],
  [
    'Authenticator on the other platform only',
    rules({ keyRestrictions: only(androidAuthenticator) }),
    {},
    blocked('authenticator-not-allowed'),
  ],
  ['Authenticator on this platform only', rules({ keyRestrictions: only(iosAuthenticator) }), {}, ready],
  [
    'before the phone is known, either platform would do',
    { ...withoutDevices, ...rules({ keyRestrictions: only(androidAuthenticator) }) },
    {},
    { kind: 'which-phone' },
  ],
  [
    'before the phone is known, neither would do',
    { ...withoutDevices, ...rules({ keyRestrictions: only(someSecurityKey) }) },
    {},
    blocked('authenticator-not-allowed'),
  ],
  [
    'synced only where Authenticator is the goal',
    syncedOnly,
    { goal: 'authenticator' },
    blocked('authenticator-not-allowed'),
  ],
  [
    'attestation does not block Authenticator',
    rules({ attestation: 'registration-only', types: ['device-bound'] }),
    {},
    ready,
  ],
  ['policy before phone', { ...tenant({ state: 'disabled' }), ...withoutDevices }, {}, blocked('passkeys-off')],
  ['a policy that could not be read', { passkeyPolicy: unread('forbidden') }, {}, ready],
  ['a state we do not know', tenant({ state: undefined }), {}, ready],
  ['profiles that were not delivered', tenant({ profiles: unread('not-understood') }), {}, ready],
  ['passkey types we do not know', rules({ types: undefined }), {}, ready],
  [
    'groups that could not be read',
    { ...tenant({ include: [{ kind: 'group', id: otherGroup, profiles: [] }] }), memberOf: unread() },
    {},
    ready,
  ],
];

const phones: readonly Case[] = [
  ['no record and no word', withoutDevices, {}, { kind: 'which-phone' }],
  [
    'devices that could not be read',
    { ...withoutDevices, intuneDevices: unread(), entraDevices: unread() },
    {},
    { kind: 'which-phone' },
  ],
  [
    'Lite only tells no platform',
    { intuneDevices: known([]), methods: known([app('4.2439.2')]) },
    {},
    { kind: 'which-phone' },
  ],
  ['the user has no phone', {}, { hasNoPhone: true }, { kind: 'no-phone' }],
  ['no phone, and passkeys are off', tenant({ state: 'disabled' }), { hasNoPhone: true }, blocked('passkeys-off')],
  ['rooted', onPhone({ isCompromised: true }), {}, { kind: 'compromised-phone' }],
  [
    'rooted and too old: no update helps',
    onPhone({ isCompromised: true, osVersion: '16' }),
    {},
    { kind: 'compromised-phone' },
  ],
  [
    'rooted, as of long ago: asked like any old fact',
    onPhone({ isCompromised: true, seenAt: daysBefore(60) }),
    {},
    { kind: 'which-os' },
  ],
  [
    'no phone, and only security keys are allowed',
    tenant(policyWith({ keyRestrictions: only(someSecurityKey) })),
    { hasNoPhone: true },
    { kind: 'no-phone' },
  ],
  ['integrity not known', onPhone({ isCompromised: undefined }), {}, ready],
  [
    'a rooted phone beside another one',
    { intuneDevices: known([intunePhone({ id: '1', isCompromised: true }), androidPhone()]) },
    {},
    ready,
  ],
  ['a fact of 30 days', onPhone({ seenAt: daysBefore(30) }), {}, ready],
  ['a fact of more than 30 days is asked', onPhone({ seenAt: daysBefore(31) }), {}, { kind: 'which-os' }],
  ['even one that would be too old', onPhone({ seenAt: daysBefore(31), osVersion: '16' }), {}, { kind: 'which-os' }],
  [
    'an Entra device object is asked',
    { intuneDevices: known([]), entraDevices: known([entraPhone({ seenAt: now })]) },
    {},
    { kind: 'which-os' },
  ],
  ['an app entry alone is asked', { intuneDevices: known([]) }, {}, { kind: 'which-os' }],
  ['a version that is none is asked', onPhone({ osVersion: 'Unknown' }), {}, { kind: 'which-os' }],
  ['the phone the user writes from wins, and is asked', {}, { writesFrom: 'android' }, { kind: 'which-os' }],
  ['the phone the user writes from is on record', {}, { writesFrom: 'ios' }, ready],
  [
    'what the user said beats what is on record',
    onPhone({ osVersion: '16' }),
    { toldPhone: { platform: 'ios', osVersion: '18' } },
    ready,
  ],
  [
    'what the user said beats what Teams says',
    {},
    { writesFrom: 'ios', toldPhone: { platform: 'android', osVersion: '8' } },
    { kind: 'update-os' },
  ],
  [
    'who does not know the version is let on',
    withoutDevices,
    { toldPhone: { platform: 'ios', osVersion: 'unknown' } },
    ready,
  ],
];

const authenticatorOnly = {
  types: ['device-bound'],
  keyRestrictions: only(iosAuthenticator, androidAuthenticator),
} as const;

const versions: readonly Case[] = [
  ['iOS 17 is enough', { ...onPhone({ osVersion: '17.0' }), ...rules(authenticatorOnly) }, {}, ready],
  ['iOS 16 is not', { ...onPhone({ osVersion: '16.7.10' }), ...rules(authenticatorOnly) }, {}, { kind: 'update-os' }],
  ['iOS 26 is', { ...onPhone({ osVersion: '26.1' }), ...rules(authenticatorOnly) }, {}, ready],
  ['Android 14 is enough', { ...onAndroid({ osVersion: 'Android (14)' }), ...rules(authenticatorOnly) }, {}, ready],
  ['Android 13 is not', { ...onAndroid({ osVersion: '13' }), ...rules(authenticatorOnly) }, {}, { kind: 'update-os' }],
  ['an old app is no wall', { methods: known([app('6.8.7')]) }, {}, ready],
  ['a missing app is no wall', { methods: known([method('phone')]) }, {}, ready],
  [
    'too old, and no method either: the phone comes first',
    { ...onPhone({ osVersion: '15' }), methods: known([]) },
    {},
    { kind: 'update-os' },
  ],
];

const syncedInstead: readonly Case[] = [
  ['Authenticator first, where both are allowed', {}, {}, ready],
  ['iOS 16 is enough for iCloud Keychain', onPhone({ osVersion: '16.4' }), {}, synced],
  [
    'not where Authenticator is the goal',
    onPhone({ osVersion: '16.4' }),
    { goal: 'authenticator' },
    { kind: 'update-os' },
  ],
  [
    'not where the policy says device-bound',
    { ...onPhone({ osVersion: '16.4' }), ...rules({ types: ['device-bound'] }) },
    {},
    { kind: 'update-os' },
  ],
  [
    'not where attestation is asked for',
    { ...onPhone({ osVersion: '16.4' }), ...rules({ attestation: 'registration-only' }) },
    {},
    { kind: 'update-os' },
  ],
  [
    'not where the policy is not known',
    { ...onPhone({ osVersion: '16.4' }), passkeyPolicy: unread() },
    {},
    { kind: 'update-os' },
  ],
  ['iOS 15 is not enough', onPhone({ osVersion: '15.8' }), {}, { kind: 'update-os' }],
  ['Android 9 is enough for Google Password Manager', onAndroid({ osVersion: '9' }), {}, synced],
  ['Android 8 is not', onAndroid({ osVersion: '8.1' }), {}, { kind: 'update-os' }],
  [
    'not on a Samsung, which has its own manager',
    onAndroid({ osVersion: '13', maker: 'samsung' }),
    {},
    { kind: 'update-os' },
  ],
  ['the policy allows synced passkeys only', syncedOnly, {}, synced],
  ['the policy allows iCloud Keychain only', rules({ keyRestrictions: only(iCloudKeychain) }), {}, synced],
  [
    'synced passkeys only, on a Samsung: no update of Android helps',
    { ...onAndroid({ osVersion: '15', maker: 'samsung' }), ...syncedOnly },
    {},
    blocked('authenticator-not-allowed'),
  ],
];

const strongMethods: readonly Case[] = [
  ['only a password', { methods: known([method('password')]) }, {}, { kind: 'needs-tap' }],
  ['nothing at all', { methods: known([]) }, {}, { kind: 'needs-tap' }],
  ['an e-mail address only resets passwords', { methods: known([method('email')]) }, {}, { kind: 'needs-tap' }],
  ['a phone number will do', { methods: known([method('phone')]) }, {}, ready],
  ['Lite will do, too', { methods: known([app('4.2439.2')]) }, {}, ready],
  ['a usable TAP will do', { methods: known([method('password'), tap()]) }, {}, ready],
  ['a spent TAP will not', { methods: known([tap({ isUsable: false })]) }, {}, { kind: 'needs-tap' }],
  ['methods that could not be read are no reason for a TAP', { methods: unread('forbidden') }, {}, ready],
  ['a synced passkey needs one, too', { methods: known([]), ...syncedOnly }, {}, { kind: 'needs-tap' }],
];

const tables = {
  'the account': account_,
  'done is done': alreadyDone,
  'the policy': blockedByPolicy,
  'the phone': phones,
  'the version': versions,
  'a synced passkey instead': syncedInstead,
  'multifactor authentication': strongMethods,
};

const verdictIn = ([, facts, circumstances]: Case): Verdict =>
  evaluateReadiness(someFacts(facts), { goal: 'any', now, ...circumstances }).verdict;

describe.each(Object.entries(tables))('%s', (_about, cases) => {
  test.each(cases)('%s', (...one) => {
    expect(verdictIn(one)).toEqual(one[3]);
  });
});

test('between them the tables reach every verdict and every reason', () => {
  const kinds: Record<Verdict['kind'], true> = {
    done: true,
    blocked: true,
    'no-phone': true,
    'which-phone': true,
    'which-os': true,
    'compromised-phone': true,
    'update-os': true,
    'needs-tap': true,
    ready: true,
  };
  const reasons: Record<BlockedReason, true> = {
    'account-disabled': true,
    guest: true,
    'passkeys-off': true,
    'not-targeted': true,
    excluded: true,
    'self-service-off': true,
    'authenticator-not-allowed': true,
  };

  const reached = Object.values(tables).flat().map(verdictIn);

  expect(new Set(reached.map(({ kind }) => kind))).toEqual(new Set(Object.keys(kinds)));
  const whys = reached.flatMap((verdict) => (verdict.kind === 'blocked' ? [verdict.reason] : []));
  expect(new Set(whys)).toEqual(new Set(Object.keys(reasons)));
});

describe('the phones to choose from', () => {
  const both = someFacts({ intuneDevices: known([intunePhone(), androidPhone({ osVersion: '13' })]) });

  test('the best one is proposed, the others are kept', () => {
    const { phone, otherPhones } = evaluateReadiness(both, { goal: 'any', now });

    expect(phone?.name).toBe('iPhone 15');
    expect(otherPhones.map(({ name }) => name)).toEqual(['Pixel 8']);
  });

  test('a phone that the user described is not among the others', () => {
    const toldPhone = { platform: 'android', name: 'Pixel 8', osVersion: '15' } as const;

    const { phone, otherPhones } = evaluateReadiness(both, { goal: 'any', now, toldPhone });

    expect(phone).toMatchObject({ name: 'Pixel 8', os: [15] });
    expect(otherPhones.map(({ name }) => name)).toEqual(['iPhone 15']);
  });

  test('who has no phone is not shown one as theirs', () => {
    const { phone, app: found } = evaluateReadiness(both, { goal: 'any', now, hasNoPhone: true });

    expect(phone).toBeUndefined();
    expect(found).toEqual({ kind: 'unknown' });
  });

  test('the app that is looked at is the one of the phone', () => {
    const facts = someFacts({
      intuneDevices: known([androidPhone()]),
      methods: known([app('6.8.40'), app('6.2404.2444')]),
    });

    expect(evaluateReadiness(facts, { goal: 'any', now }).app).toMatchObject({ kind: 'old', version: '6.2404.2444' });
  });
});

test.each<[string, Partial<Facts>, boolean]>([
  ['no attestation', {}, true],
  ['attestation', rules({ attestation: 'registration-only' }), false],
  [
    'attestation in one of two profiles',
    tenant({
      include: [{ kind: 'all-users', profiles: ['strict', 'default'] }],
      profiles: known([profile(), profile({ id: 'strict', attestation: 'registration-only' })]),
    }),
    true,
  ],
  ['attestation not known: the wizard will tell', rules({ attestation: undefined }), true],
  ['Authenticator not allowed', rules({ types: ['synced'] }), false],
  ['policy not known', { passkeyPolicy: unread() }, true],
])('a QR code from a computer: %s', (_why, facts, expected) => {
  const { policy: verdict } = evaluateReadiness(someFacts(facts), { goal: 'any', now });

  expect(mayRegisterByQr(verdict, 'ios')).toBe(expected);
});
