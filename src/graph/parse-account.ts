import type { Account } from '../passkeys/facts.ts';
import { AccountEntry } from './schema.ts';

/** Undefined: not understood. */
export function parseAccount(body: unknown): Account | undefined {
  const parsed = AccountEntry.safeParse(body);
  if (!parsed.success) return undefined;
  const { displayName, accountEnabled, userType, preferredLanguage } = parsed.data;
  return {
    displayName,
    enabled: accountEnabled,
    isGuest: userType === undefined ? undefined : userType.toLowerCase() === 'guest',
    language: preferredLanguage,
  };
}
