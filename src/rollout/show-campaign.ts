import { approvalNeeded, isApproved, mayNotDecide } from './approval.ts';
import { askedOf } from './asked-of.ts';
import type { Approval, Campaign } from './campaign.ts';
import { campaignView } from './campaign-view.ts';
import { costOf } from './cost.ts';
import type { CampaignListItem, OwnerReply } from './reply.ts';
import type { CampaignCounts, PreviewReach } from './report.ts';
import type { RolloutPorts, RolloutScene, RolloutSettings } from './scene.ts';

type ShowPorts = Pick<RolloutPorts, 'settings'> & {
  readonly reports: Pick<RolloutPorts['reports'], 'counts' | 'freshness'>;
};

const longestList = 8;

export async function listCampaigns({ ports }: RolloutScene): Promise<OwnerReply> {
  const campaigns = await ports.campaigns.list(longestList);
  const items = await Promise.all(campaigns.map((campaign) => listItem(campaign, ports)));
  return { kind: 'campaigns', campaigns: items };
}

async function listItem(campaign: Campaign, { reports }: ShowPorts): Promise<CampaignListItem> {
  const { id, number, name, status } = campaign;
  const counts = status === 'draft' ? undefined : await reports.counts(id);
  return { id, number, name, status, audience: counts?.audience ?? 0, done: counts?.done ?? 0 };
}

/** To whoever may decide about it, the question; to everybody else, how it stands. */
export async function showTo(campaign: Campaign, { turn, ports }: RolloutScene): Promise<OwnerReply> {
  const { status, approval } = campaign;
  if (status !== 'awaiting-approval' || !approval || mayNotDecide(turn.user, campaign))
    return showCampaign(campaign, ports);
  return approvalQuestion(campaign, approval, ports);
}

export async function approvalQuestion(
  campaign: Campaign,
  { askedBy, needed }: Pick<Approval, 'askedBy' | 'needed'>,
  { reports, names }: Pick<RolloutPorts, 'reports' | 'names'>,
): Promise<OwnerReply> {
  const [counts, askedByName] = await Promise.all([reports.counts(campaign.id), names.nameOf(askedBy)]);
  return { kind: 'approval-question', campaign: campaignView(campaign), counts, needed, askedByName };
}

/** The card that fits where the campaign stands. */
export async function showCampaign(campaign: Campaign, ports: ShowPorts): Promise<OwnerReply> {
  const view = campaignView(campaign);
  switch (campaign.status) {
    case 'draft':
      return { kind: 'campaign-draft', campaign: view };
    case 'planning':
      return { kind: 'campaign-planning', campaign: view };
    case 'planned':
    case 'awaiting-approval':
    case 'approved':
      return preview(campaign, ports);
    default:
      return report(campaign, ports);
  }
}

export async function preview(campaign: Campaign, { reports, settings }: ShowPorts): Promise<OwnerReply> {
  const [counts, { sweepAloneSince }] = await Promise.all([reports.counts(campaign.id), reports.freshness()]);
  const needed = approvalNeeded(campaign, counts.audience, settings);
  const reach = reachOf(counts, settings);
  return {
    kind: 'campaign-preview',
    campaign: campaignView(campaign),
    counts,
    cost: costOf(campaign, counts, settings),
    ...(reach && { reach }),
    ...(sweepAloneSince !== undefined && { sweepAloneSince }),
    needsApproval: isApproved(campaign, needed) ? [] : needed,
  };
}

export function reachOf(
  counts: Pick<CampaignCounts, 'audience' | 'bySegment' | 'withoutChat'>,
  { installsApp }: Pick<RolloutSettings, 'installsApp'>,
): PreviewReach | undefined {
  const { withoutChat } = counts;
  if (withoutChat === undefined) return undefined;
  const chat = askedOf(counts) - withoutChat;
  return installsApp ? { chat, install: withoutChat, neverMet: 0 } : { chat, install: 0, neverMet: withoutChat };
}

export async function report(campaign: Campaign, { reports }: Pick<ShowPorts, 'reports'>): Promise<OwnerReply> {
  const [counts, freshness] = await Promise.all([reports.counts(campaign.id), reports.freshness()]);
  return { kind: 'campaign-report', campaign: campaignView(campaign), counts, freshness };
}
