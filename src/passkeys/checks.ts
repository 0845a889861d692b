import type { AppState } from './authenticator-app.ts';
import type { Check, CheckResult } from './check.ts';
import type { Facts, Known } from './facts.ts';
import type { PasskeyGoal } from './goal.ts';
import { fits, isStrong, passkeysIn } from './methods.ts';
import type { Phone } from './phones.ts';
import type { Answer, PolicyVerdict } from './policy.ts';
import { osMinimum } from './requirements.ts';
import { formatVersion, isAtLeast } from './version.ts';

/** Each requirement with its evidence and age. */
export function checksOf(
  facts: Facts,
  policy: PolicyVerdict,
  phone: Phone | undefined,
  app: AppState,
  goal: PasskeyGoal,
): readonly Check[] {
  return [
    accountCheck(facts),
    ...policyChecks(facts, policy),
    ...methodChecks(facts, goal),
    ...phoneChecks(phone, facts),
    ...appChecks(app, facts),
  ];
}

function accountCheck(facts: Facts): Check {
  const about = { id: 'account', source: 'account', at: facts.readAt } as const;
  if (!facts.account.known) return { ...about, result: 'unknown', because: facts.account.because };
  const { enabled, isGuest } = facts.account.value;
  if (enabled === false || isGuest === true) return { ...about, result: 'fail', value: isGuest ? 'guest' : 'disabled' };
  return { ...about, result: enabled === undefined || isGuest === undefined ? 'unknown' : 'pass' };
}

function policyChecks(facts: Facts, policy: PolicyVerdict): readonly Check[] {
  const unreadPart = facts.passkeyPolicy.known && policy.kind === 'unknown' ? facts.memberOf : facts.passkeyPolicy;
  const about = { source: 'policy', at: facts.readAt, ...whyUnread(unreadPart) } as const;
  const isTargeted: Answer = policy.kind === 'targeted' ? 'yes' : policy.kind === 'unknown' ? 'unknown' : 'no';
  return [
    { id: 'policy', ...about, result: resultOf(isTargeted), value: policy.kind },
    { id: 'self-service', ...about, result: policy.kind === 'targeted' ? resultOf(policy.selfService) : 'not-needed' },
  ];
}

function methodChecks(facts: Facts, goal: PasskeyGoal): readonly Check[] {
  const about = { source: 'methods', at: facts.readAt } as const;
  const { methods } = facts;
  if (!methods.known) {
    return (['passkey', 'mfa-method'] as const).map(
      (id) => ({ id, ...about, result: 'unknown', because: methods.because }) as const,
    );
  }
  const passkeys = passkeysIn(facts);
  const hasFitting = passkeys.some((passkey) => fits(passkey, goal));
  return [
    { id: 'passkey', ...about, result: hasFitting ? 'pass' : 'fail', value: String(passkeys.length) },
    { id: 'mfa-method', ...about, result: methods.value.some(isStrong) ? 'pass' : 'fail' },
  ];
}

function phoneChecks(phone: Phone | undefined, facts: Facts): readonly Check[] {
  if (!phone) {
    const about = { source: 'intune', result: 'unknown', ...whyUnread(facts.intuneDevices) } as const;
    return (['phone', 'os-version', 'phone-integrity'] as const).map((id) => ({ id, ...about }));
  }
  const about = { source: phone.source, ...(phone.seenAt && { at: phone.seenAt }) } as const;
  const isNewEnough = phone.os && isAtLeast(phone.os, osMinimum[phone.platform].minimum);
  const isKnownIntact = phone.isCompromised === false && phone.source === 'intune';
  return [
    { id: 'phone', ...about, result: 'pass', value: phone.name ?? phone.platform },
    {
      id: 'os-version',
      ...about,
      result: !phone.isOsCertain || isNewEnough === undefined ? 'unknown' : isNewEnough ? 'pass' : 'fail',
      ...(phone.os && { value: `${phone.platform === 'ios' ? 'iOS' : 'Android'} ${formatVersion(phone.os)}` }),
    },
    {
      id: 'phone-integrity',
      ...about,
      result: phone.isCompromised ? 'fail' : isKnownIntact ? 'pass' : 'unknown',
    },
  ];
}

function appChecks(app: AppState, facts: Facts): readonly Check[] {
  const about = { source: 'methods', at: facts.readAt, ...whyUnread(facts.methods) } as const;
  switch (app.kind) {
    case 'there':
      return [
        { id: 'authenticator-app', ...about, result: 'pass' },
        {
          id: 'app-version',
          ...about,
          result: app.version ? 'pass' : 'unknown',
          ...(app.version && { value: app.version }),
        },
      ];
    case 'old':
      return [
        { id: 'authenticator-app', ...about, result: 'pass' },
        { id: 'app-version', ...about, result: 'fail', value: app.version },
      ];
    case 'missing':
      return [
        { id: 'authenticator-app', ...about, result: 'fail', ...(app.hasLite && { value: 'Authenticator Lite' }) },
        { id: 'app-version', ...about, result: 'not-needed' },
      ];
    case 'unknown':
      return (['authenticator-app', 'app-version'] as const).map(
        (id) => ({ id, ...about, result: 'unknown' }) as const,
      );
  }
}

function resultOf(answer: Answer): CheckResult {
  switch (answer) {
    case 'yes':
      return 'pass';
    case 'no':
      return 'fail';
    case 'unknown':
      return 'unknown';
  }
}

function whyUnread(part: Known<unknown>): Pick<Check, 'because'> {
  return part.known ? {} : { because: part.because };
}
