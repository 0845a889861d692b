import type { PasskeyPolicy, PolicyTarget } from '../passkeys/facts.ts';
import type { PasskeyGoal } from '../passkeys/goal.ts';
import { userId } from '../passkeys/ids.ts';
import { isAllowed, policyFor } from '../passkeys/policy.ts';
import { syncedManagerAaguid } from '../passkeys/providers.ts';
import type { PasskeyTargets } from '../rollout/ports.ts';
import { groupsIn } from './tenant-policies.ts';

/** Undefined: single users are among the targets, which groups cannot tell; better not to know than to leave them out. */
export function passkeyTargets(policy: PasskeyPolicy, goal: PasskeyGoal): PasskeyTargets | undefined {
  const { state, isSelfServiceAllowed, include, exclude } = policy;
  if (include.some(({ kind }) => kind === 'user')) return undefined;
  return {
    // What nobody can set up alone is off for a campaign.
    isOff: state === 'disabled' || isSelfServiceAllowed === false,
    everybody: include.some(({ kind }) => kind === 'all-users'),
    include: groupsIn({ include, exclude: [] }),
    exclude: groupsIn({ include: [], exclude }),
    ...(goal === 'any' && include.length > 0 && { mayUseSynced: include.every((target) => maySync(policy, target)) }),
  };
}

/** In the target's group and in no other. */
const somebody = userId('00000000-0000-0000-0000-000000000000');

/** On whatever phone. */
function maySync(policy: PasskeyPolicy, target: PolicyTarget): boolean {
  const groups = target.kind === 'group' ? [target.id] : [];
  const facts = {
    passkeyPolicy: { known: true, value: { ...policy, exclude: [] } },
    memberOf: { known: true, value: new Set(groups) },
  } as const;
  const verdict = policyFor(somebody, facts);
  return (['ios', 'android'] as const).every(
    (platform) =>
      isAllowed(verdict, { aaguid: syncedManagerAaguid[platform], type: 'synced', attested: false }) === 'yes',
  );
}
