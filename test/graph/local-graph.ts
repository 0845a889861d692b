import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type SubRequest = {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers?: Record<string, string>;
  readonly body?: { readonly groupIds: readonly string[] };
};
export type SubAnswer = {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
};
export type LocalRequest = {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly headers: IncomingHttpHeaders;
  /** Undefined: none was sent. */
  readonly body: unknown;
  /** Of a batch; empty for anything else. */
  readonly parts: readonly SubRequest[];
};

/** Answers nothing at all, or cuts the connection. */
export const hang = 'hang';
export const cut = 'cut';
/** The connection is cut in the middle of the body. */
export const cutBody = 'cut-body';
export type Raw = { readonly status: number; readonly headers?: Record<string, string>; readonly text: string };
export type Reaction = typeof hang | typeof cut | typeof cutBody | Raw;

export type LocalGraph = {
  readonly url: string;
  readonly requests: LocalRequest[];
  close(): Promise<void>;
};

/** The least of a Graph that a test needs: `part` answers inside a batch, `whole` may take over a request. */
export async function startLocalGraph(options: {
  readonly part?: (request: SubRequest, turn: number) => SubAnswer;
  readonly whole?: (request: LocalRequest, turn: number) => Reaction | undefined;
}): Promise<LocalGraph> {
  const requests: LocalRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const body = text ? JSON.parse(text) : undefined;
    const parts: SubRequest[] = body?.requests ?? [];
    const { headers, method = '', url: path = '' } = incoming;
    const request = { method, path, authorization: headers.authorization, headers, body, parts };
    const turn = requests.push(request);
    const reaction = options.whole?.(request, turn) ?? batchAnswer(parts.map((part) => answerPart(part, turn)));
    react(response, reaction);
  });

  function answerPart(part: SubRequest, turn: number) {
    const { status = 200, headers, body } = options.part?.(part, turn) ?? {};
    return { id: part.id, status, headers: { 'Content-Type': 'application/json', ...headers }, body };
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function batchAnswer(responses: readonly object[]): Raw {
  return json({ responses });
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Raw {
  return {
    status,
    headers: { 'content-type': 'application/json', 'request-id': 'outer', ...headers },
    text: JSON.stringify(body),
  };
}

function react(response: ServerResponse, reaction: Reaction): void {
  if (reaction === hang) return;
  if (reaction === cut) {
    response.destroy();
  } else if (reaction === cutBody) {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"responses":[', () => response.destroy());
  } else {
    response.writeHead(reaction.status, reaction.headers);
    response.end(reaction.text);
  }
}
