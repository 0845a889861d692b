import type { UserId } from '../passkeys/ids.ts';
import type { Encounter } from './encounter.ts';

export type Greet = (encounter: Encounter) => Promise<void>;

/**
 * One installation is told twice (`installationUpdate` and `conversationUpdate`), at the same moment,
 * and the Agents Playground tells it again with every reload. Only a user without a contact is new.
 */
export function createGreet(): Greet {
  const greeting = new Set<UserId>();

  return async ({ user, contact, chat, deps }) => {
    if (greeting.has(user)) return;
    greeting.add(user);
    try {
      const known = await deps.contacts.of(user);
      await deps.contacts.remember(contact);
      if (!known) await chat.send({ reply: { kind: 'welcome' } });
    } finally {
      greeting.delete(user);
    }
  };
}
