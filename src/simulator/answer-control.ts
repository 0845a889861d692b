import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Parts } from './parts.ts';
import { sendJson } from './send.ts';

/** Everything that is not Graph: the page that plays the phones, faults, the log. */
export async function answerControl(
  _request: IncomingMessage,
  response: ServerResponse,
  _url: string,
  _parts: Parts,
): Promise<void> {
  sendJson(response, 400, { error: { code: 'BadRequest', message: 'Invalid version.' } });
}
