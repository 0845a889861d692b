import { cardVersion } from '../enrollment/card-version.ts';
import { helpdeskActionsFor } from '../helpdesk/actions.ts';
import type { HelpdeskCommand } from '../helpdesk/command.ts';
import type { HelpdeskReply } from '../helpdesk/reply.ts';
import { type Action, type ActionType, action, type Button, inRows, type Piece, refreshWith } from './buttons.ts';
import type { Controls } from './card-data.ts';
import { helpdeskLabelsOf } from './helpdesk-labels.ts';
import { type CardInput, type Form, formOf } from './inputs.ts';
import type { Text } from './text.ts';
import type { View } from './view.ts';
import { bare } from './words.ts';

/** `dialog`: the pass is opened in one. `card`: it comes in the answer to the press, which only a client without dialogs needs. */
export type TapReveal = 'dialog' | 'card';
export type ControlOptions = { readonly type: ActionType; readonly tapReveal: TapReveal };

export function helpdeskButtonsOf(reply: HelpdeskReply, text: Text): readonly Button<HelpdeskCommand>[] {
  const commands = helpdeskActionsFor(reply);
  const labels = helpdeskLabelsOf(commands, reply, text);
  return commands.map((command, index) => ({ command, label: labels[index] ?? command.kind }));
}

export function helpdeskControls(reply: HelpdeskReply, view: View, text: Text, options: ControlOptions): Controls {
  const buttons = helpdeskButtonsOf(reply, text).map((button) => ({
    ...button,
    form: formOf(button.command, reply, text),
  }));
  const inputs = withoutRepeats(buttons.flatMap(({ form }) => (form && !form.isFolded ? form.inputs : [])));
  const pieces = buttons.map(({ label, command, form }): Piece => {
    const made = form?.isFolded
      ? folded(label, command, form, text, options)
      : pressed(label, command, form, inputs.length > 0, options);
    return { label, action: made, isListed: false };
  });
  const count = view.items?.length ?? 0;
  return {
    inputs,
    itemActions: pieces.slice(0, count).map((piece) => [piece.action]),
    rows: inRows(pieces.slice(count), count > 0 ? 'choice' : view.layout),
  };
}

/** Two buttons may be about the same input. */
function withoutRepeats(inputs: readonly CardInput[]): readonly CardInput[] {
  return inputs.filter((input, index) => inputs.findIndex(({ id }) => id === input.id) === index);
}

function pressed(
  label: string,
  command: HelpdeskCommand,
  form: Form | undefined,
  hasInputs: boolean,
  { type, tapReveal }: ControlOptions,
): Action {
  const data = dataOf(command, form);
  if (command.kind === 'show-tap' && tapReveal === 'dialog') return opensDialog(label, data);
  // A press that is not about the inputs must not be held up by an empty one.
  return action(label, command.kind, data, type, hasInputs && !form ? { associatedInputs: 'none' } : {});
}

/** A dialog opens from `Action.Submit` only. https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots */
function opensDialog(title: string, data: Readonly<Record<string, unknown>>): Action {
  return { type: 'Action.Submit', title, data: { msteams: { type: 'task/fetch' }, ...data } };
}

/** The inputs unfold with the button, and a second one sends them. */
function folded(title: string, command: HelpdeskCommand, form: Form, text: Text, { type }: ControlOptions): Action {
  const send = action(bare(text.say(`helpdesk.send.${command.kind}`)), command.kind, dataOf(command, form), type);
  const body = [...form.inputs, { type: 'ActionSet', actions: [send] }];
  return { type: 'Action.ShowCard', title, card: { type: 'AdaptiveCard', body } };
}

function dataOf({ kind, ...fields }: HelpdeskCommand, form: Form | undefined): Readonly<Record<string, unknown>> {
  const given = Object.entries(fields).filter(([name]) => !form?.stands.includes(name));
  // Agents Playground writes a `key` of its own into every object of a card, and stops at ours.
  const named = given.map(([name, value]) => [name === 'key' ? 'unlock' : name, value]);
  return { v: cardVersion, verb: kind, ...Object.fromEntries(named) };
}

/** A card that others change is looked up again by itself; the answer only ever shows. */
export function helpdeskRefreshOf(reply: HelpdeskReply, channelUserId: string): object | undefined {
  const command = lookAgain(reply);
  return command && refreshWith(command.kind, dataOf(command, undefined), channelUserId);
}

function lookAgain(reply: HelpdeskReply): HelpdeskCommand | undefined {
  if (reply.kind === 'case') return { kind: 'show-case', case: reply.case.id };
  if (reply.kind === 'request') return { kind: 'open-request', number: reply.item.number };
  return reply.kind === 'requests' ? { kind: 'requests' } : undefined;
}
