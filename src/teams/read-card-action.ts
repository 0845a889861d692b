import { z } from 'zod';
import { cardVersion } from '../enrollment/card-version.ts';
import type { Command } from '../enrollment/command.ts';
import { intents } from '../enrollment/intent.ts';
import { symptomIds } from '../enrollment/symptoms.ts';
import type { HelpdeskCommand } from '../helpdesk/command.ts';
import type { RolloutCommand } from '../rollout/command.ts';
import { isHelpdeskVerb, type Reading, readHelpdeskCommand } from './read-helpdesk-command.ts';
import { readRolloutCommand } from './read-rollout-command.ts';

type Fields = { readonly [K in Command['kind']]: z.ZodType<Omit<Extract<Command, { kind: K }>, 'kind'>> };

const nothing = z.object({});
const symptom = z.enum(symptomIds);

/** What each button may carry besides its verb. Anything else in it is dropped: above all, whatever names a user. */
const fields: Fields = {
  'set-up-passkey': nothing,
  resume: nothing,
  status: nothing,
  help: nothing,
  greeting: nothing,
  'start-over': nothing,
  pause: nothing,
  'what-you-know': nothing,
  'delete-my-data': nothing,
  'confirm-delete': nothing,
  'about-passkeys': nothing,
  'is-it-genuine': nothing,
  'security-key': nothing,
  'remove-passkey': nothing,
  'sign-in-help': nothing,
  'lost-phone': nothing,
  'request-tap': nothing,
  'talk-to-human': nothing,
  'stop-messages': nothing,
  troubleshoot: z.object({ text: z.string().max(4_000).exactOptional(), symptom: symptom.exactOptional() }),
  'which-one': z.object({ intents: z.tuple([z.enum(intents), z.enum(intents)]) }),
  thanks: nothing,
  yes: nothing,
  no: nothing,
  picture: nothing,
  unknown: nothing,
  refresh: nothing,
  start: nothing,
  'different-phone': nothing,
  'pick-phone': z.object({ phone: z.enum(['iphone', 'samsung', 'pixel', 'other-android', 'none']) }),
  'use-phone': z.object({ index: z.int().min(0).max(100) }),
  'tell-os': z.object({ version: z.string().regex(/^(\d{1,3}(\.\d{1,5}){0,3}|unknown)$/) }),
  'updated-os': nothing,
  'use-computer': nothing,
  'on-the-phone': nothing,
  'no-bluetooth': nothing,
  'one-at-a-time': nothing,
  'all-steps': nothing,
  next: nothing,
  back: nothing,
  done: nothing,
  stuck: nothing,
  symptom: z.object({ symptom }),
  helped: nothing,
  'still-stuck': nothing,
  'show-steps': nothing,
  orphan: z.object({ where: z.enum(['authenticator', 'samsung-pass', 'icloud', 'google', 'nowhere']) }),
  'try-it': z.object({ how: z.enum(['this-phone', 'computer']) }),
  worked: nothing,
  'did-not-work': nothing,
  later: nothing,
  'remind-tomorrow': nothing,
  'second-way': nothing,
  'not-me': nothing,
  'lost-how': z.object({ what: z.enum(['gone', 'broken', 'moving']) }),
  'ask-help-desk': nothing,
  'cancel-request': z.object({ number: z.int().min(0).max(2_147_483_647) }),
};

const CardData = z.object({
  v: z.literal(cardVersion),
  verb: z.string().max(100),
  screen: z.string().min(1).max(100).optional(),
});

/** https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model#adaptivecardaction-invoke */
const Execute = z.object({
  action: z.object({ verb: z.string().max(100), data: z.record(z.string(), z.unknown()) }),
  trigger: z.string().max(100).optional().catch(undefined),
});

export type Press = {
  readonly command: Command;
  readonly screenId?: string;
  readonly automatic: boolean;
  /** A button of the help desk, but not with fields that it could have. */
  readonly isForHelpdesk?: true;
};
/** A button of the help desk's cards. Which of them an automatic refresh may show is decided by the flow. */
export type HelpdeskPress = {
  readonly helpdesk: HelpdeskCommand;
  readonly by: 'execute' | 'submit';
  readonly automatic: boolean;
};

/** A button of a campaign's cards, or of a nudge. */
export type RolloutPress = {
  readonly rollout: RolloutCommand;
  readonly by: 'execute' | 'submit';
  readonly automatic: boolean;
};

export const pressOfNobody: Press = { command: { kind: 'unknown' }, automatic: false };

/** The value of an `adaptiveCard/action` invoke. An automatic refresh is a refresh whatever verb it carries. */
export function readExecute(value: unknown, reading: Reading): Press | HelpdeskPress | RolloutPress {
  const automatic = isAutomatic(value);
  const { data: execute } = Execute.safeParse(value);
  const raw = execute && { ...execute.action.data, verb: execute.action.verb };
  const helpdesk = readHelpdesk(raw, reading);
  if (helpdesk) return { helpdesk, by: 'execute', automatic };
  const rollout = readRollout(raw);
  if (rollout) return { rollout, by: 'execute', automatic };
  const press = raw ? readCardData(raw) : pressOfNobody;
  return automatic ? { ...press, command: { kind: 'refresh' }, automatic } : press;
}

/** The value of a message that `Action.Submit` sent. */
export function readSubmit(value: unknown, reading: Reading): Press | HelpdeskPress | RolloutPress {
  const helpdesk = readHelpdesk(value, reading);
  if (helpdesk) return { helpdesk, by: 'submit', automatic: false };
  const rollout = readRollout(value);
  return rollout ? { rollout, by: 'submit', automatic: false } : readCardData(value);
}

/** What a button with `msteams: { type: 'task/fetch' }` carries. https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots */
export function readDialogRequest(value: unknown, reading: Reading): HelpdeskCommand | undefined {
  return typeof value === 'object' && value !== null && 'data' in value ? readHelpdesk(value.data, reading) : undefined;
}

function readHelpdesk(raw: unknown, reading: Reading): HelpdeskCommand | undefined {
  const { data } = CardData.safeParse(raw);
  return data && isHelpdeskVerb(data.verb) ? readHelpdeskCommand(data.verb, raw, reading) : undefined;
}

function readRollout(raw: unknown): RolloutCommand | undefined {
  const { data } = CardData.safeParse(raw);
  return data && readRolloutCommand(data.verb, raw);
}

function readCardData(raw: unknown): Press {
  const { data } = CardData.safeParse(raw);
  if (data && isHelpdeskVerb(data.verb)) return { ...pressOfNobody, isForHelpdesk: true };
  const command = data && readCommand(data.verb, raw);
  if (!data || !command) return pressOfNobody;
  return { command, automatic: false, ...(data.screen && { screenId: data.screen }) };
}

/** Undefined: no such command, or not with these fields. */
export function readCommand(kind: string, raw: unknown): Command | undefined {
  if (!isKind(kind)) return undefined;
  const { data } = fields[kind].safeParse(raw);
  // The type of `fields` pairs each kind with its own fields; the compiler loses the pairing in the spread.
  return data && ({ ...data, kind } as unknown as Command);
}

function isKind(verb: string): verb is Command['kind'] {
  return Object.hasOwn(fields, verb);
}

function isAutomatic(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('trigger' in value)) return false;
  return String(value.trigger).toLowerCase() === 'automatic';
}
