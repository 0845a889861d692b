import { ConfigError, readConfig } from '../../src/config/config.ts';

const bot = 'aaaaaaaa-1111-4111-8111-00000000000b';
const tenant = 'aaaaaaaa-2222-4222-8222-000000000007';
const group = 'aaaaaaaa-3333-4333-8333-000000000009';

type Environment = Readonly<Record<string, string | undefined>>;

const production: Environment = {
  BOT_ID: bot,
  BOT_TENANT_ID: tenant,
  GRAPH_CREDENTIAL: 'secret',
  BOT_PASSWORD: 'hunter2-in-the-clear',
  DATABASE_URL: 'postgres://app:hunter3@db.contoso.example/guide',
};
const demo: Environment = { GRAPH_CREDENTIAL: 'simulator', GRAPH_BASE_URL: 'http://127.0.0.1:3979' };

function problemsIn(environment: Environment, options = {}): string {
  try {
    readConfig(environment, options);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
}

/** The names in front of the problems. */
function namesIn(message: string): readonly string[] {
  return [...message.matchAll(/^ {2}(\w+): /gm)].map(([, name = '']) => name);
}

test.each<[string, Environment, readonly string[]]>([
  ['nothing at all', {}, ['BOT_ID']],
  ['no app registration on an address that others reach', { ...demo, HOST: '0.0.0.0' }, ['BOT_ID']],
  ['no app registration on all IPv6 addresses', { ...demo, HOST: '::' }, ['BOT_ID']],
  ['a host that only begins like this machine', { ...demo, HOST: '127.0.0.1.contoso.example' }, ['BOT_ID']],
  ['no tenant', { ...production, BOT_TENANT_ID: undefined }, ['BOT_TENANT_ID']],
  ['an app registration that is no GUID', { ...production, BOT_ID: 'passkey-guide-bot' }, ['BOT_ID']],
  ['a secret that is not there', { ...production, BOT_PASSWORD: undefined }, ['BOT_PASSWORD']],
  ['a secret of blanks', { ...production, BOT_PASSWORD: '   ' }, ['BOT_PASSWORD']],
  ['no certificate', { ...production, GRAPH_CREDENTIAL: 'certificate' }, ['AZURE_CLIENT_CERTIFICATE_PATH']],
  ['no managed identity', { ...production, GRAPH_CREDENTIAL: 'federated' }, ['AZURE_FEDERATED_CLIENT_ID']],
  ['no managed identity, by default', { ...production, GRAPH_CREDENTIAL: undefined }, ['AZURE_FEDERATED_CLIENT_ID']],
  [
    'a simulator at an address that cannot be read, without a second complaint about it',
    { ...demo, GRAPH_BASE_URL: 'local-simulator' },
    ['GRAPH_BASE_URL'],
  ],
  [
    'a cloud nobody knows, without judging what belongs to it',
    { ...production, CLOUD: 'private-cloud', OAuthUrl: 'https://api.botframework.azure.us' },
    ['CLOUD'],
  ],
  ['a credential nobody knows', { ...production, GRAPH_CREDENTIAL: 'trust-me' }, ['GRAPH_CREDENTIAL']],
  ['http for a Graph elsewhere', { ...production, GRAPH_BASE_URL: 'http://graph.contoso.example' }, ['GRAPH_BASE_URL']],
  [
    'http for a Graph that only looks like this machine',
    { ...production, GRAPH_BASE_URL: 'http://127.0.0.1@graph.contoso.example' },
    ['GRAPH_BASE_URL'],
  ],
  ['a Graph that is a file', { ...production, GRAPH_BASE_URL: 'file:///etc/graph' }, ['GRAPH_BASE_URL']],
  [
    'the simulator credential on the real Graph',
    { ...demo, GRAPH_BASE_URL: 'https://graph.microsoft.com' },
    ['GRAPH_CREDENTIAL'],
  ],
  ['the simulator credential on the default Graph', { ...demo, GRAPH_BASE_URL: undefined }, ['GRAPH_CREDENTIAL']],
  [
    'the simulator credential on the real Graph, with an app registration',
    { ...production, GRAPH_CREDENTIAL: 'simulator' },
    ['GRAPH_CREDENTIAL'],
  ],
  ['a port beyond the last', { ...demo, PORT: '70000' }, ['PORT']],
  ['a port that is a word', { ...demo, PORT: 'teams-port' }, ['PORT']],
  ['half a port', { ...demo, METRICS_PORT: '9464.5' }, ['METRICS_PORT']],
  ['a group that is no GUID', { ...production, AUDIENCE_GROUP_ID: 'pilot-group' }, ['AUDIENCE_GROUP_ID']],
  [
    'one tenant among several',
    { ...production, ALLOWED_TENANT_IDS: `${tenant},contoso.example` },
    ['ALLOWED_TENANT_IDS'],
  ],
  ['another kind of database', { ...production, DATABASE_URL: 'mysql://app@db.contoso.example' }, ['DATABASE_URL']],
  ['a goal nobody knows', { ...production, PASSKEY_GOAL: 'yubikey-only' }, ['PASSKEY_GOAL']],
  ['a kind of button nobody knows', { ...production, CARD_ACTIONS: 'invoke-all' }, ['CARD_ACTIONS']],
  ['a cloud nobody knows', { ...production, CLOUD: 'private-cloud' }, ['CLOUD']],
  ['a language that is a sentence', { ...production, DEFAULT_LANGUAGE: 'plain English' }, ['DEFAULT_LANGUAGE']],
  ['a contact as long as a letter', { ...production, HELPDESK_CONTACT: 'call '.repeat(100) }, ['HELPDESK_CONTACT']],
  ['a level nobody knows', { ...production, LOG_LEVEL: 'chatty' }, ['LOG_LEVEL']],
  [
    'signing keys from a stranger',
    { ...production, ToBotFromChannelOpenIdMetadataUrl: 'https://login.botframework.com.contoso.example/keys' },
    ['ToBotFromChannelOpenIdMetadataUrl'],
  ],
  [
    "an issuer whose name only ends like Microsoft's",
    { ...production, ToBotFromChannelTokenIssuer: 'https://evilbotframework.com' },
    ['ToBotFromChannelTokenIssuer'],
  ],
  [
    'a login of another cloud',
    { ...production, CLOUD: 'usgov', ToChannelFromBotLoginUrl: `https://login.microsoftonline.com/${tenant}` },
    ['ToChannelFromBotLoginUrl'],
  ],
  [
    'http to Microsoft',
    { ...production, ToChannelFromBotLoginUrl: 'http://login.microsoftonline.com/insecure' },
    ['ToChannelFromBotLoginUrl'],
  ],
  [
    'tokens for a stranger',
    { ...production, ToChannelFromBotOAuthScope: 'https://api.contoso.example' },
    ['ToChannelFromBotOAuthScope'],
  ],
  ['sign-in at a stranger', { ...production, OAuthUrl: 'https://token.contoso.example' }, ['OAuthUrl']],
  ['a channel of a stranger', { ...production, ChannelService: 'https://channel.contoso.example' }, ['ChannelService']],
])('refuses %s, and shows no value', (_why, environment, names) => {
  const message = problemsIn(environment);

  expect(namesIn(message)).toEqual(names);
  expectNoValueOf(environment, message);
});

test('names all problems at once', () => {
  const environment = {
    PORT: 'nowhere-port',
    BOT_ID: bot,
    GRAPH_CREDENTIAL: 'certificate',
    GRAPH_BASE_URL: 'http://graph.contoso.example',
    AUDIENCE_GROUP_ID: 'pilot-group',
    OAuthUrl: 'https://token.contoso.example',
    CARD_ACTIONS: 'invoke-all',
  };

  const message = problemsIn(environment, { needsServer: true });

  expect([...namesIn(message)].sort()).toEqual([
    'AUDIENCE_GROUP_ID',
    'AZURE_CLIENT_CERTIFICATE_PATH',
    'BOT_TENANT_ID',
    'CARD_ACTIONS',
    'DATABASE_URL',
    'GRAPH_BASE_URL',
    'OAuthUrl',
    'PORT',
  ]);
  expect(message.split('\n')).toHaveLength(9);
  expectNoValueOf({ ...environment, GRAPH_CREDENTIAL: undefined }, message);
});

test('PostgreSQL has to be a server only where that is asked for', () => {
  expect(namesIn(problemsIn(demo, { needsServer: true }))).toEqual(['DATABASE_URL']);
  expect(readConfig(demo).databaseUrl).toBeUndefined();
});

test.each<[string, Environment]>([
  ['this machine', { GRAPH_BASE_URL: 'http://localhost:3979' }],
  ['this machine by IPv6', { GRAPH_BASE_URL: 'http://[::1]:3979', HOST: '::1' }],
  ['empty values, which count as not set', { PORT: '', HOST: ' ', BOT_ID: '', AUDIENCE_GROUP_ID: '' }],
])('without an app registration it listens on %s only', (_why, environment) => {
  const config = readConfig({ ...demo, ...environment });

  expect(config.bot).toBeUndefined();
  expect(['127.0.0.1', '::1']).toContain(config.host);
  expect(config.metrics.host).toBe('127.0.0.1');
  expect(config.port).toBe(3978);
});

test('with an app registration it listens everywhere, serves its own tenant and keeps metrics on this machine', () => {
  expect(readConfig({ ...production, AUDIENCE_GROUP_ID: group.toUpperCase() })).toMatchObject({
    host: '0.0.0.0',
    allowedTenantIds: [tenant],
    metrics: { host: '127.0.0.1' },
    audience: group,
    graph: { clientId: bot, tenantId: tenant, credential: { kind: 'secret' } },
  });
});

test('further tenants are served when they are named', () => {
  const allowed = `${tenant}, ${group.toUpperCase()},`;

  expect(readConfig({ ...production, ALLOWED_TENANT_IDS: allowed }).allowedTenantIds).toEqual([tenant, group]);
});

test.each([
  ['public', 'https://graph.microsoft.com', 'https://login.microsoftonline.com', 'https://api.botframework.com'],
  ['usgov', 'https://graph.microsoft.us', 'https://login.microsoftonline.us', 'https://api.botframework.us'],
  ['usdod', 'https://dod-graph.microsoft.us', 'https://login.microsoftonline.us', 'https://api.botframework.us'],
  [
    'china',
    'https://microsoftgraph.chinacloudapi.cn',
    'https://login.partner.microsoftonline.cn',
    'https://api.botframework.azure.cn',
  ],
])('in the cloud "%s" every address is of that cloud', (cloud, graph, login, issuer) => {
  const config = readConfig({ ...production, CLOUD: cloud });

  expect(config.graph).toMatchObject({ baseUrl: graph, authorityHost: login });
  expect(config.bot?.connector).toMatchObject({
    ToBotFromChannelTokenIssuer: issuer,
    ToChannelFromBotLoginUrl: `${login}/${tenant}`,
  });
});

const overridden = {
  ToBotFromChannelOpenIdMetadataUrl: 'http://127.0.0.1:4000/openid',
  ToBotFromChannelTokenIssuer: 'http://127.0.0.1:4000',
  ToBotFromEmulatorOpenIdMetadataUrl: 'http://localhost:4000/emulator',
  ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/organizations',
  ToChannelFromBotOAuthScope: 'https://api.botframework.com',
  OAuthUrl: 'https://token.botframework.com',
  CallerId: 'urn:contoso:test',
};

test.each(Object.entries(overridden))('with %s given, the six others keep their values', (name, value) => {
  const usual = readConfig(production).bot?.connector;

  const connector = readConfig({ ...production, [name]: value }).bot?.connector;

  expect(connector).toEqual({ ...usual, [name]: value });
  expect(Object.values(connector ?? {}).filter(Boolean)).toHaveLength(7);
});

/** Words such as "secret" and "simulator" are named in the problems themselves. */
function expectNoValueOf(environment: Environment, message: string): void {
  const { GRAPH_CREDENTIAL: credential, ...others } = environment;
  for (const value of Object.values({ ...others, credential: credential === 'trust-me' ? credential : undefined }))
    if (value?.trim()) expect(message).not.toContain(value.trim());
}
