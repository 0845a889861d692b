import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type CardAction = {
  readonly type: string;
  readonly title?: string;
  readonly verb?: string;
  readonly data?: Readonly<Record<string, unknown>>;
};
export type Card = Readonly<Record<string, unknown>>;

/** A message as every client of its chat shows it now. */
export type ShownMessage = {
  readonly id: string;
  readonly conversationId: string;
  readonly text: string | undefined;
  readonly summary: string | undefined;
  readonly card: Card | undefined;
  readonly edits: number;
};

export type ConnectorCall = {
  readonly operation: 'send' | 'edit' | 'other';
  readonly conversationId: string;
  readonly type: string | undefined;
  readonly authorization: string | undefined;
};

/** What to do with a call instead of taking it; undefined: take it. */
export type Fault =
  | { readonly status: number; readonly retryAfter?: number }
  | { readonly cut: true }
  /** Until this settles, the call is not answered. */
  | { readonly hold: Promise<unknown> };

export type FakeConnector = {
  readonly serviceUrl: string;
  readonly calls: readonly ConnectorCall[];
  /** In the order they were sent. */
  messagesIn(conversationId: string): readonly ShownMessage[];
  message(id: string): ShownMessage | undefined;
  /** Resolves as soon as it holds, checked after each call that was taken. */
  until(holds: () => boolean): Promise<void>;
  onCall: (call: ConnectorCall) => Fault | undefined;
  close(): Promise<void>;
};

/** The part of the Bot Connector that a bot in a chat uses; keeps what a user would see. */
export async function startFakeConnector(): Promise<FakeConnector> {
  const messages = new Map<string, ShownMessage>();
  const calls: ConnectorCall[] = [];
  const waiting = new Set<() => void>();

  const server = createServer(async (request, response) => {
    const [conversationId = '', activityId] = pathOf(request.url ?? '');
    const activity = await bodyOf(request);
    const operation = request.method === 'PUT' ? 'edit' : request.method === 'POST' ? 'send' : 'other';
    const type = typeof activity.type === 'string' ? activity.type : undefined;
    const call = { operation, conversationId, type, authorization: request.headers.authorization } as const;
    calls.push(call);

    const fault = connector.onCall(call);
    if (fault && 'cut' in fault) return void request.socket.destroy();
    if (fault && 'hold' in fault) await fault.hold;
    if (fault && 'status' in fault) {
      if (fault.retryAfter !== undefined) response.setHeader('retry-after', fault.retryAfter);
      return send(response, fault.status, { error: { code: 'Fault', message: 'asked for by a test' } });
    }
    const known = operation === 'edit' ? messages.get(activityId ?? '') : undefined;
    const before = known?.conversationId === conversationId ? known : undefined;
    if (operation === 'edit' && !before)
      return send(response, 404, { error: { code: 'ActivityNotFoundInConversation' } });
    const id = before?.id ?? randomUUID();
    if (type === 'message') messages.set(id, shown(id, conversationId, activity, before));
    send(response, before ? 200 : 201, { id });
    for (const check of waiting) check();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const connector: FakeConnector = {
    serviceUrl: `http://127.0.0.1:${port}`,
    calls,
    messagesIn: (conversationId) =>
      [...messages.values()].filter((message) => message.conversationId === conversationId),
    message: (id) => messages.get(id),
    until: (holds) =>
      new Promise((resolve) => {
        const check = () => {
          if (!holds()) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
    onCall: () => undefined,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return connector;
}

/** restify, once imported, replaces `writeHead` for the whole process by one that cannot be chained. */
function send(response: ServerResponse, status: number, body: object): void {
  response.statusCode = status;
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(body));
}

/** `/v3/conversations/{conversation}/activities/{activity}` */
function pathOf(url: string): readonly string[] {
  const [, , conversation = '', , activity] = (url.split('?')[0] ?? '').split('/').slice(1).map(decodeURIComponent);
  return activity === undefined ? [conversation] : [conversation, activity];
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function shown(
  id: string,
  conversationId: string,
  activity: Record<string, unknown>,
  before: ShownMessage | undefined,
): ShownMessage {
  const attachments = Array.isArray(activity.attachments) ? activity.attachments : [];
  const { content } = (attachments[0] ?? {}) as { content?: Card };
  return {
    id,
    conversationId,
    text: typeof activity.text === 'string' ? activity.text : undefined,
    summary: typeof activity.summary === 'string' ? activity.summary : undefined,
    card: content,
    edits: before ? before.edits + 1 : 0,
  };
}
