import type { Browser } from 'playwright-core';
import { type Demo, startDemo } from './demo.ts';
import { openBrowser, openPage, openTeams, textOn } from './teams-window.ts';

let demo: Demo;
let browser: Browser;
beforeAll(async () => {
  [demo, browser] = await Promise.all([startDemo(['noor', 'omar']), openBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await demo?.remove();
});

test('noor asks for a pass, omar checks and issues it, her phone makes the passkey, and both are told', async () => {
  const noor = await openTeams(browser, demo.windowOf('noor'));
  const omar = await openTeams(browser, demo.windowOf('omar'));

  await noor.say('set up my passkey');
  await noor.newest('One thing is missing first');
  await noor.press('Ask for a pass');
  await noor.newest('The help desk has it');
  await noor.keep('desk-1-noor-asks');

  await omar.say('requests');
  await omar.newest('Who is waiting');
  await omar.keep('desk-2-who-is-waiting');
  await omar.cards.last().getByRole('button', { name: /^Open/ }).click();
  await omar.page.getByRole('button', { name: "I'll take it" }).click();
  await noor.newest('Somebody is on it');
  await omar.keep('desk-3-request');

  await omar.press('Prepare a pass');
  await omar.newest('First: who is calling?');
  await omar.keep('desk-4-pre-flight');
  await omar.press("I've checked");
  const desk = omar.cards.last();
  await omar.page.getByLabel('Ticket number').last().fill('INC-1');
  await omar.page.getByLabel('What did you see or hear?').last().fill('Called back, she knew her start date');
  await omar.keep('desk-5-checked');
  await omar.page.getByRole('button', { name: 'Record it' }).click();
  await omar.newest('Ready to issue');
  await omar.press('Options');
  await omar.page.getByLabel('Works only once').last().uncheck();
  await omar.page.getByLabel('In their own Teams chat').last().check();
  await omar.keep('desk-6-options');
  await omar.page.getByRole('button', { name: 'Save' }).click();
  await desk.getByText('In their own Teams chat').first().waitFor();
  await omar.press('Issue the pass');
  await omar.newest('The pass is issued');
  await omar.keep('desk-7-issued');

  await noor.newest('A pass was issued for you');
  const ready = noor.cards.filter({ hasText: 'Your Temporary Access Pass is ready' });
  await ready.getByRole('button', { name: 'Show my pass' }).click();
  const shown = noor.cards.filter({ hasText: 'Closing this hides it' });
  await shown.waitFor();
  await noor.keep('desk-8-pass');
  const pass = passIn(await textOn(shown));

  const phone = await openPage(browser, demo.phoneOf('noor'));
  await phone.getByRole('button', { name: /Install Authenticator/ }).click();
  await phone.getByText('Adding the account still takes').waitFor();
  await phone.getByLabel('Temporary Access Pass').fill(pass);
  await phone.getByRole('button', { name: 'Sign in with a pass' }).click();
  await phone.getByText('Signed in with the pass').first().waitFor();
  await phone.getByRole('button', { name: 'Finish the passkey in Authenticator' }).click();
  await phone.getByText('The passkey is in Authenticator, and Entra has it.').waitFor();

  await noor.newest('Your passkey is ready ✅');
  await noor.keep('desk-9-noor-is-ready');
  await omar.newest('They have a passkey ✅');
  await omar.keep('desk-10-omar-is-told');
  await omar.press('Delete the pass');
  await omar.newest('The pass is gone');
});

/** The groups, without the gaps that are only for reading. */
function passIn(text: string): string {
  const [, first = ''] = text.split('\n').filter((line) => line.trim() !== '');
  return first.replaceAll(/\s/g, '');
}
