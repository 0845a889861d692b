import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Secret } from '../helpdesk/secret.ts';
import type { UserId } from '../passkeys/ids.ts';
import { authorityLimit } from './watch-authority.ts';

export type AssertionFault = 'expired' | 'unavailable' | 'invalid';

export type AssertionVerdict =
  | { readonly kind: 'valid' }
  /** `reason` is one of our own words, for the log. */
  | { readonly kind: 'faulty'; readonly fault: AssertionFault; readonly reason: string };

export type ValidateAssertion = (assertion: Secret<string>, operator: UserId) => Promise<AssertionVerdict>;

/** Exposed by the app registration for Teams. Source: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/authentication/bot-sso-register-aad */
const teamsScope = 'access_as_user';
/** Seconds by which clocks may differ. */
const clockTolerance = 60;

/** Application tokens have `roles` and no `scp`. Source: https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference */
const Claims = z.object({
  tid: z.string().toLowerCase(),
  oid: z.string().toLowerCase(),
  scp: z.string().transform((scopes) => scopes.split(' ')),
  idtyp: z.string().optional(),
});

export type AssertionOptions = {
  readonly authorityHost: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly now: () => Date;
};

/** Whether a token is what Teams hands out for this bot, in this tenant, for this very operator. The tenant's keys are kept, tokens are not. */
export function createAssertionValidator({
  authorityHost,
  tenantId,
  clientId,
  now,
}: AssertionOptions): ValidateAssertion {
  const keysUrl = new URL(`/${tenantId}/discovery/v2.0/keys`, authorityHost);
  const keys = createRemoteJWKSet(keysUrl, { timeoutDuration: authorityLimit });
  // The registration decides which version Teams gets. Source: https://learn.microsoft.com/entra/identity-platform/access-tokens#token-formats
  const issuer = [new URL(`/${tenantId}/v2.0`, authorityHost).href, `https://sts.windows.net/${tenantId}/`];
  const audience = [clientId, `api://botid-${clientId}`];

  return async (assertion, operator) => {
    try {
      const currentDate = now();
      const options = { algorithms: ['RS256'], issuer, audience, clockTolerance, currentDate, requiredClaims: ['exp'] };
      const { payload } = await jwtVerify(assertion.reveal(), keys, options);
      const problem = problemIn(payload, operator, tenantId);
      return problem ? { kind: 'faulty', fault: 'invalid', reason: problem } : { kind: 'valid' };
    } catch (error) {
      return { kind: 'faulty', ...faultOf(error) };
    }
  };
}

function problemIn(payload: unknown, operator: UserId, tenantId: string): string | undefined {
  const parsed = Claims.safeParse(payload);
  if (!parsed.success) return 'claims';
  const { tid, oid, scp, idtyp } = parsed.data;
  if (idtyp === 'app') return 'application';
  if (tid !== tenantId.toLowerCase()) return 'tenant';
  if (oid !== operator) return 'operator';
  return scp.includes(teamsScope) ? undefined : 'scope';
}

/** The library's own texts are not passed on: some quote the token's claims. */
function faultOf(error: unknown): { readonly fault: AssertionFault; readonly reason: string } {
  if (error instanceof errors.JWTExpired) return { fault: 'expired', reason: error.code };
  if (error instanceof errors.JWTClaimValidationFailed) return { fault: 'invalid', reason: `claim ${error.claim}` };
  const isAboutKeys = !(error instanceof errors.JOSEError) || unreachable.has(error.code);
  const reason = error instanceof errors.JOSEError ? error.code : 'keys';
  return { fault: isAboutKeys ? 'unavailable' : 'invalid', reason };
}

/** The keys could not be had: nothing is said about the token. */
const unreachable: ReadonlySet<string> = new Set([
  errors.JWKSTimeout.code,
  errors.JWKSInvalid.code,
  // "Expected 200 OK from the JSON Web Key Set HTTP response"
  errors.JOSEError.code,
]);
