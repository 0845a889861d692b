import { DateTime } from 'luxon';
import type { GroupId } from '../../src/passkeys/ids.ts';
import type { Campaign } from '../../src/rollout/campaign.ts';
import type { DueNudge, Participant } from '../../src/rollout/nudge.ts';
import { judge, judgeUnread } from '../../src/rollout/nudge-rules.ts';
import type { TruthAbout } from '../../src/rollout/ports.ts';
import { pick, randomFrom } from '../fixtures/seeded-random.ts';
import { pioneers, someCampaign, someDue, someParticipant, somePlan, someSettings } from '../fixtures/some-nudge.ts';

/** A Friday, 11:00 in Berlin. */
const now = new Date('2026-11-20T10:00:00Z');
const none: TruthAbout = { hasPasskey: false };

type Case = {
  readonly due?: Partial<DueNudge>;
  readonly participant?: Partial<Participant>;
  readonly campaign?: Partial<Campaign>;
  readonly truth?: TruthAbout;
  readonly now?: string;
  /** Only members of this group get anything. */
  readonly audience?: GroupId;
};

function judged({ due, participant, campaign, truth = none, now: when, audience }: Case) {
  return judge(
    { ...someDue, ...due, participant: { ...someParticipant, ...participant } },
    { ...someCampaign, ...campaign },
    truth,
    when ? new Date(when) : now,
    { ...someSettings, audience },
  );
}

test.each<[why: string, hours: number | undefined, truth: TruthAbout, othersAreRead: boolean, kind: string]>([
  ['for the first time', undefined, { hasPasskey: 'unknown' }, true, 'wait'],
  ['since yesterday, 23 hours', 23, { hasPasskey: 'unknown' }, true, 'wait'],
  ['since yesterday', 24, { hasPasskey: 'unknown' }, true, 'fail'],
  ['since yesterday, like all others', 24, { hasPasskey: 'unknown' }, false, 'wait'],
  ['since yesterday, because Graph is asked too often', 24, { hasPasskey: 'throttled' }, true, 'wait'],
  ['for three days, like all others', 72, { hasPasskey: 'unknown' }, false, 'fail'],
  ['for three days, and now it can', 72, none, false, 'send'],
])('not readable %s', (_why, hours, truth, othersAreRead, kind) => {
  const notReadSince = hours === undefined ? {} : { notReadSince: new Date(now.getTime() - hours * 3_600_000) };
  const verdict = judge({ ...someDue, ...notReadSince }, someCampaign, truth, now, someSettings, othersAreRead);

  expect(verdict.kind).toBe(kind);
  if (verdict.kind !== 'send') expect(verdict.because).toBe('not-read');
});

test.each<[away: string, days: number, outUntil: Date | 'open' | undefined, kind: string]>([
  ['for 29 days, without an end', 29, 'open', 'wait'],
  ['for 30 days, without an end', 30, 'open', 'skip'],
  ['for 89 days, until Christmas', 89, new Date('2026-12-24'), 'wait'],
  ['for 90 days, until Christmas', 90, new Date('2026-12-24'), 'skip'],
  ['for 90 days, and is back', 90, undefined, 'send'],
])('a reminder to who is away %s', (_away, days, outUntil, kind) => {
  const due = { ...someDue, round: 1, awaySince: new Date(now.getTime() - days * 86_400_000) };
  const truth = { ...none, mailbox: outUntil === undefined ? {} : { outUntil } };
  const verdict = judge(due, someCampaign, truth, now, someSettings);

  expect(verdict).toMatchObject({ kind });
  if (verdict.kind === 'skip') expect(verdict.because).toBe('away-too-long');
});

test('for a month by what their mailbox said days ago: it is read first, and while it cannot be, they wait', () => {
  const participant = {
    ...someParticipant,
    outUntil: 'open',
    timeZoneReadAt: new Date('2026-11-14T10:00:00Z'),
  } as const;
  const known = { ...someDue, round: 1, participant };
  const due = { ...known, awaySince: new Date('2026-10-01T10:00:00Z') };

  expect(judgeUnread(known, someCampaign, now, someSettings)).toMatchObject({ because: 'out-of-office' });
  expect(judgeUnread(due, someCampaign, now, someSettings)).toBeUndefined();
  expect(judge(due, someCampaign, none, now, someSettings)).toMatchObject({ kind: 'wait', because: 'out-of-office' });
  expect(judge(due, someCampaign, { ...none, mailbox: {} }, now, someSettings)).toEqual({ kind: 'send' });
  const away = { ...none, mailbox: { outUntil: 'open' } } as const;
  expect(judge(due, someCampaign, away, now, someSettings)).toEqual({ kind: 'skip', because: 'away-too-long' });
});

