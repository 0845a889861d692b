import type { Row } from './buttons.ts';
import type { CardData } from './templates.ts';
import type { Text } from './text.ts';
import type { View } from './view.ts';
import { bare, escapeMarkdown, type RunStyle, runs, type Words, words } from './words.ts';

const smallPrint: RunStyle = { size: 'Small', isSubtle: true };
const quiet: RunStyle = { isSubtle: true };
const strong: RunStyle = { weight: 'Bolder' };
const large: RunStyle = { size: 'Medium' };

export function cardData(
  view: View,
  rows: readonly Row[],
  { text, pictures }: { text: Text; pictures: ReadonlyMap<string, string> },
): CardData {
  const url = view.picture && pictures.get(view.picture);
  return {
    lang: text.language,
    fallbackText: fallbackText(view),
    title: escapeMarkdown(bare(view.title)),
    paragraphs: lines(view.paragraphs, view.layout === 'one-step' ? large : {}),
    bullets: lines(view.bullets),
    steps: (view.steps ?? []).map((step, index) => ({ number: `${index + 1}.`, runs: runs(step) })),
    facts: (view.facts ?? []).map(({ label, value, origin }) => ({
      label: [...runs(label), ...runs(words(`\n${origin}`), smallPrint)],
      value: runs(value, strong),
    })),
    notes: lines(view.notes, quiet),
    small: lines(view.small?.split('\n').map(words), smallPrint),
    rows,
    ...(view.progress && { dots: dots(view.progress) }),
    ...(url && { picture: { url, alt: bare(text.say(`picture.${view.picture}`)) } }),
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
function fallbackText(view: View): string {
  return [
    view.title,
    ...(view.paragraphs ?? []),
    ...(view.bullets ?? []).map((bullet) => words(`• ${bullet}`)),
    ...(view.steps ?? []).map((step, index) => words(`${index + 1}. ${step}`)),
    ...(view.facts ?? []).map(({ label, value }) => words(`${label}: ${value}`)),
    ...(view.notes ?? []),
  ]
    .map(bare)
    .join('\n');
}
