import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ControlAnswer, controlRoutes } from './control-routes.ts';
import { renderPage } from './page.ts';
import type { Parts } from './parts.ts';
import { readBody, sendJson, sendText } from './send.ts';

/** Everything that is not Graph: the page that plays the phones, and the API behind it. */
export async function answerControl(
  request: IncomingMessage,
  response: ServerResponse,
  url: string,
  parts: Parts,
): Promise<void> {
  const { pathname, searchParams } = new URL(url, 'http://simulator');
  if (pathname === '/' && request.method === 'GET') {
    const { text, policy } = renderPage(parts.world, searchParams.get('person'));
    const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy };
    return sendText(response, 200, text, headers);
  }
  const { status, body } = await answerRoute(request, pathname, parts);
  sendJson(response, status, body);
}

function problem(status: number, code: string, message: string): ControlAnswer {
  return { status, body: { error: { code, message } } };
}

async function answerRoute(request: IncomingMessage, pathname: string, parts: Parts): Promise<ControlAnswer> {
  const [root, topic = '', ...rest] = pathname.slice(1).split('/');
  // Graph's own answer to `/beta`, `/v2.0` and the like.
  if (root !== 'simulator') return problem(400, 'BadRequest', `Invalid version: ${root}`);
  const route = controlRoutes.get(`${request.method} ${topic}`);
  if (route === undefined) return problem(404, 'NotFound', 'No such thing in the simulator.');
  if (request.method === 'GET') return route({ rest, body: {}, ...parts });
  // A form on another site cannot send this type without being asked first.
  const text = await readBody(request);
  const isJson = String(request.headers['content-type'] ?? '').startsWith('application/json');
  if (text !== undefined && text !== '' && !isJson) return problem(415, 'UnsupportedMediaType', 'Send JSON.');
  if (request.method === 'POST' && !isJson) return problem(415, 'UnsupportedMediaType', 'Send JSON.');
  try {
    const body: unknown = JSON.parse(text === undefined || text === '' ? '{}' : text);
    if (typeof body !== 'object' || body === null) return problem(400, 'BadRequest', 'Send a JSON object.');
    return route({ rest, body, ...parts });
  } catch (error) {
    return problem(400, 'BadRequest', error instanceof Error ? error.message : 'Cannot read that.');
  }
}
