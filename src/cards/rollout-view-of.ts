import type { RolloutReply } from '../rollout/reply.ts';
import { campaignWords } from './rollout-words.ts';
import type { Text } from './text.ts';
import type { View } from './view.ts';
import { sentencesView } from './views/helpdesk-plain.ts';
import {
  campaignDraftView,
  campaignGroupsView,
  campaignNameView,
  campaignPlanningView,
  campaignPlanView,
  campaignsView,
  campaignWordsView,
} from './views/rollout-draft.ts';
import {
  cannotNotedView,
  messageView,
  nudgeView,
  snoozedView,
  snoozeRefusedView,
  whyThisMessageView,
} from './views/rollout-nudge.ts';
import {
  approvalAskedView,
  approvalDecidedView,
  approvalQuestionView,
  campaignPreviewView,
} from './views/rollout-preview.ts';
import { campaignReportView } from './views/rollout-report.ts';
import { confirmStopView, escalateView, reportFileView, stoppingView, troubleView } from './views/rollout-running.ts';

/** Long, because there is a line for every reply. */
export function rolloutViewOf(reply: RolloutReply, text: Text): View {
  const key = `rollout.reply.${reply.kind}`;
  switch (reply.kind) {
    case 'campaigns':
      return campaignsView(reply, text);
    case 'campaign-name':
      return campaignNameView(reply, text);
    case 'campaign-groups':
      return campaignGroupsView(reply, text);
    case 'campaign-plan':
      return campaignPlanView(reply, text);
    case 'campaign-words':
      return campaignWordsView(reply, text);
    case 'campaign-draft':
      return campaignDraftView(reply, text);
    case 'campaign-planning':
      return campaignPlanningView(reply, text);
    case 'campaign-preview':
      return campaignPreviewView(reply, text);
    case 'approval-asked':
      return approvalAskedView(reply, text);
    case 'approval-question':
      return approvalQuestionView(reply, text);
    case 'approval-decided':
      return approvalDecidedView(reply, text);
    case 'approval-refused':
      return messageView(`${key}.${reply.because}`, text);
    case 'campaign-report':
      return campaignReportView(reply, text);
    case 'confirm-stop':
      return confirmStopView(reply, text);
    case 'campaign-stopping':
      return stoppingView(reply, text);
    case 'campaign-trouble':
      return troubleView(reply, text);
    case 'cannot-escalate':
      return escalateView(reply, text);
    case 'report-file':
      return reportFileView(reply, text);
    case 'campaign-changed-meanwhile':
      return { ...sentencesView(key, text), layout: 'campaign', who: campaignWords(reply.campaign, text) };
    case 'campaign-discarded':
      return messageView(key, text, { name: reply.name });
    case 'report-saved':
      return messageView(key, text, { file: reply.name, where: reply.where });
    case 'campaign-gone':
    case 'report-declined':
    case 'report-failed':
    case 'nudges-stopped':
      return messageView(key, text);
    case 'nudge-thanks':
      return { ...messageView(key, text), layout: 'success' };
    case 'nudge':
      return nudgeView(reply, text);
    case 'snoozed':
      return snoozedView(reply, text);
    case 'snooze-refused':
      return snoozeRefusedView(reply, text);
    case 'why-not':
      return sentencesView(key, text);
    case 'cannot-noted':
      return cannotNotedView(reply, text);
    case 'why-this-message':
      return whyThisMessageView(reply, text);
  }
}
