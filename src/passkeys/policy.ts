import type {
  Facts,
  KeyRestrictions,
  Known,
  PasskeyPolicy,
  PasskeyProfile,
  PasskeyType,
  PolicyTarget,
} from './facts.ts';
import type { Aaguid, GroupId, UserId } from './ids.ts';
import { providerName } from './providers.ts';

/** Yes, no, or not known; unknown is never read as no. */
export type Answer = 'yes' | 'no' | 'unknown';

/** What the tenant's passkey policy means for one user. */
export type PolicyVerdict =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'off' }
  | { readonly kind: 'not-targeted' }
  | { readonly kind: 'excluded' }
  | {
      readonly kind: 'targeted';
      readonly selfService: Answer;
      /** Rule sets of which a passkey must satisfy at least one. */
      readonly rules: readonly Rules[];
    };

type Rules = {
  readonly attestation: Answer;
  readonly types: readonly PasskeyType[] | undefined;
  readonly keyRestrictions: KeyRestrictions | undefined;
};

/**
 * Reads the policy as documented: state, exclusions before inclusions (an excluded group wins over any include),
 * then the profiles of every target the user is in; a passkey is allowed if at least one profile is satisfied.
 * https://learn.microsoft.com/entra/identity/authentication/how-to-authentication-passkeys-fido2
 */
export function policyFor(user: UserId, facts: Pick<Facts, 'passkeyPolicy' | 'memberOf'>): PolicyVerdict {
  if (!facts.passkeyPolicy.known) return { kind: 'unknown' };
  const policy = facts.passkeyPolicy.value;
  if (policy.state === 'disabled') return { kind: 'off' };
  if (policy.state === undefined) return { kind: 'unknown' };

  const isIn = (target: PolicyTarget) => isTargeted(user, facts.memberOf, target);
  const exclusions = policy.exclude.map(isIn);
  if (exclusions.includes('yes')) return { kind: 'excluded' };
  if (exclusions.includes('unknown')) return { kind: 'unknown' };

  const inclusions = policy.include.map((target) => ({ target, answer: isIn(target) }));
  const mine = inclusions.filter(({ answer }) => answer === 'yes').map(({ target }) => target);
  const someUnknown = inclusions.some(({ answer }) => answer === 'unknown');
  if (mine.length === 0) return { kind: someUnknown ? 'unknown' : 'not-targeted' };

  const rules = [...rulesOf(policy, mine), ...(someUnknown ? [unreadRules] : [])];
  return { kind: 'targeted', selfService: answerOf(policy.isSelfServiceAllowed), rules };
}

/** Whether a passkey of this kind is allowed. `attested`: the way of registering delivers an attestation. */
export function isAllowed(
  verdict: PolicyVerdict,
  passkey: { readonly aaguid: Aaguid; readonly type: PasskeyType; readonly attested: boolean },
): Answer {
  if (verdict.kind === 'unknown') return 'unknown';
  if (verdict.kind !== 'targeted') return 'no';
  return any(verdict.rules.map((rules) => satisfies(rules, passkey)));
}

/** Models of keys are many: an allow-list with one that is no app we know leaves room for a security key. */
export function mayUseSecurityKey(verdict: PolicyVerdict): Answer {
  if (verdict.kind === 'unknown') return 'unknown';
  if (verdict.kind !== 'targeted') return 'no';
  return any(
    verdict.rules.map(({ types, keyRestrictions: keys }) => {
      const isListed =
        keys?.isEnforced !== true || keys.mode !== 'allow' || keys.aaguids.some((id) => !providerName(id));
      return all([types === undefined ? 'unknown' : answerOf(types.includes('device-bound')), answerOf(isListed)]);
    }),
  );
}

/** Stands for a profile that could not be read: it may allow anything or nothing. */
const unreadRules: Rules = { attestation: 'unknown', types: undefined, keyRestrictions: undefined };

function rulesOf(policy: PasskeyPolicy, mine: readonly PolicyTarget[]): readonly Rules[] {
  if (!policy.profiles.known) return [unreadRules];
  const profiles = policy.profiles.value;
  if (profiles.length === 0) return [olderRules(policy)];

  // A target that names no profile falls under the default one.
  const ids = mine.flatMap(({ profiles: named }): readonly (string | undefined)[] =>
    named.length > 0 ? named : [policy.defaultProfile],
  );
  return ids.map((id) => {
    const profile = profiles.find((candidate) => candidate.id === id);
    return profile ? profileRules(profile) : unreadRules;
  });
}

function profileRules(profile: PasskeyProfile): Rules {
  const attestation = profile.attestation === undefined ? undefined : profile.attestation === 'registration-only';
  return { attestation: answerOf(attestation), types: profile.types, keyRestrictions: profile.keyRestrictions };
}

/** Before profiles there were no synced passkeys. */
function olderRules(policy: PasskeyPolicy): Rules {
  return {
    attestation: answerOf(policy.isAttestationEnforced),
    types: ['device-bound'],
    keyRestrictions: policy.keyRestrictions,
  };
}

function satisfies(
  rules: Rules,
  passkey: { readonly aaguid: Aaguid; readonly type: PasskeyType; readonly attested: boolean },
): Answer {
  const typeFits = rules.types === undefined ? 'unknown' : answerOf(rules.types.includes(passkey.type));
  // Synced passkeys have no attestation: a profile that asks for one leaves them out.
  const attestationFits: Answer =
    passkey.attested || rules.attestation === 'no' ? 'yes' : rules.attestation === 'yes' ? 'no' : 'unknown';
  return all([typeFits, attestationFits, keyFits(rules.keyRestrictions, passkey.aaguid)]);
}

function keyFits(restrictions: KeyRestrictions | undefined, id: Aaguid): Answer {
  if (!restrictions?.isEnforced) return 'yes';
  if (restrictions.mode === undefined) return 'unknown';
  return answerOf(restrictions.aaguids.includes(id) === (restrictions.mode === 'allow'));
}

/** Whether a policy is for this user: exclusions before inclusions. */
export function isInScope(
  user: UserId,
  memberOf: Known<ReadonlySet<GroupId>>,
  { include, exclude }: { readonly include: readonly PolicyTarget[]; readonly exclude: readonly PolicyTarget[] },
): Answer {
  const isIn = (target: PolicyTarget) => isTargeted(user, memberOf, target);
  const isExcluded = any(exclude.map(isIn));
  if (isExcluded !== 'no') return isExcluded === 'yes' ? 'no' : 'unknown';
  return any(include.map(isIn));
}

function isTargeted(user: UserId, memberOf: Known<ReadonlySet<GroupId>>, target: PolicyTarget): Answer {
  switch (target.kind) {
    case 'all-users':
      return 'yes';
    case 'user':
      return answerOf(target.id === user);
    case 'group':
      return memberOf.known ? answerOf(memberOf.value.has(target.id)) : 'unknown';
  }
}

function answerOf(value: boolean | undefined): Answer {
  if (value === undefined) return 'unknown';
  return value ? 'yes' : 'no';
}

function all(answers: readonly Answer[]): Answer {
  if (answers.includes('no')) return 'no';
  return answers.includes('unknown') ? 'unknown' : 'yes';
}

function any(answers: readonly Answer[]): Answer {
  if (answers.includes('yes')) return 'yes';
  return answers.includes('unknown') ? 'unknown' : 'no';
}
