import { AsyncLocalStorage } from 'node:async_hooks';
import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { type Activity, isFromHere } from './activity.ts';
import { createConnectors } from './connectors.ts';
import { within } from './deadline.ts';

/** All seven or none: botbuilder drops its defaults for all of them as soon as one is set. */
export type ConnectorAuthentication = {
  readonly ToBotFromChannelOpenIdMetadataUrl: string;
  readonly ToBotFromChannelTokenIssuer: string;
  readonly ToBotFromEmulatorOpenIdMetadataUrl: string;
  readonly ToChannelFromBotLoginUrl: string;
  readonly ToChannelFromBotOAuthScope: string;
  readonly OAuthUrl: string;
  readonly CallerId: string;
};

/** The bot's own identity towards the Connector. */
export type ConnectorCredential = { getToken(scope: string): Promise<string> };

export type BotIdentity = {
  readonly botId: string;
  readonly authentication: ConnectorAuthentication;
  readonly credential: ConnectorCredential;
};

type Base = ConfigurationBotFrameworkAuthentication;
type AuthenticatedRequest = Awaited<ReturnType<Base['authenticateRequest']>>;
type Factory = ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1];

export type Verdict =
  | { readonly kind: 'authentic'; readonly request: AuthenticatedRequest }
  | { readonly kind: 'refused' }
  /** Nobody is authenticated here, and the answer would go to an address that anybody can name. */
  | { readonly kind: 'elsewhere' }
  /** The signing keys cannot be read: nothing is known about the token. */
  | { readonly kind: 'no-keys' };

/** ms. The Connector gives up after 15 s. */
const keysDeadline = 5_000;

/** botbuilder's authentication with one way in (a token that the Connector's issuer signed) and clients that are kept. */
export class ConnectorGate extends ConfigurationBotFrameworkAuthentication {
  readonly #identity: BotIdentity | undefined;
  readonly #connectors = createConnectors();

  constructor(identity: BotIdentity | undefined) {
    super(identity ? { MicrosoftAppId: identity.botId, ...identity.authentication } : {}, credentialsOf(identity));
    this.#identity = identity;
  }

  /** There is no app registration: whoever is on this machine is let in. */
  get isOpen(): boolean {
    return this.#identity === undefined;
  }

  async verdictOn(activity: Activity, authorization: string): Promise<Verdict> {
    if (!this.#identity) {
      return isFromHere(activity)
        ? { kind: 'authentic', request: await this.#authenticate(activity, '') }
        : { kind: 'elsewhere' };
    }
    try {
      const request = await within(keysDeadline, this.#authenticate(activity, authorization));
      return this.#isFromConnector(request, activity) ? { kind: 'authentic', request } : { kind: 'refused' };
    } catch (error) {
      return isAboutKeys(error) ? { kind: 'no-keys' } : { kind: 'refused' };
    }
  }

  override createConnectorFactory(claims: Parameters<Base['createConnectorFactory']>[0]) {
    return this.#connectors.keep(super.createConnectorFactory(claims));
  }

  /** The token service is never called: a client for it would be built in every turn for nothing. */
  override async createUserTokenClient(): ReturnType<Base['createUserTokenClient']> {
    return noTokenService as Awaited<ReturnType<Base['createUserTokenClient']>>;
  }

  async #authenticate(activity: Activity, authorization: string): Promise<AuthenticatedRequest> {
    const known = activity as unknown as Parameters<Base['authenticateRequest']>[0];
    const request = await quietly(() => super.authenticateRequest(known, authorization));
    const { connectorFactory } = request;
    return { ...request, ...(connectorFactory && { connectorFactory: this.#connectors.keep(connectorFactory) }) };
  }

  /** botbuilder also accepts tokens of the Emulator and of other bots, without comparing audience and service address. */
  #isFromConnector({ claimsIdentity }: AuthenticatedRequest, { serviceUrl }: Activity): boolean {
    return (
      claimsIdentity.getClaimValue('iss') === this.#identity?.authentication.ToBotFromChannelTokenIssuer &&
      claimsIdentity.getClaimValue('aud') === this.#identity?.botId &&
      claimsIdentity.getClaimValue('serviceurl') === serviceUrl
    );
  }
}

const noTokenService = Object.freeze({});

function credentialsOf(identity: BotIdentity | undefined): NonNullable<Factory> {
  return {
    isValidAppId: async (id) => id === (identity?.botId ?? ''),
    isAuthenticationDisabled: async () => identity === undefined,
    createCredentials: async (_id, audience) => ({
      signRequest: async (request) => {
        if (identity)
          request.headers.set('authorization', `Bearer ${await identity.credential.getToken(`${audience}/.default`)}`);
        return request;
      },
    }),
  };
}

/** botbuilder: `AuthenticationError` with status 500. node-fetch: `FetchError`. */
function isAboutKeys(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'Overdue' || error.name === 'FetchError' || ('statusCode' in error && error.statusCode === 500);
}

const authenticating = new AsyncLocalStorage<true>();
let isQuiet = false;

/** botbuilder prints the key and the stack of every bad token with `console.error`. What others print there stays. */
function quietly<T>(authenticate: () => Promise<T>): Promise<T> {
  if (!isQuiet) {
    isQuiet = true;
    // biome-ignore lint/suspicious/noConsole: kept for everybody else
    const print = console.error.bind(console);
    console.error = (...args: unknown[]) => {
      if (!authenticating.getStore()) print(...args);
    };
  }
  return authenticating.run(true, authenticate);
}
