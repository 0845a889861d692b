import { ConfigError, readConfig } from '../../src/config/config.ts';

const demo = { GRAPH_CREDENTIAL: 'simulator', GRAPH_BASE_URL: 'http://127.0.0.1:3979' };
const bot = {
  BOT_ID: 'aaaaaaaa-1111-4111-8111-00000000000b',
  BOT_TENANT_ID: 'aaaaaaaa-2222-4222-8222-000000000007',
  BOT_PASSWORD: 'not-shown',
  GRAPH_CREDENTIAL: 'secret',
};
const first = 'aaaaaaaa-3333-4333-8333-000000000001';
const second = 'aaaaaaaa-3333-4333-8333-000000000002';

const helpdeskOf = (environment: Readonly<Record<string, string>>) => readConfig({ ...demo, ...environment }).helpdesk;

test('without any setting nobody is an operator, one verification is enough, and passes are shown in a dialog', () => {
  expect(helpdeskOf({})).toEqual({
    operatorGroups: [],
    tapReveal: 'dialog',
    settings: {
      verificationsNeeded: 1,
      protectedGroups: [],
      approvalGroups: [],
      softLimits: { perOperatorAnHour: 10, perSubjectADay: 3 },
      workingHours: { from: 7, to: 19, timeZone: 'UTC' },
      hasTaps: true,
      hasAccountRecovery: false,
    },
  });
});

test('every setting is taken', () => {
  const given = helpdeskOf({
    HELPDESK_GROUP_IDS: `${first.toUpperCase()}, ${second},`,
    PROTECTED_GROUP_IDS: first,
    APPROVAL_GROUP_IDS: second,
    VERIFICATIONS_NEEDED: '2',
    TAPS_PER_OPERATOR_AN_HOUR: '5',
    TAPS_PER_USER_A_DAY: '1',
    WORKING_HOURS: '22-06',
    WORKING_HOURS_TIME_ZONE: 'Europe/Berlin',
    ACCOUNT_RECOVERY: 'true',
    TAP_REVEAL: 'card',
  });

  expect(given).toEqual({
    operatorGroups: [first, second],
    tapReveal: 'card',
    settings: {
      verificationsNeeded: 2,
      protectedGroups: [first],
      approvalGroups: [second],
      softLimits: { perOperatorAnHour: 5, perSubjectADay: 1 },
      workingHours: { from: 22, to: 6, timeZone: 'Europe/Berlin' },
      hasTaps: true,
      hasAccountRecovery: true,
    },
  });
});

test.each([
  ['public', true],
  ['usgov', true],
  ['usdod', true],
  ['china', false],
])('in the cloud "%s" there are passes: %s', (CLOUD, hasTaps) => {
  expect(readConfig({ ...bot, CLOUD }).helpdesk.settings.hasTaps).toBe(hasTaps);
});

test.each<[string, string, Readonly<Record<string, string>>]>([
  ['TAP_REVEAL', 'passes in a card with an app registration', { ...bot, TAP_REVEAL: 'card' }],
  [
    'TAP_REVEAL',
    'passes in a card that is answered by an edit',
    { ...demo, TAP_REVEAL: 'card', CARD_ACTIONS: 'submit' },
  ],
  ['TAP_REVEAL', 'passes in a message', { ...demo, TAP_REVEAL: 'message' }],
  ['HELPDESK_GROUP_IDS', 'a group by name', { ...demo, HELPDESK_GROUP_IDS: `${first},Help desk` }],
  ['PROTECTED_GROUP_IDS', 'a protected group by name', { ...demo, PROTECTED_GROUP_IDS: 'Executives' }],
  ['APPROVAL_GROUP_IDS', 'a group that is no id', { ...demo, APPROVAL_GROUP_IDS: '*' }],
  ['VERIFICATIONS_NEEDED', 'no verification', { ...demo, VERIFICATIONS_NEEDED: '0' }],
  ['VERIFICATIONS_NEEDED', 'three verifications', { ...demo, VERIFICATIONS_NEEDED: '3' }],
  ['TAPS_PER_OPERATOR_AN_HOUR', 'no limit', { ...demo, TAPS_PER_OPERATOR_AN_HOUR: '0' }],
  ['TAPS_PER_USER_A_DAY', 'half a pass', { ...demo, TAPS_PER_USER_A_DAY: '1.5' }],
  ['WORKING_HOURS', 'hours that are words', { ...demo, WORKING_HOURS: 'nine to five' }],
  ['WORKING_HOURS', 'an hour that no day has', { ...demo, WORKING_HOURS: '8-25' }],
  ['WORKING_HOURS_TIME_ZONE', 'a time zone that is none', { ...demo, WORKING_HOURS_TIME_ZONE: 'Mars/Olympus' }],
  ['ACCOUNT_RECOVERY', 'a flag that is a word', { ...demo, ACCOUNT_RECOVERY: 'maybe' }],
])('%s refuses %s, and shows no value', (name, _why, environment) => {
  expect(() => readConfig(environment)).toThrow(ConfigError);
  expect(() => readConfig(environment)).toThrow(new RegExp(`^Cannot start:\n  ${name}: (?!.*not-shown).+$`));
});

test.each([
  ['Contoso security, extension 9999', undefined],
  ['security@contoso.example', 'security@contoso.example'],
  ['Contoso security (Security.Desk@sub.contoso.example, extension 9999).', 'Security.Desk@sub.contoso.example'],
  ['write to soc@contoso.example.', 'soc@contoso.example'],
  ['@security in Teams', undefined],
])('the address in "%s" is %s', (SECURITY_CONTACT, address) => {
  expect(readConfig({ ...bot, SECURITY_CONTACT }).helpdesk.settings.securityAddress).toBe(address);
});
