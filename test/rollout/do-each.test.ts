import { doEach } from '../../src/rollout/do-each.ts';
import { silentLog } from '../fixtures/silent-log.ts';

test('what comes after a part that fails is done all the same, in its order, and the failure is told', async () => {
  const done: string[] = [];
  const told: object[] = [];
  const log = { ...silentLog, error: (facts: object) => void told.push(facts) };
  const error = new Error('the database went away');
  const part = (name: string) => async () => void done.push(name);

  await doEach({ stop: part('stop'), plan: () => Promise.reject(error), advance: part('advance') }, log);

  expect(done).toEqual(['stop', 'advance']);
  expect(told).toEqual([{ err: error, part: 'plan' }]);
});
