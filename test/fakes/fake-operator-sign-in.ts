import type {
  ActingOperator,
  IssueResult,
  OperatorSignIn,
  TapOptions,
  WriteRefusal,
  WriteResult,
} from '../../src/helpdesk/acting-operator.ts';
import { Secret } from '../../src/helpdesk/secret.ts';
import type { AuthenticationMethod, TemporaryAccessPass } from '../../src/passkeys/facts.ts';
import type { UserId } from '../../src/passkeys/ids.ts';

type Operation = keyof ActingOperator;

/** One call to Graph with an operator's own rights. */
export type OperatorCall = {
  readonly operation: Operation;
  readonly operator: UserId;
  readonly subject: UserId;
  readonly options?: TapOptions;
  readonly target?: string;
};

/** How the next calls of an operation end. `uncertain`: no answer, and it did happen or not. */
export type Ending =
  | { readonly kind: 'refused'; readonly because: WriteRefusal }
  | { readonly kind: 'uncertain'; readonly happened: boolean };

/** Graph as the operators see it, with what they did. TAPs are unlike any other text, so that a leak is found. */
export class FakeOperatorSignIn implements OperatorSignIn {
  readonly calls: OperatorCall[] = [];
  /** Every TAP ever handed out, in the order of issuing. */
  readonly issued: string[] = [];
  readonly taps = new Map<UserId, TemporaryAccessPass>();
  /** Of the subjects; `deleteMethod` takes from here. */
  readonly methods = new Map<UserId, readonly AuthenticationMethod[]>();
  /** True: only a turn with a token acts, as in production. */
  needsToken = false;
  refusesSignIn: WriteRefusal | undefined;
  readonly #endings = new Map<Operation, Ending>();
  readonly #held = new Map<Operation, PromiseWithResolvers<void>>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  async actAs(operator: UserId, assertion: Secret<string> | undefined) {
    if (this.refusesSignIn) return { kind: 'refused' as const, because: this.refusesSignIn };
    if (this.needsToken && !assertion) return { kind: 'sign-in-needed' as const };
    return { kind: 'acting' as const, graph: this.#graphOf(operator) };
  }

  /** From now on, until `work`. */
  end(operation: Operation, ending: Ending): void {
    this.#endings.set(operation, ending);
  }

  work(): void {
    this.#endings.clear();
  }

  /** Calls wait until the returned function is called: a slow Graph without a clock. */
  hold(operation: Operation): () => void {
    const held = Promise.withResolvers<void>();
    this.#held.set(operation, held);
    return () => {
      this.#held.delete(operation);
      held.resolve();
    };
  }

  callsOf(operation: Operation): readonly OperatorCall[] {
    return this.calls.filter((call) => call.operation === operation);
  }

  #graphOf(operator: UserId): ActingOperator {
    return {
      tapsOf: async (subject) => {
        const ending = await this.#begin({ operation: 'tapsOf', operator, subject });
        if (ending) return { kind: 'refused', because: becauseOf(ending), requestId: requestId(this.calls) };
        const tap = this.taps.get(subject);
        return { kind: 'read', taps: tap ? [tap] : [] };
      },
      issueTap: async (subject, options) => {
        const ending = await this.#begin({ operation: 'issueTap', operator, subject, options });
        const result: IssueResult = this.#issue(subject, options, ending);
        return result;
      },
      deleteTap: (subject, target) =>
        this.#write({ operation: 'deleteTap', operator, subject, target }, () => {
          if (this.taps.get(subject)?.id !== target) return false;
          return this.taps.delete(subject);
        }),
      deleteMethod: (subject, { id }) =>
        this.#write({ operation: 'deleteMethod', operator, subject, target: id }, () => {
          const methods = this.methods.get(subject) ?? [];
          this.methods.set(
            subject,
            methods.filter((method) => method.id !== id),
          );
          return methods.some((method) => method.id === id);
        }),
      revokeSessions: (subject) => this.#write({ operation: 'revokeSessions', operator, subject }, () => true),
    };
  }

  async #begin(call: OperatorCall): Promise<Ending | undefined> {
    this.calls.push(call);
    await this.#held.get(call.operation)?.promise;
    return this.#endings.get(call.operation);
  }

  #issue(subject: UserId, options: TapOptions, ending: Ending | undefined): IssueResult {
    const id = `tap-${this.calls.length}`;
    if (ending?.kind === 'refused') {
      return { kind: 'refused', because: ending.because, requestId: requestId(this.calls) };
    }
    const { lifetime, isUsableOnce } = options;
    const startsAt = options.startsAt ?? this.#now();
    if (!ending || ending.happened) {
      const isUsable = startsAt <= this.#now();
      this.taps.set(subject, { kind: 'temporary-access-pass', id, isUsable, startsAt, lifetime, isUsableOnce });
    }
    if (ending) return { kind: 'uncertain', requestId: requestId(this.calls) };
    const tap = `Zq7+kv${String(this.issued.length + 1).padStart(4, '0')}#w`;
    this.issued.push(tap);
    return {
      kind: 'issued',
      issued: { id, tap: new Secret(tap), startsAt, lifetime, isUsableOnce },
      requestId: requestId(this.calls),
    };
  }

  async #write(call: OperatorCall, happen: () => boolean): Promise<WriteResult> {
    const ending = await this.#begin(call);
    if (ending?.kind === 'refused') {
      return { kind: 'refused', because: ending.because, requestId: requestId(this.calls) };
    }
    const isFound = ending && !ending.happened ? true : happen();
    if (ending) return { kind: 'uncertain', requestId: requestId(this.calls) };
    if (!isFound) return { kind: 'refused', because: 'not-found', requestId: requestId(this.calls) };
    return { kind: 'done', requestId: requestId(this.calls) };
  }
}

function becauseOf(ending: Ending): WriteRefusal {
  return ending.kind === 'refused' ? ending.because : 'unavailable';
}

function requestId(calls: readonly OperatorCall[]): string {
  return `request-${calls.length}`;
}
