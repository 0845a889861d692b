import { atTheSteps, conversationWith, type World, withNewPasskey } from '../fixtures/conversation.ts';
import {
  androidAuthenticator,
  iCloudKeychain,
  intunePhone,
  known,
  only,
  passkey,
  policyWith,
  unread,
} from '../fixtures/facts.ts';

test.each([
  ['computer', 'ios'],
  ['this-phone', 'ios'],
] as const)('the test on the %s, and it worked', async (how, platform) => {
  const ada = await withNewPasskey();

  await ada.press({ kind: 'try-it', how });
  expect(ada.screen()).toEqual({ kind: 'sign-in-test', how, platform });
  await ada.press('worked');

  expect(ada.screen()).toEqual({ kind: 'all-set', platform, tested: true });
});

test.each<[string, World, string | undefined]>([
  ['a Mac writes', { client: { platform: 'macos' } }, 'macos'],
  [
    'Windows 10 is on record',
    { facts: { intuneDevices: known([intunePhone(), intunePhone({ platform: 'windows', osVersion: '10.0.19045' })]) } },
    'windows-10',
  ],
  ['nothing is known of a computer', {}, undefined],
])('the words fit the computer: %s', async (_why, world, computer) => {
  const ada = await withNewPasskey(world);

  await ada.press({ kind: 'try-it', how: 'computer' });

  expect((ada.screen() as { computer?: string }).computer).toBe(computer);
});

test.each<[string, World]>([
  ['the passkey tells', { facts: { methods: known([passkey({ aaguid: androidAuthenticator })]) } }],
  [
    'the phone written from tells',
    {
      client: { platform: 'android' },
      facts: { methods: known([passkey({ aaguid: undefined })]), intuneDevices: unread() },
    },
  ],
])('an Android phone is not told of an iPhone: %s', async (_why, world) => {
  const ada = conversationWith(world);
  await ada.say('set-up-passkey');
  expect(ada.kind()).toBe('already-done');

  await ada.press({ kind: 'try-it', how: 'this-phone' });
  expect(ada.screen()).toMatchObject({ kind: 'sign-in-test', platform: 'android' });
  await ada.press('did-not-work');
  expect(ada.screen()).toMatchObject({ kind: 'sign-in-failed', platform: 'android' });
  await ada.press('later');

  expect(ada.screen()).toEqual({ kind: 'all-set', platform: 'android', tested: false });
});

test('no Bluetooth at the desk: other ways to sign in there, never the registration again', async () => {
  const ada = await withNewPasskey({ client: { platform: 'windows' } });
  await ada.press({ kind: 'try-it', how: 'computer' });

  await ada.press('no-bluetooth');
  expect(ada.screen()).toEqual({ kind: 'no-bluetooth', stage: 'signing-in', platform: 'ios' });
  await ada.press({ kind: 'try-it', how: 'this-phone' });
  await ada.press('worked');

  expect(ada.kind()).toBe('all-set');
});

test.each([
  ['use-computer', 'computer'],
  ['on-the-phone', 'this-phone'],
] as const)('"%s" with the passkey there means trying it', async (said, how) => {
  const ada = await withNewPasskey();

  await ada.say(said);

  expect(ada.screen()).toMatchObject({ kind: 'sign-in-test', how });
});

test('"later" after success ends it; "later" before success keeps the place', async () => {
  const successful = await withNewPasskey();
  await successful.press('later');
  expect(successful.screen()).toMatchObject({ kind: 'all-set', tested: false });

  const ada = await atTheSteps();
  await ada.say('later');
  expect(ada.kind()).toBe('paused');
  await ada.say('resume');
  expect(ada.kind()).toBe('steps');
});

describe('a second way in', () => {
  test('a second phone, or a key from the help desk', async () => {
    const ada = await withNewPasskey();
    await ada.press('later');

    await ada.press('second-way');
    expect(ada.screen()).toEqual({ kind: 'second-way', securityKeyAllowed: true });
    await ada.press('ask-help-desk');
    expect(ada.screen()).toMatchObject({ kind: 'requested', request: { about: 'security-key' } });
    await ada.say('second-way');
    await ada.press('different-phone');

    expect(ada.kind()).toBe('ask-phone');
  });

  test('where keys are refused, none is asked for', async () => {
    const ada = await withNewPasskey({ facts: { passkeyPolicy: known(policyWith({ types: ['synced'] })) } });
    await ada.press('later');
    await ada.press('second-way');
    expect(ada.screen()).toEqual({ kind: 'second-way', securityKeyAllowed: false });

    await ada.say('ask-help-desk');

    expect(ada.screen()).toMatchObject({ kind: 'requested', request: { about: 'human' } });
  });

  test('comes after the first one', async () => {
    const ada = await atTheSteps();

    await ada.say('second-way');

    expect(ada.kind()).toBe('steps');
  });
});

test.each<[string, World, boolean | undefined]>([
  ['accepted', {}, true],
  ['refused', { facts: { passkeyPolicy: known(policyWith({ keyRestrictions: only(iCloudKeychain) })) } }, false],
  ['not known', { facts: { passkeyPolicy: unread() } }, undefined],
])('security keys are %s', async (_what, world, allowed) => {
  const ada = conversationWith(world);

  const { reply } = await ada.say('security-key');

  expect(reply).toEqual({ kind: 'security-key', ...(allowed !== undefined && { allowed }) });
});
