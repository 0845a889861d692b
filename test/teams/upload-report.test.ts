import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { uploadReport } from '../../src/teams/upload-report.ts';

const url = new URL('https://contoso-my.sharepoint.com/upload/session');
const range = 10 * 1_024 * 1_024;
/** Of two ranges. */
const large = ['x'.repeat(range), 'the end'];
const small = ['name\r\n'];

type Answer = number | 'cut' | 'hang' | { readonly status: number; readonly retryAfter: string };

let server = createServer();
afterEach(async () => {
  server.closeAllConnections();
  if (server.listening) await once(server.close(), 'close');
});

/** Answers one request after the other as told, and the rest with 201. */
async function uploaded(parts: readonly string[], answers: readonly Answer[], limits = {}) {
  const ranges: string[] = [];
  server = createServer(async (request, response) => {
    const answer = answers[ranges.length] ?? 201;
    ranges.push(String(request.headers['content-range']).replace(/^bytes /, ''));
    await buffer(request).catch(() => undefined);
    give(answer, request, response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const put = ((_url: URL, init: RequestInit) => fetch(`http://127.0.0.1:${port}/`, init)) as typeof fetch;
  async function* content() {
    yield* parts;
  }
  const isDone = await uploadReport(content(), url, { put, backOff: 1, ...limits }).catch(({ name }: Error) => name);
  return { isDone, ranges };
}

function give(answer: Answer, request: IncomingMessage, response: ServerResponse): void {
  if (answer === 'hang') return;
  if (answer === 'cut') return void request.socket.destroy();
  const { status, retryAfter } = typeof answer === 'number' ? { status: answer, retryAfter: undefined } : answer;
  // One after the other: with restify in the process the first gives nothing back.
  response.writeHead(status, retryAfter === undefined ? {} : { 'Retry-After': retryAfter });
  response.end('{}');
}

const [first, second] = [`0-${range - 1}/${range + 7}`, `${range}-${range + 6}/${range + 7}`];
const whole = '0-5/6';

test.each<[what: string, parts: readonly string[], answers: readonly Answer[], isDone: boolean, ranges: string[]]>([
  ['taken at once', large, [202, 201], true, [first, second]],
  ['down for a moment', large, [503, 202, 502, 504, 201], true, [first, first, second, second, second]],
  ['a fault of its own', small, [500, 201], true, [whole, whole]],
  ['too fast', small, [429, 429, 201], true, [whole, whole, whole]],
  ['cut', large, [202, 'cut', 201], true, [first, second, second]],
  ['down for good', small, [503, 503, 503, 503, 201], false, [whole, whole, whole, whole]],
  ['an answer was lost, and the range is there', large, ['cut', 416, 201], true, [first, first, second]],
  ['an answer was lost, and whether there is a file is not known', small, ['cut', 416], false, [whole, whole]],
  ['a range that it does not want', large, [416], false, [first]],
  ['the session is gone', large, [202, 404], false, [first, second]],
  ['the session is gone after a cut', small, ['cut', 404], false, [whole, whole]],
  ['the name is taken', small, [409], false, [whole]],
  ['the storage is full', small, [507], false, [whole]],
  ['asked to wait longer than there is time', small, [{ status: 429, retryAfter: '61' }], false, [whole]],
])('%s', async (_what, parts, answers, isDone, ranges) => {
  expect(await uploaded(parts, answers)).toMatchObject({ isDone, ranges });
});

test('a storage that hangs is not waited for longer than the deadline, and not asked again', async () => {
  const { isDone, ranges } = await uploaded(small, ['hang'], { deadline: 100 });

  expect(isDone).toBe('TimeoutError');
  expect(ranges).toEqual([whole]);
});

test('all tries of a range share one deadline: when the next would come too late, it is over', async () => {
  const { isDone, ranges } = await uploaded(small, [503, 503, 201], { backOff: 600, deadline: 1_500 });

  expect(isDone).toBe(false);
  expect(ranges).toEqual([whole, whole]);
});
