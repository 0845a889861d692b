/** How the app registration proves itself. */
export type GraphCredential =
  /** An unsigned token for the simulator on this machine; the real Graph refuses it. */
  | { readonly kind: 'simulator' }
  | { readonly kind: 'secret'; readonly clientSecret: string }
  | {
      readonly kind: 'certificate';
      /** A PEM file with the certificate and its private key. */
      readonly certificatePath: string;
    }
  | {
      readonly kind: 'federated';
      /** Client id of the user-assigned managed identity that the app registration trusts. */
      readonly managedIdentityClientId: string;
      /**
       * Audience of the managed identity's token: `api://AzureADTokenExchange` in the public cloud, `…USGov`, `…China`.
       * Source: https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity
       */
      readonly audience: string;
    };

export type GraphConfig = {
  /** Without a path: `https://graph.microsoft.com`. https, unless it is on this machine. */
  readonly baseUrl: string;
  /** `https://login.microsoftonline.com`, or that of the national cloud. */
  readonly authorityHost: string;
  readonly tenantId: string;
  /** Of the app registration. */
  readonly clientId: string;
  readonly credential: GraphCredential;
};
