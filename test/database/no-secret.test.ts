import { createCipheriv, randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { createAudit } from '../../src/database/audit.ts';
import { createCases } from '../../src/database/cases.ts';
import type { Database } from '../../src/database/database.ts';
import { createIntents } from '../../src/database/intents.ts';
import { createSealedTaps } from '../../src/database/sealed-taps.ts';
import type { AuditEntry } from '../../src/helpdesk/audit-entry.ts';
import type { CaseStatus, TapCase } from '../../src/helpdesk/case.ts';
import type { HelpdeskCommand } from '../../src/helpdesk/command.ts';
import { Secret } from '../../src/helpdesk/secret.ts';
import { createHelpdeskTimers } from '../../src/queue/helpdesk-timers.ts';
import { openQueue } from '../../src/queue/open-queue.ts';
import { silentLog } from '../fixtures/silent-log.ts';
import { changed, minutesAfter, someCase, someIssued, someMatch } from '../fixtures/some-case.ts';
import { describeDatabases } from '../fixtures/test-database.ts';

const tap = `+drkA${randomBytes(6).toString('hex')}`;
const key = randomBytes(32);
const now = new Date();

const states: readonly CaseStatus[] = ['issuing', 'issued', 'uncertain', 'refused', 'cancelled', 'expired'];

describeDatabases((_name, database) => {
  test('a case goes through every state, and neither its TAP nor the key is anywhere', async () => {
    const { db } = database();
    const queue = await openQueue({ database: database(), log: silentLog, workers: false });
    const timers = createHelpdeskTimers(queue);
    const audit = createAudit(db);
    // Whoever hands the secret over by mistake hands over this.
    const slip = { tap: new Secret(tap), key: new Secret(key.toString('base64url')) };
    const details = { ...slip, lifetime: 60 } as unknown as AuditEntry['details'];

    let stored: TapCase = someCase({ match: someMatch(now) });
    await createCases(db).save(stored, undefined);
    for (const status of states) {
      const next = { ...changed(stored, { status, issued: someIssued(now) }), ...slip };
      expect(await createCases(db).save(next, stored.revision)).toBe(true);
      stored = next;
      const { operator: actor, subject, id } = stored;
      await audit.append({ at: now, event: 'issued', actor, subject, caseId: id, details });
      await timers.at(minutesAfter(now, 15), { kind: 'sweep-seal', case: id, ...slip });
    }
    await createSealedTaps(db).put({
      id: randomUUID(),
      caseId: stored.id,
      reader: stored.operator,
      ciphertext: seal(tap),
      sealedAt: now,
      firstOpenedAt: undefined,
      cardId: undefined,
    });
    await putIntents(db, stored);
    await queue.close();

    const dump = await dumpOf(database());
    expect(dump).toContain(stored.id);
    expect(dump).toContain('[secret]');
    expect(formsOf(tap).filter((form) => dump.includes(form))).toEqual([]);
    expect(formsOf(key).filter((form) => dump.includes(form))).toEqual([]);
  });

  test('a TAP that was stored would be found', async () => {
    const { db } = database();
    const planted = someCase({ cardId: tap });

    await createCases(db).save(planted, undefined);

    const dump = await dumpOf(database());
    expect(formsOf(tap).filter((form) => dump.includes(form))).toEqual([tap]);
  });
});

/** What an operator may be asked to sign in for, and the one command that holds a key. */
async function putIntents(db: Database['db'], { id, revision, operator, subject }: TapCase): Promise<void> {
  const commands: readonly HelpdeskCommand[] = [
    { kind: 'issue', case: id, revision, replace: true },
    { kind: 'delete-tap', subject, tap: randomUUID(), case: id },
    { kind: 'confirm-undo', case: id, methods: [randomUUID()] },
  ];
  const intent = { operator, cardId: undefined, expiresAt: minutesAfter(now, 5) };
  for (const command of commands) await createIntents(db).put({ ...intent, id: randomUUID(), command });
  const show: HelpdeskCommand = { kind: 'show-tap', sealed: randomUUID(), key: key.toString('base64url') };
  await expect(createIntents(db).put({ ...intent, id: randomUUID(), command: show })).rejects.toThrow(RangeError);
}

function seal(plain: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  return Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

function formsOf(secret: string | Buffer): readonly string[] {
  const bytes = Buffer.from(secret);
  const wide = Buffer.from(bytes.toString('latin1'), 'utf16le');
  const encoded = [bytes, wide].flatMap((form) => [
    form.toString('hex'),
    form.toString('base64').replace(/=+$/, ''),
    form.toString('base64url'),
  ]);
  return [...(typeof secret === 'string' ? [secret] : []), ...new Set(encoded)];
}

/** Every row of every table, those of the queue too. */
async function dumpOf({ db }: Database): Promise<string> {
  const { rows: tables } = await sql<{ readonly name: string }>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'
  `.execute(db);
  const texts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql<{ readonly text: string }>`select t::text as text from ${sql.raw(name)} as t`.execute(
      db,
    );
    texts.push(name, ...rows.map(({ text }) => text));
  }
  return texts.join('\n');
}
