import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** Shares of the messages, 0 to 1; milliseconds. */
export type ConnectorFaults = {
  readonly tooMany: number;
  /** Seconds, said with each of those. */
  readonly retryAfter: number;
  readonly badGateway: number;
  /** The message is delivered, and nobody is told. */
  readonly cut: number;
  readonly latency: number;
};

export type ConnectorState = {
  readonly calls: number;
  readonly delivered: number;
  readonly edited: number;
  readonly created: number;
  readonly tooMany: number;
  readonly badGateway: number;
  readonly cut: number;
  /** Calls that are not answered yet. */
  readonly open: number;
};

/**
 * The part of the Bot Connector that nudges need, for load: counts what it delivers to whom, and fails as it is told to.
 * A conversation is `a:` and the user, so that deliveries can be counted by user.
 */
let faults: ConnectorFaults = { tooMany: 0, retryAfter: 1, badGateway: 0, cut: 0, latency: 0 };
const counts = { calls: 0, delivered: 0, edited: 0, created: 0, tooMany: 0, badGateway: 0, cut: 0, open: 0 };
const deliveries = new Map<string, number>();
/** Milliseconds since the epoch, of each delivery. */
const moments: number[] = [];
let sample = '';
/** Every so many messages, and not by chance: a small share of few messages would sometimes be none. */
let cutsDue = 0;

function answer(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request.setEncoding('utf8')) text += part;
  return text;
}

/** True: answered. */
function refused(response: ServerResponse): boolean {
  const dice = Math.random();
  if (dice < faults.tooMany) {
    counts.tooMany++;
    answer(response, 429, { error: { code: 'Throttled' } }, { 'retry-after': String(faults.retryAfter) });
    return true;
  }
  if (dice >= faults.tooMany + faults.badGateway) return false;
  counts.badGateway++;
  response.writeHead(502, { 'content-type': 'text/html' });
  response.end('<html><body><h1>502 Bad Gateway</h1></body></html>');
  return true;
}

async function send(request: IncomingMessage, response: ServerResponse, conversation: string): Promise<void> {
  const body = await textOf(request);
  if (faults.latency > 0) await sleep(faults.latency);
  if (refused(response)) return;
  if (body.includes('"type":"message"')) {
    counts.delivered++;
    deliveries.set(conversation, (deliveries.get(conversation) ?? 0) + 1);
    moments.push(Date.now());
    sample = body;
  }
  cutsDue += faults.cut;
  if (cutsDue >= 1) {
    cutsDue--;
    counts.cut++;
    request.socket.destroy();
    return;
  }
  answer(response, 201, { id: randomUUID() });
}

async function create(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { members } = JSON.parse(await textOf(request)) as { members: readonly { id: string }[] };
  if (faults.latency > 0) await sleep(faults.latency);
  if (refused(response)) return;
  counts.created++;
  answer(response, 201, { id: `a:${members[0]?.id}` });
}

async function control(request: IncomingMessage, response: ServerResponse): Promise<void> {
  switch (`${request.method} ${request.url}`) {
    case 'GET /control/state':
      return answer(response, 200, counts satisfies ConnectorState);
    case 'GET /control/deliveries':
      return answer(response, 200, Object.fromEntries(deliveries));
    case 'GET /control/moments':
      return answer(response, 200, moments);
    case 'GET /control/sample':
      return answer(response, 200, { body: sample });
    case 'POST /control/faults':
      faults = { ...faults, ...JSON.parse(await textOf(request)) };
      return answer(response, 200, faults);
    case 'POST /control/reset':
      for (const name of Object.keys(counts) as (keyof typeof counts)[]) if (name !== 'open') counts[name] = 0;
      deliveries.clear();
      moments.length = 0;
      return answer(response, 200, {});
    default:
      return answer(response, 404, {});
  }
}

async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url ?? '';
  if (path.startsWith('/control/')) return control(request, response);
  counts.calls++;
  counts.open++;
  response.once('close', () => counts.open--);
  const conversation = decodeURIComponent(path.split('/')[3] ?? '');
  if (request.method === 'POST' && conversation === '') return create(request, response);
  if (request.method === 'POST') return send(request, response, conversation);
  await textOf(request);
  counts.edited++;
  answer(response, 200, { id: path.split('/').at(-1) });
}

const server = createServer((request, response) => {
  take(request, response).catch(() => request.socket.destroy());
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`);
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(0));
