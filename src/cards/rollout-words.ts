import type { CampaignPlan, GroupRef, PauseReason } from '../rollout/campaign.ts';
import type { CampaignView, EntryProblem } from '../rollout/reply.ts';
import type { CampaignCounts } from '../rollout/report.ts';
import { type Segment, segments } from '../rollout/segment.ts';
import { plainText } from './plain-text.ts';
import type { Text } from './text.ts';
import type { Bar, Box, Chart, Fact, View } from './view.ts';
import { hideMarks, type Words, words } from './words.ts';

const mostGroups = 4;

/** Which campaign a card is about, and who runs it. */
export function campaignWords({ name, number, ownerName }: CampaignView, text: Text): NonNullable<View['who']> {
  return {
    name: text.say('rollout.campaign.name', { name }),
    details: [text.say('rollout.campaign.line', { number: String(number), owner: ownerName })],
  };
}

export function problemBoxes(problem: EntryProblem | undefined, text: Text): readonly Box[] {
  if (!problem) return [];
  const { kind, ...values } = problem;
  return [{ style: 'warning', lines: [text.say(`rollout.problem.${kind}`, values)] }];
}

/** What was entered, a line for each part. */
export function draftFacts(campaign: CampaignView, text: Text): readonly Fact[] {
  const { include, exclude, plan } = campaign;
  const row = (name: string, value: Words): Fact => ({ label: text.say(`rollout.plan.row.${name}`), value });
  return [
    row('include', include.length > 0 ? groupWords(include, text) : text.say('rollout.plan.nobody')),
    ...(exclude.length > 0 ? [row('exclude', groupWords(exclude, text))] : []),
    ...planFacts(plan, text),
    row('words', wordsWords(campaign, text)),
  ];
}

export function planFacts(plan: CampaignPlan | undefined, text: Text): readonly Fact[] {
  const row = (name: string, value: Words): Fact => ({ label: text.say(`rollout.plan.row.${name}`), value });
  if (!plan) return [row('start', text.say('rollout.plan.unplanned'))];
  const { startsOn, waveSize, remindAfterDays, sendingHours, deadline, pilot } = plan;
  return [
    ...(pilot ? [row('pilot', text.say('rollout.plan.pilot', { name: pilot.name }))] : []),
    row('start', words(text.date(startsOn, 'date'))),
    row('pace', text.say(`rollout.plan.pace.${waveSize.unit}`, { count: waveSize.perDay })),
    row('hours', text.say('rollout.plan.hours', { days: { own: dayWords(plan.weekdays, text) }, ...sendingHours })),
    row(
      'reminders',
      text.say('rollout.plan.reminders', { count: remindAfterDays.length, days: remindAfterDays.join(', ') }),
    ),
    row('deadline', deadline ? words(text.date(deadline, 'date')) : text.say('rollout.plan.no-deadline')),
  ];
}

export function groupWords(groups: readonly GroupRef[], text: Text): Words {
  const names = words(
    groups
      .slice(0, mostGroups)
      .map(({ name }) => text.say('rollout.plan.group', { name }))
      .join(', '),
  );
  const count = groups.length - mostGroups;
  return count > 0 ? text.say('rollout.plan.more', { names: { own: names }, count }) : names;
}

function wordsWords({ ownWords = {}, fallbackLanguage }: CampaignView, text: Text): Words {
  const languages = Object.keys(ownWords).map((language) => languageName(language, text));
  if (languages.length > 1 && fallbackLanguage) {
    const fallback = languageName(fallbackLanguage, text);
    return text.say('rollout.plan.own-words-else', { languages: languages.join(', '), fallback });
  }
  return languages.length > 0
    ? text.say('rollout.plan.own-words', { languages: languages.join(', ') })
    : text.say('rollout.plan.our-words');
}

/** In the language of the reader. */
export function languageName(tag: string, text: Text): string {
  try {
    return new Intl.DisplayNames([text.language], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** "Monday to Friday", or each of them. */
function dayWords(weekdays: readonly number[], text: Text): Words {
  const names = weekdays.map((day) => text.say(`rollout.weekday.${day}`));
  const [first, last] = [names[0], names.at(-1)];
  const isRow = weekdays.length > 2 && weekdays.every((day, index) => day === (weekdays[0] ?? 0) + index);
  return isRow && first && last
    ? text.say('rollout.plan.day-range', { first: { own: first }, last: { own: last } })
    : words(names.join(', '));
}

export function counted(count: number, text: Text): Words {
  return text.say('rollout.count', { count });
}

/** Those of whom there are any, in the order given. */
export function countedFacts<Name extends string>(
  counts: Readonly<Partial<Record<Name, number>>>,
  names: readonly Name[],
  key: string,
  text: Text,
): readonly Fact[] {
  return names.flatMap((name) => {
    const count = counts[name] ?? 0;
    return count > 0 ? [{ label: text.say(`${key}.${name}`), value: counted(count, text) }] : [];
  });
}

const colours: Partial<Record<Segment, NonNullable<Bar['colour']>>> = {
  'sms-only': 'attention',
  blocked: 'neutral',
  done: 'good',
};

/** Most urgent first, as the waves are filled. Empty where nobody is: then there is nothing to draw. */
export function segmentCharts({ bySegment }: CampaignCounts, title: Words, text: Text): readonly Chart[] {
  const bars = segments.flatMap((segment): readonly Bar[] => {
    const value = bySegment[segment] ?? 0;
    const colour = colours[segment];
    return value > 0 ? [{ label: text.say(`rollout.segment.${segment}`), value, ...(colour && { colour }) }] : [];
  });
  return bars.length > 0 ? [{ title, shape: 'parts', bars }] : [];
}

export function pauseWords(because: PauseReason, text: Text): Words {
  return because.kind === 'trouble'
    ? text.say(`rollout.because.${because.what}`, { count: because.count, of: because.of })
    : text.say(`rollout.because.${because.kind}`);
}

/** Somebody's own words as plain text, a paragraph for each line. `limit`: characters of all of them. */
export function ownParagraphs(written: string, limit = 2_000): readonly Words[] {
  return written
    .slice(0, limit)
    .split(/\r?\n/)
    .map((line) => plainText(line, limit))
    .filter((line) => line !== '')
    .map((line) => words(hideMarks(line)));
}
