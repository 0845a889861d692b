import { cannot, snooze } from '../../src/rollout/answer-nudge.ts';
import type { SnoozeUntil } from '../../src/rollout/command.ts';
import type { RolloutPorts } from '../../src/rollout/scene.ts';
import { ada, someCampaign, someParticipant, somePlan, someSettings } from '../fixtures/some-nudge.ts';

/** "Remind me", on a Friday at 11:00 in Berlin. The deadline is a Sunday; nothing goes out on weekends. */
async function remindMe(until: SnoozeUntil, comes = true) {
  const campaign = { ...someCampaign, startedAt: '2026-11-16', plan: { ...somePlan, deadline: '2026-11-29' } };
  const asked: Date[] = [];
  const ports = {
    campaigns: { load: async () => campaign },
    participants: {
      notePressed: async () => {},
      load: async () => someParticipant,
      snooze: async (_campaign: string, _user: string, when: Date) => {
        asked.push(when);
        return comes;
      },
    },
    now: () => new Date('2026-11-20T10:00:00Z'),
    settings: someSettings,
  };
  const client = { platform: undefined, locale: undefined, timeZone: undefined };
  const command = { kind: 'snooze', campaign: campaign.id, until } as const;
  const answer = await snooze(command, {
    turn: { user: ada, client, command, isAutomatic: false },
    ports: ports as unknown as RolloutPorts,
  });
  return { reply: 'reply' in answer ? answer.reply : undefined, asked };
}

test('a reminder is promised for a day on which one may go out', async () => {
  const { reply, asked } = await remindMe({ date: '2026-11-27' });

  expect(reply).toMatchObject({ kind: 'snoozed', until: '2026-11-27T08:00:00.000Z' });
  expect(asked).toEqual([new Date('2026-11-27T08:00:00Z')]);
});

test.each([
  ['after the deadline', '2026-11-30'],
  ['on a weekend that ends after the deadline', '2026-11-28'],
])('none is promised for a day %s', async (_when, date) => {
  const { reply, asked } = await remindMe({ date });

  expect(reply).toMatchObject({ kind: 'snooze-refused', because: 'after-deadline' });
  expect(asked).toEqual([]);
});

test('where nothing would come any more, that is the answer', async () => {
  expect((await remindMe('tomorrow', false)).reply).toMatchObject({ kind: 'snooze-refused', because: 'no-more' });
});

test('whoever wants help tells the help desk why, in their own words, cut to size', async () => {
  const opened: object[] = [];
  const noted: string[] = [];
  const ports = {
    campaigns: { load: async () => ({ ...someCampaign, startedAt: '2026-11-16' }) },
    participants: {
      notePressed: async () => {},
      load: async () => someParticipant,
      noteCannot: async (_campaign: string, _user: string, _because: string, note: string) => void noted.push(note),
    },
    requests: {
      open: async (_user: string, _about: string, diagnosis: object) => {
        opened.push(diagnosis);
        return { number: 7 };
      },
    },
    now: () => new Date('2026-11-20T10:00:00Z'),
  } as unknown as RolloutPorts;
  const say = async (note: string) => {
    const command = { kind: 'cannot', campaign: 'campaign-1', because: 'other', note, wantsHelp: true } as const;
    const client = { platform: undefined, locale: undefined, timeZone: undefined };
    await cannot(command, { turn: { user: ada, client, command, isAutomatic: false }, ports });
  };

  await say('  My phone\n\nis old ');
  await say('x'.repeat(600));
  await say(' ');

  expect(opened).toEqual([
    { screen: 'nudge', cannot: 'other', words: 'My phone is old' },
    { screen: 'nudge', cannot: 'other', words: 'x'.repeat(500) },
    { screen: 'nudge', cannot: 'other' },
  ]);
  expect(noted).toEqual(['My phone is old', 'x'.repeat(500), '']);
});
