import type { Answers } from '../enrollment/enrollment.ts';
import type { Facts } from '../passkeys/facts.ts';
import type { PasskeyGoal } from '../passkeys/goal.ts';
import { evaluateReadiness, type Readiness, type Verdict } from '../passkeys/readiness.ts';

/** `ready`: but for a second factor, which the pass stands in for. */
export type OutsetReadiness = Exclude<Verdict['kind'], 'needs-tap'> | 'update-app' | 'unknown';

/** From where the subject sets out, as of the opening of a case. Tells the operator what to expect; it stops nothing. */
export type Outset = {
  readonly readiness: OutsetReadiness;
  /** Neither a computer nor a phone yet: the pass has to sign in on both. */
  readonly isEmptyHanded?: true;
};

export function outsetOf(read: Facts, answers: Answers, goal: PasskeyGoal, now: Date): Outset {
  const { phone, hasNoPhone, isNewPhone } = answers;
  // The phone on record is then not the one it is about.
  const facts = isNewPhone ? withoutDevices(read) : read;
  const told = { ...(phone && { toldPhone: phone }), ...(hasNoPhone && { hasNoPhone }) };
  const readiness = evaluateReadiness(facts, { goal, now, ...told });
  return { readiness: inOneWord(readiness, facts), ...(isEmptyHanded(read) && { isEmptyHanded: true }) };
}

/** What could not be read is not called ready. */
function inOneWord({ verdict, app }: Readiness, facts: Facts): OutsetReadiness {
  const { account, methods, passkeyPolicy, intuneDevices, entraDevices } = facts;
  const isJudged = account.known && methods.known && passkeyPolicy.known;
  switch (verdict.kind) {
    case 'needs-tap':
      return isJudged ? 'ready' : 'unknown';
    case 'ready':
      if (!isJudged) return 'unknown';
      return verdict.passkey === 'authenticator' && app.kind === 'old' ? 'update-app' : 'ready';
    case 'which-phone':
    case 'which-os':
      return intuneDevices.known && entraDevices.known ? verdict.kind : 'unknown';
    default:
      return verdict.kind;
  }
}

/** Of somebody new. A record that could not be read may hold a device. */
function isEmptyHanded({ intuneDevices, entraDevices, methods }: Facts): boolean {
  if (!intuneDevices.known || !entraDevices.known || !methods.known) return false;
  const hasFactor = methods.value.some(({ kind }) => kind !== 'password' && kind !== 'temporary-access-pass');
  return intuneDevices.value.length === 0 && entraDevices.value.length === 0 && !hasFactor;
}

function withoutDevices(facts: Facts): Facts {
  const none = { known: true, value: [] } as const;
  return { ...facts, intuneDevices: none, entraDevices: none };
}
