import type { Activity } from 'botbuilder';
import type { Contact } from '../enrollment/contact.ts';
import type { Reply } from '../enrollment/reply.ts';

/** A reply, and the screen that its buttons act on. */
export type Shown = { readonly reply: Reply; readonly screenId?: string };

export type Rendering = {
  readonly locale: string | undefined;
  readonly timeZone: string | undefined;
  /** The Teams id (`29:…`) for `refresh.userIds`. */
  readonly userId?: string;
  readonly screenId?: string;
};
export type Render = (
  reply: Reply,
  rendering: Rendering,
) => { readonly card: object /** The lock-screen line. */; readonly summary: string };

export type Audience = Pick<Contact, 'channelUserId' | 'client'>;

export function cardOf(render: Render, { reply, screenId }: Shown, audience: Audience): object {
  return rendered(render, { reply, ...(screenId && { screenId }) }, audience).card;
}

/** The message that shows a reply. */
export function messageOf(render: Render, shown: Shown, audience: Audience): Partial<Activity> {
  const { card, summary } = rendered(render, shown, audience);
  return {
    type: 'message',
    summary,
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
  };
}

function rendered(render: Render, { reply, screenId }: Shown, { channelUserId, client }: Audience) {
  return render(reply, {
    locale: client.locale,
    timeZone: client.timeZone,
    userId: channelUserId,
    ...(screenId && { screenId }),
  });
}
