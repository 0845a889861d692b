import type { HelpdeskCommand } from '../helpdesk/command.ts';
import type { HelpdeskReply } from '../helpdesk/reply.ts';
import { distinct } from './labels.ts';
import type { Text } from './text.ts';
import { bare } from './words.ts';

/** The label of each command on a reply's card, in order, no two the same. */
export function helpdeskLabelsOf(
  commands: readonly HelpdeskCommand[],
  reply: HelpdeskReply,
  text: Text,
): readonly string[] {
  return distinct(commands.map((command, index) => labelOf(command, index, reply, text)));
}

function labelOf(command: HelpdeskCommand, index: number, reply: HelpdeskReply, text: Text): string {
  const onThisReply = `helpdesk.reply.${reply.kind}.buttons.${command.kind}`;
  const values = { number: 'number' in command ? String(command.number) : String(index + 1) };
  return bare(text.say(text.has(onThisReply) ? onThisReply : usualKey(command, reply), values));
}

function usualKey(command: HelpdeskCommand, reply: HelpdeskReply): string {
  const key = `helpdesk.button.${command.kind}`;
  switch (command.kind) {
    case 'issue':
      return command.replace ? `${key}.replace` : `${key}.new`;
    case 'close-request':
      return `${key}.${command.how}`;
    case 'decide-as-manager':
    case 'decide-as-second':
      return `${key}.${command.approve ? 'yes' : 'no'}`;
    case 'show-tap':
      return `${key}.${'forName' in reply || reply.kind === 'tap-issued' ? 'theirs' : 'own'}`;
    default:
      return key;
  }
}
