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

/** Milliseconds. */
const patience = 30_000;

/** Open once the bot has said hello. */
export async function openTeams(browser: Browser, url: string): Promise<TeamsWindow> {
  const page = await openPage(browser, url);
  const cards = page.locator('.ac-adaptiveCard');
  const keep = async (name: string) => {
    await mkdir(screenshots, { recursive: true });
    await page.screenshot({ path: `${screenshots}${name}.png` });
  };
  const newest = async (title: string) => {
    const card = cards.last();
    try {
      await card.getByRole('heading', { name: title, exact: true }).waitFor({ timeout: patience });
    } catch {
      await keep('failed');
      const shown = (await cards.count()) > 0 ? await textOn(card) : 'no card at all';
      throw new Error(`Not "${title}", but:\n${shown}`);
    }
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
    keep,
    close: () => page.close(),
  };
}

/** As a person sees it. */
export function textOn(card: Locator): Promise<string> {
  // biome-ignore lint/performance/useDomNodeTextContent: this one is Playwright's, and what is hidden must not count.
  return card.innerText();
}
