import { cardVersion } from '../enrollment/card-version.ts';
import type { Command } from '../enrollment/command.ts';
import type { Layout } from './view.ts';

export type ActionType = 'execute' | 'submit';
export type Button = { readonly label: string; readonly command: Command };
export type Action = Readonly<Record<string, unknown>>;
export type Row = { readonly actions: readonly Action[]; readonly spacing: 'Medium' | 'Small' };

/** What fits side by side on a phone 360 pixels wide, in characters; a button's own edges take as much as four. */
const rowWidth = 36;
const edges = 4;

/** To be read like a list, one below the other. */
const listed: ReadonlySet<Command['kind']> = new Set(['symptom', 'orphan', 'use-phone', 'lost-how']);

export function buttonRows(
  buttons: readonly Button[],
  { layout, screenId, type }: { layout: Layout; screenId: string | undefined; type: ActionType },
): readonly Row[] {
  const rows: Action[][] = [];
  let left = 0;
  let isListOpen = false;
  for (const [index, button] of buttons.entries()) {
    const isListed = listed.has(button.command.kind);
    const row = rows.at(-1);
    const width = button.label.length + edges;
    const isMain = index === 0 && layout !== 'choice';
    const next = { ...action(button, screenId, type), ...(isMain && { style: 'positive' }) };
    if (row && !isListed && !isListOpen && width <= left) {
      row.push(next);
      left -= width;
    } else {
      rows.push([next]);
      left = rowWidth - width;
    }
    isListOpen = isListed;
  }
  return rows.map((actions, index) => ({ actions, spacing: index === 0 ? 'Medium' : 'Small' }));
}

/** With `execute`, a client that does not know the type falls back to the older one with the same data. */
function action({ label, command }: Button, screenId: string | undefined, type: ActionType): Action {
  const data = dataOf(command, screenId);
  const submit = { type: 'Action.Submit', title: label, data };
  return type === 'submit'
    ? submit
    : { type: 'Action.Execute', title: label, verb: command.kind, data, fallback: submit };
}

export function refreshOf(screenId: string, channelUserId: string) {
  const data = dataOf({ kind: 'refresh' }, screenId);
  return { action: { type: 'Action.Execute', verb: 'refresh', data }, userIds: [channelUserId] };
}

/** Comes back with the press, and can be forged: it names what was pressed, never a user. */
function dataOf({ kind, ...details }: Command, screenId: string | undefined): Readonly<Record<string, unknown>> {
  return { v: cardVersion, verb: kind, ...(screenId !== undefined && { screen: screenId }), ...details };
}
