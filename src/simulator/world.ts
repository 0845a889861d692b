import { AuditLog } from './audit-log.ts';
import type { CastMember } from './cast-member.ts';
import { castId, ownedId } from './ids.ts';
import { Installs } from './installs.ts';
import type { Source } from './paging.ts';
import { People } from './people.ts';
import { RegistrationReport } from './registration-report.ts';
import { managerAudit } from './reporting-line-audit.ts';
import type { GraphUser, Installation, Person, Tap } from './resources.ts';
import type { TeamsApp } from './teams-apps.ts';
import { TenantState } from './tenant-state.ts';
import { Throttle, type Throttling } from './throttle.ts';

export type WorldOptions = {
  readonly cast: readonly CastMember[];
  /** Users besides the cast. */
  readonly users: number;
  /** false: those are all alike. */
  readonly isVaried: boolean;
  readonly now: () => Date;
  readonly throttling: Throttling;
  /** Milliseconds, for the limits. */
  readonly clock: (() => number) | undefined;
};

/** The tenant as it is now. Everything in it can be changed while the simulator runs. */
export class World extends TenantState {
  readonly audits = new AuditLog();
  readonly now: () => Date;
  readonly installs = new Installs();
  readonly throttle: Throttle;
  readonly people: People;
  readonly report: RegistrationReport;

  readonly #startedAt: Date;
  readonly #tapValues: string[] = [];
  #made = 0;

  constructor({ cast, users, isVaried, now, throttling, clock }: WorldOptions) {
    super();
    this.throttle = new Throttle(throttling, clock);
    this.now = now;
    this.#startedAt = now();
    this.people = new People(cast, { count: users, isVaried, startedAt: this.#startedAt });
    this.report = new RegistrationReport(this);
    this.#recordManagers();
  }

  person(idOrUpn: string): Person | undefined {
    return this.people.person(idOrUpn);
  }

  /** Somebody of the cast, for the page and for tests. */
  named(nick: string): Person | undefined {
    return this.people.named(nick);
  }

  /** The cast, without the generated users. */
  members(): readonly Person[] {
    return this.people.members();
  }

  /** Members of a group; with `isTransitive` those of the groups in it too. */
  membersOf(groupId: string, isTransitive: boolean): Source<GraphUser> {
    return this.people.in(new Set(isTransitive ? [groupId, ...this.groupsIn(groupId)] : [groupId]));
  }

  change(id: string, change: (person: Person) => Person): Person {
    const person = this.person(id);
    if (person === undefined) throw new RangeError(`Nobody has the id ${id}`);
    this.report.catchUp();
    const changed = change(person);
    this.people.put(changed);
    return changed;
  }

  /** For something that comes into being while the simulator runs. */
  newId(kind: string, owner: Person): string {
    this.#made++;
    return ownedId(kind, owner.user.id, 1000 + this.#made);
  }

  /** As on the first day. */
  reset(id: string): void {
    this.report.catchUp();
    this.people.reset(id);
  }

  resetTenant(): void {
    this.resetState();
    this.people.resetCast();
    this.audits.clear();
    this.installs.clear();
    this.throttle.reset();
    this.report.restart();
    this.#recordManagers();
  }

  /** As Teams does it, without telling the bot: whoever plays Teams sees it in `installs`. */
  install(person: Person, app: TeamsApp): Installation {
    const userId = person.user.id;
    const installation = {
      id: Buffer.from(`${userId}##${app.id}`).toString('base64url'),
      appId: app.id,
      chatId: `19:${userId}_${app.id}@unq.gbl.spaces`,
    };
    this.change(userId, (now) => ({ ...now, installations: [...now.installations, installation] }));
    const { appId, chatId } = installation;
    this.installs.add({ at: this.now(), userId, appId, installationId: installation.id, chatId });
    return installation;
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
    return this.closure(person.groupIds, (id) => this.groups.get(id)?.parentIds ?? []);
  }

  join(personId: string, groupId: string): void {
    this.change(personId, (person) => ({ ...person, groupIds: [...person.groupIds, groupId] }));
  }

  leave(personId: string, groupId: string): void {
    this.change(personId, (person) => ({ ...person, groupIds: person.groupIds.filter((id) => id !== groupId) }));
  }

  #recordManagers(): void {
    for (const { number, managerSetMinutesAgo } of this.people.cast) {
      const person = this.person(castId(number));
      const manager = this.person(person?.managerId ?? '');
      if (managerSetMinutesAgo === undefined || person === undefined || manager === undefined) continue;
      const at = new Date(this.#startedAt.getTime() - managerSetMinutesAgo * 60_000);
      const by = { kind: 'app', appId: undefined } as const;
      this.audits.record(managerAudit({ activity: this.managerAudit, person, manager, before: undefined, by, at }));
    }
  }
}
