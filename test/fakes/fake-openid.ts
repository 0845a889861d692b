import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export type FakeOpenId = {
  readonly metadataUrl: string;
  readonly issuer: string;
  /** A token as the Connector signs it; what is given replaces its claims. */
  token(
    claims: { readonly aud: string; readonly serviceurl: string } & Record<string, unknown>,
    header?: object,
  ): Promise<string>;
  /** Signed by a key that nobody published, under the name of the published one. */
  forgedToken(claims: Record<string, unknown>): Promise<string>;
  close(): Promise<void>;
};

/** Publishes one signing key over http on loopback. botbuilder keeps keys per address for a day: one of these per test file. */
export async function startFakeOpenId(): Promise<FakeOpenId> {
  const [published, unpublished] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  const jwk = { ...(await exportJWK(published.publicKey)), kid: 'one', use: 'sig', endorsements: ['msteams'] };
  const issuer = 'https://api.botframework.com';

  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.url === '/keys' ? { keys: [jwk] } : { issuer, jwks_uri: `${origin}/keys` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const sign = (key: typeof published.privateKey, claims: Record<string, unknown>, header: object) => {
    const now = Math.floor(Date.now() / 1_000);
    return new SignJWT({ iss: issuer, iat: now, nbf: now - 10, exp: now + 3_600, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'one', ...header })
      .sign(key);
  };
  return {
    metadataUrl: `${origin}/openid`,
    issuer,
    token: (claims, header = {}) => sign(published.privateKey, claims, header),
    forgedToken: (claims) => sign(unpublished.privateKey, claims, {}),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
