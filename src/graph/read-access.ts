import type { Known, PasskeyPolicy, TapPolicy } from '../passkeys/facts.ts';
import type { Deadline } from './deadline.ts';
import type { GraphClient } from './graph-client.ts';
import { GraphError } from './graph-error.ts';
import { known, unknown } from './known.ts';
import { parsePasskeyPolicy, parseTapPolicy } from './parse-policy.ts';
import { readBatch } from './read-batch.ts';
import { ListPage } from './schema.ts';
import type { TokenSource } from './share-token.ts';
import { passkeyPolicyRequest, tapPolicyRequest } from './user-requests.ts';

/** What the bot's own identity can do in this tenant, as Graph itself tells. */
export type GraphAccess = {
  /** Of the token. */
  readonly permissions: Known<readonly string[]>;
  readonly passkeyPolicy: Known<PasskeyPolicy>;
  readonly tapPolicy: Known<TapPolicy>;
  /** How many devices one page of Intune holds: at most one is asked for. */
  readonly intuneDevices: Known<number>;
  /** Each failure, for an administrator: operation, code, status, Entra's own number. */
  readonly failures: readonly GraphError[];
};

/** One device at most, and nothing of it but its id. */
const intuneRequest = { id: 'intune-devices', url: '/deviceManagement/managedDevices?$top=1&$select=id' };

export async function readAccess(
  { client, tokens }: { readonly client: GraphClient; readonly tokens: TokenSource },
  deadline: Deadline,
): Promise<GraphAccess> {
  const failures: GraphError[] = [];
  const permissions = await readPermissions(tokens, failures);
  const requests = [passkeyPolicyRequest, tapPolicyRequest, intuneRequest];
  const read = await readBatch(client, requests, deadline, (error) => failures.push(error));
  return {
    permissions,
    passkeyPolicy: read.one(passkeyPolicyRequest.id, parsePasskeyPolicy),
    tapPolicy: read.one(tapPolicyRequest.id, parseTapPolicy),
    intuneDevices: read.one(intuneRequest.id, (body) => ListPage.safeParse(body).data?.value.length),
    failures,
  };
}

async function readPermissions(tokens: TokenSource, failures: GraphError[]): Promise<Known<readonly string[]>> {
  try {
    return permissionsIn(await tokens.getToken());
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    failures.push(error);
    return unknown(error.code);
  }
}

/**
 * Microsoft asks everybody not to look into tokens for Graph, because their form may change: so this decides nothing,
 * and what cannot be read is unknown. https://learn.microsoft.com/entra/identity-platform/access-tokens
 */
export function permissionsIn(token: string): Known<readonly string[]> {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
    if (typeof claims !== 'object' || claims === null) return unknown('not-understood');
    // An application without any permission gets a token without the claim.
    const roles: unknown = Reflect.get(claims, 'roles') ?? [];
    return Array.isArray(roles) ? known(roles.map(String)) : unknown('not-understood');
  } catch {
    return unknown('not-understood');
  }
}
