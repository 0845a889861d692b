import type { Screen } from '../../src/enrollment/reply.ts';
import { symptomsOf } from '../../src/enrollment/steps.ts';
import { symptom } from '../../src/enrollment/symptoms.ts';
import { atTheSteps, type Conversation, conversationWith, withNewPasskey } from '../fixtures/conversation.ts';
import { androidPhone, app, known, method, passkey } from '../fixtures/facts.ts';

function offered(ada: Conversation): readonly string[] {
  const screen = ada.screen();
  return screen && 'symptoms' in screen ? screen.symptoms : [];
}

test('"I\'m stuck" on a step offers what that step is known for first', async () => {
  const ada = await atTheSteps();
  await ada.press('one-at-a-time');
  const { steps } = ada.screen() as Extract<Screen, { kind: 'one-step' }>;
  for (const _step of steps.slice(1)) await ada.press('next');
  const last = steps.at(-1)!;

  await ada.press('stuck');

  expect(ada.screen()).toMatchObject({ kind: 'stuck', step: last });
  expect(offered(ada).slice(0, symptomsOf(last).length)).toEqual(symptomsOf(last));
  expect(offered(ada).length).toBeLessThanOrEqual(5);
});

test('what a maker is known for comes first', async () => {
  const galaxy = androidPhone({ maker: 'Samsung', model: 'SM-S911B' });
  const ada = await atTheSteps({ facts: { intuneDevices: known([galaxy]), methods: known([app('6.2511.7000')]) } });

  await ada.press('stuck');

  expect(offered(ada)[0]).toBe('saved_elsewhere');
});

test('nothing is offered that only another kind of phone can show', async () => {
  const ada = await atTheSteps();

  await ada.press('stuck');

  expect(offered(ada)).not.toContain('android_provider_setting');
  expect(offered(ada).length).toBeGreaterThan(0);
});

test.each<[string, (ada: Conversation) => Promise<unknown>, string]>([
  ['with a walk on the phone', (ada) => ada.say('set-up-passkey').then(() => ada.press('start')), 'no_create_passkey'],
  ['waiting for a pass', (ada) => ada.say('request-tap'), 'tap_not_asked'],
])('stuck %s: what is likely there', async (_where, before, likely) => {
  const ada = conversationWith();
  await before(ada);

  await ada.say('stuck');

  expect(offered(ada)).toContain(likely);
});

test('stuck with nothing begun: setting up and signing in by turns', async () => {
  const ada = conversationWith();

  await ada.say('troubleshoot');

  const stages = offered(ada).map((id) => symptom(id as Parameters<typeof symptom>[0]).stage);
  expect(new Set(stages)).toEqual(new Set(['registration', 'sign-in']));
});

test('a picked symptom that helped is counted, and leads back to the steps, looked for again', async () => {
  const ada = await atTheSteps();
  await ada.press('stuck');
  ada.rows.watched.clear();

  await ada.press({ kind: 'symptom', symptom: 'no_push' });
  expect(ada.screen()).toMatchObject({ kind: 'symptom', symptom: 'no_push' });
  await ada.press('helped');

  expect(ada.kind()).toBe('steps');
  expect(ada.rows.feedback).toEqual([{ symptom: 'no_push', helped: true }]);
  expect(ada.rows.watched.size).toBe(1);
});

test('still stuck is counted, then a person can take over with all of it, and the walk is not lost', async () => {
  const ada = await atTheSteps();
  await ada.say({ kind: 'symptom', symptom: 'no_push' });

  await ada.press('still-stuck');
  expect(ada.screen()).toEqual({ kind: 'still-stuck', symptom: 'no_push' });
  expect(ada.rows.feedback).toEqual([{ symptom: 'no_push', helped: false }]);
  await ada.press('ask-help-desk');
  expect(ada.screen()).toMatchObject({ kind: 'requested', request: { about: 'human' } });
  expect([...ada.rows.requests.values()]).toMatchObject([
    { diagnosis: { screen: 'still-stuck', symptom: 'no_push', route: 'in-authenticator', platform: 'ios' } },
  ]);

  await ada.press('resume');
  expect(ada.kind()).toBe('steps');
});

test('two clients say "that helped" at once: counted once', async () => {
  const ada = await atTheSteps();
  await ada.say({ kind: 'symptom', symptom: 'no_push' });
  const { screenId } = ada.enrollment()!;

  await Promise.all([ada.pressOn(screenId, 'helped'), ada.pressOn(screenId, 'helped')]);

  expect(ada.rows.feedback).toHaveLength(1);
});

