import type { ClientClass } from './prepare-statements.ts';

/** pg's own words for `query_timeout`; the error has no code. */
const noAnswer = 'Query read timeout';

/**
 * A connection on which an answer never came is closed, so that the pool opens another one instead of handing it out
 * again: after a failover nobody was told of, TCP itself takes a quarter of an hour to notice.
 */
export function givingUpSilent(Base: ClientClass): ClientClass {
  return class extends Base {
    override query = ((...args: unknown[]) => {
      const query = super.query.bind(this) as (...args: unknown[]) => unknown;
      const answer = query(...args);
      if (answer instanceof Promise) answer.catch((error: unknown) => this.#giveUpAfter(error));
      return answer;
    }) as ClientClass['prototype']['query'];

    #giveUpAfter(error: unknown): void {
      if (error instanceof Error && error.message === noAnswer) this.connection.stream.destroy();
    }
  };
}
