import type { TokenCredential } from '@azure/identity';
import { atMost } from './deadline.ts';
import type { GraphConfig, GraphCredential } from './graph-config.ts';
import { GraphError } from './graph-error.ts';
import { applicationPermissions } from './permissions.ts';

/** The bot's own identity towards Graph, never a person's. */
export type TokenSource = {
  /** Fails with a `GraphError`, after 3 s at the latest. */
  getToken(): Promise<string>;
};

const operation = 'get token';
const limit = 3_000;
/** Milliseconds before its end at which a token is replaced. */
const renewBefore = 5 * 60_000;

export function createTokenSource(config: GraphConfig, now: () => Date = () => new Date()): TokenSource {
  if (config.credential.kind === 'simulator') return { getToken: async () => simulatorToken(config) };
  const scope = `${new URL(config.baseUrl).origin}/.default`;
  const credential = loadCredential(config, config.credential);
  // Reported by the first `getToken`; until then nobody is there to hear it.
  credential.catch(() => undefined);
  return shareToken(async () => (await credential).getToken(scope), now);
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
): Promise<TokenCredential> {
  const identity = await import('@azure/identity');
  const options = {
    authorityHost,
    // Microsoft's own hosts need no discovery, and others would be refused by it.
    disableInstanceDiscovery: true,
    retryOptions: { maxRetries: 0 },
    additionalPolicies: [deadlinePolicy],
  };
  switch (credential.kind) {
    case 'secret':
      return new identity.ClientSecretCredential(tenantId, clientId, credential.clientSecret, options);
    case 'certificate':
      return new identity.ClientCertificateCredential(
        tenantId,
        clientId,
        { certificatePath: credential.certificatePath },
        options,
      );
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

/** `getToken(scope, { abortSignal })` is ignored by @azure/identity 4.14; this is not. */
const deadlinePolicy = {
  position: 'perCall' as const,
  policy: {
    name: 'deadline',
    sendRequest<Request extends { timeout: number }, Response>(
      request: Request,
      next: (request: Request) => Promise<Response>,
    ): Promise<Response> {
      request.timeout = limit;
      return next(request);
    },
  },
};

type Token = { readonly token: string; readonly expiresOnTimestamp: number };

/** One token for everybody, and one request for it at a time. A failure is not remembered. */
function shareToken(fetchToken: () => Promise<Token | null>, now: () => Date): TokenSource {
  let held: Token | undefined;
  let coming: Promise<Token> | undefined;

  const renew = () => {
    coming ??= atMost(limit, undefined, () => new GraphError(operation, 'timed-out'), fetchToken)
      .then((token) => {
        if (token === null) throw new GraphError(operation, 'forbidden');
        held = token;
        return token;
      })
      .catch((error: unknown) => {
        throw toTokenError(error);
      })
      .finally(() => {
        coming = undefined;
      });
    return coming;
  };

  return {
    async getToken() {
      const left = held ? held.expiresOnTimestamp - now().getTime() : 0;
      if (held && left > renewBefore) return held.token;
      const old = left > 0 ? held : undefined;
      const token = await renew().catch((error: unknown) => {
        if (old) return old;
        throw error;
      });
      return token.token;
    },
  };
}

const passing = new Set(['network_error', 'temporarily_unavailable', 'server_error', 'request_timeout']);

/** @azure/identity fails with one class for everything; what happened is in its cause. */
function toTokenError(error: unknown): GraphError {
  if (error instanceof GraphError) return error;
  const cause = field(error, 'cause') ?? error;
  const reason = [field(cause, 'errorCode'), field(cause, 'code'), field(cause, 'name')].find(isText);
  const status = [field(cause, 'statusCode'), field(cause, 'status')].find((value) => typeof value === 'number');
  const details = { reason, status: typeof status === 'number' ? status : undefined };
  if (status === 429) return new GraphError(operation, 'throttled', details);
  const isPassing = (reason !== undefined && passing.has(reason)) || (details.status ?? 0) >= 500;
  return new GraphError(operation, isPassing ? 'unavailable' : 'forbidden', details);
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
