import type { IncomingMessage, ServerResponse } from 'node:http';

/** Bytes. Graph's own limit for a batch is 4 MB. */
const largestBody = 4 * 1024 * 1024;

/** undefined: too large. */
export async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    // Read to the end all the same: a request left half-read would block the connection for the next.
    if (size <= largestBody) chunks.push(chunk);
  }
  if (size > largestBody) return undefined;
  return chunks.length === 1 ? String(chunks[0]) : Buffer.concat(chunks).toString('utf8');
}

export function sendText(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>>,
): void {
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(text) });
  response.end(text);
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  sendText(response, status, JSON.stringify(body), { 'Content-Type': 'application/json', ...headers });
}
