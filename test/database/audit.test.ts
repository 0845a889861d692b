import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { createAudit } from '../../src/database/audit.ts';
import { openEmbedded } from '../../src/database/open-embedded.ts';
import type { AuditEntry } from '../../src/helpdesk/audit-entry.ts';
import { checkAudit, readAudit } from '../../src/helpdesk/read-audit.ts';
import { databaseTemplate } from '../fixtures/database-template.ts';
import { someone } from '../fixtures/someone.ts';
import { describeDatabases, describeServer } from '../fixtures/test-database.ts';

const entry: AuditEntry = {
  at: new Date('2026-03-02T09:00:00.123Z'),
  event: 'issued',
  actor: someone(),
  subject: someone(),
  details: { lifetime: 60 },
};

describeDatabases((_name, database) => {
  const audit = () => createAudit(database().db);
  const run = (statement: string) => sql.raw(statement).execute(database().db);
  beforeEach(async () => {
    await run('alter table audit disable trigger audit_is_append_only');
    await run('truncate audit');
    await run('alter table audit enable trigger audit_is_append_only');
    for (const lifetime of [10, 20, 30, 40, 50]) await audit().append({ ...entry, details: { lifetime } });
  });

  test.each([
    "update audit set actor_id = 'somebody'",
    'update audit set actor_id = actor_id where false',
    'delete from audit where number = 5',
    'truncate audit',
    "insert into audit select * from audit where number = 1 on conflict (number) do update set actor_id = 'x'",
  ])('%s is refused', async (statement) => {
    const before = await audit().since(new Date(0), 0, 10);

    await expect(run(statement)).rejects.toThrow('append-only');

    expect(await audit().since(new Date(0), 0, 10)).toEqual(before);
  });

  test.each([
    ['a row was changed', "update audit set actor_id = 'somebody' where number = 3", 3],
    ['a detail was changed', `update audit set details = '{"lifetime": 31}' where number = 3`, 3],
    ['a row was made to look early', "update audit set at = '1969-01-01' where number = 3", 3],
    ['details were taken away', "update audit set details = 'null' where number = 3", 3],
    ['a row was removed', 'delete from audit where number = 2', 2],
    [
      'a row was put in',
      'insert into audit select 6, at, event, actor_id, subject_id, case_id, details, hash from audit where number = 5',
      6,
    ],
  ])('a superuser who switches the trigger off is found out: %s', async (_what, statement, number) => {
    expect(await checkAudit(audit())).toMatchObject({ kind: 'whole', last: { number: 5 } });
    await run('alter table audit disable trigger audit_is_append_only');

    await run(statement);
    await run('alter table audit enable trigger audit_is_append_only');

    expect(await checkAudit(audit())).toEqual({ kind: 'broken', at: number });
    expect(await checkAudit(audit(), 2)).toEqual({ kind: 'broken', at: number });
  });

  test('it is read whole, whatever the size of the page', async () => {
    for (const limit of [1, 2, 5, 6]) {
      const numbers: number[] = [];
      for await (const rows of readAudit(audit(), entry.at, limit)) numbers.push(...rows.map(({ number }) => number));

      expect(numbers).toEqual([1, 2, 3, 4, 5]);
    }
  });

  test('the hash holds for words that PostgreSQL does not store as they are', async () => {
    await audit().append({ ...entry, details: { note: 'a\0b \ud83d', share: 1e21, ä: -0, z: 0.1 } });

    expect(await checkAudit(audit())).toMatchObject({ kind: 'whole', last: { number: 6 } });
  });

  test('an entry that cannot be written leaves no gap', async () => {
    const broken = { ...entry, actor: null } as unknown as AuditEntry;
    await expect(audit().append(broken)).rejects.toThrow('actor_id');

    await audit().append(entry);

    expect(await checkAudit(audit())).toMatchObject({ kind: 'whole', last: { number: 6 } });
  });
});

describeServer((_name, database) => {
  test('several instances append at once: one chain', async () => {
    const { db } = database();
    const audits = [createAudit(db), createAudit(db)];

    await Promise.all(Array.from({ length: 200 }, (_, index) => audits[index % 2]?.append(entry)));

    expect(await checkAudit(createAudit(db))).toMatchObject({ kind: 'whole', last: { number: 200 } });
  });

  test('npm run audit writes out the rows, and tells when one was changed', async () => {
    const opened = database();
    const url = opened.kind === 'server' ? opened.url : '';
    const { db } = opened;

    const csv = await runAudit(['--since', '2026-03-02', '--csv', '--check'], url);
    const later = await runAudit(['--since', '2026-03-03'], url);
    await sql`alter table audit disable trigger audit_is_append_only`.execute(db);
    await sql`update audit set actor_id = 'somebody' where number = 17`.execute(db);
    const broken = await runAudit(['--check', '--csv'], url);

    expect(csv).toMatchObject({ code: 0, errors: expect.stringContaining('The audit is whole: 200 rows') });
    expect(csv.output.split('\r\n')).toHaveLength(202);
    expect(csv.output).toMatch(/^\ufeff"number","at",/u);
    expect(csv.output).toContain(`\r\n"1","2026-03-02T09:00:00.123Z","issued","${entry.actor}","${entry.subject}","",`);
    expect(later).toEqual({ code: 0, output: '', errors: '' });
    expect(broken).toMatchObject({ code: 1, output: '', errors: expect.stringContaining('row 17') });
  }, 30_000);
});

describe('npm run audit without a server', () => {
  let data = '';
  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'passkey-guide-audit-'));
  });
  afterAll(() => rm(data, { recursive: true }));

  test('without data it says what is missing', async () => {
    const { code, output, errors } = await runAudit(['--data', join(data, 'nowhere')]);

    expect({ code, output }).toEqual({ code: 1, output: '' });
    expect(errors).toContain('DATABASE_URL is not set');
  });

  test.each([[['--since', 'yesterday']], [['--sinse', '2026-01-01']], [['--csv=yes']]])(
    '%j is not understood, and it says what is',
    async (wishes) => {
      const { code, output, errors } = await runAudit(wishes);

      expect({ code, output }).toEqual({ code: 1, output: '' });
      expect(errors).toContain('npm run audit -- [--since 2026-11-01]');
      expect(errors).toContain('commas between cells, every cell in double quotes');
    },
  );

  test('it reads the data of the demo, but not while the demo runs', async () => {
    const dataDir = join(data, 'postgres');
    const { db, close } = await openEmbedded({ dataDir, template: await databaseTemplate() });
    await createAudit(db).append(entry);
    await close();

    const free = await runAudit(['--data', data]);
    await writeFile(`${dataDir}.lock`, `${process.pid} ${performance.timeOrigin}`);
    const held = await runAudit(['--data', data]);

    expect(free).toMatchObject({ code: 0, errors: '' });
    expect(free.output).toContain(
      `1  2026-03-02T09:00:00.123Z  issued  by ${entry.actor}  for ${entry.subject}  lifetime=60`,
    );
    expect(held).toMatchObject({ code: 1, output: '', errors: expect.stringContaining('is in use by process') });
  }, 60_000);
});

type Run = { readonly code: number; readonly output: string; readonly errors: string };

function runAudit(wishes: readonly string[], url = ''): Promise<Run> {
  const env = { ...process.env, DATABASE_URL: url, NODE_OPTIONS: '' };
  return new Promise((resolve) => {
    execFile(process.execPath, ['--no-warnings', 'src/audit.ts', ...wishes], { env }, (error, output, errors) => {
      resolve({ code: error ? Number(error.code) : 0, output, errors });
    });
  });
}
