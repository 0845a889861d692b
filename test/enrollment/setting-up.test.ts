import type { Screen } from '../../src/enrollment/reply.ts';
import type { Facts } from '../../src/passkeys/facts.ts';
import { atTheSteps, conversationWith, type World } from '../fixtures/conversation.ts';
import {
  account,
  allBut,
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
  pilotGroup,
  policy,
  policyWith,
  tap,
  unread,
} from '../fixtures/facts.ts';

const pixel = known([androidPhone()]);
const androidApp = known([method('password'), app('6.2511.7000')]);

test.each<[string, World, Partial<Screen>]>([
  [
    'all in order: the passkey goes into Authenticator on the phone',
    {},
    { kind: 'offer', route: 'in-authenticator', onThisPhone: false, warnings: [] },
  ],
  ['writing from that phone', { client: { platform: 'ios' } }, { kind: 'offer', onThisPhone: true }],
  [
    'writing from another kind of phone than the one on record',
    { client: { platform: 'android' } },
    { kind: 'ask-os', platform: 'android' },
  ],
  [
    'a computer with Windows 10 is on record',
    {
      facts: { intuneDevices: known([intunePhone(), intunePhone({ platform: 'windows', osVersion: '10.0.19045.1' })]) },
    },
    { kind: 'offer', computer: 'windows-10', canUseComputer: true },
  ],
  [
    'attestation rules the QR code out',
    {
      client: { platform: 'windows' },
      facts: { passkeyPolicy: known(policyWith({ attestation: 'registration-only', types: ['device-bound'] })) },
    },
    { kind: 'offer', canUseComputer: false },
  ],
  [
    'Authenticator is not among the allowed ones, synced passkeys are',
    { facts: { passkeyPolicy: known(policyWith({ keyRestrictions: only(iCloudKeychain), types: ['synced'] })) } },
    { kind: 'offer', route: 'synced' },
  ],
  [
    'an old Authenticator is a warning',
    { facts: { methods: known([app('6.8.9')]) } },
    { kind: 'offer', warnings: [{ kind: 'old-app', appVersion: '6.8.9', needed: '6.8.37' }] },
  ],
  [
    'Authenticator only inside Outlook',
    { facts: { methods: known([app('4.2439.2')]) } },
    { kind: 'offer', warnings: [{ kind: 'authenticator-lite' }] },
  ],
  [
    'no phone on record',
    { facts: { intuneDevices: known([]), methods: known([method('phone')]) } },
    { kind: 'ask-phone' },
  ],
  [
    'the version on record is old news',
    { facts: { intuneDevices: known([intunePhone({ seenAt: daysBefore(90) })]) } },
    { kind: 'ask-os', prefill: '18.6' },
  ],
  [
    'only a device object knows the version',
    { facts: { intuneDevices: known([]), entraDevices: known([entraPhone({ osVersion: '17.1' })]) } },
    { kind: 'ask-os', prefill: '17.1' },
  ],
  [
    'the phone is too old',
    {
      facts: {
        intuneDevices: known([intunePhone({ osVersion: '16.7' })]),
        passkeyPolicy: known(policyWith({ types: ['device-bound'] })),
      },
    },
    { kind: 'update-os', needed: '17' },
  ],
  [
    'the phone is jailbroken',
    { facts: { intuneDevices: known([intunePhone({ isCompromised: true })]) } },
    { kind: 'compromised-phone' },
  ],
  ['nothing but a password', { facts: { methods: known([method('password')]) } }, { kind: 'needs-tap' }],
  ['a password and a pass', { facts: { methods: known([method('password'), tap()]) } }, { kind: 'offer' }],
  [
    'has one already',
    { facts: { methods: known([passkey()]) } },
    { kind: 'already-done', fitsGoal: true, platform: 'ios' },
  ],
  [
    'has one in iCloud, the goal is Authenticator',
    { facts: { methods: known([passkey({ aaguid: iCloudKeychain })]) }, settings: { goal: 'authenticator' } },
    { kind: 'already-done', fitsGoal: false },
  ],
  [
    'the account is off',
    { facts: { account: known(account({ enabled: false })) } },
    { kind: 'blocked', reason: 'account-disabled' },
  ],
  ['a guest', { facts: { account: known(account({ isGuest: true })) } }, { kind: 'blocked', reason: 'guest' }],
  [
    'passkeys are off',
    { facts: { passkeyPolicy: known(policy({ state: 'disabled' })) } },
    { kind: 'blocked', reason: 'passkeys-off' },
  ],
  [
    'not among those who may',
    { facts: { passkeyPolicy: known(policy({ include: [{ kind: 'group', id: otherGroup, profiles: [] }] })) } },
    { kind: 'blocked', reason: 'not-targeted' },
  ],
  [
    'Authenticator on this phone is refused, and the goal is Authenticator',
    {
      facts: { passkeyPolicy: known(policyWith({ keyRestrictions: allBut(iosAuthenticator, androidAuthenticator) })) },
      settings: { goal: 'authenticator' },
    },
    { kind: 'blocked', reason: 'authenticator-not-allowed' },
  ],
])('%s', async (_why, world, expected) => {
  const ada = conversationWith(world);

  const { reply } = await ada.say('set-up-passkey');

  expect(reply).toMatchObject(expected);
});

