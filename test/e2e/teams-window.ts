import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';

const screenshots = fileURLToPath(new URL('./screenshots/', import.meta.url));

/** Debian's Chromium, kept off the network. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

const thisMachine: ReadonlySet<string> = new Set(['localhost', '127.0.0.1']);

export async function openPage(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  // The Playground asks for fonts on the internet.
  await page.route('**', (route) =>
    thisMachine.has(new URL(route.request().url()).hostname) ? route.continue() : route.abort(),
  );
  await page.goto(url);
  return page;
}

/** One person's window of the Agents Playground. */
export type TeamsWindow = {
  readonly page: Page;
  /** Cards from the first to the newest. */
  readonly cards: Locator;
  say(text: string): Promise<void>;
  /** Waits for the card with this title to be the newest. */
  newest(title: string): Promise<Locator>;
  /** Presses a button of the newest card. */
  press(label: string): Promise<void>;
  keep(name: string): Promise<void>;
  close(): Promise<void>;
};

/** Open once the bot has said hello. */
export async function openTeams(browser: Browser, url: string): Promise<TeamsWindow> {
  const page = await openPage(browser, url);
  const cards = page.locator('.ac-adaptiveCard');
  const newest = async (title: string) => {
    const card = cards.last();
    await card.getByRole('heading', { name: title, exact: true }).waitFor({ timeout: 20_000 });
    return card;
  };
  await newest("Hello, I'm your passkey guide");
  return {
    page,
    cards,
    newest,
    async say(text) {
      await page.getByRole('textbox').first().fill(text);
      await page.keyboard.press('Enter');
    },
    async press(label) {
      await cards.last().getByRole('button', { name: label, exact: true }).click();
    },
    async keep(name) {
      await mkdir(screenshots, { recursive: true });
      await page.screenshot({ path: `${screenshots}${name}.png` });
    },
    close: () => page.close(),
  };
}
