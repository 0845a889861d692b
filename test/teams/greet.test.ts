import type { Encounter } from '../../src/teams/encounter.ts';
import { createGreet } from '../../src/teams/greet.ts';
import { ada } from '../fixtures/teams-room.ts';

test('two tellings of one installation at the same moment give one card', async () => {
  const sent: string[] = [];
  const encounter = {
    user: ada,
    chat: { send: async ({ reply }: { reply: { kind: string } }) => void sent.push(reply.kind) },
    deps: { contacts: { of: async () => undefined, remember: async () => {} } },
  } as unknown as Encounter;
  const greet = createGreet();

  await Promise.all([greet(encounter), greet(encounter)]);

  expect(sent).toEqual(['welcome']);
});
