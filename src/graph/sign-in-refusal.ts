import type { WriteRefusal } from '../helpdesk/acting-operator.ts';
import { toTokenError } from './token-error.ts';
import type { AuthorityAnswer, AuthorityProblem } from './watch-authority.ts';

/** Source: https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const numbers: ReadonlyMap<number, WriteRefusal> = new Map([
  // Nobody consented; an administrator has to.
  [65001, 'consent-missing'],
  [65004, 'consent-missing'],
  [90094, 'consent-missing'],
  // MFA is wanted, has to be set up, or is too long ago; another claim is wanted; the device or place is not enough.
  [50072, 'step-up'],
  [50074, 'step-up'],
  [50076, 'step-up'],
  [50078, 'step-up'],
  [50079, 'step-up'],
  [50158, 'step-up'],
  [53000, 'step-up'],
  [53001, 'step-up'],
  [53003, 'step-up'],
  [500133, 'sign-in-expired'],
  [700082, 'sign-in-expired'],
  [700084, 'sign-in-expired'],
  [50173, 'sign-in-expired'],
  [50133, 'sign-in-expired'],
  [70043, 'sign-in-expired'],
  [70044, 'sign-in-expired'],
]);

/**
 * Why there is no token for the operator. @azure/identity fails with one class for everything and leaves out numbers and claims, so they are
 * taken from the authority's own answer; without one the failure itself tells.
 */
export function signInRefusal(
  error: unknown,
  last: AuthorityAnswer | undefined,
): { readonly because: WriteRefusal; readonly reason: string | undefined } {
  const { code, reason } = toTokenError(error, last);
  const because = byProblem(last?.problem) ?? byNumberIn(reason);
  if (because) return { because, reason };
  if (code === 'throttled') return { because: 'throttled', reason };
  const isPassing = code === 'unavailable' || code === 'timed-out';
  // What is left is our own registration: a wrong secret, a certificate that is not there.
  return { because: isPassing ? 'unavailable' : 'not-understood', reason };
}

function byProblem(problem: AuthorityProblem | undefined): WriteRefusal | undefined {
  if (!problem) return undefined;
  const byNumber = problem.error_codes.flatMap((number) => numbers.get(number) ?? [])[0];
  if (byNumber) return byNumber;
  if (problem.suberror === 'consent_required') return 'consent-missing';
  return problem.error === 'interaction_required' || problem.claims ? 'step-up' : undefined;
}

function byNumberIn(reason: string | undefined): WriteRefusal | undefined {
  return numbers.get(Number(/AADSTS(\d+)/.exec(reason ?? '')?.[1]));
}
