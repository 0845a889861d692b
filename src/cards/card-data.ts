import type { Action, Row } from './buttons.ts';
import { chartElements, chartLines } from './charts.ts';
import type { CardInput } from './inputs.ts';
import type { CardData } from './templates.ts';
import type { Text } from './text.ts';
import type { View } from './view.ts';
import { bare, escapeMarkdown, type RunStyle, runs, type Words, words } from './words.ts';

const smallPrint: RunStyle = { size: 'Small', isSubtle: true };
const quiet: RunStyle = { isSubtle: true };
const strong: RunStyle = { weight: 'Bolder' };
const large: RunStyle = { size: 'Medium' };
const spoken = { size: 'ExtraLarge', weight: 'Bolder', fontType: 'Monospace' } as const;

/** What can be pressed or filled in. */
export type Controls = {
  readonly rows: readonly Row[];
  readonly inputs?: readonly CardInput[];
  /** Of each item of a list. */
  readonly itemActions?: readonly (readonly Action[])[];
};

export function cardData(
  view: View,
  { rows, inputs = [], itemActions = [] }: Controls,
  { text, pictures }: { text: Text; pictures: ReadonlyMap<string, string> },
): CardData {
  const url = view.picture && pictures.get(view.picture);
  return {
    lang: text.language,
    fallbackText: fallbackText(view, text),
    title: escapeMarkdown(bare(view.title)),
    paragraphs: lines(view.paragraphs, view.layout === 'one-step' ? large : {}),
    bullets: lines(view.bullets),
    steps: (view.steps ?? []).map((step, index) => ({ number: `${index + 1}.`, runs: runs(step) })),
    facts: (view.facts ?? []).map(({ label, value, origin }) => ({
      label: [...runs(label, isQuiet(view) ? quiet : {}), ...(origin ? runs(words(`\n${origin}`), smallPrint) : [])],
      value: runs(value, isQuiet(view) ? {} : strong),
    })),
    notes: lines(view.notes, quiet),
    small: lines(view.small?.split('\n').map(words), smallPrint),
    who: whoLine(view),
    boxes: (view.boxes ?? []).map((box) => ({ style: box.style, lines: lines(box.lines) })),
    quotes: (view.quotes ?? []).map((quote) => ({ lines: lines(quote) })),
    digits: view.digits ? [{ runs: [{ type: 'TextRun', text: view.digits, ...spoken }] }] : [],
    ...passData(view),
    items: (view.items ?? []).map((item, index) => ({
      lines: lines(item.slice(0, 1)).concat(lines(item.slice(1), smallPrint)),
      actions: itemActions[index] ?? [],
    })),
    charts: (view.charts ?? []).flatMap((chart) => chartElements(chart, text)),
    details: (view.details?.sections ?? []).map(({ heading, rows: counted }) => ({
      heading: runs(heading, { ...strong }),
      rows: counted.map(({ label, value }) => ({ label: runs(label, quiet), value: runs(value) })),
    })),
    inputs,
    rows,
    ...(view.details && { detailsLabel: bare(view.details.label) }),
    ...(view.progress && { dots: dots(view.progress) }),
    ...(url && { picture: { url, alt: bare(text.say(`picture.${view.picture}`)) } }),
  };
}

/** The label of a fact is what one has read before, the value what is new. */
function isQuiet({ layout }: View): boolean {
  return layout === 'desk' || layout === 'campaign';
}

function whoLine({ who }: View): CardData['who'] {
  if (!who) return [];
  const details = who.details.flatMap((detail) => runs(words(`\n${detail}`), smallPrint));
  return [{ runs: [...runs(who.name, { ...large, ...strong }), ...details] }];
}

/** Put into the card as it is: it is no sentence of ours, and may look like anything. */
function passData({ pass }: View): Pick<CardData, 'pass' | 'spelled'> {
  if (!pass) return { pass: [], spelled: [] };
  const text = pass.groups.map(({ typed }) => typed).join(' ');
  return {
    pass: [{ runs: [{ type: 'TextRun', text, ...spoken }] }],
    spelled: pass.groups.map(({ typed, spelled }) => ({
      typed: [{ type: 'TextRun', text: typed, fontType: 'Monospace' }],
      spelled: runs(spelled),
    })),
  };
}

function lines(sentences: readonly Words[] = [], style: RunStyle = {}) {
  return sentences.map((sentence) => ({ runs: runs(sentence, style) }));
}

/** Seen, not read: the title says the same in words. */
function dots({ at, of }: { at: number; of: number }): string {
  return '●'.repeat(at) + '○'.repeat(of - at);
}

/** For clients that show no cards: everything but the buttons, each of which can be typed. */
function fallbackText(view: View, text: Text): string {
  return [
    view.title,
    ...(view.who ? [view.who.name, ...view.who.details] : []),
    ...(view.boxes ?? []).flatMap((box) => box.lines),
    ...(view.paragraphs ?? []),
    ...(view.quotes ?? []).flat(),
    ...(view.digits ? [words(view.digits)] : []),
    ...(view.items ?? []).map((item) => words(item.join(' · '))),
    ...(view.bullets ?? []).map((bullet) => words(`• ${bullet}`)),
    ...(view.steps ?? []).map((step, index) => words(`${index + 1}. ${step}`)),
    ...(view.facts ?? []).map(({ label, value }) => words(`${label}: ${value}`)),
    ...(view.charts ?? []).flatMap((chart) => chartLines(chart, text)),
    ...(view.notes ?? []),
    ...(view.details?.sections ?? []).flatMap(({ heading, rows }) => [
      heading,
      ...rows.map(({ label, value }) => words(`${label}: ${value}`)),
    ]),
  ]
    .map(bare)
    .join('\n');
}
