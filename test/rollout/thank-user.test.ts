import { thank } from '../../src/rollout/thank-user.ts';
import { fakeCampaigns } from '../fakes/fake-rollout-planning.ts';
import { senderWorld } from '../fakes/fake-sender.ts';
import { ada, someCampaign, someParticipant } from '../fixtures/some-nudge.ts';

function world({
  isFirst = true,
  campaigns = fakeCampaigns(someCampaign),
  lastMessage = 'message-1' as string | undefined,
} = {}) {
  const { ports, calls, log } = senderWorld();
  const given = {
    ...ports,
    campaigns,
    ledger: { ...ports.ledger, lastMessage: async () => lastMessage },
    participants: { ...ports.participants, claimThanks: async () => isFirst },
  };
  return { thank: () => thank({ campaign: someCampaign.id, user: ada }, given), given, calls, log };
}

test('the nudge becomes a thank-you, in the language that they were asked in', async () => {
  const it = world();
  const participants = { ...it.given.participants, load: async () => ({ ...someParticipant, language: 'de-CH' }) };

  await thank({ campaign: someCampaign.id, user: ada }, { ...it.given, participants });

  expect(it.calls.edited).toEqual(['message-1']);
  expect(it.calls.editedIn).toEqual(['de-CH']);
});

test.each<[string, Parameters<typeof world>[0]]>([
  ['they were thanked before', { isFirst: false }],
  ['the campaign is gone', { campaigns: fakeCampaigns() }],
])('nothing is edited when %s', async (_why, options) => {
  const it = world(options);

  await it.thank();

  expect(it.calls.edited).toEqual([]);
});

test('nothing is edited where the message is the guide by now', async () => {
  const it = world();

  await thank({ campaign: someCampaign.id, user: ada }, { ...it.given, guide: { cardOf: async () => 'message-1' } });

  expect(it.calls.edited).toEqual([]);
});

test('a failure is not the end of what it was found by', async () => {
  const it = world();
  const failing = { ...it.given.participants, claimThanks: () => Promise.reject(new Error('away')) };

  await thank({ campaign: someCampaign.id, user: ada }, { ...it.given, participants: failing });

  expect(it.log).toEqual([{ level: 'warn', msg: 'Nobody was thanked' }]);
});
