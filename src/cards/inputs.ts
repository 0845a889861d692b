import { isOnPhone } from '../helpdesk/actions.ts';
import type { HelpdeskCommand } from '../helpdesk/command.ts';
import type { HelpdeskReply } from '../helpdesk/reply.ts';
import type { CaseView, MethodView } from '../helpdesk/reply-views.ts';
import { durationWords, methodWords } from './helpdesk-words.ts';
import { plainText } from './plain-text.ts';
import type { Text } from './text.ts';
import { bare, unmarked } from './words.ts';

/*
 * What is filled in on a card comes back in the data of the press, next to `v`, `verb` and the fields of the button, under the id of the input,
 * always as text. What is left empty may be missing.
 *
 * command                id            value
 * issue-tap, find-taps   query         as typed, at most 100 characters
 * record-verification    method        'video-with-id' | 'call-back'
 *                        ticket        as typed, at most 100 characters
 *                        note          as typed, at most 500 characters, with line breaks
 * ask-second             reason        as typed, at most 500 characters, with line breaks
 * choose-options         lifetime      minutes: '60'
 *                        isUsableOnce  'true' | 'false'; where the policy leaves no choice a boolean of the button
 *                        delivery      'read-out' | 'subject-chat' | 'manager-chat'
 *                        startsOn      '2026-11-20', in the time zone of whoever presses; missing or ''
 *                        startsAt      '09:30', likewise; without either: now
 * confirm-undo,
 * remove-old-methods     methods       ids with commas between them; missing or '': none
 * answer-match           digits        as typed, two characters
 * decide-as-manager,
 * decide-as-second       reason        as typed, at most 500 characters; missing or '': none. `approve` is a boolean of the button
 */

/** https://adaptivecards.io/explorer/Input.Text.html and its siblings */
export type CardInput = Readonly<Record<string, unknown>>;

export type Form = {
  readonly inputs: readonly CardInput[];
  /** Fields of the command that the inputs stand for. */
  readonly stands: readonly string[];
  /** Opens with a button of its own. */
  readonly isFolded?: true;
};

const longest = { query: 100, ticket: 100, note: 500, reason: 500 } as const;

export function formOf(command: HelpdeskCommand, reply: HelpdeskReply, text: Text): Form | undefined {
  switch (command.kind) {
    case 'issue-tap':
    case 'find-taps':
      return reply.kind === 'ask-for-person' ? queryForm(reply.query, text) : undefined;
    case 'record-verification':
      return recordForm(command.method, text);
    case 'ask-second':
      return { inputs: [longText('reason', text, { isRequired: true })], stands: ['reason'], isFolded: true };
    case 'choose-options':
      return reply.kind === 'case' ? optionsForm(reply.case, text) : undefined;
    case 'confirm-undo':
      return reply.kind === 'undo' ? methodsForm(reply.methods.filter(isOnPhone), command.methods, text) : undefined;
    case 'remove-old-methods':
      return reply.kind === 'passkey-appeared'
        ? methodsForm(reply.oldMethods, command.methods, text, { isRequired: true })
        : undefined;
    case 'answer-match':
      return digitsForm(text);
    case 'decide-as-manager':
    case 'decide-as-second':
      return { inputs: [longText('why', text, { id: 'reason' })], stands: ['reason'] };
    default:
      return undefined;
  }
}

function queryForm(query: string | undefined, text: Text): Form {
  const input = { ...field('Input.Text', 'query', text, { isRequired: true }), maxLength: longest.query };
  return { inputs: [{ ...input, ...(query && { value: plainText(query, longest.query) }) }], stands: ['query'] };
}

function recordForm(method: string, text: Text): Form {
  const methods = ['call-back', 'video-with-id'] as const;
  return {
    inputs: [
      {
        ...field('Input.ChoiceSet', 'method', text, { isRequired: true }),
        style: 'expanded',
        value: method,
        choices: methods.map((value) => ({ title: bare(text.say(`helpdesk.input.method.${value}`)), value })),
      },
      { ...field('Input.Text', 'ticket', text, { isRequired: true }), maxLength: longest.ticket },
      longText('note', text, { isRequired: true }),
    ],
    stands: ['method', 'ticket', 'note'],
    isFolded: true,
  };
}

/** Minutes. */
const usualLifetimes = [10, 30, 60, 120, 240, 480, 1440, 4320, 10_080];

function optionsForm({ options, preflight }: CaseView, text: Text): Form {
  const { minimum, maximum, proposed } = preflight.lifetime;
  const lifetimes = [...usualLifetimes, minimum, maximum, proposed, options.lifetime]
    .filter((minutes) => minutes >= minimum && minutes <= maximum)
    .toSorted((a, b) => a - b);
  const ways = ['read-out', 'subject-chat', ...(preflight.manager ? ['manager-chat'] : [])];
  const once = {
    type: 'Input.Toggle',
    id: 'isUsableOnce',
    title: bare(text.say('helpdesk.input.isUsableOnce.title')),
    value: String(options.isUsableOnce),
  };
  return {
    inputs: [
      {
        ...field('Input.ChoiceSet', 'lifetime', text, { isRequired: true }),
        value: String(options.lifetime),
        choices: [...new Set(lifetimes)].map((minutes) => ({
          title: bare(durationWords(minutes, text)),
          value: String(minutes),
        })),
      },
      ...(preflight.onlyOnce ? [] : [once]),
      {
        ...field('Input.ChoiceSet', 'delivery', text, { isRequired: true }),
        style: 'expanded',
        value: options.delivery,
        choices: ways.map((value) => ({ title: bare(text.say(`helpdesk.input.delivery.${value}`)), value })),
      },
      field('Input.Date', 'startsOn', text),
      field('Input.Time', 'startsAt', text),
    ],
    stands: ['lifetime', ...(preflight.onlyOnce ? [] : ['isUsableOnce']), 'delivery', 'startsAt'],
    isFolded: true,
  };
}

function methodsForm(
  methods: readonly MethodView[],
  ticked: readonly string[],
  text: Text,
  more: { readonly isRequired?: true } = {},
): Form {
  const input = {
    ...field('Input.ChoiceSet', 'methods', text, more),
    isMultiSelect: true,
    style: 'expanded',
    wrap: true,
    ...(ticked.length > 0 && { value: ticked.join(',') }),
    choices: methods.map((method) => ({ title: unmarked(bare(methodWords(method, text))), value: method.id })),
  };
  return { inputs: methods.length > 0 ? [input] : [], stands: ['methods'] };
}

/** Text, because a number would lose a zero at the front; `tel` gives the keys with digits. */
function digitsForm(text: Text): Form {
  const input = { ...field('Input.Text', 'digits', text, { isRequired: true }), style: 'tel', maxLength: 2 };
  return { inputs: [{ ...input, regex: '^[0-9][0-9]$' }], stands: ['digits'] };
}

function longText(name: 'note' | 'reason' | 'why', text: Text, more: FieldOptions = {}): CardInput {
  return { ...field('Input.Text', name, text, more), isMultiline: true, maxLength: longest.reason };
}

type FieldOptions = { readonly isRequired?: true; readonly id?: string };

function field(type: string, name: string, text: Text, { isRequired, id = name }: FieldOptions = {}): CardInput {
  const key = `helpdesk.input.${name}`;
  return {
    type,
    id,
    label: bare(text.say(`${key}.label`)),
    ...(text.has(`${key}.error`) && { errorMessage: bare(text.say(`${key}.error`)) }),
    ...(isRequired && { isRequired }),
  };
}
