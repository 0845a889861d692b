import pg from 'pg';
import { preparingStatements } from '../../src/database/prepare-statements.ts';

/** Answers with what it was asked. */
class Recorder extends pg.Client {}
Recorder.prototype.query = ((...asked: unknown[]) => asked) as unknown as pg.Client['query'];

const statement = 'select screen from enrollments where user_id = $1';

function asked(text: string, values?: readonly unknown[]): unknown {
  const client = new (preparingStatements(Recorder))();
  return (client.query as unknown as (...args: unknown[]) => unknown)(text, values);
}

test('a statement with values is prepared, under the same name every time and on every connection', () => {
  const [first] = asked(statement, ['a']) as [{ name: string }];
  const [second] = asked(statement, ['b']) as [{ name: string }];
  const [other] = asked(`${statement} and version = $2`, ['a', 1]) as [{ name: string }];

  expect(first).toEqual({ name: expect.stringMatching(/./), text: statement, values: ['a'] });
  expect(second.name).toBe(first.name);
  expect(other.name).not.toBe(first.name);
});

test.each([
  ['all columns', 'select * from enrollments where user_id = $1', ['a']],
  ['no values', 'begin', undefined],
])('a statement with %s is sent as it is', (_what, text, values) => {
  expect(asked(text, values)).toEqual([text, values, undefined]);
});
