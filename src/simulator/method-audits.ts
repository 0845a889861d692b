import type { Ask } from './ask.ts';
import type { Initiator } from './audit-log.ts';
import { isPasskey } from './methods.ts';
import type { Method, Person } from './resources.ts';
import type { World } from './world.ts';

export function initiatorOf({ token }: Ask, world: World): Initiator {
  const person = token.userId === undefined ? undefined : world.person(token.userId);
  return person === undefined ? { kind: 'app', appId: token.appId } : { kind: 'user', person };
}

/** https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities */
function recordSecurityInfo(
  world: World,
  about: Person,
  by: Initiator,
  did: 'registered' | 'deleted',
  what: string,
): void {
  const who = by.kind === 'user' && by.person.user.id === about.user.id ? 'User' : 'Admin';
  world.audits.record(
    {
      at: world.now(),
      activity: `${who} ${did} security info`,
      service: 'Authentication Methods',
      operation: did === 'registered' ? 'Add' : 'Delete',
      by,
      about,
      reason: `${who} ${did} ${what} for user`,
    },
    world.auditTargetIds,
  );
}

export function recordTap(world: World, about: Person, by: Initiator, did: 'registered' | 'deleted'): void {
  recordSecurityInfo(world, about, by, did, 'temporary access pass method');
}

export function recordRemoval(world: World, about: Person, by: Initiator, method: Method): void {
  recordSecurityInfo(world, about, by, 'deleted', isPasskey(method) ? 'Passkey' : 'Authenticator App');
}

export function recordPasskey(world: World, about: Person, passkey: Method): void {
  const by = { kind: 'user', person: about } as const;
  world.audits.record(
    {
      at: world.now(),
      activity: `Add Passkey (${passkey.passkeyType === 'synced' ? 'synced' : 'device-bound'})`,
      service: 'Device Registration Service',
      operation: 'Add',
      by,
      about,
      details: [{ key: 'AAGuid', value: String(passkey.aaGuid) }],
    },
    world.auditTargetIds,
  );
  recordSecurityInfo(world, about, by, 'registered', 'Passkey');
}

/** What Entra calls it when somebody's sessions are revoked. */
export function recordRevocation(world: World, about: Person, by: Initiator): void {
  const newValue = JSON.stringify([world.now().toISOString()]);
  world.audits.record({
    at: world.now(),
    activity: 'Update StsRefreshTokenValidFrom Timestamp',
    service: 'Core Directory',
    operation: 'Update',
    by,
    about,
    modified: [{ displayName: 'StsRefreshTokensValidFrom', oldValue: null, newValue }],
  });
}
