import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { type Demo, startDemo } from './demo.ts';
import { openBrowser, openPage, openTeams, type TeamsWindow, textOn } from './teams-window.ts';

let demo: Demo;
let browser: Browser;
beforeAll(async () => {
  [demo, browser] = await Promise.all([startDemo(['runa', 'alva', 'rui', 'tomasz']), openBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await demo?.remove();
});

test('runa runs a campaign: alva registers and is left alone, rui snoozes, tomasz opts out, and the report shows it', async () => {
  const [alva, rui, tomasz] = await Promise.all(
    ['alva', 'rui', 'tomasz'].map((nick) => openTeams(browser, demo.windowOf(nick))),
  );
  if (!alva || !rui || !tomasz) throw new Error('Not every window is open');
  const runa = await openTeams(browser, demo.windowOf('runa'));

  await draft(runa);
  await runa.press('Preview');
  await runa.cards.last().getByRole('button', { name: 'Start', exact: true }).waitFor();
  await runa.keep('rollout-3-preview');
  await runa.press('Start');
  await runa.cards.last().getByRole('button', { name: 'Pause', exact: true }).waitFor();

  for (const window of [alva, rui, tomasz]) await nudgeIn(window).waitFor();
  await alva.keep('rollout-4-nudge');

  await rui.cards.last().getByRole('button', { name: 'Remind me tomorrow' }).click();
  await rui.newest('Not before then');
  await rui.keep('rollout-5-snoozed');
  await tomasz.cards.last().getByRole('button', { name: 'Stop these messages' }).click();
  await tomasz.newest('No more of these');
  await tomasz.keep('rollout-6-stopped');

  await nudgeIn(alva).click();
  await alva.press('Start');
  const phone = await openPage(browser, demo.phoneOf('alva'));
  await phone.getByRole('button', { name: 'Finish the passkey in Authenticator' }).click();
  await phone.getByText('The passkey is in Authenticator, and Entra has it.').waitFor();
  await alva.newest('Your passkey is ready ✅');
  await alva.keep('rollout-7-done');
  const shown = await alva.cards.count();

  await expectInReport(runa, [/New passkey: 1/, /1 wants it later, 1 wants no messages/]);
  await runa.keep('rollout-8-report');
  await runa.press('Export');
  await runa.newest('Saved');
  const rows = await reportOf(demo);
  // The heading, and everybody in the group, met or not.
  expect(rows).toHaveLength(1 + 7);
  expect(rows.find((row) => row.includes('Alva '))).toContain(',"sent",');
  expect(rows.find((row) => row.includes('Rui '))).toContain(',"snoozed",');
  expect(rows.filter((row) => row.includes(',"never-met",'))).toHaveLength(3);

  // The sender has looked for more meanwhile.
  expect(await alva.cards.count()).toBe(shown);
  expect(await alva.cards.getByRole('button', { name: 'Set up now', exact: true }).count()).toBe(0);
}, 180_000);

function nudgeIn(window: TeamsWindow) {
  return window.cards.last().getByRole('button', { name: 'Set up now', exact: true });
}

/** To the three windows, today, at whatever hour it is. */
async function draft(runa: TeamsWindow): Promise<void> {
  await runa.say('new campaign');
  await runa.newest('A new campaign');
  await runa.page.getByLabel('What is it called?').last().fill('Autumn passkeys');
  await runa.press('Go on');
  await runa.page.getByLabel('Name of a group, or its beginning').last().waitFor();
  await runa.page.getByLabel('Name of a group, or its beginning').last().fill('Pilot');
  await runa.press('Search');
  await runa.cards
    .last()
    .getByText(/^Pilot/)
    .click();
  await runa.keep('rollout-1-groups');
  await runa.press('Add them');
  await runa.newest('Your campaign so far');
  await runa.press('Plan');
  await runa.page.getByLabel('First messages on').last().fill(new Date().toLocaleDateString('sv-SE'));
  await runa.page.getByLabel('New people a day').last().fill('100');
  await runa.page.getByLabel('Not before').last().fill('00:00');
  await runa.page.getByLabel('Not after').last().fill('23:59');
  for (const day of ['Saturday', 'Sunday']) await runa.cards.last().getByText(day, { exact: true }).click();
  await runa.keep('rollout-2-plan');
  await runa.press('Save the plan');
  await runa.newest('Your campaign so far');
}

async function expectInReport(runa: TeamsWindow, wanted: readonly RegExp[]): Promise<void> {
  for (let tries = 0; ; tries++) {
    await runa.press('Refresh');
    await runa.page.waitForTimeout(500);
    const text = await textOn(runa.cards.last());
    if (wanted.every((pattern) => pattern.test(text))) return;
    if (tries > 20) throw new Error(`Not in the report: ${wanted.join(', ')}\n${text}`);
  }
}

async function reportOf({ dataDir }: Demo): Promise<readonly string[]> {
  const folder = join(dataDir, 'reports');
  const [file = ''] = await readdir(folder);
  return (await readFile(join(folder, file), 'utf8')).split('\r\n').filter(Boolean);
}