test('Start shows at most five steps on one card, and the looking begins', async () => {
  const ada = conversationWith();
  await ada.say('set-up-passkey');
  expect(ada.rows.watched.size).toBe(0);

  const { reply } = await ada.press('start');

  expect(reply).toMatchObject({ kind: 'steps', route: 'in-authenticator', phone: { platform: 'ios' } });
  expect(reply.kind === 'steps' && reply.steps.length).toBeLessThanOrEqual(5);
  expect(ada.rows.watched.size).toBe(1);
});

test('one step at a time: forward, back, and after the last one the bot looks', async () => {
  const ada = await atTheSteps();
  const { steps } = ada.screen() as Extract<Screen, { kind: 'steps' }>;

  await ada.press('one-at-a-time');
  expect(ada.screen()).toMatchObject({ kind: 'one-step', index: 0, steps });
  await ada.press('back');
  expect(ada.screen()).toMatchObject({ index: 0 });
  for (const [index] of steps.slice(1).entries()) {
    await ada.press('next');
    expect(ada.screen()).toMatchObject({ kind: 'one-step', index: index + 1 });
  }
  await ada.press('back');
  expect(ada.screen()).toMatchObject({ index: steps.length - 2 });
  await ada.press('next');

  await ada.say('next');
  expect(ada.kind()).toBe('not-yet');
});

test('a QR code from the computer, and back to the phone alone where there is no Bluetooth', async () => {
  const ada = conversationWith({ client: { platform: 'macos' } });
  await ada.say('set-up-passkey');

  await ada.press('use-computer');
  expect(ada.screen()).toMatchObject({ kind: 'steps', route: 'cross-device', computer: 'macos' });
  await ada.press('no-bluetooth');
  expect(ada.screen()).toMatchObject({ kind: 'no-bluetooth', stage: 'registering', platform: 'ios' });
  await ada.press('on-the-phone');
  expect(ada.screen()).toMatchObject({ kind: 'steps', route: 'in-authenticator' });
});

const attested = known(policyWith({ attestation: 'registration-only', types: ['device-bound'] }));

test.each<[string, World]>([
  ['the policy rules it out', { client: { platform: 'windows' }, facts: { passkeyPolicy: attested } }],
  ['no computer is known that can do it', { client: { platform: 'web' } }],
])('who asks for the QR code where %s is told so, before and after "Start"', async (_why, world) => {
  const ada = conversationWith(world);
  await ada.say('set-up-passkey');

  await ada.say('use-computer');
  expect(ada.screen()).toEqual({ kind: 'symptom', symptom: 'qr_way_refused' });
  await ada.press('on-the-phone');
  await ada.press('start');
  await ada.say('use-computer');

  expect(ada.screen()).toEqual({ kind: 'symptom', symptom: 'qr_way_refused' });
  await ada.press('on-the-phone');
  expect(ada.screen()).toMatchObject({ kind: 'steps', route: 'in-authenticator' });
});

