import type { TokenCredential } from '@azure/identity';
import { atMost } from './deadline.ts';
import type { GraphConfig, GraphCredential } from './graph-config.ts';
import { GraphError } from './graph-error.ts';
import { applicationPermissions } from './permissions.ts';
import { shareToken, type TokenSource } from './share-token.ts';
import { tokenOperation, toTokenError } from './token-error.ts';
import { unsignedToken } from './unsigned-token.ts';
import { type AuthorityPolicy, authorityLimit, authorityOptions, watchAuthority } from './watch-authority.ts';

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
      const token = await atMost(authorityLimit, undefined, tooLate, () => credential.getToken(scope));
      if (token) return token;
    } catch (error) {
      throw toTokenError(error, authority.lastAnswer());
    }
    throw new GraphError(tokenOperation, 'forbidden');
  }, now);
}

/** The simulator refuses what these roles do not allow. */
function simulatorToken({ clientId, tenantId }: GraphConfig): string {
  const roles = applicationPermissions.map(({ name }) => name);
  return unsignedToken({ idtyp: 'app', appid: clientId, tid: tenantId, roles });
}

/** Loaded only when needed: `@azure/identity` costs time and memory that the simulator does not need. */
async function loadCredential(
  { authorityHost, tenantId, clientId }: GraphConfig,
  credential: Exclude<GraphCredential, { kind: 'simulator' }>,
  policy: AuthorityPolicy,
): Promise<TokenCredential> {
  const identity = await import('@azure/identity');
  const options = authorityOptions(authorityHost, policy);
  switch (credential.kind) {
    case 'secret':
      return new identity.ClientSecretCredential(tenantId, clientId, credential.clientSecret, options);
    case 'certificate': {
      const { certificatePath } = credential;
      return new identity.ClientCertificateCredential(tenantId, clientId, { certificatePath }, options);
    }
    case 'federated': {
      const assertion = managedIdentityAssertion(identity, credential);
      return new identity.ClientAssertionCredential(tenantId, clientId, assertion, options);
    }
  }
}

/** Proves the app registration by a managed identity that it trusts. */
export function managedIdentityAssertion(
  { ManagedIdentityCredential }: typeof import('@azure/identity'),
  { managedIdentityClientId, audience }: Extract<GraphCredential, { kind: 'federated' }>,
): () => Promise<string> {
  const managedIdentity = new ManagedIdentityCredential({
    clientId: managedIdentityClientId,
    retryOptions: { maxRetries: 0 },
  });
  return async () => (await managedIdentity.getToken(audience)).token;
}
