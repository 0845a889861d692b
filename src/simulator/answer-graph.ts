import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerAsk, type Mark, pathOf } from './answer-ask.ts';
import { answerBatch } from './answer-batch.ts';
import { type Answer, badRequest, Refusal, refusalAnswer } from './answers.ts';
import { outcomeOf } from './fault-outcome.ts';
import type { Fault } from './faults.ts';
import type { Parts } from './parts.ts';
import type { Part } from './request-log.ts';
import { readBody, sendText } from './send.ts';
import { readToken } from './token.ts';

const contentType =
  'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';

/** Latency must not keep a process alive that wants to end. */
const unheld = { ref: false } as const;

/** Everything under `/v1.0/`. */
export async function answerGraph(
  request: IncomingMessage,
  response: ServerResponse,
  url: string,
  parts: Parts,
): Promise<void> {
  const target = url.slice('/v1.0/'.length).replace(/^%24batch$/i, '$batch');
  const method = request.method ?? 'GET';
  const given = request.headers['client-request-id'];
  const mark: Mark = { requestId: randomUUID(), clientRequestId: typeof given === 'string' ? given : undefined };
  const headers = headersFor(mark);
  const text = method === 'GET' ? '' : await readBody(request);
  const log = (status: number, inside: readonly Part[] = []) =>
    parts.requests.add({ method, path: pathOf(target), status, requestId: mark.requestId, parts: inside });

  const hit = parts.faults.take(method, pathOf(target));
  const { delayMilliseconds, performs, end } = outcomeOf(hit, mark.requestId, parts.world.now());
  const wire: Wire = { method, target, text, mark, hit };
  if (delayMilliseconds > 0) await sleep(delayMilliseconds, undefined, unheld);
  if (performs) decide(request, wire, parts);
  if (end.kind === 'cut' || end.kind === 'hang') return lose(end.kind, response, log);
  if (end.kind === 'text') {
    log(200);
    return sendText(response, 200, end.text, { ...headers, 'Content-Type': end.contentType });
  }
  const { answer, inside, delay, lost } = end.kind === 'instead' ? alone(end.answer) : decide(request, wire, parts);
  if (delay > 0) await sleep(delay, undefined, unheld);
  if (lost !== undefined) return lose(lost, response, log);
  log(answer.status, inside);
  if (answer.body === undefined) {
    response.writeHead(answer.status, { ...headers, ...answer.headers });
    response.end();
    return;
  }
  sendText(response, answer.status, JSON.stringify(answer.body), {
    ...headers,
    'Content-Type': contentType,
    ...answer.headers,
  });
}

function headersFor(mark: Mark): Record<string, string> {
  return {
    'request-id': mark.requestId,
    'client-request-id': mark.clientRequestId ?? mark.requestId,
    'OData-Version': '4.0',
    'Cache-Control': 'no-cache',
  };
}

/** Status 0 in the log: no answer was sent. */
function lose(how: 'cut' | 'hang', response: ServerResponse, log: (status: number) => void): void {
  log(0);
  if (how === 'cut') response.destroy();
}

type Decided = {
  readonly answer: Answer;
  readonly inside: readonly Part[];
  readonly delay: number;
  readonly lost: 'cut' | 'hang' | undefined;
};

function alone(answer: Answer): Decided {
  return { answer, inside: [], delay: 0, lost: undefined };
}

type Wire = {
  readonly method: string;
  readonly target: string;
  /** undefined: too large. */
  readonly text: string | undefined;
  readonly mark: Mark;
  readonly hit: readonly Fault[];
};

function decide(request: IncomingMessage, wire: Wire, { world, faults }: Parts): Decided {
  const { method, target, text, mark, hit } = wire;
  try {
    const token = readToken(request.headers.authorization, world.tenantId, world.now());
    const body = parseBody(text);
    const base = `http://${request.headers.host}/v1.0`;
    if (target !== '$batch') {
      const isEventual = String(request.headers.consistencylevel ?? '').toLowerCase() === 'eventual';
      return alone(answerAsk({ method, target, isEventual, body, token, base }, world, mark));
    }
    if (method !== 'POST') throw new Refusal(405, 'Request_BadRequest', 'A batch is sent with POST.');
    const batch = answerBatch({ body, token, base, mark, spared: hit }, world, faults);
    return { answer: batch.answer, inside: batch.parts, delay: batch.delayMilliseconds, lost: batch.lost };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return alone(refusalAnswer(error, mark.requestId, world.now(), mark.clientRequestId));
  }
}

function parseBody(text: string | undefined): unknown {
  if (text === undefined) throw new Refusal(413, 'RequestEntityTooLarge', 'The request is too large.');
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest('Unable to read JSON request payload.');
  }
}