test('where only a synced passkey is possible, "on the phone" does not lead into Authenticator', async () => {
  const passkeyPolicy = known(policyWith({ keyRestrictions: only(iCloudKeychain), types: ['synced'] }));
  const ada = conversationWith({ facts: { passkeyPolicy } });
  await ada.say('set-up-passkey');

  await ada.say('on-the-phone');
  expect(ada.screen()).toMatchObject({ kind: 'steps', route: 'synced' });
  await ada.say('use-computer');
  expect(ada.screen()).toMatchObject({ kind: 'steps', route: 'synced' });
});

test.each([
  ['Motorola', '14', true],
  ['Samsung', '14', true],
  ['Motorola', '15', false],
  ['Google', '14', false],
])('%s with Android %s may hide the choice: told before starting? %p', async (maker, osVersion, isTold) => {
  const phone = androidPhone({ maker, model: 'Some model', osVersion });
  const ada = conversationWith({ facts: { intuneDevices: known([phone]), methods: androidApp } });

  await ada.say('set-up-passkey');

  const screen = ada.screen();
  if (screen?.kind !== 'offer') throw new Error(`${screen?.kind}`);
  expect(screen.warnings.some(({ kind }) => kind === 'android-14')).toBe(isTold);
});

describe('the first card says when it was asked for, whatever it is', () => {
  const rooted = known([intunePhone({ isCompromised: true })]);

  test.each<[Screen['kind'], Partial<Facts>]>([
    ['offer', {}],
    ['ask-phone', { intuneDevices: known([]), methods: known([method('phone')]) }],
    ['ask-os', { intuneDevices: known([intunePhone({ seenAt: daysBefore(90) })]) }],
    ['update-os', { intuneDevices: known([androidPhone({ maker: 'samsung', osVersion: '13' })]), methods: androidApp }],
    ['needs-tap', { methods: known([method('password')]) }],
    ['blocked', { account: known(account({ enabled: false })) }],
    ['already-done', { methods: known([passkey()]) }],
    ['compromised-phone', { intuneDevices: rooted }],
  ])('%s', async (kind, facts) => {
    const ada = conversationWith({ facts });

    await ada.say('set-up-passkey');

    expect(ada.screen()).toMatchObject({ kind, askedAt: now.toISOString() });
  });

  test('and the cards after it need not', async () => {
    const ada = conversationWith({ facts: { intuneDevices: known([]), methods: known([method('phone')]) } });
    await ada.say('set-up-passkey');

    await ada.press({ kind: 'pick-phone', phone: 'iphone' });
    expect(ada.screen()).toMatchObject({ kind: 'ask-os' });
    expect(ada.screen()).not.toHaveProperty('askedAt');
    await ada.press('different-phone');

    expect(ada.screen()).toMatchObject({ kind: 'ask-phone' });
    expect(ada.screen()).not.toHaveProperty('askedAt');
  });

  test('"different phone" out of the blue is a first card, too', async () => {
    const ada = conversationWith();

    await ada.say('different-phone');

    expect(ada.screen()).toMatchObject({ kind: 'ask-phone', askedAt: now.toISOString() });
  });
});

