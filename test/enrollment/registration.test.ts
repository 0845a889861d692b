import type { Passkey } from '../../src/passkeys/facts.ts';
import type { PasskeyGoal } from '../../src/passkeys/goal.ts';
import { atTheSteps, conversationWith } from '../fixtures/conversation.ts';
import {
  androidPhone,
  app,
  daysBefore,
  iCloudKeychain,
  known,
  passkey,
  samsungPass,
  someSecurityKey,
  unread,
} from '../fixtures/facts.ts';

const galaxy = known([androidPhone({ maker: 'Samsung', model: 'SM-S911B' })]);

test.each<[string, PasskeyGoal, Partial<Passkey>, boolean, string | undefined]>([
  ['in Authenticator', 'authenticator', {}, true, 'Microsoft Authenticator'],
  ['in iCloud, any will do', 'any', { aaguid: iCloudKeychain }, true, 'iCloud Keychain'],
  ['in iCloud, the goal is Authenticator', 'authenticator', { aaguid: iCloudKeychain }, false, 'iCloud Keychain'],
  ['in Samsung Pass, the goal is Authenticator', 'authenticator', { aaguid: samsungPass }, false, 'Samsung Pass'],
  ['on a key nobody knows by name', 'authenticator', { aaguid: someSecurityKey }, false, undefined],
])('"I\'m done", and it is there: %s (goal: %s)', async (_where, goal, made, fitsGoal, provider) => {
  const ada = await atTheSteps({ settings: { goal } });
  ada.register(made);

  const { reply } = await ada.press('done');

  expect(reply).toMatchObject({ kind: 'registered', fitsGoal, passkey: { id: 'new', ...(provider && { provider }) } });
  expect('provider' in (reply as { passkey: object }).passkey).toBe(provider !== undefined);
});

test('of two new ones the later is named, and those of before never are', async () => {
  const ada = await atTheSteps();
  ada.register({ id: 'first' });
  ada.wait(60_000);
  ada.register({ id: 'second' });

  await ada.press('done');

  expect(ada.screen()).toMatchObject({ passkey: { id: 'second' } });
});

test.each(['done', 'worked', 'helped', 'yes'] as const)('"%s" on the steps looks at once', async (said) => {
  const ada = await atTheSteps();

  await ada.say(said);
  expect(ada.screen()).toMatchObject({ kind: 'not-yet', platform: 'ios' });
  expect(ada.screen()).not.toHaveProperty('because');
  ada.register();
  await ada.say(said);

  expect(ada.kind()).toBe('registered');
});

test('"I\'m done" while Microsoft Entra does not answer: says so, and asks what the phone shows', async () => {
  const ada = await atTheSteps();
  ada.directory.fail('timed-out');

  await ada.press('done');

  expect(ada.screen()).toEqual({ kind: 'not-yet', platform: 'ios', maker: 'apple', because: 'timed-out' });
});

describe('before Start', () => {
  test('the passkey came between the offer and Start: nothing left to do', async () => {
    const ada = conversationWith();
    await ada.say('set-up-passkey');
    ada.register();

    await ada.press('start');

    expect(ada.kind()).toBe('registered');
    expect(ada.rows.watched.size).toBe(0);
  });

  test('"done" without a press on Start is believed when it is so, and else the offer stays', async () => {
    const ada = conversationWith();
    await ada.say('set-up-passkey');

    await ada.say('done');
    expect(ada.kind()).toBe('offer');
    ada.register();
    await ada.say('done');

    expect(ada.kind()).toBe('registered');
  });

  test('"done" out of nothing looks, too', async () => {
    const ada = conversationWith({ facts: { methods: known([passkey()]) } });

    await ada.say('done');

    expect(ada.kind()).toBe('already-done');
  });
});

describe('the methods could not be read at the start', () => {
  async function unreadableStart(methods: readonly Passkey[]) {
    const ada = conversationWith({ facts: { methods: known([app('6.8.40'), ...methods]) } });
    ada.directory.fail('throttled', 'methods');
    await ada.say('set-up-passkey');
    return ada;
  }

  test('an older passkey that shows up at Start is one already there', async () => {
    const ada = await unreadableStart([passkey({ createdAt: daysBefore(3) })]);
    ada.directory.recover();

    await ada.press('start');

    expect(ada.screen()).toMatchObject({ kind: 'already-done', passkeys: [{ id: 'passkey-1' }], platform: 'ios' });
  });

  test('still unreadable at Start: older ones do not count as new, a new one does', async () => {
    const ada = await unreadableStart([passkey({ createdAt: daysBefore(3) })]);
    await ada.press('start');
    ada.directory.recover();

    await ada.press('done');
    expect(ada.kind()).toBe('not-yet');
    ada.wait(60_000);
    ada.register();
    await ada.say('done');

    expect(ada.screen()).toMatchObject({ kind: 'registered', passkey: { id: 'new' } });
  });

  test('readable again at Start: a new one counts even if nobody knows when it was made', async () => {
    const ada = await unreadableStart([]);
    ada.directory.recover();
    await ada.press('start');
    ada.register({ createdAt: undefined });

    await ada.press('done');

    expect(ada.kind()).toBe('registered');
  });
});

