import { askedOf } from './asked-of.ts';
import { isUnderWay } from './campaign-view.ts';
import type { GroupUse, RolloutCommand } from './command.ts';
import type { CampaignView, RolloutReply } from './reply.ts';

type ReplyOf<Kind extends RolloutReply['kind']> = Extract<RolloutReply, { readonly kind: Kind }>;

/**
 * The buttons of each reply, the main one first, and only what is possible next. What is asked for in a form stands here as the form shows it
 * before anybody fills it in; whether the press may do what it says is judged at the act.
 */
export function rolloutActionsFor(reply: RolloutReply): readonly RolloutCommand[] {
  switch (reply.kind) {
    case 'campaigns':
      return [
        ...reply.campaigns.map(({ id }) => ({ kind: 'show-campaign', campaign: id }) as const),
        { kind: 'new-campaign' },
      ];
    case 'campaign-name':
      return [{ kind: 'name-campaign', name: '' }];
    case 'campaign-groups':
      return groupActions(reply);
    case 'campaign-plan':
      return [planAction(reply), back(reply.campaign)];
    case 'campaign-words':
      return [{ kind: 'set-words', campaign: reply.campaign.id, language: 'en', text: '' }, back(reply.campaign)];
    case 'campaign-draft':
      return draftActions(reply.campaign);
    case 'campaign-planning':
      return [back(reply.campaign)];
    case 'campaign-preview':
      return previewActions(reply);
    case 'approval-question':
      return [true, false].map((approve) => ({
        kind: 'decide-campaign',
        campaign: reply.campaign.id,
        revision: reply.campaign.revision,
        approve,
        reason: '',
      }));
    case 'campaign-report':
    case 'campaign-trouble':
      return reportActions(reply.campaign);
    case 'confirm-stop':
      return [{ kind: 'stop-campaign', campaign: reply.campaign.id, confirmed: true }, back(reply.campaign)];
    case 'approval-asked':
    case 'approval-decided':
    case 'campaign-stopping':
    case 'campaign-changed-meanwhile':
    case 'cannot-escalate':
      return [back(reply.campaign)];
    case 'approval-refused':
    case 'campaign-discarded':
    case 'campaign-gone':
    case 'report-saved':
    case 'report-declined':
    case 'report-failed':
      return [{ kind: 'campaigns' }];
    case 'report-file':
      return [];
    case 'nudge':
      // Pressed on a sample, they would count for the owner who looks at it.
      return reply.isSample ? [] : nudgeActions(reply.campaign);
    case 'snooze-refused':
      return [
        { kind: 'set-up-now', campaign: reply.campaign },
        ...(reply.because === 'no-more' ? [] : snoozeActions(reply.campaign)),
      ];
    case 'snoozed':
    case 'cannot-noted':
    case 'nudges-stopped':
      return [{ kind: 'set-up-now', campaign: reply.campaign }];
    case 'why-this-message':
      return [
        { kind: 'set-up-now', campaign: reply.campaign },
        { kind: 'ask-why-not', campaign: reply.campaign },
        { kind: 'stop-nudges', campaign: reply.campaign },
      ];
    case 'why-not':
      return [
        { kind: 'cannot', campaign: reply.campaign, because: 'no-suitable-phone', note: '', wantsHelp: false },
        { kind: 'set-up-now', campaign: reply.campaign },
      ];
    case 'nudge-thanks':
      return [];
  }
}

function back({ id }: CampaignView): RolloutCommand {
  return { kind: 'show-campaign', campaign: id };
}

/** One for each group that was chosen, in their order: to take it out again. */
function groupActions({ campaign, use, found }: ReplyOf<'campaign-groups'>): readonly RolloutCommand[] {
  const { id } = campaign;
  return [
    ...chosenGroups(campaign, use).map(({ id: group }) => ({ kind: 'drop-group', campaign: id, use, group }) as const),
    ...(found ? [{ kind: 'pick-groups', campaign: id, use, groups: [] } as const] : []),
    { kind: 'find-groups', campaign: id, use, query: '' },
    back(campaign),
  ];
}

