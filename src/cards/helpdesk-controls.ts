import { cardVersion } from '../enrollment/card-version.ts';
import { helpdeskActionsFor } from '../helpdesk/actions.ts';
import type { HelpdeskCommand } from '../helpdesk/command.ts';
import type { HelpdeskReply } from '../helpdesk/reply.ts';
import { type Action, type ActionType, type Button, refreshWith } from './buttons.ts';
import type { Controls } from './card-data.ts';
import { type FormButton, formControls } from './form-controls.ts';
import { helpdeskLabelsOf } from './helpdesk-labels.ts';
import { type Form, formOf } from './inputs.ts';
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
  const buttons = helpdeskButtonsOf(reply, text).map(({ label, command }): FormButton => {
    const form = formOf(command, reply, text);
    const data = dataOf(command, form);
    const opens = command.kind === 'show-tap' && options.tapReveal === 'dialog';
    return {
      label,
      verb: command.kind,
      data,
      form,
      send: form?.isFolded ? bare(text.say(`helpdesk.send.${command.kind}`)) : '',
      instead: opens ? opensDialog(label, data) : undefined,
    };
  });
  return formControls(buttons, view, text, options.type);
}

/** A dialog opens from `Action.Submit` only. https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots */
function opensDialog(title: string, data: Readonly<Record<string, unknown>>): Action {
  return { type: 'Action.Submit', title, data: { msteams: { type: 'task/fetch' }, ...data } };
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
