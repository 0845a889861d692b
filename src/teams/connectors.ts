import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder';

type ConnectorFactory = ReturnType<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>;
type ConnectorClient = Awaited<ReturnType<ConnectorFactory['create']>>;

/** The part of @azure/core-rest-pipeline that a `ConnectorClient` keeps to itself. */
type Pipeline = {
  removePolicy(policy: { name: string }): unknown;
  addPolicy(policy: {
    name: string;
    sendRequest(request: { abortSignal?: AbortSignal }, next: (request: unknown) => Promise<unknown>): Promise<unknown>;
  }): void;
};

/** The part of a `ConnectorClient` that its operations call. */
type Operations = { sendOperationRequest(values: object, operation: Operation, callback?: unknown): unknown };
type Operation = { readonly requestBody?: { readonly parameterPath: unknown; readonly mapper: object } };

/** ms. */
export const connectorDeadline = 8_000;
/** Teams has a handful of regional addresses; without a bot id anyone on this machine can name another. */
const maxClients = 50;

/**
 * One client per service address instead of one per call, with a deadline for every request
 * and without the built-in retries: those sleep as long as `Retry-After` says, and repeat what may have been sent.
 */
export function createConnectors() {
  const clients = new Map<string, Promise<ConnectorClient>>();

  function keep(factory: ConnectorFactory): ConnectorFactory {
    return {
      create: (serviceUrl, audience) => {
        const key = `${serviceUrl} ${audience}`;
        const known = clients.get(key);
        if (known) return known;
        if (clients.size >= maxClients) clients.clear();
        const fresh = factory.create(serviceUrl, audience).then(limited);
        clients.set(key, fresh);
        fresh.catch(() => clients.delete(key));
        return fresh;
      },
    };
  }

  return { keep };
}

function limited(client: ConnectorClient): ConnectorClient {
  const { pipeline } = (client as unknown as { client: { pipeline: Pipeline } }).client;
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  pipeline.addPolicy({
    name: 'deadline',
    sendRequest: async (request, next) => {
      // Not `request.timeout`: after a cut connection its timer keeps the process from ending.
      // Not `AbortSignal.timeout`: it holds on to the request for all of its time, long after the answer.
      const deadline = new AbortController();
      const timer = setTimeout(() => deadline.abort(), connectorDeadline);
      request.abortSignal = deadline.signal;
      try {
        return await next(request);
      } finally {
        clearTimeout(timer);
      }
    },
  });
  sendBodiesAsTheyAre(client as unknown as Operations);
  return client;
}

/**
 * botbuilder copies every activity, field by field, into one that looks the same before it is written as JSON:
 * a tenth of a turn.
 */
function sendBodiesAsTheyAre(client: Operations): void {
  const send = client.sendOperationRequest.bind(client);
  const asTheyAre = new Map<Operation, Operation>();
  client.sendOperationRequest = (values, operation, callback) => {
    const { requestBody } = operation;
    if (!requestBody) return send(values, operation, callback);
    const known = asTheyAre.get(operation) ?? {
      ...operation,
      requestBody: { ...requestBody, mapper: { required: true, type: { name: 'any' } } },
    };
    asTheyAre.set(operation, known);
    return send(values, known, callback);
  };
}
