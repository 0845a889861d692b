import type { SendOutcome } from '../../src/rollout/nudge.ts';
import { doubtfulAfter } from '../../src/rollout/outage.ts';
import { createSendingHealth, tooManyInARow, type Way } from '../../src/rollout/sending-health.ts';

const sent: SendOutcome = { kind: 'sent', messageId: 'm' };
const busy: SendOutcome = { kind: 'busy', status: 503 };
const noAnswer: SendOutcome = { kind: 'uncertain' };
const throttled: SendOutcome = { kind: 'throttled', retryAfterMs: 1_000 };
const refused: SendOutcome = { kind: 'refused', status: 400 };
const forbidden: SendOutcome = { kind: 'unreachable', cause: 'unknown' };
const blocked: SendOutcome = { kind: 'unreachable', cause: 'blocked-by-user' };

let health = createSendingHealth();
beforeEach(() => {
  health = createSendingHealth();
});
const tried = (nudge: string, way: Way = 'send') => ({ nudge, campaign: 'campaign-1', way });
/** What the last of so many in a row comes to. */
function inARow(outcomes: readonly SendOutcome[], way: Way = 'send') {
  return outcomes.map((outcome, index) => health.note(tried(`nudge-${index}`, way), outcome)).at(-1);
}
const times = (count: number, outcome: SendOutcome) => Array.from({ length: count }, () => outcome);
const most = tooManyInARow;

test.each<[what: string, outcomes: readonly SendOutcome[], ailment: string | undefined]>([
  ['busy, again and again', times(most, busy), 'busy'],
  ['one fewer', times(most - 1, busy), undefined],
  ['no answer, again and again', times(most, noAnswer), 'busy'],
  ['busy, and one was delivered', [...times(most - 1, busy), sent, ...times(most - 1, busy)], undefined],
  ['busy, and Teams knew somebody', [...times(most - 1, busy), blocked, busy], undefined],
  ['busy, and throttled in between', [...times(most - 1, busy), throttled, busy], 'busy'],
  ['still busy after that', times(most + 5, busy), 'busy'],
  ['refused, again and again', times(most, refused), 'refused'],
  ['a 403 that nobody knows, again and again', times(most, forbidden), 'refused'],
  ['refused, one fewer', times(most - 1, refused), undefined],
  ['refused, and one was delivered', [...times(most - 1, refused), sent, ...times(most - 1, refused)], undefined],
  ['refused, with a busy answer in between', [...times(most - 1, refused), busy, refused], 'refused'],
  ['refused so often that it was said once', times(most + 1, refused), undefined],
  ['all blocked', times(most, blocked), undefined],
])('%s', (_what, outcomes, ailment) => {
  expect(inARow(outcomes)).toBe(ailment);
});

test.each<[what: string, way: Way, isOut: boolean]>([
  ['messages are in vain', 'send', true],
  ['no chat can be made', 'reach', false],
])('an outage is on after too many in a row: %s', (_what, way, isOut) => {
  inARow(times(most - 1, busy), way);
  expect(health.outage.isOn()).toBe(false);
  inARow([busy], way);

  expect(health.outage.isOn()).toBe(isOut);
});

test('one that goes alone, after a few without an answer, is enough', () => {
  inARow(times(doubtfulAfter, noAnswer));
  health.outage.probe('alone');

  expect(health.note(tried('alone'), noAnswer)).toBe('busy');
  expect(health.outage.isOn()).toBe(true);
});

test('in an outage the first in vain is enough, whatever has arrived meanwhile; once answered, it takes as many as ever', () => {
  inARow([...times(most, noAnswer), sent]);
  health.outage.probe('first');
  expect(health.note(tried('first'), noAnswer)).toBe('busy');

  health.outage.probe('second');
  health.note(tried('second'), sent);

  expect(inARow(times(most - 1, noAnswer))).toBeUndefined();
  expect(inARow([noAnswer])).toBe('busy');
});

test('messages that arrive say nothing of chats that cannot be made', () => {
  inARow(times(most - 1, refused), 'reach');
  health.note(tried('another'), sent);

  expect(health.note(tried('one more', 'reach'), refused)).toBe('refused');
});

test('refusals of one campaign are not those of another', () => {
  inARow(times(most - 1, refused));

  expect(health.note({ ...tried('one more'), campaign: 'campaign-2' }, refused)).toBeUndefined();
});

test.each<[what: string, between: readonly [string, Way, SendOutcome][], isOwn: boolean]>([
  ['nobody was delivered', [['b', 'send', busy]], false],
  ['somebody else was delivered', [['b', 'send', sent]], true],
  ['somebody got a chat, and nobody a message', [['b', 'reach', sent]], false],
])('since it was tried in vain, %s', (_what, between, isOwn) => {
  expect(health.isOwnFault(tried('a'))).toBe(false);
  health.note(tried('earlier'), sent);
  health.note(tried('a'), busy);
  expect(health.isOwnFault(tried('a'))).toBe(false);
  for (const [nudge, way, outcome] of between) health.note(tried(nudge, way), outcome);

  expect(health.isOwnFault(tried('a'))).toBe(isOwn);
});
