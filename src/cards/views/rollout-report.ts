import type { CampaignCounts, Freshness, WaveCounts } from '../../rollout/report.ts';
import { campaignWords, countedFacts, pauseWords } from '../rollout-words.ts';
import type { Text } from '../text.ts';
import type { Chart, Fact, RolloutReplyOf, Section, View } from '../view.ts';
import { type Words, words } from '../words.ts';
import { headView } from './helpdesk-plain.ts';
import { cannotReasons, failReasons, nudgeStatuses, skipReasons, unreachableCauses } from './rollout-reasons.ts';

const report = 'rollout.reply.campaign-report';

export function campaignReportView(reply: RolloutReplyOf<'campaign-report'>, text: Text): View {
  const { campaign, counts, freshness } = reply;
  const { status, pausedBecause, endedAt } = campaign;
  const isPaused = status === 'paused' && pausedBecause !== undefined;
  return {
    ...headView(report, text, {}, `${report}.${titleOf(status)}`),
    layout: 'campaign',
    who: campaignWords(campaign, text),
    ...(isPaused && { boxes: [{ style: 'warning', lines: [pauseWords(pausedBecause, text)] }] }),
    paragraphs: [
      text.say(`${report}.lead`, { done: counts.done, audience: counts.audience, new: counts.doneSinceStart }),
    ],
    charts: [funnel(counts, text)],
    bullets: remarks(counts, text),
    notes: [
      ...(endedAt ? [text.say(`${report}.ended`, { moment: text.date(endedAt, 'moment') })] : []),
      ...freshnessWords(freshness, text),
    ],
    details: { label: text.say(`${report}.details`), sections: sectionsOf(counts, text) },
  };
}

function titleOf(status: string): string {
  return ['paused', 'stopping', 'stopped', 'finished'].includes(status) ? status : 'running';
}

function funnel({ audience, reached, seen = 0, pressed, started, doneSinceStart }: CampaignCounts, text: Text): Chart {
  // Without read receipts nobody knows: then it is no step.
  const steps = { audience, reached, ...(seen > 0 && { seen }), pressed, started, done: doneSinceStart };
  return {
    title: text.say(`${report}.chart`),
    shape: 'steps',
    bars: Object.entries(steps).map(([name, value]) => ({
      label: text.say(`${report}.funnel.${name}`),
      value,
      ...(name === 'done' && { colour: 'good' as const }),
      ...(name === 'audience' && { colour: 'neutral' as const }),
    })),
  };
}

/** What an owner may have to do something about; what is fine is not said. */
function remarks(counts: CampaignCounts, text: Text): readonly Words[] {
  const { snoozed, optedOut, escalated, nudges } = counts;
  const [unreachable, cannot] = [sum(counts.unreachable), sum(counts.cannot)];
  const [refused, unread] = [counts.failed?.refused ?? 0, counts.failed?.['not-read'] ?? 0];
  const { 'not-allowed-to-install': notAllowed = 0, 'disabled-by-admin': off = 0 } = counts.unreachable;
  const uncertain = nudges.uncertain ?? 0;
  return [
    ...(unreachable > 0 ? [text.say(`${report}.cannot-reach`, { count: unreachable })] : []),
    ...answerWords({ snoozed, 'opted-out': optedOut, cannot }, text),
    ...(escalated > 0 ? [text.say(`${report}.escalated`, { count: escalated })] : []),
    ...(uncertain > 0 ? [text.say(`${report}.uncertain`, { count: uncertain })] : []),
    ...(refused > 0 ? [text.say(`${report}.refused`, { count: refused })] : []),
    ...(unread > 0 ? [text.say(`${report}.unread`, { count: unread })] : []),
    ...(notAllowed + off > 0 ? [text.say(`${report}.not-allowed`, { count: notAllowed + off })] : []),
  ];
}

function answerWords(answers: Readonly<Record<string, number>>, text: Text): readonly Words[] {
  const said = Object.entries(answers).flatMap(([answer, count]) =>
    count > 0 ? [text.say(`${report}.answers.${answer}`, { count })] : [],
  );
  return said.length > 0 ? [text.say(`${report}.answers.all`, { answers: { own: words(said.join(', ')) } })] : [];
}

function freshnessWords({ auditSweptAt, reportSweptAt, sweepAloneSince }: Freshness, text: Text): readonly Words[] {
  const newest = [auditSweptAt, reportSweptAt].filter((at) => at !== undefined).toSorted();
  const at = newest.at(-1);
  return [
    at ? text.say(`${report}.swept`, { moment: text.date(at, 'moment') }) : text.say(`${report}.never-swept`),
    ...(sweepAloneSince ? [text.say(`${report}.alone`, { moment: text.date(sweepAloneSince, 'moment') })] : []),
  ];
}

/** What somebody has answered is said in the remarks. */
function sectionsOf(counts: CampaignCounts, text: Text): readonly Section[] {
  const sections: readonly (readonly [string, readonly Fact[]])[] = [
    ['waves', waveFacts(counts.waves, text)],
    ['segments', outcomeFacts(counts, text)],
    ['cannot', countedFacts(counts.cannot, cannotReasons, 'rollout.cannot', text)],
    ['unreachable', countedFacts(counts.unreachable, unreachableCauses, 'rollout.unreachable', text)],
    ['messages', countedFacts(counts.nudges, nudgeStatuses, 'rollout.nudge-status', text)],
    // Whom no message can get to is told above.
    ['failed', countedFacts(counts.failed ?? {}, failReasons, 'rollout.failed', text)],
    ['skipped', countedFacts(counts.skipped, skipReasons, 'rollout.skip', text)],
  ];
  return sections
    .filter(([, rows]) => rows.length > 0)
    .map(([name, rows]) => ({ heading: text.say(`${report}.section.${name}`), rows }));
}

function outcomeFacts({ outcomeBySegment }: CampaignCounts, text: Text): readonly Fact[] {
  return outcomeBySegment
    .filter(({ reached, done }) => reached + done > 0)
    .map(({ segment, reached, done }) => ({
      label: text.say(`rollout.segment.${segment}`),
      value: text.say(`${report}.of`, { count: done, of: reached }),
    }));
}

/** Lines on the card; the days before are summed up, and the exported file has them all. */
const mostWaves = 5;

function waveFacts(waves: readonly WaveCounts[], text: Text): readonly Fact[] {
  const begun = waves.filter(({ reached, done, blocked }) => reached + done + blocked > 0);
  const earlier = begun.slice(0, -mostWaves);
  const line = (of: Pick<WaveCounts, 'people' | 'reached' | 'done'>) => {
    const { people, reached, done } = of;
    return text.say(`${report}.wave-line`, { people, reached, done });
  };
  const before = { people: total(earlier, 'people'), reached: total(earlier, 'reached'), done: total(earlier, 'done') };
  return [
    ...(earlier.length > 0 ? [{ label: text.say(`${report}.wave.earlier`), value: line(before) }] : []),
    ...begun.slice(-mostWaves).map((wave) => ({
      label: text.say(`${report}.wave.${wave.wave === 0 ? 'pilot' : 'number'}`, { number: String(wave.wave) }),
      value: line(wave),
    })),
  ];
}

function total(waves: readonly WaveCounts[], what: 'people' | 'reached' | 'done'): number {
  return waves.reduce((all, wave) => all + wave[what], 0);
}

function sum(counts: Readonly<Partial<Record<string, number>>>): number {
  return Object.values(counts).reduce<number>((all, count = 0) => all + count, 0);
}
