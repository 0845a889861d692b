import type { Reply } from '../enrollment/reply.ts';
import type { HelpdeskReply } from '../helpdesk/reply.ts';
import type { RolloutReply } from '../rollout/reply.ts';

/** Whatever there is a card for. */
export type AnyReply = Reply | HelpdeskReply | RolloutReply;

/** No kind is a kind of two rooms: which room it is from can be told by it. */
const rolloutKinds: Readonly<Record<RolloutReply['kind'], true>> &
  Readonly<Partial<Record<(Reply | HelpdeskReply)['kind'], never>>> = {
  campaigns: true,
  'campaign-name': true,
  'campaign-groups': true,
  'campaign-plan': true,
  'campaign-words': true,
  'campaign-draft': true,
  'campaign-planning': true,
  'campaign-preview': true,
  'approval-asked': true,
  'approval-question': true,
  'approval-decided': true,
  'approval-refused': true,
  'campaign-report': true,
  'confirm-stop': true,
  'campaign-stopping': true,
  'campaign-discarded': true,
  'campaign-trouble': true,
  'campaign-changed-meanwhile': true,
  'campaign-gone': true,
  'cannot-escalate': true,
  'report-file': true,
  'report-saved': true,
  'report-declined': true,
  'report-failed': true,
  nudge: true,
  'nudge-thanks': true,
  snoozed: true,
  'snooze-refused': true,
  'why-not': true,
  'cannot-noted': true,
  'nudges-stopped': true,
  'why-this-message': true,
};

export function isRolloutReply(reply: AnyReply): reply is RolloutReply {
  return Object.hasOwn(rolloutKinds, reply.kind);
}
