import { cardVersion } from '../enrollment/card-version.ts';
import { rolloutActionsFor } from '../rollout/actions.ts';
import type { RolloutCommand } from '../rollout/command.ts';
import type { RolloutReply } from '../rollout/reply.ts';
import { type ActionType, type Button, refreshWith } from './buttons.ts';
import type { Controls } from './card-data.ts';
import { type FormButton, formControls } from './form-controls.ts';
import type { Form } from './inputs.ts';
import { distinct } from './labels.ts';
import { rolloutFormOf } from './rollout-inputs.ts';
import type { Text } from './text.ts';
import type { View } from './view.ts';
import { bare } from './words.ts';

export function rolloutButtonsOf(reply: RolloutReply, text: Text): readonly Button<RolloutCommand>[] {
  const commands = rolloutActionsFor(reply);
  const labels = distinct(commands.map((command, index) => labelOf(command, index, reply, text)));
  return commands.map((command, index) => ({ command, label: labels[index] ?? command.kind }));
}

/** Beside fewer others, the main button needs no row of its own. */
const mostBeside = 3;

export function rolloutControls(reply: RolloutReply, view: View, text: Text, type: ActionType): Controls {
  const commands = rolloutButtonsOf(reply, text);
  const buttons = commands.map(({ label, command }): FormButton => {
    const form = rolloutFormOf(command, reply, text);
    return {
      label,
      verb: command.kind,
      data: dataOf(command, form),
      form,
      isListed: command.kind === 'set-up-now' && commands.length > mostBeside,
      send: form?.isFolded ? bare(text.say(`rollout.send.${command.kind}`)) : '',
    };
  });
  return formControls(buttons, view, text, type);
}

function labelOf(command: RolloutCommand, index: number, reply: RolloutReply, text: Text): string {
  const onThisReply = `rollout.reply.${reply.kind}.buttons.${command.kind}`;
  const key = text.has(onThisReply) ? onThisReply : `rollout.button.${command.kind}`;
  const variant = `${key}.${variantOf(command, reply)}`;
  return bare(text.say(text.has(variant) ? variant : key, { number: numberOf(index, reply) }));
}

/** Of what stands beside the button: campaigns have one of their own. */
function numberOf(index: number, reply: RolloutReply): string {
  const own = reply.kind === 'campaigns' ? reply.campaigns[index]?.number : undefined;
  return String(own ?? index + 1);
}

function variantOf(command: RolloutCommand, reply: RolloutReply): string {
  switch (command.kind) {
    case 'snooze':
      return typeof command.until === 'string' ? command.until : 'date';
    case 'decide-campaign':
      return command.approve ? 'yes' : 'no';
    case 'ask-approval':
      return reply.kind === 'campaign-preview' && reply.campaign.status === 'awaiting-approval' ? 'again' : 'first';
    case 'choose-groups':
    case 'pick-groups':
      return command.use;
    default:
      return '';
  }
}

/** What the inputs stand for is not in the data: they come back beside it, under their own names. */
function dataOf({ kind, ...fields }: RolloutCommand, form: Form | undefined): Readonly<Record<string, unknown>> {
  const given = Object.entries(fields).filter(([name]) => !form?.stands.includes(name));
  const until = kind === 'snooze' && 'until' in fields && typeof fields.until === 'object' ? { until: 'date' } : {};
  return { v: cardVersion, verb: kind, ...Object.fromEntries(given), ...until };
}

/** A card that the job or another owner changes is looked up again by itself; the answer only ever shows. */
export function rolloutRefreshOf(reply: RolloutReply, channelUserId: string): object | undefined {
  if (!refreshes.has(reply.kind) || !('campaign' in reply) || typeof reply.campaign === 'string') return undefined;
  const command = { kind: 'show-campaign', campaign: reply.campaign.id } as const;
  return refreshWith(command.kind, dataOf(command, undefined), channelUserId);
}

const refreshes: ReadonlySet<RolloutReply['kind']> = new Set([
  'campaign-planning',
  'campaign-preview',
  'campaign-report',
  'campaign-stopping',
]);
