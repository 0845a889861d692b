import { randomUUID } from 'node:crypto';
import { Agent, createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Load = {
  /** Of a bot: `http://127.0.0.1:3978`. */
  readonly bot: string;
  readonly turns: number;
  /** At the same time. */
  readonly concurrency: number;
  readonly texts: readonly string[];
};

export type Measured = {
  readonly turnsPerSecond: number;
  /** Milliseconds. */
  readonly median: number;
  readonly p95: number;
  readonly failed: number;
};

export type Generator = {
  run(load: Load): Promise<Measured>;
  close(): Promise<void>;
};

const tenant = '00000000-0000-0000-0000-000000000001';
/** The simulator numbers its plain users the same way. */
const users = 200;
/** Milliseconds after which a turn counts as failed. */
const patience = 30_000;

/** Plays Teams: sends messages and stands in for the Connector. A turn is over when the first reply to it has come. */
export async function createGenerator(): Promise<Generator> {
  const waiting = new Map<string, () => void>();
  const connector = await startConnector((conversation) => waiting.get(conversation)?.());
  const serviceUrl = `http://127.0.0.1:${(connector.address() as AddressInfo).port}`;
  const agents = new Map<string, Agent>();
  let sent = 0;

  function turn(bot: string, agent: Agent, text: string): Promise<number | undefined> {
    const activity = message(sent++, text, serviceUrl);
    const key = activity.conversation.id;
    return new Promise((resolve) => {
      const startedAt = performance.now();
      const end = (result: number | undefined) => {
        clearTimeout(timer);
        waiting.delete(key);
        resolve(result);
      };
      const timer = setTimeout(() => end(undefined), patience);
      waiting.set(key, () => end(performance.now() - startedAt));
      post(`${bot}/api/messages`, agent, activity, () => end(undefined));
    });
  }

  return {
    async run({ bot, turns, concurrency, texts }) {
      const agent = agents.get(bot) ?? new Agent({ keepAlive: true, maxSockets: concurrency + 4 });
      agents.set(bot, agent);
      const results: (number | undefined)[] = [];
      let begun = 0;
      const worker = async () => {
        while (begun < turns) results.push(await turn(bot, agent, texts[begun++ % texts.length] ?? ''));
      };
      const startedAt = performance.now();
      await Promise.all(Array.from({ length: concurrency }, worker));
      return measured(results, (performance.now() - startedAt) / 1_000);
    },
    close: () => {
      for (const agent of agents.values()) agent.destroy();
      connector.closeAllConnections();
      return new Promise((resolve) => connector.close(() => resolve()));
    },
  };
}

/** Every user in turn, and every message in a conversation of its own. */
function message(number: number, text: string, serviceUrl: string) {
  const user = `00000000-0000-4000-8000-${String(number % users).padStart(12, '0')}`;
  return {
    type: 'message',
    id: `${Date.now()}${number}`,
    timestamp: new Date().toISOString(),
    channelId: 'msteams',
    serviceUrl,
    from: { id: `29:${user}`, name: `User ${number}`, aadObjectId: user },
    conversation: { id: `a:conversation-${user}-${number}`, conversationType: 'personal', tenantId: tenant },
    recipient: { id: '28:bot', name: 'bot' },
    text,
    textFormat: 'plain',
    locale: 'en-US',
    channelData: { tenant: { id: tenant } },
  };
}

function post(url: string, agent: Agent, body: object, onFailure: () => void): void {
  const json = JSON.stringify(body);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(json) };
  const sending = request(url, { method: 'POST', agent, headers }, (response) => {
    response.resume();
    if ((response.statusCode ?? 500) >= 400) onFailure();
  });
  sending.on('error', onFailure);
  sending.end(json);
}

async function startConnector(onReply: (conversation: string) => void): Promise<Server> {
  const server = createServer((incoming, response) => {
    let body = '';
    incoming.setEncoding('utf8').on('data', (part: string) => {
      body += part;
    });
    incoming.on('end', () => {
      response.writeHead(201, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ id: randomUUID() }));
      const isReply = incoming.method === 'POST' && JSON.parse(body).type === 'message';
      // /v3/conversations/{id}/activities…
      if (isReply) onReply(decodeURIComponent(incoming.url?.split('/')[3] ?? ''));
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function measured(results: readonly (number | undefined)[], seconds: number): Measured {
  const good = results.filter((result) => result !== undefined).sort((a, b) => a - b);
  const at = (share: number) => good[Math.floor(good.length * share)] ?? Number.NaN;
  return {
    turnsPerSecond: good.length / seconds,
    median: at(0.5),
    p95: at(0.95),
    failed: results.length - good.length,
  };
}