describe('another phone', () => {
  const twoPhones: Partial<Facts> = { intuneDevices: known([intunePhone(), androidPhone()]) };

  test('the other one on record is one press away', async () => {
    const ada = conversationWith({ facts: twoPhones });
    await ada.say('set-up-passkey');
    expect(ada.screen()).toMatchObject({
      kind: 'offer',
      phone: { platform: 'ios' },
      otherPhones: [{ name: 'Pixel 8' }],
    });

    await ada.press('different-phone');
    expect(ada.screen()).toMatchObject({ kind: 'ask-phone', phones: [{ name: 'iPhone 15' }, { name: 'Pixel 8' }] });
    await ada.press({ kind: 'use-phone', index: 1 });

    expect(ada.screen()).toMatchObject({ kind: 'offer', phone: { platform: 'android', name: 'Pixel 8' } });
  });

  test.each([
    ['iphone', 'ios', 'apple'],
    ['samsung', 'android', 'samsung'],
    ['pixel', 'android', 'google'],
    ['other-android', 'android', 'other'],
  ] as const)('a kind that is not on record (%s) is asked for its version', async (phone, platform, maker) => {
    const ada = conversationWith({ facts: { intuneDevices: known([]), methods: known([method('phone')]) } });
    await ada.say('set-up-passkey');

    await ada.press({ kind: 'pick-phone', phone });
    expect(ada.screen()).toMatchObject({ kind: 'ask-os', platform, maker });
    await ada.press({ kind: 'tell-os', version: '26' });

    expect(ada.screen()).toMatchObject({ kind: 'offer', phone: { platform, maker, osVersion: '26' } });
  });

  test('"I can\'t tell" is an answer, and no wall', async () => {
    const ada = conversationWith({ facts: { intuneDevices: known([intunePhone({ seenAt: daysBefore(90) })]) } });
    await ada.say('set-up-passkey');

    await ada.press({ kind: 'tell-os', version: 'unknown' });
    expect(ada.kind()).toBe('offer');
    await ada.press('start');

    expect(ada.kind()).toBe('steps');
  });

  test('no phone at all: what there is instead', async () => {
    const facts = { ...twoPhones, methods: known([app('6.8.40'), method('windows-hello')]) };
    const ada = conversationWith({ facts });
    await ada.say('different-phone');

    await ada.press({ kind: 'pick-phone', phone: 'none' });

    expect(ada.screen()).toEqual({ kind: 'no-phone', securityKeyAllowed: true, hasWindowsHello: true });
  });

  test('is chosen only where it is asked for', async () => {
    const ada = await atTheSteps({ facts: twoPhones });

    await ada.say({ kind: 'pick-phone', phone: 'samsung' });
    await ada.say({ kind: 'use-phone', index: 1 });
    await ada.say({ kind: 'tell-os', version: '16' });

    expect(ada.screen()).toMatchObject({ kind: 'steps', phone: { platform: 'ios' } });
  });

  test('somebody outside the pilot is told before choosing one', async () => {
    const ada = conversationWith({ settings: { audience: pilotGroup } });

    expect((await ada.say('different-phone')).reply).toEqual({ kind: 'not-in-pilot' });
  });

  test('the passkey of the first phone came meanwhile: that is the news', async () => {
    const ada = await atTheSteps();
    ada.register();

    await ada.say('different-phone');

    expect(ada.screen()).toMatchObject({ kind: 'registered', passkey: { id: 'new' } });
  });
});

describe('an update first', () => {
  const tooOld = {
    facts: {
      intuneDevices: known([intunePhone({ osVersion: '16.7' })]),
      passkeyPolicy: known(policyWith({ types: ['device-bound'] })),
    },
  };

  test.each(['updated-os', 'resume', 'yes', 'done', 'worked'] as const)(
    '"%s" asks for the version, because the record lags behind, and goes on',
    async (said) => {
      const ada = conversationWith(tooOld);
      await ada.say('set-up-passkey');

      await ada.say(said);
      expect(ada.screen()).toMatchObject({ kind: 'ask-os', platform: 'ios' });
      await ada.press({ kind: 'tell-os', version: '18' });

      expect(ada.screen()).toMatchObject({ kind: 'offer', phone: { osVersion: '18' } });
    },
  );

  test('still too old is still too old', async () => {
    const ada = conversationWith(tooOld);
    await ada.say('set-up-passkey');
    await ada.press('updated-os');

    await ada.press({ kind: 'tell-os', version: '16' });

    expect(ada.kind()).toBe('update-os');
  });
});