describe('a passkey that went astray', () => {
  test.each([
    ['authenticator', 'ios'],
    ['icloud', 'ios'],
    ['nowhere', 'ios'],
  ] as const)('in %s: the advice for %s, then the steps again', async (where, platform) => {
    const ada = await atTheSteps();
    await ada.press('done');

    await ada.press({ kind: 'orphan', where });
    expect(ada.screen()).toEqual({ kind: 'orphan', where, platform });
    await ada.press('show-steps');

    expect(ada.kind()).toBe('steps');
  });

  test('Samsung Pass: if it is registered in fact, it is not to be deleted', async () => {
    const ada = await atTheSteps({ facts: { intuneDevices: galaxy, methods: known([app('6.2511.7000')]) } });
    await ada.press('done');
    expect(ada.screen()).toMatchObject({ kind: 'not-yet', platform: 'android', maker: 'samsung' });
    ada.register({ aaguid: samsungPass });

    await ada.press({ kind: 'orphan', where: 'samsung-pass' });

    expect(ada.screen()).toMatchObject({ kind: 'registered', passkey: { provider: 'Samsung Pass' } });
  });

  test('a passkey from before is named as the one to keep: the advice must not lock anybody out', async () => {
    const ada = conversationWith({ facts: { methods: known([app('6.8.41'), passkey({ id: 'old' })]) } });
    await ada.say('set-up-passkey');
    await ada.press('second-way');
    await ada.press('different-phone');
    await ada.press({ kind: 'use-phone', index: 0 });
    await ada.press('start');
    await ada.press('done');

    await ada.press({ kind: 'orphan', where: 'authenticator' });

    expect(ada.screen()).toMatchObject({ kind: 'orphan', kept: [{ id: 'old' }] });
  });

  test('while nobody can tell if it is registered, there is no advice to delete it', async () => {
    const ada = await atTheSteps();
    ada.directory.fail('unavailable');
    await ada.press('done');

    await ada.press({ kind: 'orphan', where: 'authenticator' });
    expect(ada.screen()).toMatchObject({ kind: 'not-yet', because: 'unavailable' });
    await ada.press({ kind: 'orphan', where: 'nowhere' });

    expect(ada.screen()).toMatchObject({ kind: 'orphan', where: 'nowhere' });
  });

  test('asked about without any walk: a passkey that works is named, not deleted', async () => {
    const ada = conversationWith({
      facts: { methods: known([passkey({ aaguid: iCloudKeychain })]) },
      settings: { goal: 'authenticator' },
    });
    await ada.say({ kind: 'symptom', symptom: 'orphaned_passkey' });

    await ada.press({ kind: 'orphan', where: 'authenticator' });

    expect(ada.screen()).toMatchObject({ kind: 'already-done', fitsGoal: false });
  });

  test('and where there is none, it is advised on', async () => {
    const ada = conversationWith({ client: { platform: 'android' } });
    await ada.say({ kind: 'symptom', symptom: 'orphaned_passkey' });

    await ada.press({ kind: 'orphan', where: 'authenticator' });

    expect(ada.screen()).toEqual({ kind: 'orphan', where: 'authenticator', platform: 'android' });
  });
});

test('another kind than the goal: it works, and one in Authenticator is an invitation', async () => {
  const ada = await atTheSteps({ settings: { goal: 'authenticator' } });
  ada.register({ id: 'icloud', aaguid: iCloudKeychain });
  await ada.press('done');

  await ada.press('start');
  expect(ada.kind()).toBe('offer');
  await ada.press('start');
  ada.wait(60_000);
  ada.register({ id: 'authenticator' });
  await ada.press('done');

  expect(ada.screen()).toMatchObject({ kind: 'registered', fitsGoal: true, passkey: { id: 'authenticator' } });
});

test('a registration that is over stays over: the steps do not come back, nor the same news', async () => {
  const ada = await atTheSteps();
  ada.register();
  await ada.press('done');

  await ada.say('show-steps');
  expect(ada.kind()).toBe('sign-in-test');
  await ada.say('done');
  expect(ada.screen()).toMatchObject({ kind: 'all-set', tested: true });
  await ada.say('done');
  expect(ada.kind()).toBe('all-set');
  await ada.say('set-up-passkey');

  expect(ada.screen()).toMatchObject({ kind: 'already-done', passkeys: [{ id: 'new' }] });
});

test('methods that cannot be read never make somebody start with a pass', async () => {
  const ada = conversationWith({ facts: { methods: unread('forbidden') } });

  await ada.say('set-up-passkey');

  expect(ada.kind()).toBe('offer');
});
