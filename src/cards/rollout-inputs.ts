import type { CampaignPlan } from '../rollout/campaign.ts';
import type { RolloutCommand } from '../rollout/command.ts';
import type { RolloutReply } from '../rollout/reply.ts';
import type { CardInput, Form } from './inputs.ts';
import { plainText } from './plain-text.ts';
import { languageName } from './rollout-words.ts';
import type { Text } from './text.ts';
import { bare, unmarked } from './words.ts';

/*
 * What is filled in on a card comes back in the data of the press, next to `v`, `verb` and the fields of the button, under the id of the input,
 * always as text. What is left empty may be missing. `teams/read-rollout-command.ts` reads it.
 *
 * command          id                value
 * name-campaign    name              as typed
 * find-groups      query             as typed
 * pick-groups      groups            ids with commas between them
 * set-plan         startsOn          '2026-11-23'
 *                  waveUnit          'people' | 'percent'
 *                  wavePerDay        '10'
 *                  remindAfterDays   '3, 7, 14'
 *                  hoursFrom         '09:00'
 *                  hoursTo           '16:00'
 *                  weekdays          '1,2,3,4,5'
 *                  deadline          '2027-01-29'
 * set-words        language          'en'
 *                  text              as typed; '': ours
 *                  fallback          'en', of those that are written; missing where there are not two
 * decide-campaign  reason            as typed
 * snooze           date              '2026-12-01', beside `until: 'date'` of the button
 * cannot           because           'no-suitable-phone' | 'not-my-own-phone' | 'other'
 *                  note              as typed
 *                  wantsHelp         'true' | 'false'
 */

