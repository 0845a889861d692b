import type { CastMember } from './cast-member.ts';
import {
  type GeneratedPeople,
  generatedGroupIds,
  generatedId,
  generatedIndex,
  generatedManagedDevices,
  generatedPerson,
  generatedUser,
  generatedVariety,
  isGeneratedIn,
} from './generated-people.ts';
import { castId } from './ids.ts';
import { type Source, sourceOf } from './paging.ts';
import { personFromCast } from './person-from-cast.ts';
import type { Entity, GraphUser, Person } from './resources.ts';
import { allIndexes, corrected, type Indexes, joinedSource, mapped, someIndexes } from './sources.ts';

/** Everybody there is: the cast, and generated users that are made when looked at and kept once they change. */
export class People {
  readonly cast: readonly CastMember[];
  readonly generated: GeneratedPeople;
  readonly #known = new Map<string, Person>();
  readonly #changed = new Map<number, Person>();
  readonly #idOfUpn = new Map<string, string>();
  readonly #indexes = new Map<string, Indexes>();
  #latest: Person | undefined;

  constructor(cast: readonly CastMember[], generated: GeneratedPeople) {
    this.cast = cast;
    this.generated = generated;
    for (const member of cast) this.put(this.#fromCast(member));
  }

  /** Nobody who has been deleted. */
  person(idOrUpn: string): Person | undefined {
    const found = this.known(idOrUpn) ?? this.#generate(generatedIndex(idOrUpn.toLowerCase()));
    return found?.deletedAt === undefined ? found : undefined;
  }

  /** Of the cast, or changed; deleted or not. */
  known(idOrUpn: string): Person | undefined {
    const key = idOrUpn.toLowerCase();
    return this.#known.get(key) ?? this.#known.get(this.#idOfUpn.get(key) ?? '');
  }

  named(nick: string): Person | undefined {
    const member = this.cast.find((other) => other.nick === nick);
    return member && this.#known.get(castId(member.number));
  }

  /** The cast, deleted or not. */
  members(): readonly Person[] {
    return this.cast.flatMap(({ number }) => this.#known.get(castId(number)) ?? []);
  }

  /** Generated users that are not as they were made, by index. */
  changed(): ReadonlyMap<number, Person> {
    return this.#changed;
  }

  put(person: Person): void {
    const { id, userPrincipalName } = person.user;
    this.#known.set(id, person);
    this.#idOfUpn.set(userPrincipalName.toLowerCase(), id);
    const index = generatedIndex(id);
    if (index !== undefined) this.#changed.set(index, person);
  }

  /** As on the first day. */
  reset(id: string): void {
    const member = this.cast.find(({ number }) => castId(number) === id);
    if (member) {
      this.put(this.#fromCast(member));
      return;
    }
    this.#known.delete(id);
    this.#changed.delete(generatedIndex(id) ?? -1);
  }

  resetCast(): void {
    for (const member of this.cast) this.put(this.#fromCast(member));
  }

  /** The cast first, then the generated users. */
  everybody(): Source<GraphUser> {
    return this.#users(this.allIndexes(), () => true);
  }

  /** Direct members of any of these groups. */
  in(groupIds: ReadonlySet<string>): Source<GraphUser> {
    const made = generatedGroupIds.filter((id) => groupIds.has(id));
    const base = this.indexed(made.join(), (index) => made.some((id) => isGeneratedIn(this.generated, id, index)));
    return this.#users(base, (person) => person.groupIds.some((id) => groupIds.has(id)));
  }

  /** Everybody's phones and computers in one row. */
  managedDevices(): Source<Entity> {
    const alive = [...this.members(), ...this.#changed.values()].filter(({ deletedAt }) => deletedAt === undefined);
    const { generated } = this;
    // A generated user has one or none.
    const base = generated.isVaried
      ? this.indexed('managed', (index) => generatedVariety(generated, index).phone?.intune !== undefined)
      : this.allIndexes();
    const untouched = corrected(base, new Map([...this.#changed.keys()].map((index) => [index, false])));
    return joinedSource(
      sourceOf(alive.flatMap(({ managedDevices }) => managedDevices)),
      mapped(untouched, (index) => generatedManagedDevices(generated, index)[0] as Entity),
    );
  }

  /** Made once: looking at a million indexes takes some 10 ms. */
  indexed(name: string, isWanted: (index: number) => boolean): Indexes {
    const made = this.#indexes.get(name) ?? someIndexes(this.generated.count, isWanted);
    this.#indexes.set(name, made);
    return made;
  }

  allIndexes(): Indexes {
    return allIndexes(this.generated.count);
  }

  #users(base: Indexes, isIn: (person: Person) => boolean): Source<GraphUser> {
    const isWanted = (person: Person) => person.deletedAt === undefined && isIn(person);
    const now = new Map([...this.#changed].map(([index, person]) => [index, isWanted(person)]));
    return joinedSource(
      sourceOf(
        this.members()
          .filter(isWanted)
          .map(({ user }) => user),
      ),
      mapped(corrected(base, now), (index) => this.#changed.get(index)?.user ?? generatedUser(this.generated, index)),
    );
  }

  /** The parts of a batch ask about the same user one after the other. */
  #generate(index: number | undefined): Person | undefined {
    if (index === undefined || index >= this.generated.count) return undefined;
    const id = generatedId(index);
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    if (this.#latest?.user.id !== id) this.#latest = generatedPerson(this.generated, index);
    return this.#latest;
  }

  #fromCast(member: CastMember): Person {
    const idOfNick = (nick: string) => {
      const found = this.cast.find((other) => other.nick === nick);
      return found && castId(found.number);
    };
    return personFromCast(member, this.generated.startedAt, idOfNick);
  }
}
