import { sql } from 'kysely';
import { createAudit } from '../../src/database/audit.ts';
import { createCases } from '../../src/database/cases.ts';
import { createContacts } from '../../src/database/contacts.ts';
import { createEnrollments } from '../../src/database/enrollments.ts';
import { createFreezes } from '../../src/database/freezes.ts';
import { createIntents } from '../../src/database/intents.ts';
import { createPersonalData } from '../../src/database/personal-data.ts';
import { removeLeftovers } from '../../src/database/remove-leftovers.ts';
import { createRequestQueue } from '../../src/database/request-queue.ts';
import { createRequests } from '../../src/database/requests.ts';
import { createSealedTaps } from '../../src/database/sealed-taps.ts';
import type { TapCase } from '../../src/helpdesk/case.ts';
import type { UserId } from '../../src/passkeys/ids.ts';
import { changed, minutesAfter, someCase, someIssued, someMatch } from '../fixtures/some-case.ts';
import { someContact, someEnrollment, someone } from '../fixtures/someone.ts';
import { describeDatabases } from '../fixtures/test-database.ts';

/** The database's own clock decides what is over. */
const now = new Date();
const inDays = (days: number) => minutesAfter(now, days * 24 * 60);

describeDatabases((_name, database) => {
  const stores = () => {
    const { db } = database();
    return {
      cases: createCases(db),
      contacts: createContacts(db),
      enrollments: createEnrollments(db),
      freezes: createFreezes(db),
      audit: createAudit(db),
      requests: createRequests(db, () => now),
      queue: createRequestQueue(db),
      personalData: createPersonalData(db),
    };
  };
  const sweep = (at: Date) => removeLeftovers(database().db, at);

  /** As it would be at this moment, opened some minutes ago. */
  const caseOf = (subject: UserId, minutesAgo: number, parts: Partial<TapCase> = {}) => {
    const openedAt = minutesAfter(now, -minutesAgo);
    return someCase({
      subject,
      openedAt: openedAt.toISOString(),
      expiresAt: minutesAfter(openedAt, 30).toISOString(),
      ...parts,
    });
  };
  const whoIn = async ({ id }: TapCase) => {
    const { title, department, createdAt } = (await stores().cases.load(id))?.preflight ?? {};
    return { title, department, createdAt };
  };
  const nameIn = async ({ id }: TapCase) => {
    const { name, upn } = (await stores().cases.load(id))?.preflight ?? {};
    return `${name} ${upn}`.trim();
  };
  const fullName = 'Sam Subject sam@contoso.example';

  test.each<[string, (subject: UserId) => TapCase]>([
    ['cancelled', (subject) => caseOf(subject, 5, { status: 'cancelled' })],
    ['refused', (subject) => caseOf(subject, 5, { status: 'refused' })],
    ['left lying', (subject) => caseOf(subject, 31)],
    ['issued long ago', (subject) => caseOf(subject, 5, { status: 'issued', issued: someIssued(inDays(-2)) })],
  ])('of a case that is over, the name goes at once: %s', async (_why, make) => {
    const { cases, personalData } = stores();
    const [subject, other] = [someone(), someone()];
    const [mine, others] = [make(subject), make(other)];
    await cases.save(mine, undefined);
    await cases.save(others, undefined);
    expect(await personalData.kindsAbout(subject)).toEqual(['requests']);

    expect(await personalData.forget(subject)).toEqual({ keptRequests: false });

    expect(await nameIn(mine)).toBe('');
    expect(await nameIn(others)).toBe(fullName);
    expect(await personalData.kindsAbout(subject)).toEqual([]);
    expect(await personalData.kindsAbout(other)).toEqual(['requests']);
  });

  test('with the name goes what tells people of the same name apart', async () => {
    const { cases, personalData } = stores();
    const subject = someone();
    const known = { title: 'Nurse', department: 'Ward 3', createdAt: now.toISOString() };
    const one = caseOf(subject, 5, { status: 'cancelled' });
    await cases.save({ ...one, preflight: { ...one.preflight, ...known } }, undefined);
    expect(await whoIn(one)).toEqual(known);

    await personalData.forget(subject);

    expect(await whoIn(one)).toEqual({});
  });

  test.each<[string, (subject: UserId) => TapCase, Date, Date]>([
    ['that is open', (subject) => caseOf(subject, 5), minutesAfter(now, 24), minutesAfter(now, 26)],
    [
      'with a TAP',
      (subject) => caseOf(subject, 5, { status: 'issued', issued: someIssued(now) }),
      minutesAfter(inDays(1), 59),
      minutesAfter(inDays(1), 61),
    ],
  ])(
    'of a case %s, the name goes when nobody needs it any more, and so does the contact',
    async (_what, make, before, after) => {
      const { cases, contacts, personalData } = stores();
      const subject = someone();
      const mine = make(subject);
      await cases.save(mine, undefined);
      await contacts.remember(someContact(subject));

      expect(await personalData.forget(subject)).toEqual({ keptRequests: true });
      const saved = await cases.save(changed(mine, { cardId: 'card-2' }), mine.revision);
      await sweep(before);

      expect(saved).toBe(true);
      expect(await nameIn(mine)).toBe(fullName);
      expect(await personalData.kindsAbout(subject)).toEqual(['contact', 'requests']);

      await sweep(after);

      expect(await nameIn(mine)).toBe('');
      expect(await personalData.kindsAbout(subject)).toEqual([]);
    },
  );

  test('of a case that ends after the deletion, the name goes then', async () => {
    const { cases, personalData } = stores();
    const mine = caseOf(someone(), 5);
    await cases.save(mine, undefined);
    await personalData.forget(mine.subject);

    await cases.save(changed(mine, { status: 'cancelled' }), mine.revision);
    await sweep(now);

    expect(await nameIn(mine)).toBe('');
  });

  test('whoever comes back in between keeps the contact, and a case nobody asked to forget keeps its name', async () => {
    const { cases, contacts, enrollments, personalData } = stores();
    const [subject, other] = [someone(), someone()];
    const [mine, others] = [caseOf(subject, 5), caseOf(other, 5)];
    await cases.save(mine, undefined);
    await cases.save(others, undefined);
    await contacts.remember(someContact(subject));
    await contacts.remember(someContact(other));
    await personalData.forget(subject);
    await enrollments.save(someEnrollment(subject, 'one'), undefined);

    await sweep(inDays(2));

    expect(await contacts.of(subject)).toBeDefined();
    expect(await contacts.of(other)).toBeDefined();
    expect(await nameIn(others)).toBe(fullName);
  });

  test('deleting data silences nothing: the freeze, the audit, the count of cards and of TAPs, and the way to reach the user stay', async () => {
    const { cases, contacts, freezes, audit, personalData } = stores();
    const [subject, operator] = [someone(), someone()];
    const issued = someIssued(now);
    await cases.save(caseOf(subject, 5, { operator, status: 'issued', issued, match: someMatch(now) }), undefined);
    await contacts.remember(someContact(subject));
    await freezes.freeze(subject, 'tap-not-me', operator, now);
    await audit.append({ at: now, event: 'issued', actor: operator, subject, details: {} });

    await personalData.forget(subject);
    await personalData.forget(operator);
    await sweep(now);

    expect(await contacts.of(subject)).toBeDefined();
    expect(await freezes.openOf(subject)).toMatchObject([{ because: 'tap-not-me', operator }]);
    expect(await audit.since(now, 0, 10)).toMatchObject([{ subject, actor: operator }]);
    expect(await cases.matchesSince(minutesAfter(now, -1), subject)).toBe(1);
    expect(await cases.issuedSince(minutesAfter(now, -1), { subject })).toBe(1);
    expect(await cases.issuedSince(minutesAfter(now, -1), { operator })).toBe(1);
    expect((await cases.lastIssued(subject))?.issued).toEqual(issued);
  });

  test.each(['solved', 'refused'] as const)(
    'a request of a user who asked for deletion is gone once it is %s',
    async (how) => {
      const { requests, queue, personalData } = stores();
      const [user, operator] = [someone(), someone()];
      const { number } = await requests.open(user, 'tap', {});
      await queue.claim(number, operator, now);
      expect(await personalData.forget(user)).toEqual({ keptRequests: true });

      expect(await queue.close(number, operator, how, now)).toBe(true);

      expect(await personalData.kindsAbout(user)).toEqual([]);
    },
  );

  test('a closed request says who closed it, and how', async () => {
    const { requests, queue } = stores();
    const [user, operator] = [someone(), someone()];
    const { number } = await requests.open(user, 'human', {});

    await queue.close(number, operator, 'refused', now);

    const row = await database()
      .db.selectFrom('help_requests')
      .select(['closed_at', 'closed_how', 'closed_by'])
      .where('number', '=', number)
      .executeTakeFirst();
    expect(row).toEqual({ closed_at: now, closed_how: 'refused', closed_by: operator });
  });

  test('leftovers go, what is still of use stays', async () => {
    const { db } = database();
    const intents = createIntents(db);
    const operator = someone();
    const [old, young] = ['old', 'young'].map((id) => ({ id: `${id} of ${operator}`, operator, cardId: undefined }));
    const command = { kind: 'requests' } as const;
    await intents.put({ ...old!, command, expiresAt: now });
    await intents.put({ ...young!, command, expiresAt: minutesAfter(now, 1) });
    const [free, locked] = [someone(), someone()];
    for (const subject of [free, locked]) await stores().cases.lock(subject, 'case', operator);
    await sql`update tap_locks set locked_at = now() - interval '2 minutes' where subject_id = ${free}`.execute(db);

    await sweep(now);

    const kept = await db.selectFrom('intents').select('id').where('operator_id', '=', operator).execute();
    const locks = await db.selectFrom('tap_locks').select('subject_id').where('operator_id', '=', operator).execute();
    expect(kept).toEqual([{ id: young!.id }]);
    expect(locks).toEqual([{ subject_id: locked }]);
  });

  test('a sealed TAP is swept by its owner, not by the leftovers', async () => {
    const sealedTaps = createSealedTaps(database().db);
    const sealed = {
      id: someone(),
      caseId: someone(),
      reader: someone(),
      ciphertext: 'x',
      sealedAt: inDays(-1),
      firstOpenedAt: undefined,
      cardId: undefined,
    };
    await sealedTaps.put(sealed);

    await sweep(now);

    expect(await sealedTaps.sweep({ sealedBefore: now, openedBefore: now })).toEqual([sealed]);
  });
});
