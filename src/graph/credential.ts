import type { TokenCredential } from '@azure/identity';
import { atMost } from './deadline.ts';
import type { GraphConfig, GraphCredential } from './graph-config.ts';
import { type AnswerHead, GraphError } from './graph-error.ts';
import { applicationPermissions } from './permissions.ts';
import { shareToken, type TokenSource } from './share-token.ts';
import { tokenOperation, toTokenError } from './token-error.ts';

/** Milliseconds. */
const limit = 3_000;

export function createTokenSource(config: GraphConfig, now: () => Date = () => new Date()): TokenSource {
  if (config.credential.kind === 'simulator') {
    const token = simulatorToken(config);
    return { getToken: async () => token };
  }
  const scope = `${new URL(config.baseUrl).origin}/.default`;
  const authority = watchAuthority();
  const loading = loadCredential(config, config.credential, authority.policy);
  // Reported by the first `getToken`; until then nobody is there to hear it.
  loading.catch(() => undefined);

  return shareToken(async () => {
    try {
      const credential = await loading;
      const tooLate = () => new GraphError(tokenOperation, 'timed-out');
      const token = await atMost(limit, undefined, tooLate, () => credential.getToken(scope));
      if (token) return token;
    } catch (error) {
      throw toTokenError(error, authority.lastAnswer());
    }
    throw new GraphError(tokenOperation, 'forbidden');
  }, now);
}

/** Read by the simulator, which refuses what these roles do not allow. No signature: nothing else accepts it. */
function simulatorToken({ clientId, tenantId }: GraphConfig): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const roles = applicationPermissions.map(({ name }) => name);
  return `${encode({ alg: 'none', typ: 'JWT' })}.${encode({ idtyp: 'app', appid: clientId, tid: tenantId, roles })}.`;
}

/** Loaded only when needed: `@azure/identity` costs time and memory that the simulator does not need. */
async function loadCredential(
  { authorityHost, tenantId, clientId }: GraphConfig,
  credential: Exclude<GraphCredential, { kind: 'simulator' }>,
  policy: AuthorityPolicy,
): Promise<TokenCredential> {
  const identity = await import('@azure/identity');
  const options = {
    authorityHost,
    // Discovery would ask login.microsoftonline.com whether it knows the authority; the configuration decides that.
    disableInstanceDiscovery: true,
    retryOptions: { maxRetries: 0 },
    additionalPolicies: [{ policy, position: 'perCall' as const }],
  };
  switch (credential.kind) {
    case 'secret':
      return new identity.ClientSecretCredential(tenantId, clientId, credential.clientSecret, options);
    case 'certificate': {
      const { certificatePath } = credential;
      return new identity.ClientCertificateCredential(tenantId, clientId, { certificatePath }, options);
    }
    case 'federated': {
      const managedIdentity = new identity.ManagedIdentityCredential({
        clientId: credential.managedIdentityClientId,
        retryOptions: { maxRetries: 0 },
      });
      const assertion = async () => (await managedIdentity.getToken(credential.audience)).token;
      return new identity.ClientAssertionCredential(tenantId, clientId, assertion, options);
    }
  }
}

type AuthorityRequest = { timeout: number };
type AuthorityResponse = { readonly status: number; readonly headers: { get(name: string): string | undefined } };
type AuthorityPolicy = {
  readonly name: string;
  sendRequest<Request extends AuthorityRequest, Response extends AuthorityResponse>(
    request: Request,
    next: (request: Request) => Promise<Response>,
  ): Promise<Response>;
};

/** `getToken(scope, { abortSignal })` is ignored by @azure/identity 4.14; the time-out set here is not. */
function watchAuthority() {
  let last: AnswerHead | undefined;
  const policy: AuthorityPolicy = {
    name: 'authority',
    async sendRequest(request, next) {
      request.timeout = limit;
      last = undefined;
      const response = await next(request);
      last = { status: response.status, header: (name) => response.headers.get(name) };
      return response;
    },
  };
  return { policy, lastAnswer: () => last };
}
