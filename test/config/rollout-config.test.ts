import { ConfigError, readConfig } from '../../src/config/config.ts';

const demo = { GRAPH_CREDENTIAL: 'simulator', GRAPH_BASE_URL: 'http://127.0.0.1:3979' };
const group = 'aaaaaaaa-3333-4333-8333-000000000001';
const app = 'aaaaaaaa-4444-4444-8444-000000000001';

const rolloutOf = (environment: Readonly<Record<string, string>>) => readConfig({ ...demo, ...environment }).rollout;

test('without any setting nobody runs campaigns, and nobody is reached who has not met the bot', () => {
  expect(rolloutOf({})).toEqual({
    ownerGroups: [],
    settings: {
      audience: undefined,
      approvalAbove: 500,
      ratePerSecond: 45,
      installsApp: false,
      retentionDays: 90,
      allowedLinkHosts: [],
      troubleShare: 0.1,
      troubleAtLeast: 5,
      defaultTimeZone: 'UTC',
      organizationName: '',
      helpdeskContact: undefined,
    },
    reach: undefined,
  });
});

test('every setting is taken', () => {
  const given = rolloutOf({
    ROLLOUT_GROUP_IDS: group,
    AUDIENCE_GROUP_ID: group,
    CAMPAIGN_APPROVAL_ABOVE: '0',
    CAMPAIGN_LINK_HOSTS: 'intranet.contoso.example, help.contoso.example',
    CAMPAIGN_TROUBLE_PERCENT: '25',
    NUDGE_RATE_PER_SECOND: '20',
    RETENTION_DAYS: '30',
    TEAMS_APP_CATALOG_ID: app,
    TEAMS_SERVICE_URL: 'http://127.0.0.1:4000',
    WORKING_HOURS_TIME_ZONE: 'Europe/Berlin',
    ORGANIZATION_NAME: 'Contoso',
    HELPDESK_CONTACT: 'extension 4444',
  });

  expect(given).toMatchObject({
    ownerGroups: [group],
    settings: {
      audience: group,
      approvalAbove: 0,
      ratePerSecond: 20,
      installsApp: true,
      retentionDays: 30,
      allowedLinkHosts: ['intranet.contoso.example', 'help.contoso.example'],
      troubleShare: 0.25,
      defaultTimeZone: 'Europe/Berlin',
      organizationName: 'Contoso',
      helpdeskContact: 'extension 4444',
    },
    reach: { appCatalogId: app, serviceUrl: 'http://127.0.0.1:4000' },
  });
});

test("people who have never met the bot are reached at their cloud's own address", () => {
  expect(rolloutOf({ TEAMS_APP_CATALOG_ID: app }).reach?.serviceUrl).toBe('https://smba.trafficmanager.net/teams/');
});

test.each([
  ['a rate of nothing', { NUDGE_RATE_PER_SECOND: '0' }, 'NUDGE_RATE_PER_SECOND'],
  ['a host with a path', { CAMPAIGN_LINK_HOSTS: 'contoso.example/help' }, 'CAMPAIGN_LINK_HOSTS'],
  ['a group that is no id', { ROLLOUT_GROUP_IDS: 'Rollout owners' }, 'ROLLOUT_GROUP_IDS'],
  ['a Teams of somebody else', { TEAMS_SERVICE_URL: 'https://teams.contoso.example' }, 'TEAMS_SERVICE_URL'],
])('%s is refused by name', (_what, environment, name) => {
  expect(() => rolloutOf(environment)).toThrow(ConfigError);
  expect(() => rolloutOf(environment)).toThrow(name);
});