const longest = { name: 80, query: 100, reason: 500, note: 500, text: 1_000, reminders: 40 } as const;
/** Those of the words that the guide understands first, then those of other large workforces. */
const usualLanguages = [
  ...['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'ja', 'zh', 'ar'],
  ...['cs', 'da', 'el', 'fi', 'he', 'hi', 'hu', 'ko', 'nb', 'pl', 'ro', 'sv', 'th', 'tr', 'uk', 'vi'],
] as const;
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

export function rolloutFormOf(command: RolloutCommand, reply: RolloutReply, text: Text): Form | undefined {
  switch (command.kind) {
    case 'name-campaign':
      return {
        inputs: [field('Input.Text', 'name', text, { isRequired: true, maxLength: longest.name })],
        stands: ['name'],
      };
    case 'find-groups':
      return { inputs: [field('Input.Text', 'query', text, { maxLength: longest.query })], stands: ['query'] };
    case 'pick-groups':
      return reply.kind === 'campaign-groups' ? groupsForm(reply, text) : undefined;
    case 'set-plan':
      return planForm(command, text);
    case 'set-words':
      return reply.kind === 'campaign-words' ? wordsForm(reply, text) : undefined;
    case 'decide-campaign':
      return {
        inputs: [field('Input.Text', 'reason', text, { isMultiline: true, maxLength: longest.reason })],
        stands: ['reason'],
      };
    case 'snooze':
      return typeof command.until === 'object'
        ? { inputs: [field('Input.Date', 'date', text, { isRequired: true })], stands: ['until'], isFolded: true }
        : undefined;
    case 'cannot':
      return cannotForm(text);
    default:
      return undefined;
  }
}

function groupsForm(
  { found = [], use }: Extract<RolloutReply, { kind: 'campaign-groups' }>,
  text: Text,
): Form | undefined {
  if (found.length === 0) return undefined;
  const choices = found.map(({ id, name, description }) => ({
    title: unmarked(plainText(description ? `${name} – ${description}` : name, 120)),
    value: id,
  }));
  const many = use === 'pilot' ? {} : { isMultiSelect: true };
  return {
    inputs: [field('Input.ChoiceSet', 'groups', text, { style: 'expanded', wrap: true, ...many, choices })],
    stands: ['groups'],
  };
}

function planForm(plan: CampaignPlan, text: Text): Form {
  const units = (['percent', 'people'] as const).map((value) => ({
    title: bare(text.say(`rollout.input.waveUnit.${value}`)),
    value,
  }));
  const days = weekdays.map((day) => ({ title: bare(text.say(`rollout.weekday.${day}`)), value: String(day) }));
  return {
    inputs: [
      field('Input.Date', 'startsOn', text, { isRequired: true, value: plan.startsOn }),
      sideBySide(
        'wave',
        field('Input.Text', 'wavePerDay', text, {
          isRequired: true,
          style: 'tel',
          maxLength: 7,
          value: String(plan.waveSize.perDay),
        }),
        field('Input.ChoiceSet', 'waveUnit', text, { value: plan.waveSize.unit, choices: units }),
      ),
      field('Input.Text', 'remindAfterDays', text, {
        maxLength: longest.reminders,
        value: plan.remindAfterDays.join(', '),
      }),
      field('Input.Time', 'hoursFrom', text, { isRequired: true, value: plan.sendingHours.from }),
      field('Input.Time', 'hoursTo', text, { isRequired: true, value: plan.sendingHours.to }),
      field('Input.ChoiceSet', 'weekdays', text, {
        isMultiSelect: true,
        style: 'expanded',
        value: plan.weekdays.join(','),
        choices: days,
      }),
      field('Input.Date', 'deadline', text, plan.deadline ? { value: plan.deadline } : {}),
    ],
    stands: ['startsOn', 'waveSize', 'remindAfterDays', 'sendingHours', 'weekdays', 'deadline'],
  };
}

function wordsForm({ campaign, entered }: Extract<RolloutReply, { kind: 'campaign-words' }>, text: Text): Form {
  const language = [entered?.language, ...Object.keys(campaign.ownWords ?? {})].find((tag) => tag) ?? 'en';
  const languages = [...new Set([language, ...usualLanguages])].map((tag) => ({
    title: languageName(tag, text),
    value: tag,
  }));
  const written = entered?.text ?? campaign.ownWords?.[language] ?? '';
  const all = Object.keys(campaign.ownWords ?? {});
  const fallback = all.map((tag) => ({ title: languageName(tag, text), value: tag }));
  return {
    inputs: [
      field('Input.ChoiceSet', 'language', text, { isRequired: true, value: language, choices: languages }),
      field('Input.Text', 'text', text, {
        isMultiline: true,
        maxLength: longest.text,
        ...(written && { value: written }),
      }),
      ...(all.length > 1
        ? [
            field('Input.ChoiceSet', 'fallback', text, {
              value: campaign.fallbackLanguage ?? all[0] ?? '',
              choices: fallback,
            }),
          ]
        : []),
    ],
    stands: ['language', 'text', 'fallback'],
  };
}

/** Nothing is chosen beforehand: what nobody chose would be counted as an answer. */
function cannotForm(text: Text): Form {
  const reasons = (['no-suitable-phone', 'not-my-own-phone', 'other'] as const).map((value) => ({
    title: bare(text.say(`rollout.input.because.${value}`)),
    value,
  }));
  return {
    inputs: [
      field('Input.ChoiceSet', 'because', text, { isRequired: true, style: 'expanded', wrap: true, choices: reasons }),
      field('Input.Text', 'note', text, { isMultiline: true, maxLength: longest.note }),
      { type: 'Input.Toggle', id: 'wantsHelp', title: bare(text.say('rollout.input.wantsHelp.title')), value: 'false' },
    ],
    stands: ['because', 'note', 'wantsHelp'],
  };
}

/** Two short inputs in one row. */
function sideBySide(id: string, ...inputs: readonly CardInput[]): CardInput {
  return {
    type: 'ColumnSet',
    id,
    columns: inputs.map((input) => ({ type: 'Column', width: 'stretch', items: [input] })),
  };
}

/** https://adaptivecards.io/explorer/Input.Text.html and its siblings */
function field(type: string, id: string, text: Text, more: CardInput): CardInput {
  const key = `rollout.input.${id}`;
  return {
    type,
    id,
    label: bare(text.say(`${key}.label`)),
    ...(text.has(`${key}.error`) && { errorMessage: bare(text.say(`${key}.error`)) }),
    ...more,
  };
}
