import { readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';

const fixture = (name: string) => readFileSync(new URL(`../fixtures/tls/${name}`, import.meta.url), 'utf8');

export type TokenReaction =
  | { readonly kind: 'token'; readonly token: string; readonly expiresInSeconds: number }
  | {
      readonly kind: 'refuse';
      readonly status: number;
      readonly error: string;
      /** Numbers as in `AADSTS65001`. */
      readonly codes?: readonly number[];
      readonly suberror?: string;
      readonly claims?: string;
    }
  | { readonly kind: 'hang' }
  | { readonly kind: 'cut' };

export type LocalAuthority = {
  readonly url: string;
  /** What the token endpoint was sent, newest last. */
  readonly forms: URLSearchParams[];
  /** To every question, or to each its own. */
  react(reaction: TokenReaction | ((form: URLSearchParams) => TokenReaction)): void;
  /** The tenant's signing keys, as a set; a number: the status instead of it; 'hang': no answer. */
  publishKeys(keys: readonly object[] | number | 'hang'): void;
  close(): Promise<void>;
};

/** Trusted by this process only, and only since this call. */
export function trustTestCertificates(): void {
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), fixture('ca.pem')]);
}

/** The addresses of an Entra authority that a confidential client needs, and the tenant's keys. */
export async function startLocalAuthority(tenantId: string): Promise<LocalAuthority> {
  const forms: URLSearchParams[] = [];
  let reactTo: (form: URLSearchParams) => TokenReaction = () => ({
    kind: 'token',
    token: 'a-token',
    expiresInSeconds: 3599,
  });
  let keys: readonly object[] | number | 'hang' = [];
  let url = '';
  const server = createServer(
    { cert: fixture('localhost.pem'), key: fixture('localhost.key') },
    async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      response.setHeader('content-type', 'application/json');
      if (request.url === `/${tenantId}/discovery/v2.0/keys`) {
        if (keys === 'hang') return;
        response.statusCode = typeof keys === 'number' ? keys : 200;
        response.end(JSON.stringify({ keys: typeof keys === 'number' ? [] : keys }));
        return;
      }
      if (request.method === 'GET') {
        const base = `${url}/${tenantId}`;
        response.end(
          JSON.stringify({
            issuer: `${base}/v2.0`,
            token_endpoint: `${base}/oauth2/v2.0/token`,
            authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
            jwks_uri: `${base}/discovery/v2.0/keys`,
          }),
        );
        return;
      }
      const form = new URLSearchParams(Buffer.concat(chunks).toString());
      forms.push(form);
      const reaction = reactTo(form);
      if (reaction.kind === 'hang') return;
      if (reaction.kind === 'cut') {
        response.destroy();
      } else if (reaction.kind === 'refuse') {
        response.statusCode = reaction.status;
        response.setHeader('retry-after', '7');
        const { error, codes = [7000215], suberror, claims } = reaction;
        const description = `AADSTS${codes[0]}: of Ida Example`;
        response.end(JSON.stringify({ error, error_description: description, error_codes: codes, suberror, claims }));
      } else {
        response.end(
          JSON.stringify({
            token_type: 'Bearer',
            access_token: reaction.token,
            expires_in: reaction.expiresInSeconds,
          }),
        );
      }
    },
  );
  url = `https://localhost:${await listen(server)}`;
  return {
    url,
    forms,
    react: (next) => {
      reactTo = typeof next === 'function' ? next : () => next;
    },
    publishKeys: (next) => {
      keys = next;
    },
    close: () => close(server),
  };
}

/** A managed identity as App Service offers it: https://learn.microsoft.com/azure/app-service/overview-managed-identity */
export async function startManagedIdentity(assertion: string) {
  const asked: URL[] = [];
  const server = createHttpServer((request, response) => {
    asked.push(new URL(request.url ?? '', 'http://localhost'));
    const expires = Math.floor(Date.now() / 1000) + 3600;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ access_token: assertion, expires_on: String(expires), token_type: 'Bearer' }));
  });
  return { url: `http://127.0.0.1:${await listen(server)}`, asked, close: () => close(server) };
}

async function listen(server: Server | ReturnType<typeof createHttpServer>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function close(server: Server | ReturnType<typeof createHttpServer>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
