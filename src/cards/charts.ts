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
  readonly displayMode: 'PartToWhole' | 'AbsoluteWithAxis';
  readonly spacing: 'Small';
  readonly data: readonly { readonly x: string; readonly y: number; readonly color: string }[];
  readonly fallback: Readonly<Record<string, unknown>>;
};
export type ChartHeading = Readonly<Record<string, unknown>> & { readonly type: 'TextBlock' };

/** The title of a bar chart is read out, and not drawn: so it also stands above it. */
export function chartElements({ title, shape, bars }: Chart, text: Text): readonly (ChartHeading | ChartElement)[] {
  return [
    { type: 'TextBlock', text: bare(title), weight: 'Bolder', wrap: true },
    {
      type: 'Chart.HorizontalBar',
      title: bare(title),
      displayMode: shape === 'parts' ? 'PartToWhole' : 'AbsoluteWithAxis',
      spacing: 'Small',
      data: bars.map((bar) => ({
        // Parts have their number and share beside them; on an axis there is neither.
        x: bare(shape === 'parts' ? bar.label : line(bar, text)),
        y: bar.value,
        color: bar.colour ?? 'categoricalBlue',
      })),
      fallback: { type: 'Container', spacing: 'None', items: bars.map((bar) => row(bar, text)) },
    },
  ];
}

function row({ label, value }: Bar, text: Text) {
  const column = (width: 'stretch' | 'auto', shown: Words) => ({
    type: 'Column',
    width,
    items: [{ type: 'TextBlock', text: bare(shown), wrap: true }],
  });
  return {
    type: 'ColumnSet',
    spacing: 'Small',
    columns: [column('stretch', label), column('auto', counted(value, text))],
  };
}

function line({ label, value }: Bar, text: Text): Words {
  return words(`${label}: ${counted(value, text)}`);
}

/** For clients that show no cards at all. */
export function chartLines({ title, bars }: Chart, text: Text): readonly Words[] {
  return [title, ...bars.map((bar) => line(bar, text))];
}
