import { cardVersion } from '../enrollment/card-version.ts';
import type { Command } from '../enrollment/command.ts';
import type { Layout } from './view.ts';

export type ActionType = 'execute' | 'submit';
export type Button<Pressed = Command> = { readonly label: string; readonly command: Pressed };
export type Action = Readonly<Record<string, unknown>>;
export type Row = { readonly actions: readonly Action[]; readonly spacing: 'Medium' | 'Small' };

/** What fits side by side on a phone 360 pixels wide, in characters; a button's own edges take as much as five. */
const rowWidth = 38;
const edges = 5;

/** To be read like a list, one below the other. */
const listed: ReadonlySet<Command['kind']> = new Set(['symptom', 'orphan', 'use-phone', 'lost-how']);

export function buttonRows(
  buttons: readonly Button[],
  { layout, screenId, type }: { layout: Layout; screenId: string | undefined; type: ActionType },
): readonly Row[] {
  const pieces = buttons.map(({ label, command }) => ({
    label,
    action: action(label, command.kind, dataOf(command, screenId), type),
    isListed: listed.has(command.kind),
  }));
  return inRows(pieces, layout);
}

/** A button, before it has its place. */
export type Piece = { readonly label: string; readonly action: Action; readonly isListed: boolean };

export function inRows(pieces: readonly Piece[], layout: Layout): readonly Row[] {
  const rows: Action[][] = [];
  let left = 0;
  let isListOpen = false;
  for (const [index, { label, action, isListed }] of pieces.entries()) {
    const row = rows.at(-1);
    const width = widthOf(label) + edges;
    const isMain = index === 0 && layout !== 'choice';
    const next = { ...action, ...(isMain && { style: 'positive' }) };
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

/** Signs of these scripts are as wide as two letters: https://www.unicode.org/reports/tr11/ */
const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]/gu;

function widthOf(label: string): number {
  return label.length + (label.match(wide)?.length ?? 0);
}

/**
 * With `execute`, a client that does not know the type falls back to the older one with the same data.
 * `more`: properties that both types have.
 */
export function action(
  title: string,
  verb: string,
  data: Readonly<Record<string, unknown>>,
  type: ActionType,
  more: Action = {},
): Action {
  const submit = { type: 'Action.Submit', title, data, ...more };
  return type === 'submit' ? submit : { type: 'Action.Execute', title, verb, data, ...more, fallback: submit };
}

export function refreshOf(screenId: string, channelUserId: string) {
  return refreshWith('refresh', dataOf({ kind: 'refresh' }, screenId), channelUserId);
}

export function refreshWith(verb: string, data: Readonly<Record<string, unknown>>, channelUserId: string) {
  return { action: { type: 'Action.Execute', verb, data }, userIds: [channelUserId] };
}

/** Comes back with the press, and can be forged: it names what was pressed, never a user. */
function dataOf({ kind, ...details }: Command, screenId: string | undefined): Readonly<Record<string, unknown>> {
  return { v: cardVersion, verb: kind, ...(screenId !== undefined && { screen: screenId }), ...details };
}
