import type { Roles, Subjects } from '../../src/helpdesk/ports.ts';
import type { Person, SubjectFacts } from '../../src/helpdesk/subject.ts';
import type { AuthenticationMethod, Unreadable } from '../../src/passkeys/facts.ts';
import { groupId, type UserId } from '../../src/passkeys/ids.ts';

export const operatorGroup = groupId('0be4a700-0000-4000-8000-000000000003');

type Part = Exclude<keyof SubjectFacts, 'subject' | 'readAt'>;
const parts: readonly Part[] = [
  'person',
  'methods',
  'tapPolicy',
  'memberOf',
  'privileges',
  'manager',
  'managerChangedRecently',
];

/** Whom the help desk finds. Whoever was never set is not found. */
export class FakeSubjects implements Subjects {
  /** What was searched for, as it arrived. */
  readonly queries: string[] = [];
  /** Whose names were asked for, call by call. */
  readonly nameReads: (readonly UserId[])[] = [];
  readonly #facts = new Map<UserId, SubjectFacts>();
  readonly #now: () => Date;
  #unreadable: Unreadable | undefined;

  constructor(now: () => Date) {
    this.#now = now;
  }

  set(facts: SubjectFacts): void {
    this.#facts.set(facts.subject, facts);
  }

  change(subject: UserId, change: Partial<SubjectFacts>): void {
    this.set({ ...this.#factsOf(subject), ...change });
  }

  changePerson(subject: UserId, change: Partial<Person>): void {
    const { person } = this.#factsOf(subject);
    if (!person.known) throw new RangeError(`Nobody has the id ${subject}`);
    this.change(subject, { person: { known: true, value: { ...person.value, ...change } } });
  }

  setMethods(subject: UserId, methods: readonly AuthenticationMethod[]): void {
    this.change(subject, { methods: { known: true, value: methods } });
  }

  /** One part, of one subject. */
  hide(subject: UserId, part: Part, because: Unreadable = 'forbidden'): void {
    this.change(subject, { [part]: { known: false, because } });
  }

  /** From now on nothing can be read. */
  fail(because: Unreadable = 'unavailable'): void {
    this.#unreadable = because;
  }

  async search(query: string) {
    this.queries.push(query);
    if (this.#unreadable) return { known: false as const, because: this.#unreadable };
    const wanted = query.toLowerCase();
    const found = [...this.#facts.values()].flatMap(({ person }) => (person.known ? [person.value] : []));
    const people = found.filter(({ name, upn, mail }) =>
      [name, upn, mail ?? ''].some((text) => text.toLowerCase().includes(wanted)),
    );
    return { known: true as const, value: { people: people.slice(0, 8), more: people.length > 8 } };
  }

  async factsAbout(subject: UserId): Promise<SubjectFacts> {
    const facts = this.#facts.get(subject);
    const because = this.#unreadable ?? (facts ? undefined : 'not-found');
    const unread = { known: false, because } as const;
    const hidden = because && Object.fromEntries(parts.map((part) => [part, unread]));
    return { ...(facts ?? ({ subject } as SubjectFacts)), readAt: this.#now(), ...hidden };
  }

  async namesOf(people: readonly UserId[]) {
    this.nameReads.push(people);
    if (this.#unreadable) return new Map<UserId, string>();
    return new Map(
      [...this.#facts.values()].flatMap(({ subject, person }) =>
        person.known && people.includes(subject) ? [[subject, person.value.name] as const] : [],
      ),
    );
  }

  #factsOf(subject: UserId): SubjectFacts {
    const facts = this.#facts.get(subject);
    if (!facts) throw new RangeError(`Nobody has the id ${subject}`);
    return facts;
  }
}

/** Who is an operator. */
export class FakeRoles implements Roles {
  readonly #cached = new Set<UserId>();
  readonly #now = new Set<UserId>();

  give(...users: readonly UserId[]): void {
    for (const user of users) {
      this.#cached.add(user);
      this.#now.add(user);
    }
  }

  /** What is cached still says yes. */
  takeFrom(user: UserId): void {
    this.#now.delete(user);
  }

  /** Long enough ago that nothing cached says otherwise. */
  dismiss(user: UserId): void {
    this.#cached.delete(user);
    this.#now.delete(user);
  }

  groupsOf() {
    return [operatorGroup];
  }

  async has(user: UserId): Promise<boolean> {
    return this.#cached.has(user);
  }

  async hasNow(user: UserId): Promise<boolean> {
    return this.#now.has(user);
  }
}
