import { z } from 'zod';
import { groupId } from '../passkeys/ids.ts';
import { cloudNames } from './clouds.ts';

const loopbackHosts: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);

export function isLoopback(host: string): boolean {
  return loopbackHosts.has(host);
}

/** An address that may be anywhere for https, and only on this machine for http. */
const serviceUrl = z
  .url({ protocol: /^https?$/, abort: true })
  .refine(
    (raw) => raw.startsWith('https:') || isLoopback(new URL(raw).hostname),
    'must be https unless it is on this machine',
  );

const guid = z.guid('must be a GUID').transform((raw) => raw.toLowerCase());
const list = z.string().transform((raw) => raw.split(',').flatMap((part) => part.trim() || []));
const postgres = z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' });
const shownText = z.string().min(1).max(200);
const groups = list.pipe(z.array(guid.transform(groupId)).max(100, 'must be 100 groups at most')).default([]);
const count = z.coerce.number().int().min(1).max(1_000);
const timeZone = z.string().max(100).refine(isTimeZone, 'must be an IANA time zone such as "Europe/Berlin"');
/** "8-18"; whole hours. */
const hours = z
  .string()
  .regex(/^([01]?\d|2[0-4])-([01]?\d|2[0-4])$/, 'must be two hours of the day such as "8-18"')
  .transform((raw) => {
    const [from = 0, to = 0] = raw.split('-').map(Number);
    return { from, to };
  });

function isTimeZone(raw: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: raw }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Everything that is read from the environment; an empty value counts as not set. */
export const Env = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3978),
  HOST: z.string().optional(),
  METRICS_PORT: z.coerce.number().int().min(0).max(65_535).default(9464),
  METRICS_HOST: z.string().default('127.0.0.1'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),

  BOT_ID: guid.optional(),
  BOT_TENANT_ID: guid.optional(),
  BOT_PASSWORD: z.string().optional(),
  ALLOWED_TENANT_IDS: list.pipe(z.array(guid).min(1, 'must name a tenant')).optional(),

  CLOUD: z.enum(cloudNames).default('public'),
  GRAPH_BASE_URL: serviceUrl.optional(),
  GRAPH_CREDENTIAL: z.enum(['federated', 'certificate', 'secret', 'simulator']).default('federated'),
  AZURE_FEDERATED_CLIENT_ID: guid.optional(),
  AZURE_CLIENT_CERTIFICATE_PATH: z.string().optional(),

  ToBotFromChannelOpenIdMetadataUrl: serviceUrl.optional(),
  ToBotFromChannelTokenIssuer: serviceUrl.optional(),
  ToBotFromEmulatorOpenIdMetadataUrl: serviceUrl.optional(),
  ToChannelFromBotLoginUrl: serviceUrl.optional(),
  ToChannelFromBotOAuthScope: serviceUrl.optional(),
  OAuthUrl: serviceUrl.optional(),
  ChannelService: serviceUrl.optional(),
  CallerId: z.string().optional(),

  DATABASE_URL: postgres.optional(),
  AUDIENCE_GROUP_ID: guid.transform(groupId).optional(),

  HELPDESK_GROUP_IDS: groups,
  PROTECTED_GROUP_IDS: groups,
  APPROVAL_GROUP_IDS: groups,
  VERIFICATIONS_NEEDED: z.enum(['1', '2'], 'must be 1 or 2').default('1'),
  TAPS_PER_OPERATOR_AN_HOUR: count.default(10),
  TAPS_PER_USER_A_DAY: count.default(3),
  WORKING_HOURS: hours.default({ from: 7, to: 19 }),
  WORKING_HOURS_TIME_ZONE: timeZone.default('UTC'),
  ACCOUNT_RECOVERY: z.enum(['true', 'false'], 'must be true or false').default('false'),
  TAP_REVEAL: z.enum(['dialog', 'card']).default('dialog'),

  ROLLOUT_GROUP_IDS: groups,
  CAMPAIGN_APPROVAL_ABOVE: z.coerce.number().int().min(0).max(10_000_000).default(500),
  CAMPAIGN_LINK_HOSTS: list.pipe(z.array(z.hostname('must be host names')).max(50)).default([]),
  CAMPAIGN_TROUBLE_PERCENT: z.coerce.number().int().min(1).max(100).default(10),
  // Teams takes 50 requests a second of a bot in a tenant; replies need some of them. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
  NUDGE_RATE_PER_SECOND: z.coerce.number().int().min(1).max(100_000).default(45),
  RETENTION_DAYS: z.coerce.number().int().min(1).max(3_650).default(90),
  TEAMS_APP_CATALOG_ID: guid.optional(),
  TEAMS_SERVICE_URL: serviceUrl.optional(),

  PASSKEY_GOAL: z.enum(['any', 'authenticator']).default('any'),
  CARD_ACTIONS: z.enum(['execute', 'submit']).default('execute'),
  ORGANIZATION_NAME: shownText.optional(),
  HELPDESK_CONTACT: shownText.optional(),
  SECURITY_CONTACT: shownText.optional(),
  DEFAULT_LANGUAGE: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language such as "en" or "pt-BR"')
    .default('en'),
});
export type Env = z.infer<typeof Env>;
