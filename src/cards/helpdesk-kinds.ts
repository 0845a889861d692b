import type { Reply } from '../enrollment/reply.ts';
import type { HelpdeskReply } from '../helpdesk/reply.ts';
import type { RolloutReply } from '../rollout/reply.ts';

/** No kind is a kind of both: which room it is from can be told by it. */
const helpdeskKinds: Readonly<Record<HelpdeskReply['kind'], true>> & Readonly<Partial<Record<Reply['kind'], never>>> = {
  'ask-for-person': true,
  'which-person': true,
  'another-way-first': true,
  'tap-refused': true,
  case: true,
  'case-over': true,
  'already-issued': true,
  'tap-issued': true,
  'tap-uncertain': true,
  'sign-in': true,
  'sign-in-refused': true,
  'write-refused': true,
  taps: true,
  'tap-deleted': true,
  'never-opened': true,
  'passkey-appeared': true,
  undo: true,
  undone: true,
  frozen: true,
  unfrozen: true,
  requests: true,
  request: true,
  'request-taken': true,
  'request-closed': true,
  'user-view': true,
  'channel-set': true,
  'channel-refused': true,
  'channel-request': true,
  'match-card': true,
  'type-digits': true,
  'match-over': true,
  'tap-ready': true,
  'tap-notice': true,
  'tap-opened': true,
  'tap-not-mine-done': true,
  'account-changed': true,
  'your-card-was-viewed': true,
  'request-state': true,
  tap: true,
  'tap-gone': true,
  'manager-question': true,
  'second-question': true,
  decided: true,
  'decision-over': true,
};

export function isHelpdeskReply(reply: Reply | HelpdeskReply | RolloutReply): reply is HelpdeskReply {
  return Object.hasOwn(helpdeskKinds, reply.kind);
}
