import { setTimeout as sleep } from 'node:timers/promises';
import type { TeamsClient } from '../fixtures/teams-client.ts';
import { openWorld, type World } from '../fixtures/world.ts';

const ready = 'Your passkey is ready ✅';

describe.each(['execute', 'submit'])('with buttons as Action.%s', (actions) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ env: { CARD_ACTIONS: actions } });
  });
  afterAll(() => world.close());

  /** The phone has done its part, and nobody presses anything: what comes is a new message. */
  async function becomesReady(client: TeamsClient): Promise<void> {
    const [before, seen] = [client.messages.length, client.last];
    world.onPhone(client, 'finish-registration');

    await client.until(() => client.messages.length > before && client.title() === ready);
    expect(client.last?.summary).toBe('Your passkey is ready');
    await client.until(() => client.title(client.messages.find(({ id }) => id === seen?.id)) === 'This one is done');
  }

  test('Alva, iPhone, all in order: Start, the phone, try it, done', async () => {
    const alva = world.member('alva');

    await alva.say('set up my passkey');
    expect(alva.title()).toBe("Let's set up your passkey");
    expect(alva.last?.summary).toBe('Your passkey: about 3 minutes');
    expect(alva.read()).toContain('I never ask for passwords or codes.');
    expect(alva.buttons()).toEqual(['Start', 'Different phone', 'Use a QR code instead']);

    await alva.press('Start');
    expect(alva.title()).toBe('On your iPhone now');
    expect(alva.read()).toContain("You don't have to come back: I'll notice and tell you.");
    expect(alva.messages).toHaveLength(1);

    await becomesReady(alva);
    expect(alva.read()).toContain('Authenticator - iPhone');

    await alva.press('Try it on my computer');
    expect(alva.title()).toBe('Try it on your computer');
    await alva.press('It worked');
    expect(alva.title()).toBe('All set. It works!');
    expect(alva.messages).toHaveLength(2);
  });

  test('Rui, Samsung, typing where Alva presses: Authenticator is not listed, and one went to Samsung Pass', async () => {
    const rui = world.member('rui', { platform: 'Android' });

    await rui.say('passkey pls');
    expect(rui.title()).toBe('Your passkey, on this phone');
    expect(rui.read()).toContain('Samsung Pass');
    await rui.say('start');
    expect(rui.title()).toBe('On your Samsung phone now');

    await rui.press("I'm stuck");
    await rui.press("Authenticator isn't listed in Settings");
    expect(rui.title()).toBe('Your Android hides the setting');
    expect(rui.read()).toContain('Android 15');
    await rui.say('that helped');
    expect(rui.title()).toBe('On your Samsung phone now');

    world.onPhone(rui, 'leave-orphan', { provider: 'samsung-pass' });
    await rui.say("i'm done");
    expect(rui.title()).toBe('Not there yet');
    await rui.say('It went to Samsung Pass!');
    expect(rui.title()).toBe("That one doesn't count yet");
    expect(rui.read()).toContain('Samsung Pass');
    await rui.press('Show the steps again');

    await becomesReady(rui);
    await rui.press('Try it on my phone');
    expect(rui.read()).toContain("Firefox can't do it on Android.");
    await rui.say('it worked');
    expect(rui.title()).toBe('All set. It works!');
  });

  test('Rui again: a passkey in Samsung Pass that the policy accepts works, too', async () => {
    const rui = world.member('rui');
    world.onPhone(rui, 'reset');
    await rui.say('start over');
    await rui.press('Start');

    world.onPhone(rui, 'make-passkey', { provider: 'samsung-pass' });
    await rui.until(() => rui.title() === ready);

    expect(rui.read()).toContain('Samsung Pass');
  });

  test('Inês, phone lost, nothing else registered: the help desk gets one request, however often she asks', async () => {
    const ines = world.member('ines', { platform: 'Windows' });

    await ines.say('i lost my phone');
    expect(ines.title()).toBe('Sorry to hear that. What happened?');
    await ines.press("It's gone or stolen");
    expect(ines.title()).toBe('The help desk has it');
    const [, number] = /Request\s+(\d+)/.exec(ines.read()) ?? [];
    expect(number).toBeDefined();

    await ines.say('my phone was stolen');
    await ines.press("It's gone or stolen");
    expect(ines.read()).toContain(number);

    await ines.press('Cancel the request');
    expect(ines.title()).toBe('Cancelled');
  });

  test('Tomasz, no phone on record, a desktop without Bluetooth: the phone alone, then ways to sign in on the PC', async () => {
    const tomasz = world.member('tomasz', { platform: 'Windows' });
    world.onPhone(tomasz, 'buy-phone');

    await tomasz.say('no qr code, windows wants a usb stick');
    expect(tomasz.title()).toBe("That's Bluetooth, not you");
    await tomasz.press('Do it on my phone');
    expect(tomasz.title()).toBe('Which phone is it for?');
    await tomasz.press('iPhone');
    expect(tomasz.title()).toBe('Which iOS is on it?');
    await tomasz.say('26.1');
    expect(tomasz.title()).toBe("Let's set up your passkey");
    await tomasz.press('Start');
    expect(tomasz.title()).toBe('On your iPhone now');
    expect(tomasz.read()).toContain('Microsoft Authenticator');

    world.onPhone(tomasz, 'install-authenticator');
    await becomesReady(tomasz);
    await tomasz.press('Try it on my computer');
    await tomasz.press('No Bluetooth here');
    expect(tomasz.read()).toMatch(/Windows Hello[\s\S]*USB security key/);
  });

  test('Noor, first day, no second factor: the request for a pass is stored, and the passkey comes after the pass', async () => {
    const noor = world.member('noor');
    await noor.say('set up my passkey');
    expect(noor.title()).toBe('One thing is missing first');

    await noor.press('Ask for a pass');
    expect(noor.title()).toBe('The help desk has it');
    await noor.say('set up my passkey');
    expect(noor.read()).toMatch(/Request\s+\d+/);

    world.onPhone(noor, 'add-second-factor');
    world.onPhone(noor, 'install-authenticator');
    await noor.say('start over');
    await noor.press('Start');
    await becomesReady(noor);
  });

  test('Béla updates iOS first; what is on record may lag behind, so he tells', async () => {
    const bela = world.member('bela');
    await bela.say('set up my passkey');
    expect(bela.title()).toBe('Your phone needs an update first');

    world.onPhone(bela, 'update-os');
    await bela.press("It's updated");
    expect(bela.title()).toBe('Which iOS is on it?');
    await bela.press('iOS 17');
    await bela.press('Start');
    await becomesReady(bela);
  });

  test('done pressed after the phone is done: found at once, and told once', async () => {
    const newcomer = world.newcomer();
    await newcomer.say('set up my passkey');
    await newcomer.press('Start');
    world.onPhone(newcomer, 'finish-registration');

    await newcomer.press("I'm done");

    expect(newcomer.title()).toBe(ready);
    expect(newcomer.messages.filter((message) => newcomer.title(message) === ready)).toHaveLength(1);
  });

  test("this wasn't me: security gets it", async () => {
    const newcomer = world.newcomer();
    await newcomer.say('set up my passkey');
    await newcomer.press('Start');
    await becomesReady(newcomer);

    await newcomer.press("This wasn't me");

    expect(newcomer.title()).toBe('Good that you told me');
    const logged = () => world.log.filter(({ user }) => user === newcomer.userId);
    // The user is not kept waiting for the help desk to be told.
    while (logged().length < 2) await sleep(20);
    expect(logged()).toMatchObject([
      { msg: 'A user reports a passkey that is not theirs' },
      { msg: 'An alarm, and nobody at the help desk could be told' },
    ]);
  });

  test.each([
    ['pia', "Let's set up your passkey", 'Your Pixel can do it'],
    ['nils', "Let's set up your passkey", 'may be an old one (6.8.9'],
    ['lita', "Let's set up your passkey", 'inside Outlook'],
    ['stella', 'Which iOS is on it?', '17.6.1'],
    ['enzo', 'Which Android is on it?', 'On record is 14'],
    ['mika', "Let's set up your passkey", 'iPhone 15 · iOS 18.6'],
    ['wanda', "Let's set up your passkey", 'work side'],
    ['jari', "This phone can't hold it", 'rooted'],
    ['petra', "Passkeys aren't on for you yet", 'the Contoso help desk'],
    ['xaver', 'Your account is left out', 'the Contoso help desk'],
    ['gita', "You're a guest at this company", 'your own company'],
    ['atti', "Let's set up your passkey", 'Your Pixel can do it'],
    ['dora', 'You already have a passkey', 'Microsoft Authenticator'],
    ['cleo', 'You already have a passkey', 'iCloud Keychain'],
    ['hugo', 'Which phone is it for?', 'Pixel'],
    ['dirk', 'Your account is switched off', 'the Contoso help desk'],
    ['omar', 'You already have a passkey', 'Nothing left to do'],
    ['zoe', "Let's set up your passkey", 'Your Pixel can do it'],
    ['yuki', "Let's set up your passkey", 'Your iPhone can do it'],
    ['amal', "Let's set up your passkey", "isn't on your account yet"],
    ['kurt', 'You already have a passkey', 'Blue key on my badge'],
  ])('%s is met with "%s"', async (nick, title, words) => {
    const person = world.member(nick);

    await person.say('set up my passkey');

    expect(person.title()).toBe(title);
    expect(person.read()).toContain(words);
  });

  test.each([
    ['atti', false],
    ['nils', true],
    ['wanda', true],
  ])('%s, from a computer: a QR code only where attestation does not forbid it', async (nick, isOffered) => {
    const person = world.member(nick, { platform: 'Windows' });

    await person.say('start over');

    expect(person.buttons().includes('Use a QR code instead')).toBe(isOffered);
  });

  test('whoever can have a passkey gets it: what is asked is answered, the phone does its part, the bot notices', async () => {
    await Promise.all(
      Object.entries({
        pia: { presses: ['Start'] },
        nils: { presses: ['Start'], onPhone: ['install-authenticator'] },
        lita: { presses: ['Start'], onPhone: ['install-authenticator'] },
        stella: { presses: ['iOS 17', 'Start'] },
        enzo: { presses: ['Android 14', 'Start'] },
        mika: { presses: ['Start'] },
        wanda: { presses: ['Start'] },
        atti: { presses: ['Start'] },
        zoe: { presses: ['Start'] },
        yuki: { presses: ['Start'] },
        amal: { presses: ['Start'], onPhone: ['install-authenticator'] },
      }).map(async ([nick, { presses, onPhone = [] }]: [string, { presses: string[]; onPhone?: string[] }]) => {
        const person = world.member(nick);
        await person.say('start over');
        for (const button of presses) await person.press(button);
        for (const action of onPhone) world.onPhone(person, action);
        await becomesReady(person);
      }),
    );
  });

  test('Hugo has no phone: Windows Hello is his way in', async () => {
    const hugo = world.member('hugo');
    await hugo.say('start over');

    await hugo.press('No phone');

    expect(hugo.title()).toBe('It works without a phone');
    expect(hugo.read()).toContain('Windows Hello');
  });

  test('nothing in all of this was a failure', () => {
    expect(world.log.filter(({ level }) => level > 30).map(({ msg }) => msg)).toEqual([
      'A user reports a passkey that is not theirs',
      'An alarm, and nobody at the help desk could be told',
    ]);
  });
});
