import { askedOf } from '../../rollout/asked-of.ts';
import type { ApprovalReason } from '../../rollout/campaign.ts';
import type { CampaignView } from '../../rollout/reply.ts';
import type { CampaignCost } from '../../rollout/report.ts';
import {
  campaignWords,
  counted,
  countedFacts,
  groupWords,
  languageName,
  ownParagraphs,
  planFacts,
  segmentCharts,
} from '../rollout-words.ts';
import type { Text } from '../text.ts';
import type { Box, RolloutReplyOf, Section, View } from '../view.ts';
import { type Words, words } from '../words.ts';
import { headView, sentencesView } from './helpdesk-plain.ts';
import { blockedReasons } from './rollout-reasons.ts';

const preview = 'rollout.reply.campaign-preview';

export function campaignPreviewView(reply: RolloutReplyOf<'campaign-preview'>, text: Text): View {
  const { campaign, counts, cost, needsApproval, sweepAloneSince: alone } = reply;
  const standing = standingOf(campaign, needsApproval);
  const from = campaign.planning?.reportFrom;
  const neverMet = reply.reach?.neverMet ?? 0;
  const sms = counts.bySegment['sms-only'] ?? 0;
  return {
    ...headView(preview, text, {}, `${preview}.${standing}`),
    layout: 'campaign',
    who: campaignWords(campaign, text),
    boxes: entraBoxes(campaign, text),
    paragraphs: [
      text.say(`${preview}.lead`, { count: askedOf(counts), alone: counts.audience - askedOf(counts) }),
      ...(neverMet > 0 ? [text.say(`${preview}.never-met`, { count: neverMet })] : []),
      ...(sms > 0 ? [text.say(`${preview}.sms`, { count: sms })] : []),
    ],
    charts: segmentCharts(counts, text.say(`${preview}.chart`), text),
    notes: [
      ...(campaign.planning?.entraUnread ? [text.say(`${preview}.entra.unread`)] : []),
      ...(standing === 'awaiting-approval' ? [text.say(`${preview}.awaiting`)] : approvalNotes(needsApproval, text)),
      ...(from ? [text.say(`${preview}.from`, { date: text.date(from, 'day') })] : []),
      ...(alone ? [text.say('rollout.reply.campaign-report.alone', { moment: text.date(alone, 'moment') })] : []),
    ],
    details: { label: text.say(`${preview}.details`), sections: detailsOf(reply, cost, text) },
  };
}

type Standing = 'planned' | 'awaiting-approval' | 'approved';

function standingOf({ status }: CampaignView, needed: readonly ApprovalReason[]): Standing {
  if (status === 'awaiting-approval') return status;
  return status === 'approved' && needed.length === 0 ? 'approved' : 'planned';
}

function entraBoxes({ planning }: CampaignView, text: Text): readonly Box[] {
  const other = planning?.entraCampaign;
  if (!other) return [];
  const line = other.everybody
    ? text.say(`${preview}.entra.everybody`)
    : text.say(`${preview}.entra.groups`, { groups: { own: groupWords(other.groups, text) } });
  return [{ style: 'warning', lines: [line] }];
}

function approvalNotes(needed: readonly ApprovalReason[], text: Text): readonly Words[] {
  if (needed.length === 0) return [];
  const reasons = words(needed.map((reason) => text.say(`rollout.approval-reason.${reason}`)).join(' '));
  return [text.say(`${preview}.approval`, { reasons: { own: reasons } })];
}

function detailsOf(
  { campaign, counts, reach }: RolloutReplyOf<'campaign-preview'>,
  cost: CampaignCost,
  text: Text,
): readonly Section[] {
  const ways = countedFacts(reach ?? {}, ['chat', 'install', 'neverMet'], `${preview}.reach`, text);
  const blocked = countedFacts(counts.blocked ?? {}, blockedReasons, 'rollout.blocked', text);
  const costs = [
    ['messages', cost.messages],
    ['days', cost.days],
    ['minutes', cost.minutesForLargestWave],
    ['requests', cost.graphRequests],
    ['teams-requests', cost.teamsRequests],
  ] as const;
  return [
    {
      heading: text.say(`${preview}.section.cost`),
      rows: costs.map(([name, count]) => ({ label: text.say(`${preview}.row.${name}`), value: counted(count, text) })),
    },
    ...(ways.length > 0 ? [{ heading: text.say(`${preview}.section.reach`), rows: ways }] : []),
    ...(blocked.length > 0 ? [{ heading: text.say(`${preview}.section.blocked`), rows: blocked }] : []),
    { heading: text.say(`${preview}.section.plan`), rows: planFacts(campaign.plan, text) },
  ];
}

export function approvalAskedView({ campaign, asked }: RolloutReplyOf<'approval-asked'>, text: Text): View {
  const key = 'rollout.reply.approval-asked';
  return {
    ...headView(key, text),
    layout: 'campaign',
    who: campaignWords(campaign, text),
    paragraphs: [asked > 0 ? text.say(`${key}.lead`, { count: asked }) : text.say(`${key}.nobody`)],
  };
}

/** Whoever approves sees all that goes out in their name, too: whom, when, how often, and every word. */
export function approvalQuestionView(reply: RolloutReplyOf<'approval-question'>, text: Text): View {
  const { campaign, counts, needed, askedByName } = reply;
  const key = 'rollout.reply.approval-question';
  const written = Object.entries(campaign.ownWords ?? {});
  return {
    ...headView(key, text),
    layout: 'campaign',
    who: campaignWords(campaign, text),
    paragraphs: [
      text.say(`${key}.lead`, { name: askedByName, count: askedOf(counts) }),
      words(needed.map((reason) => text.say(`rollout.approval-reason.${reason}`)).join(' ')),
    ],
    quotes: written.map(([tag, theirs]) => [
      text.say(`${key}.own-words`, { language: languageName(tag, text) }),
      ...ownParagraphs(theirs),
    ]),
    charts: segmentCharts(counts, text.say(`${key}.chart`), text),
    facts: planFacts(campaign.plan, text),
  };
}

export function approvalDecidedView(reply: RolloutReplyOf<'approval-decided'>, text: Text): View {
  const { campaign, approved, byName, reason } = reply;
  const key = `rollout.reply.approval-decided.${approved ? 'yes' : 'no'}`;
  return {
    ...sentencesView(key, text, { by: byName }),
    layout: 'campaign',
    who: campaignWords(campaign, text),
    ...(reason.trim() !== '' && { quotes: [ownParagraphs(reason, 500)] }),
  };
}
