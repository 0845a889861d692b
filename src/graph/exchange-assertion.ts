import type { OnBehalfOfCredential } from '@azure/identity';
import type { WriteRefusal } from '../helpdesk/acting-operator.ts';
import { Secret } from '../helpdesk/secret.ts';
import { managedIdentityAssertion } from './credential.ts';
import { atMost } from './deadline.ts';
import type { GraphConfig, GraphCredential } from './graph-config.ts';
import { GraphError } from './graph-error.ts';
import { delegatedPermissions } from './permissions.ts';
import { signInRefusal } from './sign-in-refusal.ts';
import { tokenOperation } from './token-error.ts';
import { authorityLimit, authorityOptions, watchAuthority } from './watch-authority.ts';

export type Exchanged =
  | { readonly kind: 'token'; readonly token: Secret<string> }
  /** `reason`: Entra's code and number, for the log. */
  | { readonly kind: 'refused'; readonly because: WriteRefusal; readonly reason: string | undefined };

export type ExchangeAssertion = (assertion: Secret<string>) => Promise<Exchanged>;

/**
 * On-behalf-of: a token for Graph as the operator. A new credential each time, so that none is kept, and one try.
 * Source: https://learn.microsoft.com/entra/identity-platform/v2-oauth2-on-behalf-of-flow
 */
export function createExchange(
  config: GraphConfig,
  credential: Exclude<GraphCredential, { kind: 'simulator' }>,
): ExchangeAssertion {
  const { origin } = new URL(config.baseUrl);
  // All by name: one without consent is found out now, not when it is needed.
  const scopes = delegatedPermissions.map(({ name }) => `${origin}/${name}`);
  const makeCredential = provedBy(credential);

  return async (assertion) => {
    const authority = watchAuthority();
    try {
      const onBehalfOf = makeCredential(await import('@azure/identity'), {
        tenantId: config.tenantId,
        clientId: config.clientId,
        userAssertionToken: assertion.reveal(),
        ...authorityOptions(config.authorityHost, authority.policy),
      });
      const tooLate = () => new GraphError(tokenOperation, 'timed-out');
      const { token } = await atMost(authorityLimit, undefined, tooLate, () => onBehalfOf.getToken(scopes));
      return { kind: 'token', token: new Secret(token) };
    } catch (error) {
      return { kind: 'refused', ...signInRefusal(error, authority.lastAnswer()) };
    }
  };
}

type Identity = typeof import('@azure/identity');
type Common = ReturnType<typeof authorityOptions> & {
  readonly tenantId: string;
  readonly clientId: string;
  readonly userAssertionToken: string;
};

function provedBy(credential: Exclude<GraphCredential, { kind: 'simulator' }>) {
  // Of the managed identity, not of an operator: it may serve all.
  let getAssertion: (() => Promise<string>) | undefined;
  return (identity: Identity, common: Common): OnBehalfOfCredential => {
    switch (credential.kind) {
      case 'secret':
        return new identity.OnBehalfOfCredential({ ...common, clientSecret: credential.clientSecret });
      case 'certificate':
        return new identity.OnBehalfOfCredential({ ...common, certificatePath: credential.certificatePath });
      case 'federated':
        getAssertion ??= managedIdentityAssertion(identity, credential);
        return new identity.OnBehalfOfCredential({ ...common, getAssertion });
    }
  };
}
