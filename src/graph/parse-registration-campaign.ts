import { type GroupId, groupId } from '../passkeys/ids.ts';
import type { EntraCampaign } from '../rollout/ports.ts';
import { MethodsPolicyEntry } from './rollout-schema.ts';

export type CampaignTargets = Omit<EntraCampaign, 'groups'> & { readonly groupIds: readonly GroupId[] };

/** Entra's own registration campaign: of several methods, passkeys are those that matter here. Undefined: not understood. */
export function parseRegistrationCampaign(body: unknown): CampaignTargets | undefined {
  const { data } = MethodsPolicyEntry.safeParse(body);
  if (!data) return undefined;
  const { state, includeTargets } = data.registrationEnforcement.authenticationMethodsRegistrationCampaign;
  const targets = includeTargets ?? [];
  const forPasskeys = targets.filter((target) => target.targetedAuthenticationMethod?.toLowerCase() === 'fido2');
  const meant = forPasskeys.length > 0 ? forPasskeys : targets;
  return {
    state,
    method: forPasskeys.length > 0 ? 'fido2' : 'other',
    everybody: meant.some(({ id }) => id.toLowerCase() === 'all_users'),
    groupIds: meant.flatMap(({ id, targetType }) => (targetType?.toLowerCase() === 'user' ? [] : groupsIn(id))),
  };
}

function groupsIn(raw: string): readonly GroupId[] {
  try {
    return [groupId(raw)];
  } catch {
    return [];
  }
}
