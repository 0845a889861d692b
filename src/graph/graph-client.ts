import { type Deadline, pause, timeLeft } from './deadline.ts';
import { type AnswerHead, GraphError, toGraphError } from './graph-error.ts';
import { waitBeforeRetry } from './retry.ts';
import { BatchAnswerEntry, BatchAnswers, ErrorBody, ListPage } from './schema.ts';
import { type Answer, createSender, version } from './send-request.ts';
import type { TokenSource } from './share-token.ts';

/** Reads only: everything sent through here may be sent again. A `body` makes it a POST (`checkMemberGroups`). */
export type BatchRead = {
  /** Also the name of the operation in errors and logs. */
  readonly id: string;
  /** Relative to the version: `/users/…`. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
};

export type BatchAnswer = Answer | GraphError;

/** Every method fails with a `GraphError`, or with the reason of the signal that aborted it. */
export type GraphClient = {
  get(operation: string, path: string, deadline: Deadline): Promise<Answer>;
  /** An answer for every request. Fails only when the batch as a whole does. */
  batch(requests: readonly BatchRead[], deadline: Deadline): Promise<ReadonlyMap<string, BatchAnswer>>;
  /** All entries of a list whose first page is at hand. */
  entriesOf(operation: string, firstPage: Answer, deadline: Deadline): Promise<readonly unknown[]>;
};

/** As `batch`, but what fails inside the batch is not asked again: for callers who keep a pace of their own. */
export type BatchOnce = { batchOnce: GraphClient['batch'] };

export type GraphClientOptions = {
  readonly baseUrl: string;
  readonly tokens: TokenSource;
  /** Milliseconds for one try. */
  readonly attemptLimit?: number;
};

/** Source: https://learn.microsoft.com/graph/json-batching */
export const batchLimit = 20;
/** A list longer than this is not one user's devices: a server that pages in circles. */
const pageLimit = 20;

export function createGraphClient({
  baseUrl,
  tokens,
  attemptLimit = 4_000,
}: GraphClientOptions): GraphClient & BatchOnce {
  const { origin } = new URL(baseUrl);
  const send = createSender(origin, tokens, attemptLimit);

  function get(operation: string, path: string, deadline: Deadline): Promise<Answer> {
    return send(operation, path, undefined, deadline);
  }

  async function batch(requests: readonly BatchRead[], deadline: Deadline) {
    const answers = await sendBatch(requests, deadline);
    const waits = requests.flatMap((request) => {
      const wait = waitBeforeRetry(answers.get(request.id), 1, timeLeft(deadline));
      return wait === undefined ? [] : [{ request, wait }];
    });
    if (waits.length === 0) return answers;
    await pause(Math.max(...waits.map(({ wait }) => wait)), deadline.signal);
    const again = waits.map(({ request }) => request);
    // When the second batch fails as a whole, what the first one answered still stands.
    const second = await sendBatch(again, deadline).catch((error: unknown) => {
      if (error instanceof GraphError) return new Map<string, BatchAnswer>();
      throw error;
    });
    return new Map([...answers, ...second]);
  }

  async function sendBatch(requests: readonly BatchRead[], deadline: Deadline): Promise<Map<string, BatchAnswer>> {
    if (requests.length > batchLimit) throw new RangeError(`A batch takes ${batchLimit} requests`);
    const { body, requestId } = await send('batch', '/$batch', { requests: requests.map(toBatchEntry) }, deadline);
    return readBatchAnswers(requests, body, requestId);
  }

  const entriesOf: GraphClient['entriesOf'] = (operation, firstPage, deadline) =>
    readPages(operation, firstPage, origin, (path) => get(operation, path, deadline));

  return { get, batch, batchOnce: sendBatch, entriesOf };
}

async function readPages(
  operation: string,
  firstPage: Answer,
  origin: string,
  get: (path: string) => Promise<Answer>,
): Promise<readonly unknown[]> {
  const entries: unknown[] = [];
  let page = firstPage;
  for (let pages = 1; pages <= pageLimit; pages++) {
    const parsed = ListPage.safeParse(page.body);
    if (!parsed.success) break;
    entries.push(...parsed.data.value);
    const next = parsed.data['@odata.nextLink'];
    if (next === undefined) return entries;
    page = await get(pathOnOwnHost(operation, next, origin));
  }
  throw new GraphError(operation, 'not-understood', { requestId: page.requestId });
}

function toBatchEntry({ id, url, headers, body }: BatchRead) {
  if (body === undefined) return { id, method: 'GET', url, ...(headers && { headers }) };
  return { id, method: 'POST', url, headers: { ...headers, 'Content-Type': 'application/json' }, body };
}

function readBatchAnswers(
  requests: readonly BatchRead[],
  body: unknown,
  requestId: string | undefined,
): Map<string, BatchAnswer> {
  const outside = BatchAnswers.safeParse(body);
  if (!outside.success) throw new GraphError('batch', 'not-understood', { requestId });
  const asked = new Set(requests.map(({ id }) => id));
  const answers = new Map<string, BatchAnswer>();
  for (const response of outside.data.responses) {
    const parsed = BatchAnswerEntry.safeParse(response);
    if (!parsed.success || !asked.has(parsed.data.id)) continue;
    const { id, status, headers, body: answer } = parsed.data;
    const header = headerIn(headers ?? {});
    const isGood = status >= 200 && status < 300;
    answers.set(
      id,
      isGood
        ? { body: answer, requestId: header('request-id') ?? requestId }
        : toGraphError(id, { status, header }, requestId, codeIn(answer)),
    );
  }
  for (const id of asked) if (!answers.has(id)) answers.set(id, new GraphError(id, 'not-understood', { requestId }));
  return answers;
}

/** The code of an error, never its text. */
function codeIn(answer: unknown): string | undefined {
  const parsed = ErrorBody.safeParse(answer);
  return parsed.success ? parsed.data.error.code : undefined;
}

/** Header names in a batch come in any case. */
function headerIn(headers: Readonly<Record<string, unknown>>): AnswerHead['header'] {
  const lowerCased = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
  return (name) => lowerCased.get(name);
}

/** The token must not follow a link to another host. */
export function pathOnOwnHost(operation: string, link: string, origin: string): string {
  const url = URL.parse(link, origin);
  if (url?.origin !== origin || !url.pathname.startsWith(`/${version}/`)) {
    throw new GraphError(operation, 'not-understood', { reason: 'next-link' });
  }
  return url.pathname.slice(version.length + 1) + url.search;
}
