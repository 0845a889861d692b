import { chosenGroups } from '../../rollout/actions.ts';
import { type CampaignStatus, planningSteps } from '../../rollout/campaign.ts';
import type { CampaignListItem } from '../../rollout/reply.ts';
import { campaignWords, counted, draftFacts, languageName, problemBoxes } from '../rollout-words.ts';
import type { Text } from '../text.ts';
import type { Box, RolloutReplyOf, View } from '../view.ts';
import type { Words } from '../words.ts';
import { headView } from './helpdesk-plain.ts';

export function campaignsView({ campaigns }: RolloutReplyOf<'campaigns'>, text: Text): View {
  const key = 'rollout.reply.campaigns';
  const isEmpty = campaigns.length === 0;
  return {
    ...headView(key, text),
    layout: 'list',
    ...(isEmpty && { title: text.say(`${key}.title-none`) }),
    paragraphs: [text.say(isEmpty ? `${key}.none` : `${key}.lead`)],
    items: campaigns.map((item) => [text.say(`${key}.item`, { name: item.name }), ...itemLines(item, text)]),
  };
}

function itemLines({ number, status, audience, done }: CampaignListItem, text: Text): readonly Words[] {
  const key = 'rollout.reply.campaigns';
  const standing = text.say(`${key}.line`, {
    number: String(number),
    status: { own: text.say(`rollout.status.${status}`) },
  });
  return isCounted(status) && audience > 0 ? [standing, text.say(`${key}.counted`, { done, audience })] : [standing];
}

function isCounted(status: CampaignStatus): boolean {
  return status !== 'draft' && status !== 'planning';
}

export function campaignNameView({ problem }: RolloutReplyOf<'campaign-name'>, text: Text): View {
  const key = 'rollout.reply.campaign-name';
  return {
    ...headView(key, text),
    layout: 'campaign',
    boxes: problemBoxes(problem, text),
    paragraphs: [text.say(`${key}.lead`)],
  };
}

export function campaignGroupsView(reply: RolloutReplyOf<'campaign-groups'>, text: Text): View {
  const { campaign, use, problem, more } = reply;
  const key = 'rollout.reply.campaign-groups';
  return {
    ...headView(key, text, {}, `${key}.${use}`),
    layout: 'campaign',
    who: campaignWords(campaign, text),
    boxes: problemBoxes(problem, text),
    paragraphs: [text.say(`${key}.${use}.lead`)],
    items: chosenGroups(campaign, use).map(({ name }, index) => [
      text.say(`${key}.chosen`, { number: String(index + 1), name }),
    ]),
    ...(more && { notes: [text.say(`${key}.more`)] }),
  };
}

export function campaignPlanView({ campaign, problem }: RolloutReplyOf<'campaign-plan'>, text: Text): View {
  const key = 'rollout.reply.campaign-plan';
  return {
    ...headView(key, text),
    layout: 'campaign',
    who: campaignWords(campaign, text),
    boxes: problemBoxes(problem, text),
    paragraphs: [text.say(`${key}.lead`)],
    notes: text.list(`${key}.notes`),
  };
}

export function campaignWordsView({ campaign, problem }: RolloutReplyOf<'campaign-words'>, text: Text): View {
  const key = 'rollout.reply.campaign-words';
  const written = Object.keys(campaign.ownWords ?? {}).map((tag) => languageName(tag, text));
  const soFar = written.length > 0 ? [text.say(`${key}.written`, { languages: written.join(', ') })] : [];
  return {
    ...headView(key, text),
    layout: 'campaign',
    who: campaignWords(campaign, text),
    boxes: problemBoxes(problem, text),
    paragraphs: [text.say(`${key}.lead`), ...soFar],
    notes: text.list(`${key}.notes`),
  };
}

export function campaignDraftView({ campaign, problem }: RolloutReplyOf<'campaign-draft'>, text: Text): View {
  const key = 'rollout.reply.campaign-draft';
  const because = campaign.planning?.problem;
  const failed: readonly Box[] = because
    ? [{ style: 'warning', lines: [text.say(`rollout.planning-problem.${because}`)] }]
    : [];
  return {
    ...headView(key, text),
    layout: 'campaign',
    who: campaignWords(campaign, text),
    boxes: problem ? problemBoxes(problem, text) : failed,
    facts: draftFacts(campaign, text),
    notes: [text.say(`${key}.lead`)],
  };
}

export function campaignPlanningView({ campaign }: RolloutReplyOf<'campaign-planning'>, text: Text): View {
  const key = 'rollout.reply.campaign-planning';
  const step = campaign.planning?.step ?? 'members';
  const { people = 0, requests = 0 } = campaign.planning ?? {};
  const place = {
    step: { own: text.say(`rollout.planning-step.${step}`) },
    at: planningSteps.indexOf(step) + 1,
    of: planningSteps.length,
  };
  return {
    ...headView(key, text),
    layout: 'campaign',
    who: campaignWords(campaign, text),
    facts: [
      { label: text.say(`${key}.row.step`), value: text.say(`${key}.step`, place) },
      { label: text.say(`${key}.row.people`), value: counted(people, text) },
      { label: text.say(`${key}.row.requests`), value: counted(requests, text) },
    ],
    notes: [text.say(`${key}.lead`)],
  };
}
