import { z } from 'zod';
import type { Client } from '../enrollment/client.ts';
import type { Contact } from '../enrollment/contact.ts';
import { type UserId, userId } from '../passkeys/ids.ts';

const id = z.string().min(1).max(1_000);
/** A field that the turn can do without: of a wrong type, it counts as absent. */
const text = z.string().max(300).optional().catch(undefined);

const ClientInfo = z.object({ type: z.literal('clientInfo'), platform: text, locale: text, timezone: text });

/**
 * What we read of an activity, and no more.
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#activity-object
 */
const Activity = z.object({
  type: z.string().min(1).max(100),
  channelId: z.literal('msteams'),
  serviceUrl: z.url({ protocol: /^https?$/ }).max(1_000),
  id: text,
  replyToId: text,
  conversation: z.object({ id, conversationType: text, tenantId: text }),
  from: z.object({ id, aadObjectId: text }),
  recipient: z.object({ id }).optional().catch(undefined),
  channelData: z
    .object({ tenant: z.object({ id: text }).optional().catch(undefined) })
    .optional()
    .catch(undefined),
  locale: text,
  localTimezone: text,
  entities: z.array(z.unknown()).optional().catch(undefined),
  attachments: z
    .array(z.object({ contentType: text }))
    .optional()
    .catch(undefined),
  text: z.string().nullish(),
  name: text,
  action: text,
  membersAdded: z
    .array(z.object({ id: text }))
    .optional()
    .catch(undefined),
  value: z.unknown().optional(),
});
export type Activity = z.infer<typeof Activity>;

/** Undefined: malformed. `channelId` is checked here because others make botbuilder take other ways to authenticate. */
export function readActivity(body: unknown): Activity | undefined {
  return Activity.safeParse(body).data;
}

const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether the answer to it stays on this machine. */
export function isFromHere({ serviceUrl }: Activity): boolean {
  return loopback.has(new URL(serviceUrl).hostname);
}

/** The authenticated sender; nothing else in an activity names a user. */
export function senderOf({ from }: Activity): UserId | undefined {
  if (!from.aadObjectId) return undefined;
  try {
    return userId(from.aadObjectId);
  } catch {
    return undefined;
  }
}

/** Every tenant the activity names: one that is foreign is enough to refuse it. */
export function tenantsOf({ conversation, channelData }: Activity): readonly string[] {
  return [conversation.tenantId, channelData?.tenant?.id].flatMap((tenant) => tenant?.toLowerCase() ?? []);
}

/** See `withNamedKind`: here a kind is missing only where nobody is authenticated. */
export function isPersonal({ conversation }: Activity): boolean {
  return conversation.conversationType === undefined || conversation.conversationType === 'personal';
}

/** Only Agents Playground does not name the kind of a private chat. From Teams, a chat of no kind is nobody's private chat. */
export function withNamedKind(activity: Activity): Activity {
  const { conversation } = activity;
  return {
    ...activity,
    conversation: { ...conversation, conversationType: conversation.conversationType ?? 'unnamed' },
  };
}

/** The channel itself: the id of an answer in it names the thread, too. Undefined outside channels. */
export function channelIn({ conversation, serviceUrl }: Activity): Channel | undefined {
  if (conversation.conversationType !== 'channel') return undefined;
  return { conversationId: conversation.id.replace(/;messageid=.*$/u, ''), serviceUrl };
}

export type Channel = { readonly conversationId: string; readonly serviceUrl: string };

export function hasPicture({ attachments = [] }: Activity): boolean {
  return attachments.some(
    ({ contentType = '' }) =>
      contentType.startsWith('image/') || contentType === 'application/vnd.microsoft.teams.file.download.info',
  );
}

const platforms: Readonly<Record<string, Client['platform']>> = {
  ios: 'ios',
  android: 'android',
  windows: 'windows',
  mac: 'macos',
  macos: 'macos',
  web: 'web',
};

export function clientOf(activity: Activity): Client {
  const info = activity.entities?.map((entity) => ClientInfo.safeParse(entity).data).find(Boolean);
  return {
    platform: platforms[info?.platform?.toLowerCase() ?? ''],
    locale: activity.locale ?? info?.locale,
    timeZone: activity.localTimezone ?? info?.timezone,
  };
}

export function contactOf(activity: Activity, user: UserId): Contact {
  return {
    user,
    tenantId: tenantsOf(activity)[0] ?? '',
    conversationId: activity.conversation.id,
    serviceUrl: activity.serviceUrl,
    channelUserId: activity.from.id,
    botId: activity.recipient?.id ?? '',
    client: clientOf(activity),
  };
}
