import type { Browser } from 'playwright-core';
import { cast } from '../../src/simulator/cast.ts';
import { type Demo, startDemo } from './demo.ts';
import { openBrowser, openTeams, type TeamsWindow, textOn } from './teams-window.ts';

type Answer = {
  readonly title: string;
  /** Somewhere on the card. */
  readonly says: string;
  readonly never?: string;
};

const offer = "Let's set up your passkey";
const iPhoneIsReady = 'Your iPhone can do it, and Contoso allows it.';

/** What everybody gets to see first after "set up my passkey". */
const answers: Readonly<Record<string, Answer>> = {
  alva: { title: offer, says: iPhoneIsReady },
  rui: { title: offer, says: 'Your phone may offer Samsung Pass on the way.' },
  pia: { title: offer, says: 'Your Pixel can do it, and Contoso allows it.' },
  bela: { title: 'Your phone needs an update first', says: 'Passkeys need iOS 17. Yours had 16.7.10' },
  nils: { title: offer, says: 'Your Authenticator may be an old one (6.8.9;' },
  lita: { title: offer, says: 'What you approve with today is inside Outlook.' },
  noor: { title: 'One thing is missing first', says: 'Temporary Access Pass' },
  tomasz: { title: 'Which phone is it for?', says: 'The one you have in your hand and use for work.' },
  stella: { title: 'Which iOS is on it?', says: 'On record is 17.6.1' },
  enzo: { title: 'Which Android is on it?', says: 'On record is 14' },
  mika: { title: offer, says: 'iPhone 15 · iOS 18.6' },
  wanda: { title: offer, says: 'Your phone has a work side.' },
  jari: { title: "This phone can't hold it", says: 'It is on record as rooted.' },
  petra: { title: "Passkeys aren't on for you yet", says: "your account isn't among those that may add one" },
  xaver: { title: 'Your account is left out', says: 'your account is on a list of exceptions' },
  gita: { title: "You're a guest at this company", says: 'Set one up with the account of your own company' },
  atti: { title: offer, says: 'Your Pixel can do it, and Contoso allows it.', never: 'Use a QR code instead' },
  dora: { title: 'You already have a passkey', says: 'Authenticator' },
  cleo: { title: 'You already have a passkey', says: 'iCloud Keychain, since' },
  hugo: { title: 'Which phone is it for?', says: 'No phone' },
  dirk: { title: 'Your account is switched off', says: 'Only the help desk can tell why and switch it on.' },
  ines: { title: offer, says: 'Samsung phone' },
  omar: { title: 'You already have a passkey', says: 'Nothing left to do.' },
  zoe: { title: offer, says: 'Your Pixel can do it, and Contoso allows it.', never: 'onmouseover' },
  yuki: { title: offer, says: iPhoneIsReady },
  amal: { title: offer, says: "Authenticator isn't on your account yet. The first step installs it." },
  kurt: { title: 'You already have a passkey', says: 'Nothing left to do.' },
};

/** From number 28 on they are there for the help desk, whose journeys over HTTP meet each of them. */
const employees = cast.filter(({ number }) => number < 28);

test('every employee of the cast has an answer here', () => {
  expect(Object.keys(answers)).toEqual(employees.map(({ nick }) => nick));
});

/** Each window is a process of 150 MB. */
const groupSize = 9;
const nicks = employees.map(({ nick }) => nick);
const groups = Array.from({ length: Math.ceil(nicks.length / groupSize) }, (_, at) => ({
  from: nicks[at * groupSize],
  nicks: nicks.slice(at * groupSize, (at + 1) * groupSize),
}));

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

describe.each(groups)('from $from on', (group) => {
  let demo: Demo;
  const windows = new Map<string, Promise<TeamsWindow>>();
  beforeAll(async () => {
    demo = await startDemo(group.nicks);
    for (const nick of group.nicks) windows.set(nick, openTeams(browser, demo.windowOf(nick)));
    await Promise.allSettled(windows.values());
  }, 120_000);
  afterAll(async () => {
    for (const window of windows.values()) await (await window).close();
    await demo?.remove();
  });

  test.each(group.nicks)('%s', async (nick) => {
    const [answer, teams] = [answers[nick], await windows.get(nick)];
    if (!answer || !teams) throw new Error(`Nothing is expected of ${nick}`);

    await teams.say('set up my passkey');

    const card = await teams.newest(answer.title);
    await teams.keep(`cast-${nick}`);
    const text = (await textOn(card)).replaceAll(/\s+/g, ' ');
    expect(text).toContain(answer.says);
    if (answer.never) expect(text).not.toContain(answer.never);
  });
});
