import type { AuthenticationMethod, Facts, Known, Unreadable } from '../../src/passkeys/facts.ts';
import type { UserId } from '../../src/passkeys/ids.ts';

type FactsPart = Exclude<keyof Facts, 'user' | 'readAt'>;
type Tenant = Pick<Facts, 'passkeyPolicy' | 'tapPolicy'>;

/** Holds what Graph would say. Whoever was never set is not found. */
export class FakeDirectory {
  readonly #now: () => Date;
  readonly #facts = new Map<UserId, Facts>();
  readonly #unreadable = new Map<FactsPart, Unreadable>();
  #held: PromiseWithResolvers<void> | undefined;
  #tenant: Tenant | undefined;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** The policies in the first facts set are the tenant's, also for people who are not found. */
  set(facts: Facts): void {
    this.#tenant ??= facts;
    this.#facts.set(facts.user, facts);
  }

  change(user: UserId, change: (facts: Facts) => Partial<Facts>): void {
    const facts = this.#facts.get(user);
    if (!facts) throw new RangeError(`Nobody has the id ${user}`);
    this.#facts.set(user, { ...facts, ...change(facts) });
  }

  /** Adds to the methods, as a registration does. */
  register(user: UserId, method: AuthenticationMethod): void {
    this.change(user, ({ methods }) => ({
      methods: { known: true, value: [...(methods.known ? methods.value : []), method] },
    }));
  }

  /** From now on these parts cannot be read; without parts, none can. */
  fail(because: Unreadable, ...parts: readonly FactsPart[]): void {
    for (const part of parts.length > 0 ? parts : allParts) this.#unreadable.set(part, because);
  }

  recover(): void {
    this.#unreadable.clear();
  }

  /** Answers wait until the returned function is called: a slow Graph without a clock. */
  hold(): () => void {
    const held = Promise.withResolvers<void>();
    this.#held = held;
    return () => {
      this.#held = undefined;
      held.resolve();
    };
  }

  async factsAbout(user: UserId): Promise<Facts> {
    await this.#held?.promise;
    const facts = this.#facts.get(user) ?? { ...this.#notFound(user), ...this.#policies() };
    const failed = Object.fromEntries([...this.#unreadable].map(([part, because]) => [part, unread(because)]));
    return { ...facts, ...failed, readAt: this.#now() };
  }

  async methodsOf(user: UserId): Promise<Known<readonly AuthenticationMethod[]>> {
    return (await this.factsAbout(user)).methods;
  }

  #policies(): Tenant {
    const { passkeyPolicy = unread('not-found'), tapPolicy = unread('not-found') } = this.#tenant ?? {};
    return { passkeyPolicy, tapPolicy };
  }

  #notFound(user: UserId): Facts {
    const nothing = unread('not-found');
    return {
      user,
      readAt: this.#now(),
      account: nothing,
      methods: nothing,
      intuneDevices: nothing,
      entraDevices: nothing,
      passkeyPolicy: nothing,
      tapPolicy: nothing,
      memberOf: nothing,
    };
  }
}

const allParts: readonly FactsPart[] = [
  'account',
  'methods',
  'intuneDevices',
  'entraDevices',
  'passkeyPolicy',
  'tapPolicy',
  'memberOf',
];

function unread(because: Unreadable): { readonly known: false; readonly because: Unreadable } {
  return { known: false, because };
}
