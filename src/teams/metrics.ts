import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

export type TurnResult = 'answered' | 'late' | 'failed';

export type TeamsMetrics = {
  turn(command: string, result: TurnResult, seconds: number): void;
  sendFailed(operation: 'send' | 'edit' | 'remove', status: number | undefined): void;
  refused(status: number): void;
};

/** The registry is the caller's: other rooms may add to it. */
export function createTeamsMetrics(registry: Registry): TeamsMetrics {
  const registers = [registry];
  const turns = new Counter({
    name: 'teams_turns_total',
    help: 'Turns by command and result; late: the press was answered with a card that asks to wait',
    labelNames: ['command', 'result'],
    registers,
  });
  const duration = new Histogram({
    name: 'teams_turn_duration_seconds',
    help: 'From the authenticated activity to its final answer',
    buckets: [0.005, 0.02, 0.1, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const late = new Counter({
    name: 'teams_invokes_answered_late_total',
    help: 'Presses whose result was not there when the invoke had to be answered',
    registers,
  });
  const failures = new Counter({
    name: 'teams_send_failures_total',
    help: 'Messages the Connector did not take; status none: no answer',
    labelNames: ['operation', 'status'],
    registers,
  });
  const refusals = new Counter({
    name: 'teams_requests_refused_total',
    help: 'Requests that never became a turn',
    labelNames: ['status'],
    registers,
  });
  return {
    turn(command, result, seconds) {
      turns.inc({ command, result });
      duration.observe(seconds);
      if (result === 'late') late.inc();
    },
    sendFailed: (operation, status) => failures.inc({ operation, status: status ?? 'none' }),
    refused: (status) => refusals.inc({ status }),
  };
}

/** A registry with what the process itself tells. */
export function createRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}

export type MetricsServer = { readonly url: string; close(): Promise<void> };

/** On its own port: the bot's is open to the internet. */
export async function serveMetrics(registry: Registry, port: number, host: string): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    // restify, once imported, replaces `writeHead` in the whole process: set the status instead.
    const answer = (status: number, text = '') => {
      response.statusCode = status;
      response.setHeader('content-type', registry.contentType);
      response.end(text);
    };
    if (request.method !== 'GET' || request.url !== '/metrics') return answer(404);
    registry.metrics().then(
      (text) => answer(200, text),
      () => answer(500),
    );
  });
  await listening(server, port, host);
  const { port: taken } = server.address() as AddressInfo;
  return { url: `http://${host}:${taken}/metrics`, close: () => closed(server) };
}

/** Rejects when the port is taken. */
export function listening(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Lets requests in progress finish; idle connections are cut. */
export function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}
