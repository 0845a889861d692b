import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { answerControl } from './answer-control.ts';
import { answerGraph } from './answer-graph.ts';
import { cast } from './cast.ts';
import type { CastMember } from './cast-member.ts';
import { Faults } from './faults.ts';
import type { Parts } from './parts.ts';
import { RequestLog } from './request-log.ts';
import { sendJson } from './send.ts';
import { type Throttling, usualThrottling } from './throttle.ts';
import { World } from './world.ts';

export type SimulatorOptions = {
  /** 0 or missing: any free one. */
  readonly port?: number;
  /** Loopback only. */
  readonly host?: string;
  readonly people?: readonly CastMember[];
  /** Users besides `people`, derived from their id. */
  readonly users?: number;
  /** Those users differ: a fifth is done, others have SMS only, an old phone, no mailbox…; else all are alike. */
  readonly variety?: boolean;
  readonly now?: () => Date;
  /** Limits that hold other than usual. */
  readonly throttling?: Partial<Throttling>;
  /** Milliseconds, for the limits; missing: real time. */
  readonly clock?: () => number;
};

export type Simulator = Parts & {
  readonly url: string;
  close(): Promise<void>;
};

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '::1']);

/** Stands in for Microsoft Graph on this machine. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { port = 0, host = '127.0.0.1', people = cast, users = 0, variety = false, now = () => new Date() } = options;
  if (!loopback.has(host)) throw new RangeError(`The simulator listens on loopback only, not on ${host}`);
  const throttling = { ...usualThrottling, ...options.throttling };
  const world = new World({ cast: people, users, isVaried: variety, now, throttling, clock: options.clock });
  const simulator = { world, faults: new Faults(), requests: new RequestLog() };
  const server = createServer((request, response) => {
    answer(request, response, simulator).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { error: { code: 'SimulatorFault', message: String(error) } });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const actualPort = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://${host === '::1' ? '[::1]' : host}:${actualPort}`,
    ...simulator,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, parts: Parts): Promise<void> {
  // A page on the internet may point its own name at this machine.
  if (!loopback.has((request.headers.host ?? '').replace(/:\d+$/, '').replace(/^\[|\]$/g, ''))) {
    return sendJson(response, 403, { error: { code: 'Forbidden', message: 'Loopback only.' } });
  }
  const url = request.url ?? '/';
  return url.startsWith('/v1.0/')
    ? answerGraph(request, response, url, parts)
    : answerControl(request, response, url, parts);
}
