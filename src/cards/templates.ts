import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Action, Row } from './buttons.ts';
import type { ChartElement, ChartHeading } from './charts.ts';
import type { CardInput } from './inputs.ts';
import { type Layout, layouts } from './view.ts';
import type { TextRun } from './words.ts';

/** Required, because the typings of the package import the TypeScript sources of another one, which do not compile here. */
const { Template }: { readonly Template: new (payload: unknown) => { expand(context: object): unknown } } =
  createRequire(import.meta.url)('adaptivecards-templating');

/** A card as it goes over the wire. https://adaptivecards.io/explorer/AdaptiveCard.html */
export type AdaptiveCard = {
  readonly type: 'AdaptiveCard';
  readonly version: '1.5';
  readonly lang: string;
  /** Missing: from left to right. */
  readonly rtl?: true;
  readonly fallbackText: string;
  readonly body: readonly unknown[];
  readonly refresh?: unknown;
};

type Line = { readonly runs: readonly TextRun[] };
type NumberedLine = Line & { readonly number: string };
type FactLine = { readonly label: readonly TextRun[]; readonly value: readonly TextRun[] };

/** The holes of every file in `cards/`. What is left out leaves no trace on the card. */
export type CardData = {
  readonly lang: string;
  readonly fallbackText: string;
  readonly title: string;
  readonly paragraphs: readonly Line[];
  readonly bullets: readonly Line[];
  readonly steps: readonly NumberedLine[];
  readonly facts: readonly FactLine[];
  readonly notes: readonly Line[];
  readonly small: readonly Line[];
  readonly who: readonly Line[];
  readonly boxes: readonly { readonly style: string; readonly lines: readonly Line[] }[];
  readonly quotes: readonly { readonly lines: readonly Line[] }[];
  readonly digits: readonly Line[];
  readonly pass: readonly Line[];
  readonly spelled: readonly { readonly typed: readonly TextRun[]; readonly spelled: readonly TextRun[] }[];
  readonly items: readonly { readonly lines: readonly Line[]; readonly actions: readonly Action[] }[];
  readonly charts: readonly (ChartHeading | ChartElement)[];
  readonly details: readonly { readonly heading: readonly TextRun[]; readonly rows: readonly FactLine[] }[];
  readonly inputs: readonly CardInput[];
  readonly rows: readonly Row[];
  readonly detailsLabel?: string;
  readonly dots?: string;
  readonly picture?: { readonly url: string; readonly alt: string };
};

export type Fill = (layout: Layout, data: CardData) => AdaptiveCard;

/** Compiled once: `new Template` costs tens of milliseconds, `expand` on a cached one tens of microseconds. */
export function loadTemplates(folder: URL): Fill {
  const compiled = new Map(
    layouts.map((layout) => [
      layout,
      new Template(JSON.parse(readFileSync(new URL(`${layout}.json`, folder), 'utf8'))),
    ]),
  );
  return (layout, data) => compiled.get(layout)?.expand({ $root: data }) as AdaptiveCard;
}
