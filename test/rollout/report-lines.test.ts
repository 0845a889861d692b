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
  uncertain: 0,
  lastStatus: undefined,
  because: undefined,
  readAt: undefined,
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

test('a file begins with the names of the columns, and has a line for each person, in that order', async () => {
  const [head, line] = (await written(reached)).split('\r\n');

  expect(head).toMatch(/^\ufeff"user","name","segment","wave","sent","uncertain","lastStatus",/);
  expect(line).toBe(
    `"${reached.user}","Zoë Example","ready","12","3","0","sent","","","${at.toISOString()}","${at.toISOString()}","${at.toISOString()}","","","","","",""`,
  );
});

test('what is uncertain, and when a message was read, has a column', async () => {
  const readAt = new Date('2026-11-19T08:30:00Z');
  const [row] = rowsOf(await written({ ...reached, uncertain: 2, readAt }));

  expect(row).toMatchObject({ sent: '3', uncertain: '2', readAt: '2026-11-19T08:30:00.000Z' });
});

test.each([
  ['a comma', 'Example, Zoë'],
  ['a semicolon', 'Example; Zoë'],
  ['quotes', 'Zoë "Z" Example'],
  ['a new line', 'Zoë\nExample'],
  ['a space before it', ' Zoë'],
])('%s in a name stays in its cell', async (_what, name) => {
  const csv = await written({ ...alone, name });

  expect(rowsOf(csv)[0]).toMatchObject({ name, segment: 'done' });
});

test.each([
  ['name', '=1+1', "'=1+1"],
  ['name', '＝1+1', "'＝1+1"],
  ['name', 'Zoë;=1+1', "Zoë;'=1+1"],
  ['cannotNote', '=SUM(1,1)', "'=SUM(1,1)"],
  ['cannotNote', 'sorry; @SUM(A1)', "sorry; '@SUM(A1)"],
])('a formula in %s is calculated by no spreadsheet: %j', async (column, text, cell) => {
  const csv = await written({ ...reached, [column]: text });

  expect(rowsOf(csv)[0]).toMatchObject({ [column]: cell });
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