describe('the deadline has passed in one of the zones they may be in', () => {
  /** 15:30 in Moscow, and tomorrow in Kamchatka. */
  const moscowAfternoon = '2026-11-20T12:30:00Z';
  const until = { ...someCampaign, plan: { ...somePlan, deadline: '2026-11-20' } };

  test.each<[where: string, due: Partial<DueNudge>, participant: Partial<Participant>, when: string, isRead: boolean]>([
    ['nobody knows in which', {}, {}, moscowAfternoon, true],
    ['nobody knows in which, and what is known is none', {}, { timeZone: 'Moscow' }, moscowAfternoon, true],
    ['it is the one of their mailbox', {}, { timeZone: 'Asia/Kamchatka' }, moscowAfternoon, false],
    ['it is the one they wrote from', { contactTimeZone: 'Asia/Kamchatka' }, {}, moscowAfternoon, false],
    ['the day is not over everywhere', {}, {}, '2026-11-21T11:59:00Z', true],
    ['the day is over everywhere', {}, {}, '2026-11-21T12:00:00Z', false],
  ])('%s: their mailbox is read before they are left out: %#', (_where, more, changed, when, isRead) => {
    const participant = { ...someParticipant, timeZone: undefined, country: 'RU', ...changed };
    const due = { ...someDue, ...more, participant };
    const verdict = judgeUnread(due, until, new Date(when), someSettings);

    expect(verdict).toEqual(isRead ? undefined : { kind: 'skip', because: 'deadline-passed' });
  });

  test('as their mailbox says that they are elsewhere, they are written to', () => {
    const due = { ...someDue, participant: { ...someParticipant, timeZone: undefined, country: 'RU' } };
    const truth = { ...none, mailbox: { timeZone: 'Europe/Moscow' } };

    expect(judge(due, until, truth, new Date(moscowAfternoon), someSettings)).toEqual({ kind: 'send' });
  });
});

const { plan: _plan, ...withoutPlan } = someCampaign;

test.each<[why: string, it: Case]>([
  ['nothing speaks against it', {}],
  ['a reminder', { due: { round: 2, sentLately: 2, lastSentAt: new Date('2026-11-13T10:00:00Z') } }],
  ['48 hours after the message before', { due: { lastSentAt: new Date('2026-11-18T10:00:00Z') } }],
  ['the last message of the plan', { due: { round: 3, sentLately: 3 } }],
  ['a snooze that is over', { participant: { snoozedUntil: now } }],
  [
    'whoever asked yesterday to be reminded today',
    { due: { round: 1, lastSentAt: new Date('2026-11-19T10:00:00Z') }, participant: { snoozedUntil: now } },
  ],
  [
    'whoever asked for one more than the plan has',
    {
      due: { round: 4, sentLately: 4, lastSentAt: new Date('2026-11-19T10:00:00Z') },
      participant: { snoozedUntil: now },
    },
  ],
  ['the first nudge also to whoever is away', { truth: { ...none, mailbox: { outUntil: 'open' } } }],
  ['a reminder to whoever is back', { due: { round: 1 }, truth: { ...none, mailbox: { outUntil: now } } }],
  [
    'a reminder to whoever is back, as just read, earlier than was said',
    {
      due: { round: 1 },
      participant: { outUntil: 'open', timeZoneReadAt: new Date('2026-11-19T10:00:00Z') },
      truth: { ...none, mailbox: {} },
    },
  ],
  [
    'a reminder to whoever was away a week ago',
    { due: { round: 1 }, participant: { outUntil: 'open', timeZoneReadAt: new Date('2026-11-13T10:00:00Z') } },
  ],
  ['on the day of the deadline', { campaign: { plan: { ...somePlan, deadline: '2026-11-20' } } }],
  ['whoever could not be reached before', { participant: { unreachable: 'uninstalled' } }],
  ['an account that is on', { truth: { ...none, isEnabled: true } }],
  ['a member of the audience', { audience: pioneers.id, truth: { ...none, inAudience: true } }],
])('sent: %s', (_why, it) => {
  expect(judged(it)).toEqual({ kind: 'send' });
});

