import type { TurnContext } from 'botbuilder';
import { type Activity, readActivity } from '../../src/teams/activity.ts';
import { createBot } from '../../src/teams/bot.ts';
import type { BotDeps } from '../../src/teams/bot-deps.ts';
import { readReceived } from '../../src/teams/read-activity.ts';
import { silentLog } from '../fixtures/silent-log.ts';

/** As Teams sends it: https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability#receive-a-read-receipt */
const receipt = {
  type: 'event',
  name: 'application/vnd.microsoft.readReceipt',
  channelId: 'msteams',
  serviceUrl: 'https://smba.trafficmanager.net/teams/',
  conversation: { id: 'a:1', conversationType: 'personal' },
  from: { id: '29:1', aadObjectId: '00000000-0000-4000-8000-0000000000ad' },
  recipient: { id: '28:bot' },
  value: { lastReadMessageId: '1763631000000' },
};

function read(changed: object) {
  const activity = readActivity({ ...receipt, ...changed });
  return activity && readReceived(activity, new Date());
}

test('a read receipt says up to which message a chat is read', () => {
  expect(read({})).toEqual({ kind: 'read-receipt', lastRead: '1763631000000' });
});

test.each([
  ['of a group, which is more people than one', { conversation: { id: '19:1', conversationType: 'groupChat' } }],
  ['by another name', { name: 'application/vnd.microsoft.meetingStart' }],
  ['without a message', { value: {} }],
  ['without anything', { value: undefined }],
  ['of a message whose id is no number', { value: { lastReadMessageId: "1' or true" } }],
  ['of a message whose number is too large for the database', { value: { lastReadMessageId: '9'.repeat(19) } }],
])('nothing is made of one %s', (_what, changed) => {
  expect(read(changed)).toEqual({ kind: 'ignored' });
});

test('it is noted for its sender, whoever the receipt says it is of', async () => {
  const noted: unknown[] = [];
  const rollout = { noteSeen: async (...seen: readonly unknown[]) => void noted.push(seen) };
  const bot = createBot({ log: silentLog, rollout, patience: {}, metrics: { turn: () => {} } } as unknown as BotDeps);
  const value = { ...receipt.value, aadObjectId: '00000000-0000-4000-8000-0000000000ff' };

  const answer = await bot.onTurn({} as TurnContext, readActivity({ ...receipt, value }) as Activity);

  expect(answer.status).toBe(200);
  expect(noted).toEqual([['00000000-0000-4000-8000-0000000000ad', '1763631000000']]);
});