describe('a pilot', () => {
  test.each<[string, Partial<Facts>, string]>([
    ['those inside go on', { memberOf: known(new Set([pilotGroup])) }, 'offer'],
    ['those outside are asked for patience', { memberOf: known(new Set([otherGroup])) }, 'not-in-pilot'],
    ['an unreadable membership is neither yes nor no', { memberOf: unread('throttled') }, 'could-not-read'],
  ])('%s', async (_why, facts, kind) => {
    const ada = conversationWith({ facts, settings: { audience: pilotGroup } });

    expect((await ada.say('set-up-passkey')).reply.kind).toBe(kind);
  });
});

describe('when Microsoft Graph cannot be read', () => {
  test('nothing known: says so, stores nothing, and "try again" begins once it is back', async () => {
    const ada = conversationWith();
    ada.directory.fail('unavailable');

    expect((await ada.say('set-up-passkey')).reply).toEqual({ kind: 'could-not-read', because: 'unavailable' });
    expect(ada.enrollment()).toBeUndefined();
    ada.directory.recover();
    await ada.say('resume');

    expect(ada.kind()).toBe('offer');
  });

  test.each([
    ['intuneDevices', 'ask-phone'],
    ['methods', 'offer'],
    ['passkeyPolicy', 'offer'],
    ['account', 'offer'],
  ] as const)('without "%s" the guide goes on: %s', async (part, kind) => {
    const ada = conversationWith({ facts: { methods: known([method('phone')]) } });
    ada.directory.fail('forbidden', part);

    await ada.say('set-up-passkey');

    expect(ada.kind()).toBe(kind);
  });

  test('a question that is asked because nobody could look says so', async () => {
    const ada = conversationWith({ client: { platform: 'ios' } });
    ada.directory.fail('timed-out', 'intuneDevices');

    await ada.say('set-up-passkey');

    expect(ada.screen()).toMatchObject({ kind: 'ask-os', because: 'timed-out' });
  });

  test('what could not be read is said on the offer', async () => {
    const ada = conversationWith();
    ada.directory.fail('throttled', 'methods', 'passkeyPolicy');

    await ada.say('set-up-passkey');

    expect(ada.screen()).toMatchObject({
      warnings: [
        { kind: 'not-read', what: 'methods', because: 'throttled' },
        { kind: 'not-read', what: 'policy', because: 'throttled' },
      ],
    });
  });
});

test('a pass is asked for once, and shown from then on; with it the guide goes straight on', async () => {
  const ada = conversationWith({ facts: { methods: known([method('password')]) } });
  await ada.say('set-up-passkey');
  expect(ada.screen()).toEqual({ kind: 'needs-tap', askedAt: now.toISOString() });

  await ada.press('request-tap');
  expect(ada.screen()).toMatchObject({ kind: 'requested', request: { about: 'tap' } });
  await ada.say('request-tap');
  expect(ada.rows.requests.size).toBe(1);
  await ada.say('set-up-passkey');
  expect(ada.screen()).toMatchObject({ kind: 'needs-tap', request: { about: 'tap' } });

  ada.change({ methods: known([method('password'), tap()]) });
  await ada.say('resume');
  expect(ada.kind()).toBe('offer');
});

test('who has one and wants another is led to it, and only the new one counts', async () => {
  const ada = conversationWith({
    facts: { methods: known([passkey({ aaguid: iCloudKeychain })]) },
    settings: { goal: 'authenticator' },
  });
  await ada.say('set-up-passkey');

  await ada.press('start');
  expect(ada.kind()).toBe('offer');
  await ada.press('start');
  await ada.press('done');
  expect(ada.kind()).toBe('not-yet');
  ada.register();
  await ada.say('done');

  expect(ada.screen()).toMatchObject({ kind: 'registered', fitsGoal: true, passkey: { id: 'new' } });
});

test('facts of an Android phone lead to Android steps', async () => {
  const ada = await atTheSteps({ facts: { intuneDevices: pixel, methods: androidApp } });

  expect(ada.screen()).toMatchObject({ kind: 'steps', steps: expect.arrayContaining(['settings-pixel']) });
});