test.each<[why: string, it: Case, because: string]>([
  ['the campaign was stopped', { campaign: { status: 'stopped' } }, 'campaign-over'],
  ['the campaign is being stopped', { campaign: { status: 'stopping' } }, 'campaign-over'],
  ['the campaign is finished', { campaign: { status: 'finished' } }, 'campaign-over'],
  ['over comes before done', { campaign: { status: 'stopped' }, truth: { hasPasskey: true } }, 'campaign-over'],
  ['a passkey is there', { truth: { hasPasskey: true } }, 'has-passkey'],
  ['a passkey was noted', { participant: { doneAt: now } }, 'has-passkey'],
  [
    'noted, though it cannot be read now',
    { participant: { doneAt: now }, truth: { hasPasskey: 'unknown' } },
    'has-passkey',
  ],
  ['done by the report', { participant: { segment: 'done' }, truth: { hasPasskey: false } }, 'has-passkey'],
  ['a passkey, found in the night', { truth: { hasPasskey: true }, now: '2026-11-20T02:00:00Z' }, 'has-passkey'],
  ['left the audience meanwhile', { audience: pioneers.id, truth: { ...none, inAudience: false } }, 'out-of-audience'],
  ['the account is off by now', { truth: { ...none, isEnabled: false } }, 'account-disabled'],
  ['stopped these messages', { participant: { optedOutAt: now } }, 'opted-out'],
  ['said that they cannot', { participant: { cannot: 'not-my-own-phone' } }, 'cannot'],
  ['could do nothing', { participant: { segment: 'blocked' } }, 'left-alone'],
  ['the deadline has passed', { campaign: { plan: { ...somePlan, deadline: '2026-11-19' } } }, 'deadline-passed'],
  [
    'the deadline has passed in one of the zones they may be in',
    {
      campaign: { plan: { ...somePlan, deadline: '2026-11-20' } },
      participant: { timeZone: undefined, country: 'NZ' },
      now: '2026-11-20T11:30:00Z',
    },
    'deadline-passed',
  ],
  ['all of the plan was sent', { due: { sentLately: 4 } }, 'enough-messages'],
  [
    'what was asked for has come',
    { due: { sentLately: 4, lastSentAt: now }, participant: { snoozedUntil: now } },
    'enough-messages',
  ],
  [
    'all that this plan has was sent, by another campaign',
    { due: { sentLately: 1 }, campaign: { plan: { ...somePlan, remindAfterDays: [] } } },
    'enough-messages',
  ],
  ['stopped and snoozed', { participant: { optedOutAt: now, snoozedUntil: new Date('2026-12-01') } }, 'opted-out'],
])('left out: %s', (_why, it, because) => {
  expect(judged(it)).toEqual({ kind: 'skip', because });
});

test('left out: a campaign without a plan sends nothing', () => {
  expect(judge(someDue, withoutPlan, none, now, someSettings)).toEqual({ kind: 'skip', because: 'campaign-over' });
});

