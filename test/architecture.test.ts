import { houseRules } from './fixtures/house-rules.ts';
import { parseSource, readSources } from './fixtures/source-file.ts';

const sources = readSources();

test('the house is read', () => {
  expect(sources.length).toBeGreaterThan(50);
  expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(100);
});

test('every import leads to a file that exists', () => {
  const paths = new Set(sources.map(({ path }) => path));
  const dead = sources.flatMap(({ path, imports }) =>
    imports
      .filter(({ to, isOurs }) => isOurs && to.endsWith('.ts') && !paths.has(to))
      .map(({ to }) => `${path} → ${to}`),
  );

  expect(dead).toEqual([]);
});

test.each(Object.entries(houseRules))('%s', (_rule, offences) => {
  expect(offences(sources)).toEqual([]);
});

/** What is found in files that we make up: path and text each. */
function offencesOf(rule: string, ...files: readonly (readonly [path: string, text: string])[]): readonly string[] {
  const offences = houseRules[rule];
  if (!offences) throw new Error(`No rule "${rule}"`);
  return offences(files.map(([path, text]) => parseSource(path, text)));
}

const rooms = 'a room imports only the rooms it may, only compose and the entry files import across';
const packages = 'a package is known in its room only';
const pure = 'the passkeys room is pure: no package, no promise';
const time = 'time is an argument in passkeys and enrollment';
const barrels = 'no barrels: a file has something of its own';
const environment = 'the environment is read in entry files only';

test.each<[boolean, string, string]>([
  [false, 'passkeys/a.ts', "import { b } from './b.ts';"],
  [true, 'passkeys/a.ts', "import type { Reply } from '../enrollment/reply.ts';"],
  [false, 'enrollment/a.ts', "import { userId } from '../passkeys/ids.ts';"],
  [false, 'enrollment/a.ts', "import type { Requests } from '../helpdesk/request.ts';"],
  [false, 'enrollment/a.ts', "import { type A, type B } from '../helpdesk/request.ts';"],
  [true, 'enrollment/a.ts', "import { type A, b } from '../helpdesk/request.ts';"],
  [true, 'enrollment/a.ts', "import type { Messenger } from '../teams/messenger.ts';"],
  [true, 'enrollment/symptoms/a.ts', "import { a } from '../../graph/a.ts';"],
  [true, 'helpdesk/a.ts', "const a = await import('../enrollment/set-up.ts');"],
  [true, 'rollout/a.ts', "export { a } from '../tenant/a.ts';"],
  [true, 'rollout/a.ts', "export * from '../tenant/a.ts';"],
  [false, 'cards/a.ts', "import { actionsFor } from '../enrollment/actions.ts';"],
  [true, 'cards/a.ts', "import { a } from '../teams/a.ts';"],
  [false, 'teams/a.ts', "import { isSymptomId } from '../enrollment/symptoms.ts';"],
  [true, 'teams/a.ts', "import { render } from '../cards/render-reply.ts';"],
  [true, 'graph/a.ts', "import {\n  a,\n  b,\n} from '../database/a.ts';"],
  [false, 'queue/a.ts', "import { a } from '../database/a.ts';"],
  [true, 'database/a.ts', "import { a } from '../queue/a.ts';"],
  [true, 'queue/a.ts', "import '../teams/a.ts';"],
  [true, 'config/a.ts', "import { a } from '../graph/a.ts';"],
  [true, 'simulator/a.ts', "import { userId } from '../passkeys/ids.ts';"],
  [true, 'simulator/a.ts', "import { log } from '../log.ts';"],
  [false, 'graph/a.ts', "import { log } from '../log.ts';"],
  [true, 'graph/a.ts', "import { a } from '../other.ts';"],
  [true, 'passkeys/a.ts', "import { log } from '../log.ts';"],
  [false, 'rollout/a.ts', "import { csvLine } from '../csv.ts';"],
  [true, 'passkeys/a.ts', "import { csvLine } from '../csv.ts';"],
  [false, 'config/a.ts', "import type { GraphConfig } from '../graph/graph-config.ts';"],
  [false, 'compose.ts', "import { a } from './graph/a.ts';"],
  [false, 'teams/a.ts', "// import { a } from '../graph/a.ts';"],
  [false, 'teams/a.ts', "/*\n import { a } from '../graph/a.ts';\n*/"],
])('across rooms: %s for %s with %s', (isOffence, path, text) => {
  expect(offencesOf(rooms, [path, text]).length > 0).toBe(isOffence);
});