test('a pasted error is found from anywhere, and a symptom in the way of nothing is just put out of the way', async () => {
  const ada = conversationWith();

  await ada.say({ kind: 'troubleshoot', text: 'no qr code, windows wants a usb stick' });
  expect(ada.screen()).toMatchObject({ kind: 'symptom', symptom: 'no_qr_code' });
  await ada.press('helped');

  expect(ada.kind()).toBe('glad-it-helped');
});

test('words that may mean several things are asked about, and the screen stays', async () => {
  const ada = await atTheSteps();

  const { reply } = await ada.say({ kind: 'troubleshoot', text: 'samsung pass' });

  expect(reply).toMatchObject({ kind: 'found-symptoms', symptoms: expect.arrayContaining(['saved_elsewhere']) });
  expect(ada.kind()).toBe('steps');
});

test.each([
  ['the best of several that fit about as well', 'no bluetooth here', 'app_policy_blocks', 'no_bluetooth'],
  ['the only one that fits a little', 'AADSTS50126: Error validating credentials', 'tap_blocked', 'tap_blocked'],
] as const)('what fits loosely is asked about, not asserted: %s', async (_why, text, symptom, asked) => {
  const ada = await atTheSteps();

  const { reply } = await ada.say({ kind: 'troubleshoot', text, symptom });

  expect(reply).toMatchObject({ kind: 'found-symptoms', symptoms: expect.arrayContaining([asked]) });
  expect(ada.kind()).toBe('steps');
});

test('words that mean nothing to us lead to what is likely', async () => {
  const ada = await atTheSteps();

  await ada.say({ kind: 'troubleshoot', text: 'my cat walked over the keyboard' });

  expect(ada.kind()).toBe('stuck');
});

test('reading about a symptom is not a walk: asking to set up begins one', async () => {
  const ada = conversationWith();
  await ada.say({ kind: 'symptom', symptom: 'no_qr_code' });

  await ada.say('set-up-passkey');

  expect(ada.kind()).toBe('offer');
});

test('no QR code: the phone can do it alone', async () => {
  const ada = conversationWith({ client: { platform: 'windows' } });
  await ada.say({ kind: 'symptom', symptom: 'no_bluetooth' });

  await ada.press('on-the-phone');

  expect(ada.screen()).toMatchObject({ kind: 'offer', route: 'in-authenticator' });
});

test('no Bluetooth, said before anything else: an easier way', async () => {
  const ada = conversationWith();

  await ada.say('no-bluetooth');

  expect(ada.screen()).toEqual({ kind: 'no-bluetooth', stage: 'registering' });
});

describe('with a passkey, what goes wrong is signing in', () => {
  test.each(['stuck', 'did-not-work', 'troubleshoot'] as const)('"%s" offers what is seen there', async (said) => {
    const ada = await withNewPasskey();

    await ada.say(said);

    expect(ada.screen()).toMatchObject({ kind: 'sign-in-failed', platform: 'ios' });
    expect(offered(ada)).toContain('wrong_authenticator_offered');
  });

  test('what helped there ends there', async () => {
    const ada = await withNewPasskey();
    await ada.say('did-not-work');

    await ada.press({ kind: 'symptom', symptom: 'cross_device_connect' });
    await ada.press('helped');

    expect(ada.screen()).toEqual({ kind: 'all-set', tested: true });
  });

  test('the steps to show again are those of the test', async () => {
    const ada = await withNewPasskey({ client: { platform: 'ios' } });
    await ada.say({ kind: 'symptom', symptom: 'cross_device_connect' });
    await ada.press('still-stuck');

    await ada.press('show-steps');

    expect(ada.screen()).toMatchObject({ kind: 'sign-in-test', how: 'this-phone' });
  });
});

test('"still stuck" where there is no symptom: a person', async () => {
  const ada = await atTheSteps();
  await ada.press('stuck');

  await ada.say('still-stuck');

  expect(ada.screen()).toEqual({ kind: 'still-stuck' });
  expect(ada.rows.feedback).toEqual([]);
});

test.each([
  ['has a passkey', [passkey()], true],
  ['has none', [method('phone')], false],
] as const)('"I can\'t sign in" of somebody who %s', async (_what, methods, hasPasskey) => {
  const ada = conversationWith({ facts: { methods: known(methods) } });

  expect((await ada.say('sign-in-help')).reply).toEqual({ kind: 'sign-in-help', hasPasskey });
});

test('"I can\'t sign in" while nobody can look', async () => {
  const ada = conversationWith();
  ada.directory.fail('unavailable');

  expect((await ada.say('sign-in-help')).reply).toEqual({ kind: 'sign-in-help' });
});