function planAction({ campaign, entered, today }: ReplyOf<'campaign-plan'>): RolloutCommand {
  const plan = entered ?? campaign.plan;
  return {
    kind: 'set-plan',
    campaign: campaign.id,
    startsOn: plan?.startsOn ?? today,
    waveSize: plan?.waveSize ?? { unit: 'percent', perDay: 10 },
    remindAfterDays: plan?.remindAfterDays ?? [],
    sendingHours: plan?.sendingHours ?? { from: '09:00', to: '16:00' },
    weekdays: plan?.weekdays ?? [1, 2, 3, 4, 5],
    ...(plan?.deadline && { deadline: plan.deadline }),
  };
}

function draftActions(campaign: CampaignView): readonly RolloutCommand[] {
  const { id } = campaign;
  return [
    ...(campaign.include.length > 0 ? [{ kind: 'preview-campaign', campaign: id } as const] : []),
    { kind: 'choose-groups', campaign: id, use: 'include' },
    { kind: 'choose-groups', campaign: id, use: 'exclude' },
    { kind: 'choose-groups', campaign: id, use: 'pilot' },
    { kind: 'edit-plan', campaign: id },
    { kind: 'edit-words', campaign: id },
    { kind: 'discard-campaign', campaign: id },
  ];
}

/** Those that a card shows. */
export function chosenGroups({ include, exclude, plan }: CampaignView, use: GroupUse): CampaignView['include'] {
  const chosen = { include, exclude, pilot: plan?.pilot ? [plan.pilot] : [] };
  return chosen[use].slice(0, mostChosen);
}

const mostChosen = 12;

function previewActions({ campaign, counts, needsApproval }: ReplyOf<'campaign-preview'>): readonly RolloutCommand[] {
  const { id, revision, status, planning } = campaign;
  const isAsked = status === 'awaiting-approval';
  const hasOthers = (planning?.entraCampaign?.groups.length ?? 0) > 0;
  return [
    ...(isAsked || askedOf(counts) === 0
      ? []
      : [{ kind: needsApproval.length > 0 ? 'ask-approval' : 'start-campaign', campaign: id, revision } as const]),
    { kind: 'send-to-me', campaign: id },
    ...(isAsked ? [{ kind: 'ask-approval', campaign: id, revision } as const] : []),
    ...(hasOthers ? [{ kind: 'exclude-entra-groups', campaign: id } as const] : []),
    { kind: 'edit-plan', campaign: id },
    { kind: 'edit-words', campaign: id },
    { kind: 'choose-groups', campaign: id, use: 'include' },
    { kind: 'discard-campaign', campaign: id },
  ];
}

function reportActions(campaign: CampaignView): readonly RolloutCommand[] {
  const { id, status } = campaign;
  return [
    ...(status === 'paused' ? [{ kind: 'resume-campaign', campaign: id } as const] : []),
    { kind: 'campaign-report', campaign: id },
    ...(status === 'running' ? [{ kind: 'pause-campaign', campaign: id } as const] : []),
    { kind: 'export-report', campaign: id },
    ...(isUnderWay(campaign) && status !== 'stopping'
      ? [{ kind: 'stop-campaign', campaign: id, confirmed: false } as const]
      : []),
  ];
}

function nudgeActions(campaign: string): readonly RolloutCommand[] {
  return [
    { kind: 'set-up-now', campaign },
    ...snoozeActions(campaign),
    { kind: 'why-this-message', campaign },
    { kind: 'ask-why-not', campaign },
    { kind: 'stop-nudges', campaign },
  ];
}

function snoozeActions(campaign: string): readonly RolloutCommand[] {
  return [
    { kind: 'snooze', campaign, until: 'tomorrow' },
    { kind: 'snooze', campaign, until: 'next-week' },
    { kind: 'snooze', campaign, until: { date: '' } },
  ];
}
