import type { Roles, Subjects } from '../../src/helpdesk/ports.ts';
import type { SubjectFacts } from '../../src/helpdesk/subject.ts';
import type { GroupId, UserId } from '../../src/passkeys/ids.ts';

export type SubjectPart = Exclude<keyof SubjectFacts, 'subject' | 'readAt'>;

/** People to search and to judge, in a world where these things hold. */
export type SubjectsWorld = {
  readonly subjects: Subjects;
  readonly now: Date;
  /** Stella Marchetti: enabled, no guest, password and Authenticator, no role, in `group`, the same manager for long. */
  readonly stella: UserId;
  /** Her manager, and his. */
  readonly manager: UserId;
  readonly managerOfManager: UserId;
  readonly nobody: UserId;
  readonly group: GroupId;
  /** From now on this part is forbidden. */
  forbid(part: SubjectPart): void;
  /** From now on nothing at all can be read. */
  forbidEverything(): void;
  close(): Promise<void>;
};

const parts: readonly SubjectPart[] = [
  'person',
  'methods',
  'tapPolicy',
  'memberOf',
  'privileges',
  'manager',
  'managerChangedRecently',
];
const forbidden = { known: false, because: 'forbidden' };

/** What the flows rely on; the room and its fake both pass it. */
export function subjectsContract(name: string, makeWorld: () => Promise<SubjectsWorld>): void {
  describe(`${name} knows subjects`, () => {
    let world: SubjectsWorld;
    beforeEach(async () => {
      world = await makeWorld();
    });
    afterEach(() => world.close());

    test.each(['Stella', 'stella marchetti', 'STELLA@contoso.example'])('found by %s', async (query) => {
      const found = await world.subjects.search(query);

      expect(found).toMatchObject({ known: true, value: { people: [{ id: world.stella }], more: false } });
    });

    test('nobody found is an answer', async () => {
      expect(await world.subjects.search('Xyzzy Nobody')).toEqual({ known: true, value: { people: [], more: false } });
    });

    test('of a crowd 8 are shown, and that there are more', async () => {
      const found = await world.subjects.search('Crowd');

      expect(found).toMatchObject({ known: true, value: { more: true } });
      expect(found.known && found.value.people).toHaveLength(8);
    });

    test('names of many, and whoever is not found is missing', async () => {
      const names = await world.subjects.namesOf([world.stella, world.nobody, world.stella]);

      expect([...names]).toEqual([[world.stella, 'Stella Marchetti']]);
    });

    test('names that cannot be read are missing', async () => {
      world.forbidEverything();

      expect(await world.subjects.namesOf([world.stella])).toEqual(new Map());
    });

    test('every part about somebody is known, and holds what was read', async () => {
      const facts = await world.subjects.factsAbout(world.stella);

      expect(facts).toMatchObject({ subject: world.stella, readAt: world.now });
      expect(facts.person).toMatchObject({
        value: {
          id: world.stella,
          name: 'Stella Marchetti',
          upn: 'stella@contoso.example',
          enabled: true,
          isGuest: false,
        },
      });
      const kinds = facts.methods.known ? facts.methods.value.map(({ kind }) => kind) : [];
      expect(kinds).toEqual(expect.arrayContaining(['password', 'authenticator-app']));
      expect(facts.tapPolicy).toMatchObject({ value: { state: 'enabled', minimumLifetime: 60, maximumLifetime: 480 } });
      expect(facts.memberOf).toEqual({ known: true, value: new Set([world.group]) });
      expect(facts.privileges).toEqual({ known: true, value: [] });
      expect(facts.manager).toMatchObject({
        known: true,
        value: { id: world.manager, enabled: true, isGuest: false, above: [world.managerOfManager] },
      });
      expect(facts.managerChangedRecently).toEqual({ known: true, value: false });
    });

    test('nobody is not found, and that is no failure', async () => {
      const facts = await world.subjects.factsAbout(world.nobody);

      for (const part of ['person', 'methods', 'memberOf', 'manager'] as const)
        expect([part, facts[part]]).toEqual([part, { known: false, because: 'not-found' }]);
    });

    test.each(parts)('%s may be unknown while the rest is known', async (part) => {
      world.forbid(part);

      const facts = await world.subjects.factsAbout(world.stella);

      expect(facts[part]).toEqual(forbidden);
      for (const other of parts.filter((one) => one !== part))
        expect([other, facts[other].known]).toEqual([other, true]);
    });

    test('nothing can be read: every part says so, and nothing is thrown', async () => {
      world.forbidEverything();

      const facts = await world.subjects.factsAbout(world.stella);

      for (const part of parts) expect([part, facts[part]]).toEqual([part, forbidden]);
      expect(await world.subjects.search('Stella')).toEqual(forbidden);
    });
  });
}

export type RolesWorld = {
  readonly roles: Roles;
  /** In the help desk. */
  readonly operator: UserId;
  readonly somebody: UserId;
  takeRoleFrom(user: UserId): void;
  close(): Promise<void>;
};

export function rolesContract(name: string, makeWorld: () => Promise<RolesWorld>): void {
  describe(`${name} knows roles`, () => {
    let world: RolesWorld;
    beforeEach(async () => {
      world = await makeWorld();
    });
    afterEach(() => world.close());

    test('who is in the group holds the role, others do not', async () => {
      const { roles, operator, somebody } = world;

      expect([await roles.has(operator, 'helpdesk'), await roles.hasNow(operator, 'helpdesk')]).toEqual([true, true]);
      expect([await roles.has(somebody, 'helpdesk'), await roles.hasNow(somebody, 'helpdesk')]).toEqual([false, false]);
    });

    test('a role that was taken away may be drawn for a while, and counts for no act', async () => {
      const { roles, operator } = world;
      await roles.has(operator, 'helpdesk');
      world.takeRoleFrom(operator);

      expect(await roles.has(operator, 'helpdesk')).toBe(true);
      expect(await roles.hasNow(operator, 'helpdesk')).toBe(false);
    });
  });
}
