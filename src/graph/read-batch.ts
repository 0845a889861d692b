import type { Known } from '../passkeys/facts.ts';
import type { Deadline } from './deadline.ts';
import type { BatchAnswer, BatchRead, GraphClient } from './graph-client.ts';
import { GraphError } from './graph-error.ts';
import { known, unknown } from './known.ts';

/** The answers to one batch. What failed is reported when it is taken, once. */
export type BatchReader = {
  /** `parse` gives undefined for what it does not understand. */
  one<T>(id: string, parse: (body: unknown) => T | undefined): Known<T>;
  /** Follows further pages. A list that was read only in part is unknown. */
  list<T>(id: string, parse: (entries: readonly unknown[]) => T): Promise<Known<T>>;
  /** Why it failed, unreported: for failures that say something. */
  failureOf(id: string): GraphError | undefined;
};

export type ReportFailure = (error: GraphError) => void;

export async function readBatch(
  client: GraphClient,
  requests: readonly BatchRead[],
  deadline: Deadline,
  report: ReportFailure,
): Promise<BatchReader> {
  try {
    const answers = await client.batch(requests, deadline);
    return answersReader(client, answers, deadline, report);
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    report(error);
    return { one: () => unknown(error.code), list: async () => unknown(error.code), failureOf: () => error };
  }
}

/** For a batch that was never answered. */
export const nothingRead: BatchReader = {
  one: () => unknown('unavailable'),
  list: async () => unknown('unavailable'),
  failureOf: () => undefined,
};

function answersReader(
  client: GraphClient,
  answers: ReadonlyMap<string, BatchAnswer>,
  deadline: Deadline,
  report: ReportFailure,
): BatchReader {
  const fail = (error: GraphError) => {
    report(error);
    return unknown(error.code);
  };
  const answerTo = (id: string): BatchAnswer => answers.get(id) ?? new GraphError(id, 'not-understood');

  return {
    one(id, parse) {
      const answer = answerTo(id);
      if (answer instanceof GraphError) return fail(answer);
      const value = parse(answer.body);
      if (value === undefined) return fail(new GraphError(id, 'not-understood', { requestId: answer.requestId }));
      return known(value);
    },
    async list(id, parse) {
      const answer = answerTo(id);
      if (answer instanceof GraphError) return fail(answer);
      try {
        return known(parse(await client.entriesOf(id, answer, deadline)));
      } catch (error) {
        if (error instanceof GraphError) return fail(error);
        throw error;
      }
    },
    failureOf(id) {
      const answer = answerTo(id);
      return answer instanceof GraphError ? answer : undefined;
    },
  };
}
