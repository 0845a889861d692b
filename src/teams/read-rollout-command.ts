import { z } from 'zod';
import { groupId } from '../passkeys/ids.ts';
import type { RolloutCommand } from '../rollout/command.ts';

type Of<Kind extends RolloutCommand['kind']> = Omit<Extract<RolloutCommand, { kind: Kind }>, 'kind'>;
type Fields = { readonly [Kind in RolloutCommand['kind']]: z.ZodType<Of<Kind>> };

const id = z.string().regex(/^[\w-]{1,100}$/);
const group = z
  .guid()
  .max(36)
  .transform((raw) => groupId(raw));
const words = (longest: number) =>
  z
    .string()
    .max(longest)
    .transform((text) => text.trim());
const wordsOrNone = (longest: number) => words(longest).default('');
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);
/** Inputs of a card come back as texts. What is no number is 0, which no plan takes: the form says so and keeps the rest. */
const number = z
  .union([
    z.number(),
    z
      .string()
      .max(100)
      .transform((text) => (/^ *\d{1,9} *$/.test(text) ? Number(text) : 0)),
  ])
  .pipe(z.int().min(0).max(999_999_999));
/** A multi-select comes back as one text with commas. */
const list = <T>(item: z.ZodType<T>, most: number) =>
  z
    .union([
      z.array(z.unknown()),
      z
        .string()
        .max(20_000)
        .transform((text) => text.split(/[,;\s]+/).flatMap((part) => part.trim() || [])),
      z.number().transform((one) => [one]),
    ])
    .pipe(z.array(item).max(most));
const use = z.enum(['include', 'exclude', 'pilot']);
/** As entered; whether it is a day, or a time, is judged with the rest of the form. */
const entered = z.string().max(40).default('');
const enteredOrNone = entered.transform((text) => text.trim() || undefined);
const time = entered.transform((text) => text.trim().replace(/^(\d\d:\d\d):\d\d$/, '$1'));

const nothing = z.object({});
const one = z.object({ campaign: id });
const withRevision = z.object({ campaign: id, revision: id });

/** The form of a plan: each input on its own, `waveSize` and `sendingHours` put together here. */
const plan = z
  .object({
    campaign: id,
    startsOn: entered,
    waveUnit: z.enum(['people', 'percent']),
    wavePerDay: number.default(0),
    remindAfterDays: list(number, 50).default([]),
    hoursFrom: time,
    hoursTo: time,
    weekdays: list(number.pipe(z.int().min(1).max(7)), 7).default([]),
    deadline: enteredOrNone,
  })
  .transform(({ waveUnit, wavePerDay, hoursFrom, hoursTo, deadline, ...rest }) => ({
    ...rest,
    waveSize: { unit: waveUnit, perDay: wavePerDay },
    sendingHours: { from: hoursFrom, to: hoursTo },
    ...(deadline && { deadline }),
  }));

/** `until` of the button, or the day that was picked. */
const snooze = z
  .object({ campaign: id, until: z.enum(['tomorrow', 'next-week', 'date']), date: entered })
  .transform(({ campaign, until, date }) => ({ campaign, until: until === 'date' ? { date: date.trim() } : until }));

/** What each button may carry besides its verb. Anything else in it is dropped: above all, whatever names who pressed. */
const fields: Fields = {
  'new-campaign': nothing,
  'name-campaign': z.object({ name: wordsOrNone(1_000) }),
  campaigns: nothing,
  'show-campaign': one,
  'choose-groups': z.object({ campaign: id, use }),
  'find-groups': z.object({ campaign: id, use, query: wordsOrNone(1_000) }),
  'pick-groups': z.object({ campaign: id, use, groups: list(group, 50).default([]) }),
  'drop-group': z.object({ campaign: id, use, group }),
  'edit-plan': one,
  'set-plan': plan,
  'edit-words': one,
  'set-words': z
    .object({ campaign: id, language: wordsOrNone(20), text: wordsOrNone(8_000), fallback: enteredOrNone })
    .transform(({ fallback, ...rest }) => ({ ...rest, ...(fallback && { fallback }) })),
  'preview-campaign': one,
  'send-to-me': one,
  'exclude-entra-groups': one,
  'ask-approval': withRevision,
  'decide-campaign': z.object({ campaign: id, revision: id, approve: flag, reason: wordsOrNone(4_000) }),
  'start-campaign': withRevision,
  'pause-campaign': one,
  'resume-campaign': one,
  'stop-campaign': z.object({ campaign: id, confirmed: flag.default(false) }),
  'discard-campaign': one,
  'campaign-report': one,
  'export-report': one,
  'set-up-now': one,
  snooze,
  'ask-why-not': one,
  cannot: z.object({
    campaign: id,
    because: z.enum(['no-suitable-phone', 'not-my-own-phone', 'other']),
    note: wordsOrNone(4_000),
    wantsHelp: flag.default(false),
  }),
  'stop-nudges': one,
  'why-this-message': one,
};

/** Undefined: not one of the rollout's, or not with these fields. */
export function readRolloutCommand(verb: string, raw: unknown): RolloutCommand | undefined {
  if (!isRolloutVerb(verb)) return undefined;
  const { data } = fields[verb].safeParse(raw);
  // The type of `fields` pairs each kind with its own fields; the compiler loses the pairing in the spread.
  return data && ({ ...data, kind: verb } as unknown as RolloutCommand);
}

export function isRolloutVerb(verb: string): verb is RolloutCommand['kind'] {
  return Object.hasOwn(fields, verb);
}
