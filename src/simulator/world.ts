import { AuditLog } from './audit-log.ts';
import type { CastMember } from './cast-member.ts';
import { generatedId, generatedIndex, generatedPerson } from './generated-people.ts';
import { castId, ownedId } from './ids.ts';
import type { Source } from './paging.ts';
import { personFromCast } from './person-from-cast.ts';
import { managerAudit } from './reporting-line-audit.ts';
import type { Entity, Person, Tap } from './resources.ts';
import * as tenant from './tenant.ts';

/** The tenant as it is now. Everything in it can be changed while the simulator runs. */
export class World {
  readonly tenantId = tenant.tenantId;
  /** Without a licence Intune refuses every question. */
  hasIntune = true;
  /** Largest page of any collection; undefined: Graph's own sizes. */
  pageSize: number | undefined = undefined;
  /** Graph's answer to `authentication/methods` need not carry `passkeyType`. */
  showsPasskeyType = true;
  /** Sources disagree: a pass for somebody outside the policy is refused, or made and no good for signing in. */
  refusesTapOutsidePolicy = true;
  /** The documentation says that a new pass replaces the old one; an error has been seen. https://github.com/KelvinTegelaar/CIPP/issues/4436 */
  refusesSecondTap = false;
  /** Without the licence nobody can ask who is eligible for a role. */
  hasPim = true;
  /** Which of the two documented activities a new manager is written down as. */
  managerAudit: 'Set user manager' | 'Update user' = 'Set user manager';
  readonly audits = new AuditLog();
  readonly now: () => Date;
  readonly groups = new Map<string, tenant.Group>(tenant.groups.map((group) => [group.id, group]));
  fido2Policy: tenant.Fido2Policy = tenant.fido2Policy;
  tapPolicy: tenant.TapPolicy = tenant.tapPolicy;
  authenticatorPolicy: Entity = tenant.authenticatorPolicy;

  readonly #cast: readonly CastMember[];
  readonly #generated: number;
  readonly #people = new Map<string, Person>();
  readonly #idOfUpn = new Map<string, string>();
  readonly #startedAt: Date;
  readonly #tapValues: string[] = [];
  #made = 0;
  #latest: { readonly index: number; readonly person: Person } | undefined;

  constructor(cast: readonly CastMember[], generated: number, now: () => Date) {
    this.#cast = cast;
    this.#generated = generated;
    this.now = now;
    this.#startedAt = now();
    for (const member of cast) this.#put(this.#fromCast(member));
    this.#recordManagers();
  }

  person(idOrUpn: string): Person | undefined {
    const key = idOrUpn.toLowerCase();
    const known = this.#people.get(key) ?? this.#people.get(this.#idOfUpn.get(key) ?? '');
    if (known) return known;
    const index = generatedIndex(key);
    if (index === undefined || index >= this.#generated) return undefined;
    return this.#people.get(generatedId(index)) ?? this.#generate(index);
  }

  /** Somebody of the cast, for the page and for tests. */
  named(nick: string): Person | undefined {
    const member = this.#cast.find((other) => other.nick === nick);
    return member && this.#people.get(castId(member.number));
  }

  /** The cast, without the generated users. */
  members(): readonly Person[] {
    return this.#cast.flatMap(({ number }) => this.#people.get(castId(number)) ?? []);
  }

  /** The cast first, then the generated users. */
  everybody(): Source<Person> {
    const cast = this.#cast.length;
    return {
      length: cast + this.#generated,
      at: (index) => {
        const member = this.#cast[index];
        const person = this.person(member ? castId(member.number) : generatedId(index - cast));
        if (person === undefined) throw new RangeError(`Nobody at ${index}`);
        return person;
      },
    };
  }

  change(id: string, change: (person: Person) => Person): Person {
    const person = this.person(id);
    if (person === undefined) throw new RangeError(`Nobody has the id ${id}`);
    const changed = change(person);
    this.#put(changed);
    return changed;
  }

  /** For something that comes into being while the simulator runs. */
  newId(kind: string, owner: Person): string {
    this.#made++;
    return ownedId(kind, owner.user.id, 1000 + this.#made);
  }

  /** As on the first day. */
  reset(id: string): void {
    const member = this.#cast.find(({ number }) => castId(number) === id);
    if (member) this.#put(this.#fromCast(member));
    else this.#people.delete(id);
  }

  resetTenant(): void {
    this.hasIntune = true;
    this.pageSize = undefined;
    this.showsPasskeyType = true;
    this.refusesTapOutsidePolicy = true;
    this.refusesSecondTap = false;
    this.hasPim = true;
    this.managerAudit = 'Set user manager';
    this.fido2Policy = tenant.fido2Policy;
    this.tapPolicy = tenant.tapPolicy;
    this.authenticatorPolicy = tenant.authenticatorPolicy;
    this.groups.clear();
    for (const group of tenant.groups) this.groups.set(group.id, group);
    for (const member of this.#cast) this.reset(castId(member.number));
    this.audits.clear();
    this.#recordManagers();
  }

  giveTap(id: string, tap: Tap): void {
    this.#tapValues.push(tap.value);
    this.change(id, (person) => ({ ...person, tap }));
  }

  /** What Entra would never tell again. For tests. */
  tapValue(idOrNick: string): string | undefined {
    return (this.person(idOrNick) ?? this.named(idOrNick))?.tap?.value;
  }

  /** Every one there ever was, to look for where none may be. For tests. */
  tapValues(): readonly string[] {
    return this.#tapValues;
  }

  /** Ids of all groups that a person is in, nested ones included. */
  groupIdsOf(person: Person): ReadonlySet<string> {
    const found = new Set<string>();
    const waiting = [...person.groupIds];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (found.has(id)) continue;
      found.add(id);
      waiting.push(...(this.groups.get(id)?.parentIds ?? []));
    }
    return found;
  }

  addGroup(group: tenant.Group): void {
    this.groups.set(group.id, group);
  }

  join(personId: string, groupId: string): void {
    this.change(personId, (person) => ({ ...person, groupIds: [...person.groupIds, groupId] }));
  }

  leave(personId: string, groupId: string): void {
    this.change(personId, (person) => ({ ...person, groupIds: person.groupIds.filter((id) => id !== groupId) }));
  }

  allowSelfService(isAllowed: boolean): void {
    this.fido2Policy = { ...this.fido2Policy, isSelfServiceRegistrationAllowed: isAllowed };
  }

  /** The parts of a batch ask about the same user one after the other. */
  #generate(index: number): Person {
    if (this.#latest?.index !== index) this.#latest = { index, person: generatedPerson(index, this.#startedAt) };
    return this.#latest.person;
  }

  #fromCast(member: CastMember): Person {
    const idOfNick = (nick: string) => {
      const found = this.#cast.find((other) => other.nick === nick);
      return found && castId(found.number);
    };
    return personFromCast(member, this.#startedAt, idOfNick);
  }

  #recordManagers(): void {
    for (const { number, managerSetMinutesAgo } of this.#cast) {
      const person = this.person(castId(number));
      const manager = this.person(person?.managerId ?? '');
      if (managerSetMinutesAgo === undefined || person === undefined || manager === undefined) continue;
      const at = new Date(this.#startedAt.getTime() - managerSetMinutesAgo * 60_000);
      const by = { kind: 'app', appId: undefined } as const;
      this.audits.record(managerAudit({ activity: this.managerAudit, person, manager, before: undefined, by, at }));
    }
  }

  #put(person: Person): void {
    this.#people.set(person.user.id, person);
    this.#idOfUpn.set(person.user.userPrincipalName.toLowerCase(), person.user.id);
  }
}
