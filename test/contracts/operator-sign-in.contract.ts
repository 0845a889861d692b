import { inspect } from 'node:util';
import type { ActingOperator, IssueResult, OperatorSignIn } from '../../src/helpdesk/acting-operator.ts';
import type { UserId } from '../../src/passkeys/ids.ts';

export type OperatorWorld = {
  readonly signIn: OperatorSignIn;
  readonly now: Date;
  /** May issue for `subject`. */
  readonly operator: UserId;
  readonly subject: UserId;
  /** A passkey and an Authenticator entry of the subject. */
  readonly passkey: string;
  readonly authenticator: string;
  readonly isThere: (methodId: string) => boolean;
  /** Every TAP handed out so far. */
  readonly tapValues: () => readonly string[];
  close(): Promise<void>;
};

const options = { lifetime: 60, isUsableOnce: true, startsAt: undefined } as const;

/** What the flows rely on; the room and its fake both pass it. */
export function operatorSignInContract(name: string, makeWorld: () => Promise<OperatorWorld>): void {
  describe(`${name} lets operators act`, () => {
    let world: OperatorWorld;
    let graph: ActingOperator;
    beforeEach(async () => {
      world = await makeWorld();
      const session = await world.signIn.actAs(world.operator, undefined);
      if (session.kind !== 'acting') throw new Error(session.kind);
      graph = session.graph;
    });
    afterEach(() => world.close());

    const issued = (result: IssueResult) => {
      if (result.kind !== 'issued') throw new Error(result.kind);
      return result.issued;
    };

    test('a TAP is issued as asked, hidden, and listed without its value', async () => {
      expect(await graph.tapsOf(world.subject)).toEqual({ kind: 'read', taps: [] });

      const result = await graph.issueTap(world.subject, options);

      expect(result).toMatchObject({ kind: 'issued', requestId: expect.stringMatching(/\w/) });
      const { id, tap, startsAt, lifetime, isUsableOnce } = issued(result);
      expect({ startsAt, lifetime, isUsableOnce }).toEqual({ startsAt: world.now, lifetime: 60, isUsableOnce: true });
      expect(world.tapValues()).toEqual([tap.reveal()]);
      for (const text of [JSON.stringify(result), inspect(result, { depth: 9 })])
        expect(text).not.toContain(tap.reveal());
      expect(await graph.tapsOf(world.subject)).toMatchObject({
        kind: 'read',
        taps: [{ kind: 'temporary-access-pass', id, lifetime: 60, isUsableOnce: true }],
      });
    });

    test('a TAP may start later', async () => {
      const startsAt = new Date(world.now.getTime() + 3_600_000);

      expect(issued(await graph.issueTap(world.subject, { ...options, startsAt })).startsAt).toEqual(startsAt);
    });

    test('a second TAP replaces the first', async () => {
      await graph.issueTap(world.subject, options);
      const { id } = issued(await graph.issueTap(world.subject, options));

      const read = await graph.tapsOf(world.subject);
      expect(read.kind === 'read' && read.taps.map((tap) => tap.id)).toEqual([id]);
    });

    test('a TAP is deleted once; what is not there is not found', async () => {
      const { id } = issued(await graph.issueTap(world.subject, options));

      expect(await graph.deleteTap(world.subject, id)).toMatchObject({ kind: 'done' });
      expect(await graph.tapsOf(world.subject)).toEqual({ kind: 'read', taps: [] });
      expect(await graph.deleteTap(world.subject, id)).toMatchObject({ kind: 'refused', because: 'not-found' });
    });

    test('a passkey and an Authenticator entry are deleted', async () => {
      const { subject, passkey, authenticator } = world;

      expect(await graph.deleteMethod(subject, { id: passkey, kind: 'passkey' })).toMatchObject({ kind: 'done' });
      expect([world.isThere(passkey), world.isThere(authenticator)]).toEqual([false, true]);
      const entry = { id: authenticator, kind: 'authenticator-app' } as const;
      expect(await graph.deleteMethod(subject, entry)).toMatchObject({ kind: 'done' });
      expect(world.isThere(authenticator)).toBe(false);
      expect(await graph.deleteMethod(subject, entry)).toMatchObject({ kind: 'refused', because: 'not-found' });
    });

    test('sessions are revoked', async () => {
      expect(await graph.revokeSessions(world.subject)).toMatchObject({ kind: 'done' });
    });
  });
}