test.each<[boolean, string, string, string]>([
  [true, packages, 'enrollment/a.ts', "import { TurnContext } from 'botbuilder';"],
  [true, packages, 'graph/a.ts', "import type { Request } from 'restify';"],
  [false, packages, 'teams/a.ts', "import * as restify from 'restify';"],
  [true, packages, 'teams/a.ts', "import { A } from '@azure/identity';"],
  [true, packages, 'compose.ts', "import { Client } from '@microsoft/microsoft-graph-client';"],
  [true, packages, 'queue/a.ts', "import { Pool } from 'pg';"],
  [false, packages, 'queue/a.ts', "import { PgBoss } from 'pg-boss';"],
  [true, packages, 'database/a.ts', "import { PgBoss } from 'pg-boss';"],
  [true, packages, 'demo.ts', "import { PGlite } from '@electric-sql/pglite';"],
  [true, packages, 'rollout/a.ts', "import { sql } from 'kysely';"],
  [true, packages, 'teams/a.ts', "import { Template } from 'adaptivecards-templating';"],
  [true, pure, 'passkeys/a.ts', "import { z } from 'zod';"],
  [true, pure, 'passkeys/a.ts', 'export async function read() {}'],
  [false, pure, 'enrollment/a.ts', 'export async function read() {}'],
  [true, time, 'passkeys/a.ts', 'const now = new Date();'],
  [true, time, 'enrollment/a.ts', 'const now = Date.now();'],
  [false, time, 'enrollment/a.ts', 'const then = new Date(raw);'],
  [false, time, 'teams/a.ts', 'const now = new Date();'],
  [true, barrels, 'cards/index.ts', 'export const a = 1;'],
  [true, barrels, 'cards/all.ts', "export * from './a.ts';\nexport { b } from './b.ts';"],
  [true, barrels, 'cards/all.ts', "import { a } from './a.ts';\nexport { a };"],
  [false, barrels, 'cards/all.ts', "export type { A } from './a.ts';\nexport const b = 1;"],
  [false, barrels, 'passkeys/goal.ts', "export type Goal = 'any';"],
  [true, environment, 'config/a.ts', 'const port = process.env.PORT;'],
  [true, environment, 'compose.ts', "import { env } from 'node:process';"],
  [false, environment, 'main.ts', 'readConfig(process.env);'],
  [true, 'only demo.ts knows the simulator and the demo', 'main.ts', "const s = await import('./simulator/start.ts');"],
  [
    true,
    'only demo.ts knows the simulator and the demo',
    'compose.ts',
    "import type { S } from './simulator/start.ts';",
  ],
  [false, 'only demo.ts knows the simulator and the demo', 'demo.ts', "import { start } from './simulator/start.ts';"],
  [true, 'only demo.ts knows the simulator and the demo', 'main.ts', "import { freePort } from './demo/free-port.ts';"],
  [true, rooms, 'demo/a.ts', "import { a } from '../graph/a.ts';"],
  [true, 'what belongs to no room imports nothing of ours', 'log.ts', "import { a } from './config/config.ts';"],
  [true, 'what belongs to no room imports nothing of ours', 'csv.ts', "import { a } from './passkeys/a.ts';"],
  [
    true,
    'nothing imports compose or an entry file, except the entry files',
    'teams/a.ts',
    "import { c } from '../compose.ts';",
  ],
  [
    false,
    'nothing imports compose or an entry file, except the entry files',
    'main.ts',
    "import { c } from './compose.ts';",
  ],
  [true, 'every file is in a room of the house, or is one of the few at the top', 'shared/a.ts', ''],
  [true, 'every file is in a room of the house, or is one of the few at the top', 'types.ts', ''],
  [true, 'no utils, helpers, common, manager', 'graph/string-utils.ts', ''],
  [true, 'no utils, helpers, common, manager', 'common/a.ts', ''],
  [false, 'no utils, helpers, common, manager', 'graph/managed-phone.ts', ''],
  [true, 'file names are kebab-case', 'graph/readFacts.ts', ''],
  [true, 'files import with their ending', 'graph/a.ts', "import { b } from './b';"],
  [true, 'only the log and the tools for the terminal write to the console', 'graph/a.ts', 'console.log(1);'],
  [false, 'only the log and the tools for the terminal write to the console', 'doctor.ts', 'console.log(1);'],
  [true, 'no default exports', 'graph/a.ts', 'export default 1;'],
  [true, 'no default exports', 'graph/a.ts', 'const a = 1;\nexport { a as default };'],
  [true, 'no file has more than 300 lines, data aside', 'graph/a.ts', 'a\n'.repeat(301)],
  [false, 'no file has more than 300 lines, data aside', 'graph/a.ts', 'a\n'.repeat(300)],
  [false, 'no file has more than 300 lines, data aside', 'simulator/cast.ts', 'a\n'.repeat(301)],
])('%s: %s, for %s with %j', (isOffence, rule, path, text) => {
  expect(offencesOf(rule, [path, text]).length > 0).toBe(isOffence);
});

describe('a cycle', () => {
  const rule = 'no file imports itself by way of others';

  test('of values is found, and named', () => {
    const found = offencesOf(
      rule,
      ['cards/a.ts', "import { b } from './b.ts';"],
      ['cards/b.ts', "export { c } from './c.ts';"],
      ['cards/c.ts', "const a = import('./a.ts');"],
    );

    expect(found).toEqual(['cards/a.ts → cards/b.ts → cards/c.ts → cards/a.ts']);
  });

  test('that a type closes is none', () => {
    const found = offencesOf(
      rule,
      ['cards/a.ts', "import { b } from './b.ts';"],
      ['cards/b.ts', "import type { A } from './a.ts';"],
    );

    expect(found).toEqual([]);
  });

  test('is none where two ways lead to one file', () => {
    const found = offencesOf(
      rule,
      ['cards/a.ts', "import { b } from './b.ts';\nimport { c } from './c.ts';"],
      ['cards/b.ts', "import { c } from './c.ts';"],
      ['cards/c.ts', ''],
    );

    expect(found).toEqual([]);
  });
});
