import type { Command } from '../../src/enrollment/command.ts';
import type { Answer } from '../../src/enrollment/turn.ts';
import type { UserId } from '../../src/passkeys/ids.ts';
import { notingWork } from '../../src/rollout/note-at-work.ts';
import { silentLog } from '../fixtures/silent-log.ts';
import { ada } from '../fixtures/some-nudge.ts';

const now = new Date('2026-11-20T10:00:00Z');
const screen: Answer = { reply: { kind: 'paused' }, screenId: 'screen' };
const client = { platform: undefined, locale: undefined, timeZone: undefined };
const nothing: Answer = { reply: { kind: 'nothing-open' } };

function guide(answer: Answer, noteAtWork: (user: UserId, at: Date) => Promise<void>) {
  const converse = notingWork(async () => answer, { participants: { noteAtWork }, log: silentLog, now: () => now });
  return (command: Command) => converse({ user: ada, client, command, pressed: false });
}

test.each<[Command['kind'], Command, Answer, boolean]>([
  ['set-up-passkey', { kind: 'set-up-passkey' }, screen, true],
  ['next', { kind: 'next' }, screen, true],
  ['troubleshoot', { kind: 'troubleshoot', text: 'the code does not scan' }, { reply: { kind: 'help' } }, true],
  ['talk-to-human', { kind: 'talk-to-human' }, screen, true],
  ['yes', { kind: 'yes' }, screen, true],
  ['yes', { kind: 'yes' }, nothing, false],
  ['refresh', { kind: 'refresh' }, screen, false],
  ['greeting', { kind: 'greeting' }, { reply: { kind: 'welcome' } }, false],
  ['stop-messages', { kind: 'stop-messages' }, { reply: { kind: 'messages-stopped' } }, false],
  ['pause', { kind: 'pause' }, screen, false],
])('who says "%s" is at work in the guide', async (_kind, command, answer, isAtWork) => {
  const noted: unknown[] = [];
  const say = guide(answer, async (...it) => void noted.push(it));

  expect(await say(command)).toBe(answer);

  expect(noted).toEqual(isAtWork ? [[ada, now]] : []);
});

test('the guide answers also where that cannot be noted', async () => {
  const say = guide(screen, () => Promise.reject(new Error('the database went away')));

  expect(await say({ kind: 'set-up-passkey' })).toBe(screen);
});
