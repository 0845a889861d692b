import { readdirSync, readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

/*
 * Draws `cards/images/*.svg` as the PNG files that cards carry (clients do not show SVG), twice as fine as shown.
 * By hand, after a picture has changed: npx node test/cards/draw-pictures.ts
 */
const folder = new URL('../../cards/images/', import.meta.url);
const size = { width: 240, height: 132 };

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: size, deviceScaleFactor: 2 });
for (const name of readdirSync(folder).filter((file) => file.endsWith('.svg'))) {
  await page.setContent(`<style>body { margin: 0 }</style>${readFileSync(new URL(name, folder), 'utf8')}`);
  const path = new URL(name.replace(/\.svg$/, '.png'), folder).pathname;
  await page.screenshot({ path, omitBackground: true, clip: { x: 0, y: 0, ...size } });
}
await browser.close();
