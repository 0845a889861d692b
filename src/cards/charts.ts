import type { Text } from './text.ts';
import type { Bar, Chart } from './view.ts';
import { bare, type Words, words } from './words.ts';

/**
 * Drawn by Teams; any other client shows the `fallback`, which has the same numbers.
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/charts-in-adaptive-cards#horizontal-bar-chart
 */
export type ChartElement = {
  readonly type: 'Chart.HorizontalBar';
  readonly title: string;
  readonly displayMode: 'AbsoluteNoAxis';
  readonly spacing: 'Medium';
  readonly data: readonly { readonly x: string; readonly y: number; readonly color: string }[];
  readonly fallback: Readonly<Record<string, unknown>>;
};

export function chartElement({ title, bars }: Chart, text: Text): ChartElement {
  return {
    type: 'Chart.HorizontalBar',
    title: bare(title),
    displayMode: 'AbsoluteNoAxis',
    spacing: 'Medium',
    data: bars.map(({ label, value, colour }) => ({ x: bare(label), y: value, color: colour ?? 'categoricalBlue' })),
    fallback: {
      type: 'Container',
      spacing: 'Medium',
      items: [
        { type: 'TextBlock', text: bare(title), weight: 'Bolder', wrap: true },
        { type: 'FactSet', spacing: 'Small', facts: bars.map((bar) => fact(bar, text)) },
      ],
    },
  };
}

function fact({ label, value }: Bar, text: Text) {
  return { title: bare(label), value: bare(text.say('rollout.count', { count: value })) };
}

/** For clients that show no cards at all. */
export function chartLines({ title, bars }: Chart): readonly Words[] {
  return [title, ...bars.map(({ label, value }) => words(`${label}: ${value}`))];
}
