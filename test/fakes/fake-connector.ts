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
  /** Of the first attachment. */
  readonly contentType?: string | undefined;
};

export type ConnectorCall = {
  readonly operation: 'send' | 'edit' | 'remove' | 'create' | 'other';
  readonly conversationId: string;
  readonly type: string | undefined;
  readonly authorization: string | undefined;
};

/** What to do with a call instead of taking it; undefined: take it. */
export type Fault =
  | { readonly status: number; readonly retryAfter?: number; readonly code?: string }
  | { readonly cut: true }
  /** Until this settles, the call is not answered. */
  | { readonly hold: Promise<unknown> };

export type FakeConnector = {
  readonly serviceUrl: string;
  readonly calls: readonly ConnectorCall[];
  /** All that was ever written to it, as it came. */
  readonly bodies: readonly string[];
  /** What `pagedmembers` answers, page by page, by conversation. */
  readonly members: Map<string, readonly (readonly object[])[]>;
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
  const bodies: string[] = [];
  const members: FakeConnector['members'] = new Map();
  const waiting = new Set<() => void>();

  const server = createServer(async (request, response) => {
    const [conversationId = '', activityId] = pathOf(request.url ?? '');
    const body = await bodyOf(request);
    bodies.push(body);
    const activity = parsed(body);
    const operation = operationOf(request.method, conversationId);
    const type = typeof activity.type === 'string' ? activity.type : undefined;
    const call = { operation, conversationId, type, authorization: request.headers.authorization } as const;
    calls.push(call);

    const fault = connector.onCall(call);
    if (fault && 'cut' in fault) return void request.socket.destroy();
    if (fault && 'hold' in fault) await fault.hold;
    if (fault && 'status' in fault) {
      if (fault.retryAfter !== undefined) response.setHeader('retry-after', fault.retryAfter);
      return send(response, fault.status, { error: { code: fault.code ?? 'Fault', message: 'asked for by a test' } });
    }
    const asked = new URL(request.url ?? '', 'http://connector');
    if (asked.pathname.endsWith('/pagedmembers'))
      return send(
        response,
        200,
        pageOf(members.get(conversationId) ?? [], asked.searchParams.get('continuationToken')),
      );
    if (operation === 'create') {
      send(response, 201, { id: conversationWith(activity) });
      for (const check of waiting) check();
      return;
    }
    if (operation === 'remove') {
      const isThere = messages.get(activityId ?? '')?.conversationId === conversationId;
      if (isThere) messages.delete(activityId ?? '');
      send(response, isThere ? 200 : 404, {});
      for (const check of waiting) check();
      return;
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
  // Else it hangs up after 5 s without a call. On a machine that stands still for a moment that happens just when the
  // product writes again: what may have been sent is not sent twice, so the message would be lost, and waited for in vain.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const connector: FakeConnector = {
    serviceUrl: `http://127.0.0.1:${port}`,
    calls,
    bodies,
    members,
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

const operations: Readonly<Record<string, ConnectorCall['operation']>> = {
  PUT: 'edit',
  POST: 'send',
  DELETE: 'remove',
};

function operationOf(method: string | undefined, conversationId: string): ConnectorCall['operation'] {
  const operation = operations[method ?? ''] ?? 'other';
  return operation === 'send' && !conversationId ? 'create' : operation;
}

/** The chat of a bot with somebody, by their object id. */
function conversationWith({ members }: Record<string, unknown>): string {
  const [{ id } = {}] = (Array.isArray(members) ? members : []) as { id?: string }[];
  return `a:${id}`;
}

/** `/v3/conversations/{conversation}/activities/{activity}` */
function pathOf(url: string): readonly string[] {
  const [, , conversation = '', , activity] = (url.split('?')[0] ?? '').split('/').slice(1).map(decodeURIComponent);
  return activity === undefined ? [conversation] : [conversation, activity];
}

/** The token of a page is its number. */
function pageOf(pages: readonly (readonly object[])[], token: string | null): object {
  const index = Number(token ?? 0);
  return {
    members: pages[index] ?? [],
    ...(index + 1 < pages.length && { continuationToken: String(index + 1) }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(body: string): Record<string, unknown> {
  try {
    return JSON.parse(body) as Record<string, unknown>;
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
  const { content, contentType } = (attachments[0] ?? {}) as { content?: Card; contentType?: string };
  return {
    id,
    conversationId,
    text: typeof activity.text === 'string' ? activity.text : undefined,
    summary: typeof activity.summary === 'string' ? activity.summary : undefined,
    card: content,
    contentType,
    edits: before ? before.edits + 1 : 0,
  };
}
