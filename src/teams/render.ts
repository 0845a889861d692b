import { type Activity, CardFactory } from 'botbuilder';
import type { Client } from '../enrollment/client.ts';
import type { Reply } from '../enrollment/reply.ts';
import type { HelpdeskReply } from '../helpdesk/reply.ts';
import type { RolloutReply } from '../rollout/reply.ts';

/** A reply, and the screen that its buttons act on. */
export type Shown = { readonly reply: Reply | HelpdeskReply | RolloutReply; readonly screenId?: string };

export type Rendering = {
  readonly locale: string | undefined;
  readonly timeZone: string | undefined;
  /** The Teams id (`29:…`) for `refresh.userIds`. */
  readonly userId?: string;
  readonly screenId?: string;
};
export type Render = (
  reply: Reply | HelpdeskReply | RolloutReply,
  rendering: Rendering,
) => { readonly card: object /** The lock-screen line. */; readonly summary: string };

export type Drawing = {
  readonly render: Render;
  /** The manifest's `webApplicationInfo.resource`: for whom Teams asks a token. Undefined without an app registration. */
  readonly signInResource?: string | undefined;
};

/** Without an id in a channel: a card there refreshes for nobody. */
export type Audience = { readonly channelUserId?: string; readonly client: Client };

export function cardOf(render: Render, { reply, screenId }: Shown, audience: Audience): object {
  return rendered(render, { reply, ...(screenId && { screenId }) }, audience).card;
}

/** The message that shows a reply. */
export function messageOf({ render, signInResource }: Drawing, shown: Shown, audience: Audience): Partial<Activity> {
  const { reply } = shown;
  // Whatever goes wrong elsewhere: a message stays in the chat, and in copies that nobody can delete.
  if (reply.kind === 'tap') throw new TypeError('A TAP is never in a message');
  if (reply.kind === 'sign-in')
    return signInResource
      ? signInMessage(reply.intent, signInResource, rendered(render, shown, audience).summary)
      : messageOf({ render }, { reply: { kind: 'sign-in-refused', because: 'unavailable' } }, audience);
  const { card, summary } = rendered(render, shown, audience);
  if (reply.kind === 'report-file') return fileConsentMessage(reply, summary);
  return {
    type: 'message',
    summary,
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
  };
}

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4 */
function fileConsentMessage(
  { campaign, fileName, bytes }: Extract<RolloutReply, { kind: 'report-file' }>,
  summary: string,
): Partial<Activity> {
  // Comes back with the answer, and could be forged: whoever accepts is looked at again.
  const context = { campaign: campaign.id };
  const content = { description: summary, sizeInBytes: bytes, acceptContext: context, declineContext: context };
  const contentType = 'application/vnd.microsoft.teams.card.file.consent';
  return { type: 'message', summary, attachments: [{ contentType, name: fileName, content }] };
}

/** Ours, to tell the exchange from others; there is no such connection in the token service. */
const connectionName = 'sso';

/** Teams answers by itself with a token for `uri`. There is no sign-in page that a button could lead to. */
function signInMessage(intent: string, uri: string, summary: string): Partial<Activity> {
  const card = CardFactory.oauthCard(connectionName, summary, summary, undefined, { id: intent, uri });
  return { type: 'message', summary, attachments: [{ ...card, content: { ...card.content, buttons: [] } }] };
}

function rendered(render: Render, { reply, screenId }: Shown, { channelUserId, client }: Audience) {
  return render(reply, {
    locale: client.locale,
    timeZone: client.timeZone,
    ...(channelUserId && { userId: channelUserId }),
    ...(screenId && { screenId }),
  });
}
