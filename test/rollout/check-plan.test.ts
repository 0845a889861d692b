import { checkPlan, type EnteredPlan, recommendedPlan } from '../../src/rollout/check-plan.ts';
import { daysAfter } from '../../src/rollout/snooze-time.ts';
import { reminderDue, tooLateFor, waveDate } from '../../src/rollout/waves.ts';
import { pioneers } from '../fixtures/some-nudge.ts';

const today = '2026-11-20';
const good: EnteredPlan = {
  startsOn: '2026-11-23',
  waveSize: { unit: 'percent', perDay: 10 },
  remindAfterDays: [3, 7, 14],
  sendingHours: { from: '09:00', to: '16:00' },
  weekdays: [1, 2, 3, 4, 5],
  deadline: '2026-12-18',
};

test.each<[why: string, entered: Partial<EnteredPlan>]>([
  ['as entered', {}],
  ['starts today', { startsOn: today }],
  ['no reminders', { remindAfterDays: [] }],
  ['six reminders', { remindAfterDays: [2, 4, 6, 8, 10, 12] }],
  ['one person a day', { waveSize: { unit: 'people', perDay: 1 } }],
  ['everybody at once', { waveSize: { unit: 'percent', perDay: 100 } }],
  ['one hour', { sendingHours: { from: '09:00', to: '10:00' } }],
  ['Sundays only', { weekdays: [7] }],
])('fine: %s', (_why, entered) => {
  expect(checkPlan({ ...good, ...entered }, today)).toEqual({ plan: { ...good, ...entered } });
});

test.each<[why: string, entered: Partial<EnteredPlan>, kind: string]>([
  ['starts yesterday', { startsOn: '2026-11-19' }, 'start-in-the-past'],
  ['starts on no day', { startsOn: '2026-11-31' }, 'start-in-the-past'],
  ['starts some day', { startsOn: 'soon' }, 'start-in-the-past'],
  ['nobody a day', { waveSize: { unit: 'people', perDay: 0 } }, 'wave-size'],
  ['half a person', { waveSize: { unit: 'people', perDay: 1.5 } }, 'wave-size'],
  ['no number', { waveSize: { unit: 'people', perDay: Number.NaN } }, 'wave-size'],
  ['no percent', { waveSize: { unit: 'percent', perDay: 0 } }, 'wave-size'],
  ['more than everybody', { waveSize: { unit: 'percent', perDay: 101 } }, 'wave-size'],
  ['reminded the next day', { remindAfterDays: [1] }, 'reminders-too-close'],
  ['reminded on two days running', { remindAfterDays: [3, 4] }, 'reminders-too-close'],
  ['reminded twice a day', { remindAfterDays: [3, 3] }, 'reminders-too-close'],
  ['reminded at noon of a day', { remindAfterDays: [2.5] }, 'reminders-too-close'],
  ['reminded before', { remindAfterDays: [-3] }, 'reminders-too-close'],
  ['reminded years later', { remindAfterDays: [1000] }, 'reminders-too-close'],
  ['seven reminders', { remindAfterDays: [2, 4, 6, 8, 10, 12, 14] }, 'too-many-reminders'],
  ['less than an hour', { sendingHours: { from: '09:00', to: '09:59' } }, 'hours'],
  ['over midnight', { sendingHours: { from: '22:00', to: '06:00' } }, 'hours'],
  ['no time', { sendingHours: { from: '9', to: '16:00' } }, 'hours'],
  ['no such time', { sendingHours: { from: '09:00', to: '24:30' } }, 'hours'],
  ['no weekday', { weekdays: [] }, 'no-weekday'],
  ['an eighth weekday', { weekdays: [1, 8] }, 'no-weekday'],
  ['over before it starts', { deadline: '2026-11-22' }, 'deadline-before-start'],
  ['over when it starts', { deadline: '2026-11-23' }, 'deadline-before-start'],
  ['over on no day', { deadline: 'never' }, 'deadline-before-start'],
])('%s', (_why, entered, kind) => {
  expect(checkPlan({ ...good, ...entered }, today)).toMatchObject({ problem: { kind } });
});

test('what was entered in another order is put in order, and the pilot stays', () => {
  const { deadline: _none, ...endless } = good;

  const checked = checkPlan({ ...endless, remindAfterDays: [14, 3, 7], weekdays: [5, 1, 1] }, today, pioneers);

  const plan = { ...endless, remindAfterDays: [3, 7, 14], weekdays: [1, 5], pilot: pioneers };
  expect(checked).toEqual({ plan });
});

test('what we recommend is fine, and begins tomorrow', () => {
  const plan = recommendedPlan('2026-12-31');

  expect(checkPlan(plan, '2026-12-31')).toEqual({ plan });
  expect(plan.startsOn).toBe('2027-01-01');
});

test('towards a day on which passkeys are enforced: messages 60, 45, 30, 15, 7 and 1 days before it for the first wave', () => {
  // A Monday: then none of these days is on a weekend.
  const startsOn = '2026-11-23';
  const deadline = daysAfter(startsOn, 60);
  const remindAfterDays = [15, 30, 45, 53, 59];
  const checked = checkPlan({ ...recommendedPlan(today), startsOn, deadline, remindAfterDays }, today, pioneers);
  if (!('plan' in checked)) throw new Error(checked.problem.kind);
  const { plan } = checked;
  const at = (days: number) => new Date(`${daysAfter(deadline, -days)}T09:00:00Z`);
  const first = new Date(`${waveDate(plan, 0)}T09:00:00Z`);
  const daysBefore = Array.from({ length: 61 }, (_, index) => 60 - index);

  const rounds = plan.remindAfterDays.map((_, index) => index + 1);
  const isDue = (round: number, days: number) => first <= reminderDue(plan, round, at(days));
  expect([daysBefore.find((days) => at(days) >= first), ...rounds.map(firstDay)]).toEqual([60, 45, 30, 15, 7, 1]);
  // None of them is brought forward for the deadline.
  for (const round of rounds)
    for (const days of daysBefore) {
      const late = tooLateFor(plan, round, at(days), 'Europe/Berlin');
      if (late !== undefined) expect(first.getTime()).toBeLessThanOrEqual(late.getTime());
    }

  function firstDay(round: number): number | undefined {
    return daysBefore.find((days) => isDue(round, days));
  }
});
