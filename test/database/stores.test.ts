import { sql } from 'kysely';
import { createContacts } from '../../src/database/contacts.ts';
import type { Database } from '../../src/database/database.ts';
import { createEnrollments } from '../../src/database/enrollments.ts';
import { createFeedback } from '../../src/database/feedback.ts';
import { createPersonalData } from '../../src/database/personal-data.ts';
import { createPreferences } from '../../src/database/preferences.ts';
import { createRequests } from '../../src/database/requests.ts';
import { openQueue } from '../../src/queue/open-queue.ts';
import { createReminders, createWatch } from '../../src/queue/watch-jobs.ts';
import { storesContract } from '../contracts/stores.contract.ts';
import type { Stores } from '../fakes/fake-stores.ts';
import { silentLog } from '../fixtures/silent-log.ts';
import { someContact, someEnrollment, someone } from '../fixtures/someone.ts';
import { describeDatabases } from '../fixtures/test-database.ts';

const now = () => new Date('2026-03-02T09:00:00.456Z');

describeDatabases((_name, database) => {
  const stores = (): Stores => {
    const { db } = database();
    return {
      enrollments: createEnrollments(db),
      contacts: createContacts(db),
      preferences: createPreferences(db),
      requests: createRequests(db, now),
      feedback: createFeedback(db, now),
      personalData: createPersonalData(db),
    };
  };

  storesContract(stores);

  test.each([
    ['a zero byte', 'a\0b', 'ab'],
    ['half a smiley, cut off at 500 characters', 'a\ud83d', 'a\ufffd'],
    ['a backslash and a u', 'a\\u0000', 'a\\u0000'],
    ['SQL', "'); drop table help_requests; --", "'); drop table help_requests; --"],
    ['a smiley', '🙂', '🙂'],
  ])('words with %s are stored', async (_what, words, stored) => {
    const { requests, contacts } = stores();
    const user = someone();

    expect((await requests.open(user, 'human', { osVersion: words })).diagnosis).toEqual({ osVersion: stored });
    await contacts.remember({ ...someContact(user), conversationId: words });

    expect((await contacts.of(user))?.conversationId).toBe(stored);
  });

  test('a turn that teaches nothing new about the contact writes nothing', async () => {
    const contact = someContact(someone());
    const version = () =>
      sql`select xmin::text, xmax::text from contacts where user_id = ${contact.user}`.execute(database().db);
    await stores().contacts.remember(contact);
    const { rows: before } = await version();

    await stores().contacts.remember(contact);

    expect((await version()).rows).toEqual(before);
  });

  test('feedback is counted per symptom, without the user', async () => {
    await stores().feedback.record('no_bluetooth', true);
    await stores().feedback.record('no_bluetooth', false);

    const rows = await database().db.selectFrom('symptom_feedback').selectAll().orderBy('id').execute();

    expect(rows.map(({ id: _id, ...row }) => row)).toEqual([
      { symptom: 'no_bluetooth', helped: true, at: now() },
      { symptom: 'no_bluetooth', helped: false, at: now() },
    ]);
  });

  test('after deletion no table of the database knows the user, the queue included, but that they want no rollout', async () => {
    const { enrollments, contacts, preferences, requests, personalData } = stores();
    const user = someone();
    const queue = await openQueue({ database: database(), log: silentLog, workers: false });
    await enrollments.save(someEnrollment(user, 'one'), undefined);
    await contacts.remember(someContact(user));
    await preferences.stopMessages(user);
    const { number } = await requests.open(user, 'tap', {});
    await requests.cancel(user, number);
    await createWatch({ queue, database: database(), now }).begin(user);
    await createReminders({ queue, database: database() }).remindAt(user, now());
    await queue.close();
    expect(await tablesThatName(database(), user)).toEqual([
      'public.contacts',
      'public.enrollments',
      'public.help_requests',
      'public.preferences',
      'public.reminders',
      'public.watches',
    ]);

    await personalData.forget(user);

    expect(await tablesThatName(database(), user)).toEqual(['public.preferences']);
  });

  test('every table has a primary key', async () => {
    const { rows } = await sql`
      select relname from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not like 'kysely%'
        and not exists (select from pg_index where indrelid = pg_class.oid and indisprimary)
    `.execute(database().db);

    expect(rows).toEqual([]);
  });
});

async function tablesThatName({ db }: Database, user: string): Promise<readonly string[]> {
  const { rows: tables } = await sql<{ readonly name: string }>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_schema not in ('pg_catalog', 'information_schema') order by 1
  `.execute(db);
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql`
      select from ${sql.raw(name)} as t where t::text like ${`%${user}%`} limit 1
    `.execute(db);
    if (rows.length > 0) found.push(name);
  }
  return found;
}
