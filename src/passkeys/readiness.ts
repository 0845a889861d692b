import { type AppState, appStateOn } from './authenticator-app.ts';
import type { Check } from './check.ts';
import { checksOf } from './checks.ts';
import type { Facts, Passkey } from './facts.ts';
import type { PasskeyGoal } from './goal.ts';
import { fits, isStrong, passkeysIn } from './methods.ts';
import { type Phone, type PhonePlatform, phoneAsTold, phonesOf, recordOf, type ToldPhone } from './phones.ts';
import { isAllowed, type PolicyVerdict, policyFor } from './policy.ts';
import { authenticatorAaguid, syncedManagerAaguid } from './providers.ts';
import { osMinimum, syncedOsMinimum } from './requirements.ts';
import { isAtLeast } from './version.ts';

/** What only somebody else can change. */
export type BlockedReason =
  | 'account-disabled'
  | 'guest'
  | 'passkeys-off'
  | 'not-targeted'
  | 'excluded'
  | 'self-service-off'
  | 'authenticator-not-allowed';

/** What stands between the user and a passkey; `ready` says which kind of passkey it will be. */
export type Verdict =
  | { readonly kind: 'done'; readonly passkeys: readonly Passkey[]; readonly fitsGoal: boolean }
  | { readonly kind: 'blocked'; readonly reason: BlockedReason }
  | { readonly kind: 'no-phone' }
  | { readonly kind: 'which-phone' }
  | { readonly kind: 'which-os' }
  | { readonly kind: 'compromised-phone' }
  | { readonly kind: 'update-os' }
  | { readonly kind: 'needs-tap' }
  | { readonly kind: 'ready'; readonly passkey: 'authenticator' | 'synced' };

export type Readiness = {
  readonly verdict: Verdict;
  readonly checks: readonly Check[];
  readonly policy: PolicyVerdict;
  readonly phone: Phone | undefined;
  readonly otherPhones: readonly Phone[];
  /** On `phone`. */
  readonly app: AppState;
};

/** What is not in Graph: what the user said, and where from. */
export type Circumstances = {
  readonly goal: PasskeyGoal;
  readonly now: Date;
  readonly writesFrom?: PhonePlatform;
  readonly toldPhone?: ToldPhone;
  readonly hasNoPhone?: boolean;
  /** The user has a passkey and wants another: "done" is not an answer. */
  readonly wantsAnother?: boolean;
};

export function evaluateReadiness(facts: Facts, circumstances: Circumstances): Readiness {
  const { writesFrom, toldPhone, hasNoPhone, now } = circumstances;
  const recorded = phonesOf(facts, writesFrom, now);
  const phone = hasNoPhone ? undefined : toldPhone ? phoneAsTold(toldPhone, recorded) : recorded[0];
  const record = toldPhone ? recordOf(toldPhone, recorded) : phone;
  const policy = policyFor(facts.user, facts);
  const app = phone ? appStateOn(phone.platform, facts) : ({ kind: 'unknown' } as const);
  return {
    verdict: verdictOn(facts, circumstances, policy, phone),
    checks: checksOf(facts, policy, phone, app, circumstances.goal),
    policy,
    phone,
    otherPhones: recorded.filter((other) => other !== record && other.source !== 'teams'),
    app,
  };
}

/** Rules are tried top to bottom; the first that matches wins. Unknown never blocks. */
function verdictOn(
  facts: Facts,
  circumstances: Circumstances,
  policy: PolicyVerdict,
  phone: Phone | undefined,
): Verdict {
  const account = facts.account.known ? facts.account.value : undefined;
  if (account?.enabled === false) return { kind: 'blocked', reason: 'account-disabled' };
  if (account?.isGuest) return { kind: 'blocked', reason: 'guest' };

  const passkeys = passkeysIn(facts);
  const fitsGoal = passkeys.some((passkey) => fits(passkey, circumstances.goal));
  // What is registered counts, whatever the policy says now.
  if (passkeys.length > 0 && !circumstances.wantsAnother) return { kind: 'done', passkeys, fitsGoal };

  const blocked = blockedBy(policy, phone, circumstances);
  if (blocked) return { kind: 'blocked', reason: blocked };

  if (circumstances.hasNoPhone) return { kind: 'no-phone' };
  if (!phone) return { kind: 'which-phone' };
  if (phone.isCompromised) return { kind: 'compromised-phone' };
  if (!phone.isOsCertain) return { kind: 'which-os' };

  const passkey = passkeyFor(phone, policy, circumstances.goal);
  if (!passkey) return { kind: 'update-os' };
  if (facts.methods.known && !facts.methods.value.some(isStrong)) return { kind: 'needs-tap' };
  return { kind: 'ready', passkey };
}

function blockedBy(
  policy: PolicyVerdict,
  phone: Phone | undefined,
  { goal, hasNoPhone }: Circumstances,
): BlockedReason | undefined {
  switch (policy.kind) {
    case 'unknown':
      return undefined;
    case 'off':
      return 'passkeys-off';
    case 'not-targeted':
    case 'excluded':
      return policy.kind;
    case 'targeted': {
      if (policy.selfService === 'no') return 'self-service-off';
      // Without a phone it does not matter what the phone may do: there are security keys.
      if (hasNoPhone) return undefined;
      const platforms: readonly PhonePlatform[] = phone ? [phone.platform] : ['ios', 'android'];
      const isPossible = platforms.some(
        (one) => mayUseAuthenticator(policy, one) || (phone?.maker !== 'samsung' && maySync(policy, one, goal)),
      );
      return isPossible ? undefined : 'authenticator-not-allowed';
    }
  }
}

/** Authenticator where it is allowed and the phone is new enough; a synced passkey where policy and goal leave room for it. */
function passkeyFor(phone: Phone, policy: PolicyVerdict, goal: PasskeyGoal): 'authenticator' | 'synced' | undefined {
  const { platform, os, maker } = phone;
  const isNewEnough = os === undefined || isAtLeast(os, osMinimum[platform].minimum);
  if (isNewEnough && mayUseAuthenticator(policy, platform)) return 'authenticator';
  const canSync = maker !== 'samsung' && (os === undefined || isAtLeast(os, syncedOsMinimum[platform].minimum));
  return canSync && maySync(policy, platform, goal) ? 'synced' : undefined;
}

function mayUseAuthenticator(policy: PolicyVerdict, platform: PhonePlatform): boolean {
  return isAllowed(policy, { aaguid: authenticatorAaguid[platform], type: 'device-bound', attested: true }) !== 'no';
}

/** Proposed only where it is sure to be accepted: there is no going back to the phone's own words about it. */
function maySync(policy: PolicyVerdict, platform: PhonePlatform, goal: PasskeyGoal): boolean {
  if (goal !== 'any') return false;
  return isAllowed(policy, { aaguid: syncedManagerAaguid[platform], type: 'synced', attested: false }) === 'yes';
}

/** Whether this phone could make its Authenticator passkey by QR code from a computer: attestation rules that out. */
export function mayRegisterByQr(policy: PolicyVerdict, platform: PhonePlatform): boolean {
  return isAllowed(policy, { aaguid: authenticatorAaguid[platform], type: 'device-bound', attested: false }) !== 'no';
}
