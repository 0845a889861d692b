import type { Patience } from './bot-deps.ts';
import type { Chat } from './chat.ts';
import { within } from './deadline.ts';

/** Rejects with `Overdue` when the turn takes too long. */
export async function withTyping<T>(chat: Chat, patience: Patience, work: () => Promise<T>): Promise<T> {
  let typing: Promise<void> | undefined;
  const timer = setTimeout(() => {
    typing = chat.typing();
  }, patience.typing);
  try {
    return await within(patience.turn, work());
  } finally {
    clearTimeout(timer);
    await typing;
  }
}
