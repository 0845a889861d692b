import { actionsFor } from '../../src/enrollment/actions.ts';
import type { AuthenticationMethod } from '../../src/passkeys/facts.ts';
import { atTheSteps, conversationWith, withNewPasskey } from '../fixtures/conversation.ts';
import { androidPhone, app, intunePhone, known, method, passkey, someSecurityKey, tap } from '../fixtures/facts.ts';

const requestsOf = (ada: ReturnType<typeof conversationWith>) => [...ada.rows.requests.values()];

describe('the phone is lost', () => {
  test.each<[string, 'gone' | 'broken', readonly AuthenticationMethod[], readonly string[]]>([
    ['Windows Hello', 'gone', [app('6.8.40'), method('windows-hello')], ['windows-hello']],
    ['a security key', 'gone', [passkey({ aaguid: someSecurityKey })], ['passkey']],
    ['a code device', 'gone', [method('hardware-oath')], ['hardware-oath']],
    ['a pass that works', 'gone', [tap()], ['temporary-access-pass']],
    ['the SIM of a broken phone', 'broken', [method('phone')], ['phone']],
  ])('another way in needs nobody: %s', async (_what, what, methods, ways) => {
    const ada = conversationWith({ facts: { methods: known(methods) } });
    await ada.say('lost-phone');
    expect(ada.kind()).toBe('lost-phone');

    await ada.press({ kind: 'lost-how', what });

    expect(ada.screen()).toMatchObject({ kind: 'another-way', ways });
    expect(requestsOf(ada)).toEqual([]);
  });

  test('of the passkeys, those that were not on it are named', async () => {
    const key = passkey({ id: 'key', name: 'Blue key', aaguid: someSecurityKey });
    const ada = conversationWith({ facts: { methods: known([passkey(), key]) } });
    await ada.say('lost-phone');

    await ada.press({ kind: 'lost-how', what: 'gone' });

    expect(ada.screen()).toMatchObject({ kind: 'another-way', passkeys: [{ id: 'key', name: 'Blue key' }] });
  });

  test.each<[string, 'gone' | 'broken', readonly AuthenticationMethod[]]>([
    ['the passkey was on it', 'gone', [passkey()]],
    ['the app was on it', 'broken', [app('6.8.40')]],
    ['the SIM is gone with it', 'gone', [method('phone')]],
    ['the pass is used up', 'gone', [tap({ isUsable: false })]],
    ['a password alone lets nobody in', 'gone', [method('password')]],
  ])('no other way in: the help desk gets a request (%s)', async (_why, what, methods) => {
    const ada = conversationWith({ facts: { methods: known(methods) } });
    await ada.say('lost-phone');

    await ada.press({ kind: 'lost-how', what });

    expect(ada.screen()).toMatchObject({ kind: 'requested', request: { about: 'lost-phone' } });
  });

  test('while nobody can look, better one request too many', async () => {
    const ada = conversationWith();
    ada.directory.fail('unavailable');
    await ada.say('lost-phone');

    await ada.press({ kind: 'lost-how', what: 'gone' });

    expect(requestsOf(ada)).toHaveLength(1);
  });

  test('a stolen phone with another way in: the help desk hears what it is about', async () => {
    const ada = conversationWith({ facts: { methods: known([method('windows-hello')]) } });
    await ada.say('lost-phone');
    await ada.press({ kind: 'lost-how', what: 'gone' });

    await ada.press('ask-help-desk');

    expect(ada.screen()).toMatchObject({ kind: 'requested', request: { about: 'lost-phone' } });
  });
});

describe('a new phone', () => {
  async function moving() {
    const ada = conversationWith({ facts: { methods: known([passkey(), app('6.8.40')]) } });
    await ada.say('lost-phone');
    await ada.press({ kind: 'lost-how', what: 'moving' });
    return ada;
  }

  test('the old one still works: no request, and nothing wiped yet', async () => {
    const ada = await moving();

    expect(ada.kind()).toBe('moving-phones');
    expect(requestsOf(ada)).toEqual([]);
    await ada.press('later');
    await ada.say('resume');

    expect(ada.kind()).toBe('moving-phones');
  });

  test.each(['different-phone', 'set-up-passkey', 'resume', 'yes', 'start'] as const)(
    '"%s" sets up the new one from the beginning: what is on record is the old one',
    async (said) => {
      const ada = await moving();

      await ada.say(said);
      expect(ada.screen()).toMatchObject({ kind: 'ask-phone', phones: [] });
      await ada.press({ kind: 'pick-phone', phone: 'iphone' });
      expect(ada.kind()).toBe('ask-os');
      await ada.press({ kind: 'tell-os', version: '26' });
      expect(ada.screen()).toMatchObject({ kind: 'offer', warnings: [{ kind: 'new-phone' }] });
      expect(ada.screen()).not.toHaveProperty('phone.appVersion');
      await ada.press('start');
      expect(ada.screen()).toMatchObject({ kind: 'steps', steps: expect.arrayContaining(['install-app-ios']) });
      ada.register();
      await ada.press('done');

      expect(ada.screen()).toMatchObject({ kind: 'registered', passkey: { id: 'new' } });
    },
  );

  test('in place of a lost one, once the help desk has helped', async () => {
    const ada = conversationWith({ facts: { intuneDevices: known([intunePhone(), androidPhone()]) } });
    await ada.say('lost-phone');
    await ada.press({ kind: 'lost-how', what: 'gone' });

    await ada.say('resume');

    expect(ada.screen()).toMatchObject({ kind: 'ask-phone', phones: [] });
  });
});

