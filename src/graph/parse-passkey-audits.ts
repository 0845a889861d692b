import { type UserId, userId } from '../passkeys/ids.ts';
import { PasskeyAuditEntry } from './rollout-schema.ts';

export type PasskeyAdded =
  | { readonly kind: 'user'; readonly user: UserId; readonly at: Date }
  | { readonly kind: 'upn'; readonly upn: string; readonly at: Date };

/** Microsoft has renamed it before: what follows is "(device-bound)", "(device-bound) security key"… */
export const addedPasskey = 'Add Passkey';

/** Undefined: no passkey came to anybody by it, or it does not say to whom. */
export function parsePasskeyAudit(entry: unknown): PasskeyAdded | undefined {
  const { data } = PasskeyAuditEntry.safeParse(entry);
  if (!data?.activityDisplayName?.toLowerCase().startsWith(addedPasskey.toLowerCase())) return undefined;
  if (data.result?.toLowerCase() !== 'success') return undefined;
  const { activityDateTime: at, targetResources: targets = [] } = data;
  const target = targets.find(({ type }) => type?.toLowerCase() === 'user') ?? targets[0];
  const user = userIn(target?.id);
  if (user) return { kind: 'user', user, at };
  return target?.userPrincipalName === undefined ? undefined : { kind: 'upn', upn: target.userPrincipalName, at };
}

/** Where the service does not know the id, it is missing, or all zeros. */
function userIn(raw: string | undefined): UserId | undefined {
  if (raw === undefined || /^[0-]+$/.test(raw)) return undefined;
  try {
    return userId(raw);
  } catch {
    return undefined;
  }
}

export function auditTime(entry: unknown): Date | undefined {
  return PasskeyAuditEntry.safeParse(entry).data?.activityDateTime;
}
