import { readRolloutCommand } from '../../src/teams/read-rollout-command.ts';

const campaign = 'c-1';
const group = '5F0C6A4E-0000-4000-8000-000000000001';
const plan = {
  campaign,
  startsOn: '2026-11-23',
  waveUnit: 'percent',
  wavePerDay: '10',
  remindAfterDays: '3, 7; 14',
  hoursFrom: '09:00:00',
  hoursTo: '16:00',
  weekdays: '1,2,3',
  deadline: '',
};
const entered = {
  kind: 'set-plan',
  campaign,
  startsOn: '2026-11-23',
  waveSize: { unit: 'percent', perDay: 10 },
  remindAfterDays: [3, 7, 14],
  sendingHours: { from: '09:00', to: '16:00' },
  weekdays: [1, 2, 3],
};

test.each<[what: string, verb: string, raw: object, command: object]>([
  ['a form as clients send it', 'set-plan', plan, entered],
  ['a deadline', 'set-plan', { ...plan, deadline: '2027-01-29' }, { ...entered, deadline: '2027-01-29' }],
  [
    'a size in words',
    'set-plan',
    { ...plan, wavePerDay: 'ten' },
    { ...entered, waveSize: { unit: 'percent', perDay: 0 } },
  ],
  ['reminders in words', 'set-plan', { ...plan, remindAfterDays: '3, seven' }, { ...entered, remindAfterDays: [3, 0] }],
  ['no reminders', 'set-plan', { ...plan, remindAfterDays: '' }, { ...entered, remindAfterDays: [] }],
  [
    'groups as one text',
    'pick-groups',
    { campaign, use: 'include', groups: `${group},${group}` },
    { kind: 'pick-groups', campaign, use: 'include', groups: [group.toLowerCase(), group.toLowerCase()] },
  ],
  [
    'a day to be reminded on',
    'snooze',
    { campaign, until: 'date', date: '2026-12-01' },
    { kind: 'snooze', campaign, until: { date: '2026-12-01' } },
  ],
  [
    'no day: the form says so',
    'snooze',
    { campaign, until: 'date' },
    { kind: 'snooze', campaign, until: { date: '' } },
  ],
  [
    'a toggle',
    'cannot',
    { campaign, because: 'other', wantsHelp: 'true', user: 'somebody' },
    { kind: 'cannot', campaign, because: 'other', note: '', wantsHelp: true },
  ],
])('read: %s', (_what, verb, raw, command) => {
  expect(readRolloutCommand(verb, raw)).toEqual(command);
});

test.each<[what: string, verb: string, raw: object]>([
  ['another verb', 'set-up-passkey', {}],
  ['what every object has', 'constructor', { campaign }],
  ['no campaign', 'start-campaign', { revision: 'r' }],
  ['a campaign that is a path', 'show-campaign', { campaign: '../1' }],
  ['a weekday that there is not', 'set-plan', { ...plan, weekdays: '8' }],
  ['a group that is no id', 'drop-group', { campaign, use: 'include', group: "x'--" }],
  ['a use that there is not', 'choose-groups', { campaign, use: 'owner' }],
  ['more groups than a form has', 'pick-groups', { campaign, use: 'include', groups: Array(51).fill(group) }],
])('not read: %s', (_what, verb, raw) => {
  expect(readRolloutCommand(verb, raw)).toBeUndefined();
});
