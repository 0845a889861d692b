import { z } from 'zod';
import type { HelpdeskCommand } from '../helpdesk/command.ts';
import { userId } from '../passkeys/ids.ts';
import { dateIn, momentOf } from './local-time.ts';

/** Where the one who pressed is: dates and times in a form are theirs. */
export type Reading = { readonly timeZone: string | undefined; readonly now: Date };

type Of<Kind extends HelpdeskCommand['kind']> = Omit<Extract<HelpdeskCommand, { kind: Kind }>, 'kind'>;
type Fields = { readonly [Kind in HelpdeskCommand['kind']]: (reading: Reading) => z.ZodType<Of<Kind>> };

/** Ours are UUIDs, those of methods come from Graph. */
const id = z.string().regex(/^[\w+/=.:-]{1,300}$/);
const person = z
  .guid()
  .max(36)
  .transform((raw) => userId(raw));
/** Inputs of a card come back as texts. */
const number = z
  .union([
    z.int(),
    z
      .string()
      .regex(/^ *\d{1,10} *$/)
      .transform(Number),
  ])
  .pipe(z.int().min(0).max(2_147_483_647));
const key = z.string().regex(/^[\w+/=-]{1,200}$/);
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);
const words = (longest: number) =>
  z
    .string()
    .max(longest)
    .transform((text) => text.trim());
/** What is left empty may be missing. */
const wordsOrNone = (longest: number) => words(longest).default('');
const list = z
  .union([
    z.array(id),
    z
      .string()
      .max(20_000)
      .transform((text) => text.split(',').flatMap((part) => part.trim() || [])),
  ])
  .pipe(z.array(id).max(50))
  .default([]);

const oneCase = z.object({ case: id });
const oneRequest = z.object({ number });
const oneSubject = z.object({ subject: person });
const decision = z.object({ decision: id, approve: flag, reason: wordsOrNone(4_000) });
const methodsOfCase = z.object({ case: id, methods: list });

/** What each button may carry besides its verb. Anything else in it is dropped: above all, whatever names who pressed. */
const fields: Fields = {
  'issue-tap': () => z.object({ query: words(1_000).exactOptional() }),
  'tap-for': () => z.object({ subject: person, request: number.exactOptional() }),
  'show-case': () => oneCase,
  'cancel-case': () => oneCase,
  'send-match': () => oneCase,
  'ask-manager': () => oneCase,
  'record-verification': () =>
    z.object({
      case: id,
      method: z.enum(['video-with-id', 'call-back']),
      ticket: wordsOrNone(1_000),
      note: wordsOrNone(4_000),
    }),
  'ask-second': () => z.object({ case: id, reason: wordsOrNone(4_000) }),
  'choose-options': (reading) => options(reading),
  issue: () => z.object({ case: id, revision: id, replace: flag.default(false) }),
  'read-out-instead': () => z.object({ case: id, sealed: id, key }),
  'list-taps': () => oneSubject,
  'find-taps': () => z.object({ query: words(1_000).exactOptional() }),
  'delete-tap': () => z.object({ subject: person, tap: id, case: id.exactOptional() }),
  undo: () => oneCase,
  'confirm-undo': () => methodsOfCase,
  'remove-old-methods': () => methodsOfCase,
  'clear-freeze': () => z.object({ subject: person, freezes: z.array(number).max(100).default([]) }),
  requests: () => z.object({}),
  'open-request': () => oneRequest,
  'claim-request': () => oneRequest,
  'hand-over-request': () => oneRequest,
  'close-request': () => z.object({ number, how: z.enum(['solved', 'refused']) }),
  'view-user': () => oneRequest,
  'use-this-channel': () => z.object({}),
  'open-match': () => z.object({ match: id }),
  'answer-match': () =>
    z.object({ match: id, digits: z.union([z.string().max(50), z.int().transform(String)]).default('') }),
  'not-on-the-phone': () => z.object({ match: id }),
  'tap-not-mine': () => oneCase,
  'decide-as-manager': () => decision,
  'decide-as-second': () => decision,
  'show-tap': () => z.object({ sealed: id, key }),
};

/**
 * `startsAt` is a moment as we wrote it, or the time of a form ("09:30") beside `startsOn`, its date ("2026-11-20").
 * Empty: now. The time alone: today. The date alone: from its beginning.
 */
function options({ timeZone, now }: Reading) {
  const date = z.union([z.literal(''), z.iso.date()]).default('');
  const time = z.union([z.literal(''), z.iso.time().max(8), z.iso.datetime({ offset: true }).max(40)]).default('');
  return z
    .object({
      case: id,
      lifetime: number,
      isUsableOnce: flag,
      delivery: z.enum(['read-out', 'subject-chat', 'manager-chat']),
      startsOn: date,
      startsAt: time,
    })
    .transform(({ startsOn, startsAt, ...rest }, context) => {
      if (!startsOn && !startsAt) return rest;
      if (startsAt.includes('T')) return { ...rest, startsAt: new Date(startsAt).toISOString() };
      const moment = momentOf(startsOn || dateIn(timeZone, now), startsAt.slice(0, 5) || '00:00', timeZone);
      if (moment) return { ...rest, startsAt: moment };
      context.addIssue('no such moment');
      return z.NEVER;
    });
}

/** Undefined: not one of the help desk's, or not with these fields. */
export function readHelpdeskCommand(verb: string, raw: unknown, reading: Reading): HelpdeskCommand | undefined {
  if (!isHelpdeskVerb(verb)) return undefined;
  const { data } = fields[verb](reading).safeParse(withKey(raw));
  // The type of `fields` pairs each kind with its own fields; the compiler loses the pairing in the spread.
  return data && ({ ...data, kind: verb } as unknown as HelpdeskCommand);
}

export function isHelpdeskVerb(verb: string): verb is HelpdeskCommand['kind'] {
  return Object.hasOwn(fields, verb);
}

/** The key of a sealed pass has another name on a card: Agents Playground writes a `key` of its own into every object there. */
function withKey(raw: unknown): unknown {
  return typeof raw === 'object' && raw !== null && 'unlock' in raw ? { ...raw, key: raw.unlock } : raw;
}
