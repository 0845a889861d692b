import type { AuthenticationMethod, Facts, Known } from '../../src/passkeys/facts.ts';
import type { GroupId, UserId } from '../../src/passkeys/ids.ts';

export type FactsPart = Exclude<keyof Facts, 'user' | 'readAt'>;

/** A directory in a world where these things hold. */
export type DirectoryWorld = {
  readonly directory: {
    factsAbout(user: UserId): Promise<Facts>;
    methodsOf(user: UserId): Promise<Known<readonly AuthenticationMethod[]>>;
  };
  readonly now: Date;
  /** Enabled, no guest; a password and Authenticator 6.8.41, no passkey; an iPhone in Intune and in Entra; in `group`. */
  readonly someone: UserId;
  readonly nobody: UserId;
  readonly group: GroupId;
  /** Makes a device-bound passkey for `someone`. */
  addPasskey(): Promise<void>;
  /** From now on this part is forbidden. */
  forbid(part: FactsPart): void;
  /** From now on nothing at all can be read. */
  forbidEverything(): void;
  close(): Promise<void>;
};

const parts: readonly FactsPart[] = [
  'account',
  'methods',
  'intuneDevices',
  'entraDevices',
  'passkeyPolicy',
  'tapPolicy',
  'memberOf',
];
const forbidden = { known: false, because: 'forbidden' };
const notFound = { known: false, because: 'not-found' };

/** What everybody who asks a directory relies on; the room and its fake both pass it. */
export function directoryContract(name: string, makeWorld: () => Promise<DirectoryWorld>): void {
  describe(`${name} is a directory`, () => {
    let world: DirectoryWorld;
    beforeEach(async () => {
      world = await makeWorld();
    });
    afterEach(() => world.close());

    test('every part about somebody is known', async () => {
      const facts = await world.directory.factsAbout(world.someone);

      expect(facts).toMatchObject({ user: world.someone, readAt: world.now });
      for (const part of parts) expect([part, facts[part].known]).toEqual([part, true]);
    });

    test('the parts hold what was read', async () => {
      const facts = await world.directory.factsAbout(world.someone);

      expect(facts.account).toMatchObject({ value: { enabled: true, isGuest: false } });
      expect(kindsOf(facts.methods)).toEqual(expect.arrayContaining(['password', 'authenticator-app']));
      expect(facts.intuneDevices).toMatchObject({ value: [{ source: 'intune', platform: 'ios' }] });
      expect(facts.entraDevices).toMatchObject({ value: [{ source: 'entra', platform: 'ios' }] });
      expect(facts.passkeyPolicy).toMatchObject({ value: { state: 'enabled' } });
      expect(facts.tapPolicy).toMatchObject({ value: { state: 'enabled' } });
      expect(facts.memberOf).toEqual({ known: true, value: new Set([world.group]) });
    });

    test('a new passkey is seen the next time', async () => {
      expect(kindsOf(await world.directory.methodsOf(world.someone))).not.toContain('passkey');

      await world.addPasskey();

      const { methods } = await world.directory.factsAbout(world.someone);
      expect(kindsOf(methods)).toContain('passkey');
      expect(await world.directory.methodsOf(world.someone)).toEqual(methods);
    });

    test('nobody is not found, and that is no failure', async () => {
      const facts = await world.directory.factsAbout(world.nobody);

      expect(facts).toMatchObject({ account: notFound, methods: notFound, memberOf: notFound });
      expect(facts.passkeyPolicy.known).toBe(true);
      expect(await world.directory.methodsOf(world.nobody)).toEqual(notFound);
    });

    test.each(parts)('%s may be unknown while the rest is known', async (part) => {
      world.forbid(part);

      const facts = await world.directory.factsAbout(world.someone);

      expect(facts[part]).toEqual(forbidden);
      for (const other of parts.filter((one) => one !== part)) {
        expect([other, facts[other].known]).toEqual([other, true]);
      }
    });

    test('methods alone may be unknown', async () => {
      world.forbid('methods');

      expect(await world.directory.methodsOf(world.someone)).toEqual(forbidden);
    });

    test('nothing can be read: every part says so, and nothing is thrown', async () => {
      world.forbidEverything();

      const facts = await world.directory.factsAbout(world.someone);

      for (const part of parts) expect([part, facts[part]]).toEqual([part, forbidden]);
    });
  });
}

function kindsOf(methods: Known<readonly AuthenticationMethod[]>): readonly string[] {
  return methods.known ? methods.value.map(({ kind }) => kind) : [];
}
