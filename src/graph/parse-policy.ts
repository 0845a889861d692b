import type {
  KeyRestrictions,
  Known,
  PasskeyPolicy,
  PasskeyProfile,
  PasskeyType,
  PolicyTarget,
  TapPolicy,
} from '../passkeys/facts.ts';
import { groupId, userId } from '../passkeys/ids.ts';
import { known, unknown } from './known.ts';
import {
  type KeyRestrictionsEntry,
  PasskeyPolicyEntry,
  type ProfileEntry,
  TapPolicyEntry,
  type TargetEntry,
} from './schema.ts';

const passkeyTypes: Readonly<Record<string, PasskeyType>> = { deviceBound: 'device-bound', synced: 'synced' };

/** Undefined: not understood. */
export function parsePasskeyPolicy(body: unknown): PasskeyPolicy | undefined {
  const parsed = PasskeyPolicyEntry.safeParse(body);
  if (!parsed.success) return undefined;
  const policy = parsed.data;
  return {
    state: policy.state,
    isSelfServiceAllowed: policy.isSelfServiceRegistrationAllowed,
    include: policy.includeTargets.map(toTarget),
    exclude: (policy.excludeTargets ?? []).map(toTarget),
    profiles: profilesOf(policy),
    defaultProfile: policy.defaultPasskeyProfile?.toLowerCase(),
    isAttestationEnforced: policy.isAttestationEnforced,
    keyRestrictions: toKeyRestrictions(policy.keyRestrictions),
  };
}

/** Undefined: not understood. */
export function parseTapPolicy(body: unknown): TapPolicy | undefined {
  const parsed = TapPolicyEntry.safeParse(body);
  if (!parsed.success) return undefined;
  const policy = parsed.data;
  return {
    state: policy.state,
    defaultLifetime: policy.defaultLifetimeInMinutes,
    minimumLifetime: policy.minimumLifetimeInMinutes,
    maximumLifetime: policy.maximumLifetimeInMinutes,
    isUsableOnce: policy.isUsableOnce,
    include: policy.includeTargets.map(toTarget),
    exclude: (policy.excludeTargets ?? []).map(toTarget),
  };
}

function toTarget({ targetType, id, allowedPasskeyProfiles }: TargetEntry): PolicyTarget {
  const profiles = allowedPasskeyProfiles ?? [];
  if (id === 'all_users') return { kind: 'all-users', profiles };
  return targetType === 'user'
    ? { kind: 'user', id: userId(id), profiles }
    : { kind: 'group', id: groupId(id), profiles };
}

/** The schema calls profiles a navigation: missing, or with a further page, means that they were not all delivered. */
function profilesOf(policy: PasskeyPolicyEntry): Known<readonly PasskeyProfile[]> {
  const profiles = policy.passkeyProfiles;
  if (profiles === undefined || policy['passkeyProfiles@odata.nextLink'] !== undefined)
    return unknown('not-understood');
  return known(profiles.map(toProfile));
}

function toProfile(entry: ProfileEntry): PasskeyProfile {
  return {
    id: entry.id,
    name: entry.name,
    attestation:
      entry.attestationEnforcement === 'registrationOnly' ? 'registration-only' : entry.attestationEnforcement,
    keyRestrictions: toKeyRestrictions(entry.keyRestrictions),
    types: toPasskeyTypes(entry.passkeyTypes),
  };
}

function toKeyRestrictions(entry: KeyRestrictionsEntry): KeyRestrictions | undefined {
  return entry && { isEnforced: entry.isEnforced, mode: entry.enforcementType, aaguids: entry.aaGuids ?? [] };
}

/** One value that this version does not know makes the whole set unknown. */
function toPasskeyTypes(flags: string | undefined): readonly PasskeyType[] | undefined {
  const types = flags?.split(',').map((flag) => passkeyTypes[flag.trim()]);
  return types?.every((type) => type !== undefined) ? types : undefined;
}
