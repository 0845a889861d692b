import type { Command } from '../enrollment/command.ts';
import type { PhoneView, Reply } from '../enrollment/reply.ts';
import { phoneWord } from './phone-words.ts';
import { plainText } from './plain-text.ts';
import type { Text } from './text.ts';
import { bare } from './words.ts';

/** Characters on one button. */
const longest = 40;

/** The label of each command on a reply's card, in order. No two are the same: a typed label means one button. */
export function labelsOf(commands: readonly Command[], reply: Reply, text: Text): readonly string[] {
  return distinct(
    commands.map((command, index) => {
      // "Neither" is what the last button of this reply is called, not every button with its command.
      const isChoice = reply.kind === 'which-one' && index < reply.intents.length;
      return isChoice ? usualLabel(command, reply, text) : labelOf(command, reply, text);
    }),
  );
}

export function distinct(labels: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return labels.map((label) => {
    const count = (seen.get(label) ?? 0) + 1;
    seen.set(label, count);
    return count === 1 ? label : `${label} (${count})`;
  });
}

function labelOf(command: Command, reply: Reply, text: Text): string {
  const onThisReply = `reply.${reply.kind}.buttons.${command.kind}`;
  return text.has(onThisReply) ? bare(text.say(onThisReply)) : usualLabel(command, reply, text);
}

function usualLabel(command: Command, reply: Reply, text: Text): string {
  switch (command.kind) {
    case 'pick-phone':
      return bare(text.say(`button.pick-phone.${command.phone}`));
    case 'use-phone':
      return phoneLabel(reply.kind === 'ask-phone' ? reply.phones[command.index] : undefined, text);
    case 'tell-os':
      return systemLabel(command.version, reply, text);
    case 'symptom':
      return bare(text.say(`symptom.${command.symptom}.label`));
    case 'orphan':
      return bare(text.say(`button.orphan.${command.where}`));
    case 'try-it':
      return bare(text.say(`button.try-it.${command.how}`));
    case 'lost-how':
      return bare(text.say(`button.lost-how.${command.what}`));
    default:
      return bare(text.say(`button.${command.kind}`));
  }
}

function phoneLabel(phone: PhoneView | undefined, text: Text): string {
  const name = plainText(phone?.name ?? '', longest - ' (2)'.length);
  return name === '' ? phoneWord(text, phone ?? {}) : name;
}

function systemLabel(version: string, reply: Reply, text: Text): string {
  if (version === 'unknown' || reply.kind !== 'ask-os') return bare(text.say('button.tell-os.unknown'));
  return bare(text.say(`button.tell-os.${reply.platform}`, { version }));
}
