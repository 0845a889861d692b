import { Refusal } from './answers.ts';

export type Token = {
  readonly kind: 'application' | 'delegated';
  readonly permissions: ReadonlySet<string>;
  /** Object id of the acting user; delegated only. */
  readonly userId: string | undefined;
  readonly appId: string | undefined;
};

type Claims = {
  readonly idtyp?: unknown;
  readonly oid?: unknown;
  readonly tid?: unknown;
  readonly roles?: unknown;
  readonly scp?: unknown;
  readonly exp?: unknown;
  readonly appid?: unknown;
};

type Read = { readonly token: Token; readonly expires: number };

/** A bot sends the same few tokens over and over; parsing each once keeps the hot path short. */
const cache = new Map<string, Read>();
const cacheLimit = 1000;

function invalid(message: string): Refusal {
  return new Refusal(401, 'InvalidAuthenticationToken', message, {
    'WWW-Authenticate': 'Bearer realm="", error="invalid_token"',
  });
}

export function readToken(authorization: string | undefined, tenantId: string, now: Date): Token {
  const read = (authorization !== undefined && cache.get(authorization)) || parse(authorization, tenantId);
  if (read.expires <= now.getTime()) throw invalid('Lifetime validation failed, the token is expired.');
  if (authorization !== undefined && cache.size < cacheLimit) cache.set(authorization, read);
  return read.token;
}

function parse(authorization: string | undefined, tenantId: string): Read {
  if (!authorization?.startsWith('Bearer ')) throw invalid('Access token is empty.');
  const claims = readClaims(authorization.slice('Bearer '.length));
  if (claims.tid !== tenantId) throw invalid('Invalid tenant.');
  const expires = typeof claims.exp === 'number' ? claims.exp * 1000 : Number.POSITIVE_INFINITY;
  const appId = typeof claims.appid === 'string' ? claims.appid : undefined;
  if (claims.idtyp === 'app') {
    const roles = Array.isArray(claims.roles) ? claims.roles.map(String) : [];
    return { token: { kind: 'application', permissions: new Set(roles), userId: undefined, appId }, expires };
  }
  if (typeof claims.oid !== 'string') throw invalid('Access token validation failure.');
  const scopes = typeof claims.scp === 'string' ? claims.scp.split(' ') : [];
  return {
    token: { kind: 'delegated', permissions: new Set(scopes), userId: claims.oid.toLowerCase(), appId },
    expires,
  };
}

/** The signature is not looked at: simulator tokens have none. */
function readClaims(jwt: string): Claims {
  const payload = jwt.split('.')[1];
  if (!payload) throw invalid('JWT is not well formed, there is only one dot (.).');
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    if (typeof claims === 'object' && claims !== null) return claims;
  } catch {
    // Falls through to the refusal below.
  }
  throw invalid('Access token validation failure. Cannot read the claims.');
}
