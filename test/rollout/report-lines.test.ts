import { Buffer } from 'node:buffer';
import { userId } from '../../src/passkeys/ids.ts';
import type { OutcomeRow } from '../../src/rollout/report.ts';
import { reportLines, usualBytes } from '../../src/rollout/report-lines.ts';
import { rowsOf } from '../fixtures/rollout-world.ts';

const at = new Date('2026-11-20T09:00:00Z');
const alone: OutcomeRow = {
  user: userId('00000000-0000-4000-8000-000000000101'),
  name: 'Zoë Example',
  segment: 'done',
  wave: -1,
  sent: 0,
  lastStatus: undefined,
  because: undefined,
  pressedAt: undefined,
  startedAt: undefined,
  doneAt: undefined,
  snoozedUntil: undefined,
  optedOutAt: undefined,
  cannot: undefined,
  cannotNote: undefined,
  unreachable: undefined,
  escalatedAt: undefined,
};
const reached: OutcomeRow = {
  ...alone,
  segment: 'ready',
  wave: 12,
  sent: 3,
  lastStatus: 'sent',
  pressedAt: at,
  startedAt: at,
  doneAt: at,
};

async function written(...rows: readonly OutcomeRow[]): Promise<string> {
  async function* pages() {
    yield rows;
  }
  const parts: string[] = [];
  for await (const part of reportLines(pages())) parts.push(part);
  return parts.join('');
}

test('a cell is in quotes only where it needs them', async () => {
  const [, line] = (await written(reached)).split('\r\n');

  expect(line).toBe(
    `${reached.user},Zoë Example,ready,12,3,sent,,${at.toISOString()},${at.toISOString()},${at.toISOString()},,,,,,`,
  );
});

test.each([
  ['a comma', 'Example, Zoë', '"Example, Zoë"'],
  ['a semicolon', 'Example; Zoë', '"Example; Zoë"'],
  ['quotes', 'Zoë "Z" Example', '"Zoë ""Z"" Example"'],
  ['a new line', 'Zoë\nExample', '"Zoë\nExample"'],
  ['a space before it', ' Zoë', '" Zoë"'],
  ['a formula', '=1+1', "'=1+1"],
  ['a formula with a comma', '=SUM(1,1)', `"'=SUM(1,1)"`],
])('%s in a name stays in its cell', async (_what, name, cell) => {
  const csv = await written({ ...alone, name });

  expect(csv).toContain(`${alone.user},${cell},done,,0,`);
  expect(rowsOf(csv)[0]).toMatchObject({ name: cell.replace(/^"|"$/g, '').replaceAll('""', '"'), segment: 'done' });
});

test.each([
  ['nobody is reached yet', [alone, alone, alone, reached]],
  ['everybody is reached', [reached, reached, reached, alone]],
])('how large it will be is told well enough: %s', async (_when, kinds) => {
  const rows = Array.from({ length: 250 }, () => kinds).flat();

  const share = usualBytes(rows.length) / Buffer.byteLength(await written(...rows));

  expect(share).toBeGreaterThan(0.7);
  expect(share).toBeLessThan(2);
});
