import type { WriteRefusal } from '../helpdesk/acting-operator.ts';
import type { GraphReply } from './send-write.ts';

type Refused = Pick<Extract<GraphReply, { kind: 'refused' }>, 'status' | 'code' | 'message' | 'hasClaimsChallenge'>;

/** What a text means, where the code is the same for all. As seen in answers of Graph; told apart without regard to case. */
const texts: readonly (readonly [RegExp, WriteRefusal])[] = [
  [/self-service operations are (currently )?not supported/i, 'own-account'],
  [/already (exists|has)/i, 'tap-exists'],
  // "Converged UserCredentialPolicy does not allow creating or updating …"
  [/UserCredentialPolicy|not (enabled|allowed) by (the )?policy|external guest/i, 'policy'],
  [/\blifetime|start ?date ?time|start time|usable ?once/i, 'policy'],
  [/missing (one of the )?(following )?scopes?|scope permissions|delegated permissions/i, 'consent-missing'],
];

/** A clear no: nothing was done. */
export function writeRefusal({ status, code, message, hasClaimsChallenge }: Refused): WriteRefusal {
  if (hasClaimsChallenge) return 'step-up';
  if (status === 401) return 'sign-in-expired';
  if (status === 429) return 'throttled';
  if (code === 'PermissionScopeNotGranted') return 'consent-missing';
  const byText = texts.find(([text]) => text.test(message))?.[1];
  if (byText && [400, 403, 409].includes(status)) return byText;
  if (status === 404) return 'not-found';
  // A page of a proxy is no answer of Graph.
  return status === 403 && code !== undefined ? 'role-missing' : 'not-understood';
}
