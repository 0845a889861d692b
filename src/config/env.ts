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
  ALLOWED_TENANT_IDS: list.pipe(z.array(guid)).optional(),

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
