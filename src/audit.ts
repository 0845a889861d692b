import { access } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { createAudit } from './database/audit.ts';
import type { Database } from './database/database.ts';
import { openEmbedded } from './database/open-embedded.ts';
import { openServerToRead } from './database/open-server.ts';
import { csvStart, toCsvLine, toTextLine } from './helpdesk/audit-lines.ts';
import type { Audit } from './helpdesk/ports.ts';
import { checkAudit, readAudit } from './helpdesk/read-audit.ts';

/** Writes out what the help desk did, and checks that nobody has changed it since. */
const usage = `npm run audit -- [--since 2026-11-01] [--csv] [--check]
  --since   from this day or moment on (UTC)
  --csv     for a spreadsheet: UTF-8 with a byte order mark, commas between cells, every cell in double quotes. Where Excel
            expects semicolons, open it with Data > From Text/CSV. What would be a formula has an apostrophe before it
  --check   checks the chain of hashes instead, from the first row to the last; with --since or --csv before writing
  --data    where the demo keeps its data (.data); DATABASE_URL comes first`;

class UsageError extends Error {}

type Wishes = {
  readonly since: Date | undefined;
  readonly csv: boolean;
  readonly check: boolean;
  readonly dataDir: string;
};

async function main(): Promise<void> {
  const wishes = readArguments();
  const { db, close } = await open(wishes.dataDir);
  try {
    const audit = createAudit(db);
    if (wishes.check && !(await isWhole(audit))) {
      process.exitCode = 1;
      return;
    }
    if (!wishes.check || wishes.csv || wishes.since) await write(audit, wishes);
  } finally {
    await close();
  }
}

function readArguments(): Wishes {
  const { since, csv, check, data } = parse();
  const from = since === undefined ? undefined : new Date(since);
  if (from && (Number.isNaN(from.getTime()) || !/^\d{4}-\d{2}-\d{2}/.test(since ?? ''))) {
    throw new UsageError(`--since ${since} is not a day such as 2026-11-01.`);
  }
  return { since: from, csv, check, dataDir: `${data}/postgres` };
}

function parse() {
  const options = {
    since: { type: 'string' },
    csv: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    data: { type: 'string', default: '.data' },
  } as const;
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Without a server there is the demo's own data, unless the demo is running: then it is in use, and opening it fails. */
async function open(dataDir: string): Promise<Pick<Database, 'db' | 'close'>> {
  const url = process.env.DATABASE_URL;
  // What comes out may be a file: everything else goes to the other stream.
  if (url) return openServerToRead(url, { info: console.error, warn: console.error, error: console.error });
  const isThere = await access(dataDir).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    throw new UsageError(
      `DATABASE_URL is not set, and there is no demo data in ${dataDir}. Give the address of the PostgreSQL server: postgres://user:password@host/name`,
    );
  }
  return openEmbedded({ dataDir });
}

async function isWhole(audit: Audit): Promise<boolean> {
  const verdict = await checkAudit(audit);
  if (verdict.kind === 'broken') {
    console.error(
      `The audit was tampered with: row ${verdict.at} was changed, or something was removed or put in there.`,
    );
    return false;
  }
  const { number, hash } = verdict.last;
  console.error(
    number === 0
      ? 'The audit is empty.'
      : `The audit is whole: ${number} rows. The last hash is ${hash}: keep it elsewhere, for a later check that no rows are missing at the end.`,
  );
  return true;
}

async function write(audit: Audit, { since, csv }: Wishes): Promise<void> {
  try {
    await pipeline(Readable.from(lines(audit, since, csv)), process.stdout, { end: false });
  } catch (error) {
    // Whoever reads has seen enough: `| head`.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error;
  }
}

async function* lines(audit: Audit, since: Date | undefined, csv: boolean): AsyncGenerator<string, void, undefined> {
  if (csv) yield csvStart;
  for await (const rows of readAudit(audit, since)) {
    yield rows.map((row) => (csv ? toCsvLine(row) : toTextLine(row))).join('');
  }
}

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  console.error(error instanceof UsageError ? `${message}\n\n${usage}` : message);
  process.exitCode = 1;
});
