import { PlanningFailed } from '../rollout/ports.ts';
import { GraphError } from './graph-error.ts';

/** Without Entra ID P1 there is no report. Source: https://learn.microsoft.com/graph/api/resources/userregistrationdetails */
const withoutLicence = 'authentication_requestfromnonpremiumtenantorb2ctenant';

/** Our own mistakes stay what they are. */
export function planningFailure(error: unknown, notFound: PlanningFailed['because']): unknown {
  if (!(error instanceof GraphError)) return error;
  if (error.reason?.toLowerCase() === withoutLicence) return new PlanningFailed('no-premium-licence');
  if (error.code === 'not-found') return new PlanningFailed(notFound);
  return new PlanningFailed(error.code === 'forbidden' ? 'graph-forbidden' : 'graph-unavailable');
}
