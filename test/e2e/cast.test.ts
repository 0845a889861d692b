import type { Browser } from 'playwright-core';
import { castAnswers } from '../fixtures/cast-answers.ts';
import { type Demo, startDemo } from './demo.ts';
import { openBrowser, openTeams, type TeamsWindow, textOn } from './teams-window.ts';

/** One for each kind of first card; a window is a process of 150 MB. The whole cast has its journey over HTTP. */
const nicks = ['alva', 'bela', 'noor', 'tomasz', 'stella', 'petra', 'gita', 'dora', 'zoe'] as const;

let browser: Browser;
let demo: Demo;
const windows = new Map<string, Promise<TeamsWindow>>();
beforeAll(async () => {
  browser = await openBrowser();
  demo = await startDemo(nicks);
  for (const nick of nicks) windows.set(nick, openTeams(browser, demo.windowOf(nick)));
  await Promise.allSettled(windows.values());
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await demo?.remove();
});

test.each(nicks)('%s', async (nick) => {
  const [answer, teams] = [castAnswers[nick], await windows.get(nick)];
  if (!answer || !teams) throw new Error(`Nothing is expected of ${nick}`);

  await teams.say('set up my passkey');

  const card = await teams.newest(answer.title);
  await teams.keep(`cast-${nick}`);
  const text = (await textOn(card)).replaceAll(/\s+/g, ' ');
  expect(text).toContain(answer.says);
  if (answer.never) expect(text).not.toContain(answer.never);
});
