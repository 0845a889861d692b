import type { TurnContext } from 'botbuilder';
import type { Delivery } from './deliver.ts';
import { type Audience, type Drawing, messageOf, type Shown } from './render.ts';

/** A conversation to write into. Nothing here throws when the Connector fails. */
export type Chat = {
  /** The id of the message; undefined when it was not taken. */
  send(shown: Shown): Promise<string | undefined>;
  edit(cardId: string, shown: Shown): Promise<boolean>;
  typing(): Promise<void>;
  /** Takes a message of ours away; what cannot be taken away stays. */
  remove(messageId: string): Promise<void>;
};

export function chatIn(
  context: TurnContext,
  audience: Audience,
  { delivery, render, signInResource }: Drawing & { readonly delivery: Delivery },
): Chat {
  const drawing = { render, signInResource };
  return {
    send: async (shown) => delivery.send(context, messageOf(drawing, shown, audience)),
    edit: async (cardId, shown) => delivery.edit(context, { ...messageOf(drawing, shown, audience), id: cardId }),
    async typing() {
      await delivery.send(context, { type: 'typing' });
    },
    async remove(messageId) {
      await delivery.remove(context, messageId);
    },
  };
}
