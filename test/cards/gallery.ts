import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { createRenderer } from '../../src/cards/render-reply.ts';
import type { AnyReply } from '../../src/cards/rollout-kinds.ts';
import { everyHelpdeskReply } from '../fixtures/every-helpdesk-reply.ts';
import { everyReply } from '../fixtures/every-reply.ts';
import { everyRolloutReply } from '../fixtures/every-rollout-reply.ts';
import { adaptiveCardsFile, teamsLight } from './teams-host.ts';

/*
 * Draws every reply for a look by eye, never run by a test: npx node test/cards/gallery.ts OUTDIR [locale] [helpdesk | rollout]
 * Folded forms are drawn open on the first card of a kind. Kinds of which there are dozens are cut to the first few.
 */
const [outDir, locale = 'en-GB', room] = process.argv.slice(2);
if (!outDir) throw new Error('Where to? npx node test/cards/gallery.ts OUTDIR [locale]');
mkdirSync(outDir, { recursive: true });

const mostOfAKind: Partial<Record<AnyReply['kind'], number>> = {
  'one-step': 9,
  symptom: 12,
  'could-not-read': 2,
  'tap-refused': 6,
  'sign-in-refused': 6,
  'write-refused': 2,
  'campaign-plan': 2,
  'campaign-words': 4,
  'campaign-planning': 2,
};
const sheets = [
  { name: 'phone', width: 328, columns: 5, perSheet: 15 },
  { name: 'desktop', width: 560, columns: 3, perSheet: 12 },
];
const css = `
  body { margin: 12px; background: #f5f5f5; font-family: system-ui, sans-serif; }
  .sheet { column-gap: 14px; }
  .cell { break-inside: avoid; margin-bottom: 14px; }
  .kind { font-size: 11px; color: #888; margin-bottom: 2px; }
  .card { background: #fff; border: 1px solid #e0e0e0; border-radius: 6px; overflow: hidden; }
  .ac-pushButton { font: 600 14px 'Segoe UI', system-ui, sans-serif; padding: 5px 12px; border: 1px solid #d1d1d1; background: #fff; border-radius: 4px; }
  .ac-textRun a, .ac-anchor { color: #5b5fc7; }
`;

const renderer = createRenderer({
  organization: 'Contoso',
  helpdesk: 'Service Desk, ext. 4321',
  security: 'Security, ext. 9999',
  actions: 'execute',
  defaultLanguage: 'en',
});
const seen = new Map<string, number>();
const rooms: Readonly<Record<string, readonly AnyReply[]>> = {
  helpdesk: everyHelpdeskReply,
  rollout: everyRolloutReply,
};
const drawn = ((room && rooms[room]) || everyReply)
  .filter(({ kind }) => {
    const count = (seen.get(kind) ?? 0) + 1;
    seen.set(kind, count);
    return count <= (mostOfAKind[kind] ?? Number.POSITIVE_INFINITY);
  })
  .map((reply) => ({
    kind: reply.kind,
    ...renderer.render(reply, { locale, timeZone: 'Europe/Berlin', screenId: 's1' }),
  }));

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const { name, width, columns, perSheet } of sheets) {
  for (let from = 0; from < drawn.length; from += perSheet) {
    const page = await browser.newPage({ viewport: { width: columns * (width + 14) + 24, height: 600 } });
    await page.setContent(`<style>${css}</style><div class="sheet" style="columns:${columns}"></div>`);
    await page.addScriptTag({ content: readFileSync(adaptiveCardsFile, 'utf8') });
    await page.evaluate(drawSheet, { cards: drawn.slice(from, from + perSheet), config: teamsLight });
    const file = join(outDir, `${name}-${String(1 + from / perSheet).padStart(2, '0')}.png`);
    await page.screenshot({ path: file, fullPage: true });
    await page.close();
  }
}
await browser.close();

/** Runs in the page. */
function drawSheet({ cards, config }: { cards: { kind: string; summary: string; card: object }[]; config: object }) {
  // biome-ignore lint/suspicious/noExplicitAny: the page's own globals have no types here
  const { AdaptiveCards, document } = globalThis as any;
  for (const { kind, summary, card } of cards) {
    const adaptive = new AdaptiveCards.AdaptiveCard();
    adaptive.hostConfig = new AdaptiveCards.HostConfig(config);
    const first = document.querySelector(`[data-kind="${kind}"]`) === null;
    adaptive.parse(first ? JSON.parse(JSON.stringify(card).replaceAll('"isVisible":false', '"isVisible":true')) : card);
    const cell = document.createElement('div');
    cell.className = 'cell';
    const label = document.createElement('div');
    label.className = 'kind';
    label.textContent = `${kind} · ${summary}`;
    const frame = document.createElement('div');
    frame.className = 'card';
    frame.appendChild(adaptive.render());
    cell.dataset.kind = kind;
    if (first) for (const button of frame.querySelectorAll('button[aria-expanded]')) button.click();
    cell.append(label, frame);
    document.querySelector('.sheet').appendChild(cell);
  }
}
