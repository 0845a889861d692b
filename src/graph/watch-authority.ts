import { z } from 'zod';
import type { AnswerHead } from './graph-error.ts';

/** Milliseconds. */
export const authorityLimit = 3_000;

/** Numbers, codes and whether there are claims, never the text. Source: https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const Problem = z.object({
  error: z
    .string()
    .regex(/^[a-z_]{1,60}$/)
    .optional()
    .catch(undefined),
  suberror: z
    .string()
    .regex(/^[a-z_]{1,60}$/)
    .optional()
    .catch(undefined),
  /** The numbers after `AADSTS`. */
  error_codes: z.array(z.number().int()).catch([]),
  claims: z
    .string()
    .min(1)
    .transform(() => true)
    .optional()
    .catch(undefined),
});
export type AuthorityProblem = z.infer<typeof Problem>;

export type AuthorityAnswer = AnswerHead & { readonly problem: AuthorityProblem | undefined };

type AuthorityRequest = { abortSignal?: unknown };
type AuthorityResponse = {
  readonly status: number;
  readonly headers: { get(name: string): string | undefined };
  readonly bodyAsText?: string | null;
};
export type AuthorityPolicy = {
  readonly name: string;
  sendRequest<Request extends AuthorityRequest, Response extends AuthorityResponse>(
    request: Request,
    next: (request: Request) => Promise<Response>,
  ): Promise<Response>;
};

export function authorityOptions(authorityHost: string, policy: AuthorityPolicy) {
  return {
    authorityHost,
    // Discovery would ask login.microsoftonline.com whether it knows the authority; the configuration decides that.
    disableInstanceDiscovery: true,
    retryOptions: { maxRetries: 0 },
    additionalPolicies: [{ policy, position: 'perCall' as const }],
  };
}

/** `getToken(scope, { abortSignal })` is ignored by @azure/identity 4.14; the signal of the request is not. */
export function watchAuthority() {
  let last: AuthorityAnswer | undefined;
  const policy: AuthorityPolicy = {
    name: 'authority',
    async sendRequest(request, next) {
      last = undefined;
      const response = await inTime(request, next);
      const { status, headers, bodyAsText } = response;
      // The answer to a good question holds a token.
      const problem = status >= 400 ? problemIn(bodyAsText ?? '') : undefined;
      last = { status, header: (name) => headers.get(name), problem };
      return response;
    },
  };
  return { policy, lastAnswer: () => last };
}

/** Not `request.timeout`: after a cut connection its timer keeps the process from ending. */
async function inTime<Request extends AuthorityRequest, Response>(
  request: Request,
  next: (request: Request) => Promise<Response>,
): Promise<Response> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), authorityLimit);
  request.abortSignal = deadline.signal;
  try {
    return await next(request);
  } finally {
    clearTimeout(timer);
  }
}

function problemIn(text: string): AuthorityProblem | undefined {
  try {
    return Problem.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
