import type { Browser } from 'playwright-core';
import { type Demo, startDemo } from './demo.ts';
import { openBrowser, openPage, openTeams } from './teams-window.ts';

let demo: Demo;
let browser: Browser;
beforeAll(async () => {
  [demo, browser] = await Promise.all([startDemo(['alva']), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await demo?.remove();
});

test('alva types "set up my passkey" and ends with a passkey that works', async () => {
  const teams = await openTeams(browser, demo.windowOf('alva'));
  await teams.keep('1-welcome');

  await teams.say('set up my passkey');
  await teams.newest("Let's set up your passkey");
  await teams.keep('2-offer');

  await teams.press('Start');
  const steps = await teams.newest('On your iPhone now');
  await steps.getByText('Create a passkey').first().waitFor();
  await teams.keep('3-steps');
  const before = await teams.cards.count();

  const finish = 'Finish the passkey in Authenticator';
  expect(demo.said()).toContain(`"${finish}"`);
  const phone = await openPage(browser, demo.phoneOf('alva'));
  await phone.getByRole('button', { name: finish }).click();
  await phone.getByText('The passkey is in Authenticator, and Entra has it.').waitFor();

  await teams.newest('Your passkey is ready ✅');
  expect(await teams.cards.count()).toBe(before + 1);
  await teams.keep('4-ready');

  await teams.press('Try it on my computer');
  await teams.newest('Try it on your computer');
  await teams.keep('5-try-it');

  await teams.press('It worked');
  await teams.newest('All set. It works!');
  await teams.keep('6-all-set');
});
