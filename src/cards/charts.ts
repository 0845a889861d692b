import { counted } from './rollout-words.ts';
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
        ...bars.map((bar) => row(bar, text)),
      ],
    },
  };
}

function row({ label, value }: Bar, text: Text) {
  const count = bare(counted(value, text));
  const column = (width: 'stretch' | 'auto', shown: string) => ({
    type: 'Column',
    width,
    items: [{ type: 'TextBlock', text: shown, wrap: true }],
  });
  return { type: 'ColumnSet', spacing: 'Small', columns: [column('stretch', bare(label)), column('auto', count)] };
}

/** For clients that show no cards at all. */
export function chartLines({ title, bars }: Chart, text: Text): readonly Words[] {
  return [title, ...bars.map(({ label, value }) => words(`${label}: ${counted(value, text)}`))];
}
