import { setTimeout as sleep } from 'node:timers/promises';
import type { AskOnce } from './ask-once.ts';
import { pathOnOwnHost } from './graph-client.ts';
import { GraphError, toGraphError } from './graph-error.ts';
import type { TakeTurn } from './pace-requests.ts';
import { ListPage } from './schema.ts';

/** How stubbornly one page is asked for. */
export type Patience = {
  readonly tries: number;
  /** Milliseconds; doubled from try to try, where Graph does not say how long to wait. */
  readonly backoffMs: number;
  /** Milliseconds. Graph is obeyed when it asks for a longer wait than any backoff; for more than this it is given up. */
  readonly longestMs: number;
};

export const patient: Patience = { tries: 12, backoffMs: 1_000, longestMs: 10 * 60_000 };

export type PageQuestion = {
  readonly operation: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly takeTurn: TakeTurn;
  /** Before every request, those that are sent again included. */
  readonly onRequest: () => void;
};

export type PageReader = {
  readonly origin: string;
  readonly ask: AskOnce;
  readonly patience: Patience;
};

/** Pages of 999: ten million people. More is a server that pages in circles. */
const mostPages = 10_000;
/** Milliseconds. */
const longestBackoff = 30_000;

/** One page of a list after the other, and never two at once. Fails with a `GraphError`. */
export async function* streamPages(question: PageQuestion, reader: PageReader): AsyncGenerator<readonly unknown[]> {
  let path = question.path;
  for (let pages = 0; pages < mostPages; pages++) {
    const { entries, next } = await readPage({ ...question, path }, reader);
    yield entries;
    if (next === undefined) return;
    if (next === path) break;
    path = next;
  }
  throw new GraphError(question.operation, 'not-understood', { reason: 'next-link' });
}

type Page = { readonly entries: readonly unknown[]; readonly next: string | undefined };

async function readPage(question: PageQuestion, reader: PageReader): Promise<Page> {
  for (let tries = 1; ; tries++) {
    await question.takeTurn();
    question.onRequest();
    try {
      return await askForPage(question, reader);
    } catch (error) {
      const wait = waitBeforeAgain(error, tries, reader.patience);
      if (wait === undefined) throw error;
      // Nobody who is ending waits for this.
      await sleep(wait, undefined, { ref: false });
    }
  }
}

async function askForPage({ operation, path, headers }: PageQuestion, { ask, origin }: PageReader): Promise<Page> {
  const answer = await ask({ operation, path, ...(headers && { headers }) });
  if (!answer.isGood) throw toGraphError(operation, answer, undefined, answer.code);
  const page = ListPage.safeParse(answer.body);
  if (!page.success) {
    throw new GraphError(operation, 'not-understood', {
      status: answer.status,
      requestId: answer.header('request-id'),
      reason: damaged,
    });
  }
  const next = page.data['@odata.nextLink'];
  return { entries: page.data.value, next: next && pathOnOwnHost(operation, next, origin) };
}

/** A page that stops half-way, or somebody else's page in its place. */
const damaged = 'damaged-page';

/** Milliseconds; undefined: asking again does not help. */
function waitBeforeAgain(error: unknown, tries: number, patience: Patience): number | undefined {
  if (!(error instanceof GraphError) || tries >= patience.tries || !passes(error)) return undefined;
  if (error.retryAfter !== undefined) return error.retryAfter <= patience.longestMs ? error.retryAfter : undefined;
  const wait = Math.min(patience.backoffMs * 2 ** (tries - 1), longestBackoff);
  // Half of it by chance, so that instances that were refused together do not come back together.
  return wait / 2 + Math.random() * (wait / 2);
}

function passes({ code, reason }: GraphError): boolean {
  return code === 'throttled' || code === 'unavailable' || code === 'timed-out' || reason === damaged;
}
