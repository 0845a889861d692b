import type { TurnContext } from 'botbuilder';
import type { Delivery } from './deliver.ts';
import { type Audience, messageOf, type Render, type Shown } from './render.ts';

/** A conversation to write into. Nothing here throws when the Connector fails. */
export type Chat = {
  /** The id of the message; undefined when it was not taken. */
  send(shown: Shown): Promise<string | undefined>;
  edit(cardId: string, shown: Shown): Promise<boolean>;
  typing(): Promise<void>;
};

export function chatIn(
  context: TurnContext,
  audience: Audience,
  { delivery, render }: { readonly delivery: Delivery; readonly render: Render },
): Chat {
  return {
    send: (shown) => delivery.send(context, messageOf(render, shown, audience)),
    edit: (cardId, shown) => delivery.edit(context, { ...messageOf(render, shown, audience), id: cardId }),
    async typing() {
      await delivery.send(context, { type: 'typing' });
    },
  };
}
