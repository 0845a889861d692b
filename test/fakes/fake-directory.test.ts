import { type DirectoryWorld, directoryContract } from '../contracts/directory.contract.ts';
import {
  ada,
  app,
  bea,
  entraPhone,
  intunePhone,
  known,
  method,
  now,
  passkey,
  pilotGroup,
  someFacts,
} from '../fixtures/facts.ts';
import { FakeDirectory } from './fake-directory.ts';

const tapPolicy = known({
  state: 'enabled' as const,
  defaultLifetime: 60,
  minimumLifetime: 60,
  maximumLifetime: 480,
  isUsableOnce: false,
  include: [{ kind: 'all-users' as const, profiles: [] }],
  exclude: [],
});

function fakeWithAda(): FakeDirectory {
  const directory = new FakeDirectory(() => now);
  directory.set(
    someFacts({
      methods: known([method('password'), app('6.8.41')]),
      intuneDevices: known([intunePhone()]),
      entraDevices: known([entraPhone()]),
      tapPolicy,
      memberOf: known(new Set([pilotGroup])),
    }),
  );
  return directory;
}

directoryContract('The fake', async (): Promise<DirectoryWorld> => {
  const directory = fakeWithAda();
  return {
    directory,
    now,
    someone: ada,
    nobody: bea,
    group: pilotGroup,
    addPasskey: async () => directory.register(ada, passkey()),
    forbid: (part) => directory.fail('forbidden', part),
    forbidEverything: () => directory.fail('forbidden'),
    close: async () => undefined,
  };
});

test('a fake that is held answers when it is released', async () => {
  const directory = fakeWithAda();
  const release = directory.hold();
  const events: string[] = [];

  const answer = directory.factsAbout(ada).then(() => events.push('answered'));
  await new Promise(setImmediate);
  events.push('released');
  release();
  await answer;

  expect(events).toEqual(['released', 'answered']);
});

test('what failed can be read again after recovery', async () => {
  const directory = fakeWithAda();
  directory.fail('throttled', 'methods');
  directory.recover();

  expect((await directory.methodsOf(ada)).known).toBe(true);
});
