import { generatedId, generatedIndex, generatedName, generatedPerson, generatedVariety } from './generated-people.ts';
import { kindCount, kindNumber } from './generated-variety.ts';
import { timestamp } from './ids.ts';
import { activeRoles } from './operator-rules.ts';
import { type Source, sourceOf } from './paging.ts';
import { type RegistrationFacts, registrationFacts, registrationRow } from './registration-row.ts';
import type { Entity, Person } from './resources.ts';
import { corrected, joinedSource, mapped } from './sources.ts';
import type { World } from './world.ts';

/** Rows of those who were known when it was written; undefined: they are left out. */
type Written = ReadonlyMap<string, Entity | undefined>;

/**
 * The report of who has registered what. It is written now and then and is old in between: up to 36 hours, says
 * https://learn.microsoft.com/entra/identity/authentication/howto-authentication-methods-activity
 */
export class RegistrationReport {
  readonly #world: World;
  /** By kind of generated user. */
  readonly #facts = new Map<number, RegistrationFacts>();
  #refreshMinutes = 24 * 60;
  #writtenAt: Date;
  #writtenMoment = '';
  #written: Written = new Map();

  constructor(world: World) {
    this.#world = world;
    this.#writtenAt = world.now();
    this.refresh();
  }

  get writtenAt(): Date {
    return this.#writtenAt;
  }

  /** 0: always as of now. */
  get refreshMinutes(): number {
    return this.#refreshMinutes;
  }

  set refreshMinutes(minutes: number) {
    this.catchUp();
    this.#refreshMinutes = minutes;
  }

  refresh(at = this.#world.now()): void {
    this.#writtenAt = at;
    this.#writtenMoment = timestamp(at);
    const { people } = this.#world;
    this.#written = new Map(
      [...people.members(), ...people.changed().values()].map((person) => [person.user.id, this.#rowOf(person)]),
    );
  }

  restart(): void {
    this.#refreshMinutes = 24 * 60;
    this.refresh();
  }

  /** Before anything changes: what should have been written by now is written as it is. */
  catchUp(): void {
    const period = this.#refreshMinutes * 60_000;
    const now = this.#world.now().getTime();
    if (period === 0) return;
    const missed = Math.floor((now - this.#writtenAt.getTime()) / period);
    if (missed > 0) this.refresh(new Date(this.#writtenAt.getTime() + missed * period));
  }

  rows(): Source<Entity> {
    this.#freshen();
    const { people } = this.#world;
    const now = new Map<number, boolean>();
    const cast: Entity[] = [];
    for (const [id, row] of this.#written) {
      const index = generatedIndex(id);
      if (index !== undefined) now.set(index, row !== undefined);
      else if (row !== undefined) cast.push(row);
    }
    const base = people.generated.isVaried
      ? people.indexed('enabled', (index) => !generatedVariety(people.generated, index).isDisabled)
      : people.allIndexes();
    return joinedSource(
      sourceOf(cast),
      mapped(corrected(base, now), (index) => this.#written.get(generatedId(index)) ?? this.#generatedRow(index)),
    );
  }

  row(id: string): Entity | undefined {
    this.#freshen();
    const key = id.toLowerCase();
    if (this.#written.has(key)) return this.#written.get(key);
    const index = generatedIndex(key);
    if (index === undefined || index >= this.#world.people.generated.count) return undefined;
    return generatedVariety(this.#world.people.generated, index).isDisabled ? undefined : this.#generatedRow(index);
  }

  #freshen(): void {
    if (this.#refreshMinutes === 0) this.refresh();
    else this.catchUp();
  }

  #rowOf(person: Person): Entity | undefined {
    if (person.deletedAt !== undefined || person.user.accountEnabled === false) return undefined;
    const isAdmin = activeRoles(this.#world, person).length > 0;
    return registrationRow(person.user, registrationFacts(person), isAdmin, this.#writtenMoment);
  }

  /** What is registered goes by the kind alone, so that a page takes no longer than writing it down. */
  #generatedRow(index: number): Entity {
    const { generated } = this.#world.people;
    const kind = generated.isVaried ? kindNumber(index) : kindCount;
    const facts = this.#facts.get(kind) ?? registrationFacts(generatedPerson(generated, index));
    this.#facts.set(kind, facts);
    return registrationRow(generatedName(index), facts, false, this.#writtenMoment);
  }
}
