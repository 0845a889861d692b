import { commandFor } from '../enrollment/actions.ts';
import type { Command } from '../enrollment/command.ts';
import type { Intent } from '../enrollment/intent.ts';
import { isSymptomId } from '../enrollment/symptoms.ts';
import { asksIfGenuine, saysNoPhone } from './understanding/plain-sayings.ts';

export type Understood = {
  readonly intent: Intent;
  /** Only where two readings are close: offer both. */
  readonly alternative?: Intent;
  /** What the person sees on the screen, where that is plain. */
  readonly symptom?: string;
  /** Of a command with an object, the object: the name in "issue a TAP for Ada". */
  readonly rest?: string;
  /** A command was written, if with a slip, or a code. Absent: a guess. */
  readonly certain?: true;
};

/** What writes or silences, and what may have been meant instead: a guess at it is asked, never done. */
const nearest: { readonly [I in Intent]?: Intent } = {
  'request-tap': 'sign-in-help',
  'talk-to-human': 'troubleshoot',
  'stop-messages': 'about-passkeys',
};

/** Undefined: nothing for this bot. */
export function commandMeant(understood: Understood, text: string): Command | undefined {
  const { intent, alternative, symptom, certain } = understood;
  if (!certain) {
    const plain = plainlySaid(understood, text);
    if (plain) return plain;
  }
  const command = commandFor(intent);
  if (command.kind === 'unknown') return undefined;
  if (alternative && commandFor(alternative).kind !== 'unknown')
    return { kind: 'which-one', intents: [intent, alternative] };
  if (command.kind === 'troubleshoot')
    return { kind: 'troubleshoot', text, ...(symptom && isSymptomId(symptom) && { symptom }) };
  const other = certain ? undefined : nearest[intent];
  return other ? { kind: 'which-one', intents: [intent, other] } : command;
}

/** What has an answer of its own, whatever it was taken for. */
function plainlySaid({ intent, symptom }: Understood, text: string): Command | undefined {
  if (asksIfGenuine(text) && symptom !== 'microsoft_prompt') return { kind: 'is-it-genuine' };
  if (intent !== 'security-key' && saysNoPhone(text)) return { kind: 'pick-phone', phone: 'none' };
  return undefined;
}