describe('asking for a person', () => {
  test('twice is one request, which can be taken back', async () => {
    const ada = await atTheSteps();

    await ada.say('talk-to-human');
    await ada.say('talk-to-human');
    const [request, ...others] = requestsOf(ada);
    expect(others).toEqual([]);
    await ada.press({ kind: 'cancel-request', number: request!.number });

    expect(ada.screen()).toEqual({ kind: 'request-cancelled', number: request!.number });
    expect(requestsOf(ada)).toEqual([]);
    await ada.press('resume');
    expect(ada.kind()).toBe('steps');
  });

  test('the diagnosis holds what helps, and no names', async () => {
    const ada = conversationWith();
    await ada.say('set-up-passkey');
    await ada.press('start');
    await ada.press('one-at-a-time');

    await ada.say('talk-to-human');

    const [request] = requestsOf(ada);
    expect(request?.diagnosis).toMatchObject({
      screen: 'one-step',
      step: 'open-app',
      route: 'in-authenticator',
      platform: 'ios',
      appVersion: '6.8.40',
    });
    expect(request?.diagnosis.checks).toMatchObject({ account: 'pass', policy: 'pass', 'mfa-method': 'pass' });
    expect(JSON.stringify(request?.diagnosis)).not.toMatch(/ada|example|iphone 15/i);
  });

  test('while nothing can be read, the request goes out all the same', async () => {
    const ada = conversationWith();
    ada.directory.fail('unavailable');

    await ada.say('talk-to-human');

    expect(ada.screen()).toMatchObject({ kind: 'requested', request: { about: 'human' } });
  });

  test("somebody else's number cancels nothing", async () => {
    const ada = conversationWith();
    await ada.say('talk-to-human');

    await ada.press({ kind: 'cancel-request', number: 1 });

    expect(ada.kind()).toBe('requested');
    expect(requestsOf(ada)).toHaveLength(1);
  });

  test('what it is about, the screen tells', async () => {
    const ada = conversationWith();
    await ada.say('different-phone');
    await ada.press({ kind: 'pick-phone', phone: 'none' });

    await ada.press('ask-help-desk');

    expect(ada.screen()).toMatchObject({ request: { about: 'security-key' } });
  });
});

describe('"this wasn\'t me"', () => {
  test('goes to security with the passkey, whatever the time of day', async () => {
    const ada = await withNewPasskey();

    await ada.press('not-me');

    expect(ada.screen()).toMatchObject({ kind: 'not-me-reported', request: { about: 'not-me' } });
    expect(requestsOf(ada)).toMatchObject([{ about: 'not-me', diagnosis: { passkey: 'new' } }]);
    expect(ada.log).toHaveLength(1);
    expect(JSON.stringify(ada.log)).not.toMatch(/Example|Authenticator/);
  });

  test.each(['later', 'worked', 'help', 'pause'] as const)('is heard after "%s", too', async (meanwhile) => {
    const ada = await withNewPasskey();
    await ada.say(meanwhile);

    await ada.say('not-me');

    expect(requestsOf(ada)).toMatchObject([{ about: 'not-me', diagnosis: { passkey: 'new' } }]);
  });

  test('names the passkey even while Microsoft Entra does not answer', async () => {
    const ada = await withNewPasskey();
    ada.directory.fail('unavailable');

    await ada.press('not-me');

    expect(requestsOf(ada)).toMatchObject([{ diagnosis: { passkey: 'new' } }]);
  });

  test('is heard where a passkey was found that the user never made', async () => {
    const ada = conversationWith({ facts: { methods: known([passkey()]) } });
    await ada.say('set-up-passkey');

    await ada.press('not-me');

    expect(requestsOf(ada)).toMatchObject([{ diagnosis: { passkey: 'passkey-1' } }]);
  });

  test('said twice is one request, and "no" never says it', async () => {
    const ada = await withNewPasskey();
    await ada.say('no');
    expect(requestsOf(ada)).toEqual([]);

    await ada.say('not-me');
    await ada.say('not-me');

    expect(requestsOf(ada)).toHaveLength(1);
  });

  test('from then on that passkey is not what the user came for', async () => {
    const ada = await withNewPasskey();
    await ada.press('not-me');

    await ada.say('set-up-passkey');
    expect(ada.kind()).toBe('offer');
    await ada.press('start');
    await ada.press('done');

    expect(ada.kind()).toBe('not-yet');
  });

  test('is on every card about a passkey somebody has', async () => {
    const ada = conversationWith({ facts: { methods: known([passkey()]) } });

    const { reply } = await ada.say('set-up-passkey');

    expect(actionsFor(reply)).toContainEqual({ kind: 'not-me' });
  });
});
