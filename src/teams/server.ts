import type { AddressInfo } from 'node:net';
import restify from 'restify';
import type { Log } from '../enrollment/ports.ts';
import { within } from './deadline.ts';
import type { HttpAnswer } from './invoke-answers.ts';
import { closed, listening, type TeamsMetrics } from './metrics.ts';
import { logFailure } from './turn-failed.ts';

/** Bytes. A Teams message has at most about 100 KB. */
const maxBodySize = 262_144;
/** ms. */
const readyDeadline = 2_000;

export type ServerDeps = {
  /** An activity as it came, and the Authorization header or an empty string. */
  readonly receive: (body: unknown, authorization: string) => Promise<HttpAnswer>;
  /** Database and queue can be reached. */
  readonly ready: () => Promise<boolean>;
  readonly log: Log;
  readonly metrics: TeamsMetrics;
};

export type BotServer = {
  listen(port: number, host: string): Promise<void>;
  /** Takes no more requests and waits for those in progress. */
  close(): Promise<void>;
  /** Once it listens. */
  readonly url: string;
};

export function createServer({ receive, ready, log, metrics }: ServerDeps): BotServer {
  const server = restify.createServer({ name: 'passkey-guide' });
  // restify's own answers would quote the request.
  server.on('restifyError', (_request, _response, error, done) => {
    error.toJSON = () => ({});
    error.toString = () => '';
    return done();
  });

  const answer = (response: restify.Response, { status, body }: HttpAnswer) => {
    if (status >= 400) metrics.refused(status);
    response.send(status, body);
  };

  server.post(
    '/api/messages',
    refuseUnread,
    // Only JSON: the general parser also writes uploads to disk.
    ...restify.plugins.jsonBodyParser({ mapParams: false, maxBodySize } as restify.plugins.JsonBodyParserOptions),
    async (request: restify.Request, response: restify.Response) => {
      try {
        answer(response, await receive(request.body, request.headers.authorization ?? ''));
      } catch (error) {
        logFailure(log, error, { received: 'request' });
        answer(response, { status: 500 });
      }
    },
  );
  server.get('/healthz', async (_request: restify.Request, response: restify.Response) => {
    response.send(200, { status: 'up' });
  });
  server.get('/readyz', async (_request: restify.Request, response: restify.Response) => {
    const isReady = await within(readyDeadline, ready()).catch(() => false);
    response.send(isReady ? 200 : 503, { status: isReady ? 'ready' : 'not ready' });
  });

  let url = '';
  return {
    async listen(port, host) {
      await listening(server.server, port, host);
      const { port: taken } = server.server.address() as AddressInfo;
      url = `http://${host.includes(':') ? `[${host}]` : host}:${taken}`;
    },
    close: () => closed(server.server),
    get url() {
      return url;
    },
  };
}

/**
 * Before the body is read: what says it is too large, and what is compressed. The Connector never compresses,
 * the limit does not hold for what is unpacked, and a broken stream would end the process.
 */
function refuseUnread(request: restify.Request, response: restify.Response, next: restify.Next): void {
  const { 'content-encoding': encoding, 'content-length': length } = request.headers;
  const status = encoding !== undefined ? 415 : Number(length ?? 0) > maxBodySize ? 413 : undefined;
  if (!status) {
    next();
    return;
  }
  response.header('connection', 'close');
  response.send(status);
  next(false);
}