test.each<[why: string, it: Case, because: string, until: string]>([
  [
    'whether they are in the audience could not be read',
    { audience: pioneers.id, truth: none },
    'not-read',
    '2026-11-20T10:03:00.000Z',
  ],
  [
    'snoozed, until the hours of that day begin',
    { participant: { snoozedUntil: new Date('2026-11-25T03:00:00Z') } },
    'snoozed',
    '2026-11-25T08:00:00.000Z',
  ],
  [
    'snoozed into a weekend, until Monday',
    { participant: { snoozedUntil: new Date('2026-11-21T08:00:00Z') } },
    'snoozed',
    '2026-11-23T08:00:00.000Z',
  ],
  [
    'away until this afternoon',
    { due: { round: 1 }, truth: { ...none, mailbox: { outUntil: new Date('2026-11-20T13:30:00Z') } } },
    'out-of-office',
    '2026-11-20T13:30:00.000Z',
  ],
  ...['2026-12-24T07:00:00Z', '9999-12-31T23:59:59Z', '+275760-09-13T00:00:00Z'].map(
    (end): [string, Case, string, string] => [
      `away until ${end}: looked at again a day later, as without an end`,
      { due: { round: 1 }, truth: { ...none, mailbox: { outUntil: new Date(end) } } },
      'out-of-office',
      '2026-11-23T08:00:00.000Z',
    ],
  ),
  [
    'away without an end: looked at again a day later, or when the hours begin',
    { due: { round: 1 }, truth: { ...none, mailbox: { outUntil: 'open' } } },
    'out-of-office',
    '2026-11-23T08:00:00.000Z',
  ],
  [
    'away as of some days ago, though the mailbox cannot be read now',
    {
      due: { round: 1 },
      participant: { outUntil: new Date('2026-11-20T13:30:00Z'), timeZoneReadAt: new Date('2026-11-14T10:00:00Z') },
    },
    'out-of-office',
    '2026-11-20T13:30:00.000Z',
  ],
  [
    'asked for again, and another campaign has written meanwhile',
    {
      participant: { snoozedUntil: new Date('2026-11-20T09:00:00Z') },
      due: {
        round: 1,
        lastSentAt: new Date('2026-11-19T10:00:00Z'),
        lastSentElsewhereAt: new Date('2026-11-19T09:00:00Z'),
      },
    },
    'recent-message',
    '2026-11-23T08:00:00.000Z',
  ],
  [
    'somebody wrote a minute less than 48 hours ago',
    { due: { lastSentAt: new Date('2026-11-18T10:01:00Z') } },
    'recent-message',
    '2026-11-20T10:01:00.000Z',
  ],
  [
    'somebody wrote yesterday: on Monday, since 48 hours end on a Saturday',
    { due: { lastSentAt: new Date('2026-11-19T10:00:00Z') } },
    'recent-message',
    '2026-11-23T08:00:00.000Z',
  ],
  ['in the night', { now: '2026-11-20T02:00:00Z' }, 'quiet-hours', '2026-11-20T08:00:00.000Z'],
  ['on Saturday', { now: '2026-11-21T10:00:00Z' }, 'quiet-hours', '2026-11-23T08:00:00.000Z'],
  [
    'night where the mailbox is, as just read',
    { truth: { ...none, mailbox: { timeZone: 'America/New_York' } } },
    'quiet-hours',
    '2026-11-20T14:00:00.000Z',
  ],
  [
    'night where they wrote from',
    { participant: { timeZone: undefined }, due: { contactTimeZone: 'America/New_York' } },
    'quiet-hours',
    '2026-11-20T14:00:00.000Z',
  ],
  [
    'night in some zone of their country',
    { participant: { timeZone: undefined, country: 'US' } },
    'quiet-hours',
    '2026-11-20T19:00:00.000Z',
  ],
  [
    'night where we are, nothing else being known',
    { participant: { timeZone: undefined, country: undefined }, now: '2026-11-20T07:59:00Z' },
    'quiet-hours',
    '2026-11-20T08:00:00.000Z',
  ],
  ['not readable', { truth: { hasPasskey: 'unknown' } }, 'not-read', '2026-11-20T10:03:00.000Z'],
  ['asked too often', { truth: { hasPasskey: 'throttled' } }, 'not-read', '2026-11-20T10:03:00.000Z'],
])('waits: %s', (_why, it, because, until) => {
  const verdict = judged(it);

  expect(verdict).toEqual({ kind: 'wait', because, until: new Date(until) });
});

test('nothing is ever sent in quiet hours, less than 48 hours after another, or to whoever is done', () => {
  const random = randomFrom(48);
  const zones = Intl.supportedValuesOf('timeZone');
  let sent = 0;
  for (let tries = 0; tries < 1_500; tries++) {
    const when = new Date(Date.UTC(2026, 9, 1) + Math.floor(random() * 120 * 86_400_000));
    const timeZone = pick(zones, random);
    const lastSentAt = random() < 0.5 ? new Date(when.getTime() - random() * 96 * 3_600_000) : undefined;
    const hasPasskey = pick([true, false, false, 'unknown', 'throttled'] as const, random);

    const verdict = judged({
      now: when.toISOString(),
      due: { lastSentAt },
      participant: { timeZone },
      truth: { hasPasskey },
    });

    const seen = `${when.toISOString()} ${timeZone}`;
    const at = verdict.kind === 'send' ? when : verdict.kind === 'wait' ? verdict.until : undefined;
    if (verdict.kind === 'wait') expect([seen, verdict.until > when]).toEqual([seen, true]);
    if (!at) continue;
    const local = DateTime.fromJSDate(at, { zone: timeZone });
    const isOpen = local.weekday <= 5 && local.hour >= 9 && local.hour < 16;
    if (verdict.kind !== 'send') {
      // "Not read" is looked at again soon, and then judged anew.
      expect([seen, isOpen || (verdict.kind === 'wait' && verdict.because === 'not-read')]).toEqual([seen, true]);
      continue;
    }
    sent++;
    const hoursSince = lastSentAt ? (when.getTime() - lastSentAt.getTime()) / 3_600_000 : Number.POSITIVE_INFINITY;
    expect([seen, isOpen, hoursSince >= 48, hasPasskey]).toEqual([seen, true, true, false]);
  }
  expect(sent).toBeGreaterThan(50);
});
