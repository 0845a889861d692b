import type { SendOutcome } from '../../src/rollout/nudge.ts';
import { backOff, createOutage, doubtfulAfter } from '../../src/rollout/outage.ts';

const sent: SendOutcome = { kind: 'sent', messageId: 'm' };
const busy: SendOutcome = { kind: 'busy', status: 503 };
const neverLeft: SendOutcome = { kind: 'busy', status: 0 };
const noAnswer: SendOutcome = { kind: 'uncertain' };
const throttled: SendOutcome = { kind: 'throttled', retryAfterMs: 1_000 };
const refused: SendOutcome = { kind: 'refused', status: 400 };
const blocked: SendOutcome = { kind: 'unreachable', cause: 'blocked-by-user' };

function outageOn() {
  const outage = createOutage();
  outage.begin();
  return outage;
}

test.each<[what: string, outcomes: readonly SendOutcome[], isDoubtful: boolean]>([
  ['a few calls have had no answer', times(doubtfulAfter, noAnswer), true],
  ['one fewer', times(doubtfulAfter - 1, noAnswer), false],
  ['one was delivered in between', [...times(doubtfulAfter - 1, noAnswer), sent, noAnswer], false],
  ['Teams was busy in between', [...times(doubtfulAfter - 1, noAnswer), busy, noAnswer], false],
  ['one never left in between', [...times(doubtfulAfter - 1, noAnswer), neverLeft, noAnswer], true],
  ['Teams is busy, again and again', times(doubtfulAfter * 2, busy), false],
  ['one is answered after all', [...times(doubtfulAfter * 2, noAnswer), blocked], false],
])('%s: messages go one at a time? %#', (_what, outcomes, isDoubtful) => {
  const outage = createOutage();
  for (const [index, outcome] of outcomes.entries()) outage.note(`nudge-${index}`, outcome);

  expect(outage.isOneAtATime()).toBe(isDoubtful);
  expect(outage.room(25)).toBe(isDoubtful ? 1 : 25);
  expect(outage.mayGo('another')).toBe(!isDoubtful);
});

test.each<[what: string, outcome: SendOutcome, isOn: boolean]>([
  ['not answered', noAnswer, true],
  ['answered', sent, false],
  ['answered with "busy"', busy, false],
  ['never sent', neverLeft, false],
])('after a few without an answer, one goes alone: where it is %s, that is an outage? %#', (_what, outcome, isOn) => {
  const outage = createOutage();
  for (const [index, came] of times(doubtfulAfter, noAnswer).entries()) outage.note(`nudge-${index}`, came);
  outage.note('one more that was on its way', noAnswer);
  expect(outage.isOn()).toBe(false);
  outage.probe('alone');

  outage.note('alone', outcome);

  expect(outage.isOn()).toBe(isOn);
  expect(outage.inVain()).toBe(0);
});

test('while one finds out, nothing else goes; and when it is over without having gone, the next may', () => {
  const outage = outageOn();
  outage.probe('first');

  expect(outage.room(25)).toBe(0);
  expect([outage.mayGo('first'), outage.mayGo('second')]).toEqual([true, false]);
  outage.over('second');
  expect(outage.room(25)).toBe(0);
  outage.over('first');

  expect(outage.room(25)).toBe(1);
  expect(outage.isOn()).toBe(true);
  expect(outage.inVain()).toBe(0);
});

test.each<[what: string, outcome: SendOutcome, isOn: boolean, inVain: number]>([
  ['is delivered', sent, false, 0],
  ['comes too fast', throttled, false, 0],
  ['is refused', refused, false, 0],
  ['is to somebody who has blocked the bot', blocked, false, 0],
  ['is answered with "busy"', busy, true, 0],
  ['never leaves', neverLeft, true, 3],
  ['is not answered', noAnswer, true, 3],
])('the one that finds out %s', (_what, outcome, isOn, inVain) => {
  const outage = outageOn();
  for (const [nudge, came] of [
    ['first', noAnswer],
    ['second', noAnswer],
    ['third', outcome],
  ] as const) {
    outage.probe(nudge);
    outage.note(nudge, came);
    outage.over(nudge);
  }

  expect(outage.isOn()).toBe(isOn);
  expect(outage.inVain()).toBe(inVain);
});

test('what was on its way before is no sign that it is over, and makes no pause longer', () => {
  const outage = outageOn();

  outage.note('from before', sent);
  outage.note('also from before', noAnswer);

  expect(outage.isOn()).toBe(true);
  expect(outage.inVain()).toBe(0);
});

test.each<[inVain: number, least: number, most: number]>([
  [0, 30, 60],
  [1, 60, 120],
  [2, 120, 240],
  [3, 240, 300],
  [4, 300, 300],
  [1_000, 300, 300],
])('after %d looks in vain, the next one is in %d to %d seconds', (inVain, least, most) => {
  expect(backOff(0, inVain)).toBe(least * 1_000);
  expect(backOff(1, inVain)).toBe(most * 1_000);
});

function times(count: number, outcome: SendOutcome): readonly SendOutcome[] {
  return Array.from({ length: count }, () => outcome);
}
