import type { Campaign, Planning } from '../../src/rollout/campaign.ts';
import { createTruthCheck, type TruthPorts } from '../../src/rollout/check-truth.ts';
import type { DueNudge } from '../../src/rollout/nudge.ts';
import type { TruthAbout } from '../../src/rollout/ports.ts';
import { someCampaign, someDue, someParticipant } from '../fixtures/some-nudge.ts';
import { someone } from '../fixtures/someone.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const start = new Date('2026-11-20T10:00:00Z');

function world(storedAlone?: Date) {
  let now = start;
  let answer: TruthAbout = { hasPasskey: false };
  const asked: { users: number; mailboxes: number; methods: number }[] = [];
  const noted: { alone: (Date | undefined)[]; mailboxes: object[]; sweeps: Date[] } = {
    alone: [],
    mailboxes: [],
    sweeps: [],
  };
  const audit = { isReadable: true, asked: [] as Date[], behind: 10 * minute, pieces: [] as number[] };
  const ports: TruthPorts = {
    truth: {
      async read(people) {
        asked.push({
          users: people.length,
          mailboxes: people.filter(({ mailbox }) => mailbox).length,
          methods: people.filter(({ methods = true }) => methods).length,
        });
        return new Map(people.map(({ user, methods = true }) => [user, methods ? answer : { ...answer, ...unasked }]));
      },
      async addedSince(since) {
        audit.asked.push(since);
        return audit.isReadable
          ? {
              known: true,
              value: { users: [], upns: [], until: new Date(now.getTime() - (audit.pieces.shift() ?? audit.behind)) },
            }
          : { known: false, because: 'throttled' };
      },
    },
    participants: {
      noteMailbox: async (people) => void noted.mailboxes.push(...people),
      noteDone: async () => [],
      noteDoneByUpn: async () => [],
    },
    reports: {
      noteSweep: async (_what, at) => void noted.sweeps.push(at),
      sweptAt: async () => noted.sweeps.at(-1),
      noteSweepAlone: async (since) => void noted.alone.push(since),
      freshness: async () => (storedAlone ? { sweepAloneSince: storedAlone.toISOString() } : {}),
    },
    now: () => now,
  };
  const check = createTruthCheck(ports);
  const people = Array.from({ length: 10 }, (): DueNudge => ({ ...someDue, user: someone() }));
  return {
    check,
    asked,
    noted,
    audit,
    people,
    answer: (next: TruthAbout) => {
      answer = next;
    },
    passTime: (ms: number) => {
      now = new Date(now.getTime() + ms);
    },
    sweep: (campaign: Campaign = someCampaign) => check.sweep([campaign]),
    async ask() {
      return [...(await check.about(people)).values()];
    },
  };
}
const throttled: TruthAbout = { hasPasskey: 'throttled' };
const clear: TruthAbout = { hasPasskey: false };
const unasked: TruthAbout = { hasPasskey: 'unknown' };

test('asked one by one, as long as Graph answers', async () => {
  const it = world();

  expect(await it.ask()).toEqual(it.people.map(() => clear));
  expect(it.asked).toHaveLength(1);
  expect(it.noted.alone).toEqual([]);
});

test('throttled three times in a row: the sweep alone answers, and the report says since when', async () => {
  const it = world();
  await it.sweep();
  it.answer(throttled);
  for (let reading = 0; reading < 2; reading++) await it.ask();
  expect(it.noted.alone).toEqual([]);
  expect(await it.check.isAlone()).toBe(false);

  await it.ask();

  expect(it.noted.alone).toEqual([start]);
  expect(await it.check.isAlone()).toBe(true);
  expect(await it.ask()).toEqual(it.people.map(() => clear));
  expect(it.asked.map(({ methods }) => methods)).toEqual([10, 10, 10, 0]);
});

test('throttled twice, and then not: nothing has changed', async () => {
  const it = world();
  for (const answer of [throttled, throttled, clear, throttled, throttled]) {
    it.answer(answer);
    await it.ask();
  }

  expect(it.noted.alone).toEqual([]);
});

test('alone, and the sweep is old or has never been: nobody knows', async () => {
  const it = world(start);
  expect(await it.ask()).toEqual(it.people.map(() => unasked));
  it.audit.behind = 14 * minute;
  await it.sweep();
  it.passTime(3 * minute - 1);
  expect(await it.ask()).toEqual(it.people.map(() => clear));
  it.passTime(1);

  expect(await it.ask()).toEqual(it.people.map(() => unasked));
  expect(it.asked.filter(({ methods }) => methods > 0)).toEqual([]);
});

test('alone, and the sweep has not come to the last minutes: nobody knows, until it has', async () => {
  const it = world(start);
  it.audit.behind = 10 * day;
  await it.sweep();
  expect(await it.ask()).toEqual(it.people.map(() => unasked));
  it.passTime(minute);
  it.audit.behind = 17 * minute - 1;
  await it.sweep();

  expect(await it.ask()).toEqual(it.people.map(() => clear));
});

test('alone, all the rest is asked as ever: who is away, whose account is off, who has left the audience', async () => {
  const it = world(start);
  const rest = { mailbox: { timeZone: 'Asia/Tokyo', outUntil: 'open' }, isEnabled: false, inAudience: false } as const;
  it.answer({ ...clear, ...rest });
  await it.sweep();

  expect(await it.ask()).toEqual(it.people.map(() => ({ ...clear, ...rest })));
  expect(it.asked).toEqual([{ users: 10, mailboxes: 10, methods: 0 }]);
  expect(it.noted.mailboxes).toHaveLength(10);
});

describe('five minutes after it was found to be alone', () => {
  async function later(answer: TruthAbout) {
    const it = world(start);
    it.passTime(5 * minute + 1);
    await it.sweep();
    it.answer(answer);
    return { it, answers: await it.ask() };
  }

  test('users are asked one by one again', async () => {
    const { it, answers } = await later(clear);

    expect(it.asked).toHaveLength(1);
    expect(answers).toEqual(it.people.map(() => clear));
    expect(it.noted.alone).toEqual([undefined]);
    expect(await it.check.isAlone()).toBe(false);
  });

  test('still throttled: one reading is enough to see it, and it costs nobody their nudge', async () => {
    const { it, answers } = await later(throttled);

    expect(answers).toEqual(it.people.map(() => clear));
    expect(it.noted.alone).toEqual([new Date(start.getTime() + 5 * minute + 1)]);
    expect(await it.check.isAlone()).toBe(true);
  });
});

test.each<[why: string, due: Partial<DueNudge>, readAt: Date | undefined, isAsked: boolean]>([
  ['the first nudge, nothing known', {}, undefined, true],
  ['the first nudge, read yesterday', {}, new Date(start.getTime() - day), false],
  ['the first nudge, read 31 days ago', {}, new Date(start.getTime() - 31 * day), true],
  ['a reminder, for who is away', { round: 1 }, new Date(start.getTime() - day), true],
])('the mailbox is read for %s', async (_why, due, timeZoneReadAt, isAsked) => {
  const it = world();

  await it.check.about([{ ...someDue, ...due, participant: { ...someParticipant, timeZoneReadAt } }]);

  expect(it.asked).toEqual([{ users: 1, mailboxes: isAsked ? 1 : 0, methods: 1 }]);
});

test.each<[string, Date | 'open' | undefined]>([
  ['at work', undefined],
  ['away until a day', new Date('2026-12-01T08:00:00Z')],
  ['away', 'open'],
])('that somebody is %s is noted with the time zone', async (_where, outUntil) => {
  const it = world();
  it.answer({ hasPasskey: false, mailbox: { timeZone: 'Asia/Tokyo', ...(outUntil !== undefined && { outUntil }) } });

  await it.check.about([someDue]);

  expect(it.noted.mailboxes).toEqual([
    { user: someDue.user, timeZone: 'Asia/Tokyo', at: expect.any(Date), ...(outUntil !== undefined && { outUntil }) },
  ]);
});

test('a time zone is kept; of a mailbox without one, the one that was known', async () => {
  const it = world();
  it.answer({ hasPasskey: false, mailbox: { timeZone: 'Asia/Tokyo' } });
  await it.check.about(it.people.slice(0, 1));
  it.answer({ hasPasskey: false, mailbox: {} });
  await it.check.about(it.people.slice(1, 2));
  it.answer(clear);
  await it.check.about(it.people.slice(2, 3));

  expect(it.noted.mailboxes).toEqual([
    { user: it.people[0]?.user, timeZone: 'Asia/Tokyo', at: start },
    { user: it.people[1]?.user, timeZone: someParticipant.timeZone, at: start },
  ]);
});

describe('of a campaign that was planned after the sweeps had come further', () => {
  const hour = 60 * minute;
  const planning = { askedBy: someCampaign.owner, startedAt: '', step: 'waves', people: 10, requests: 1 } as const;
  const finishedAt = new Date(start.getTime() - 2 * hour).toISOString();
  const late = (more: Partial<Planning> = {}) => ({ ...someCampaign, planning: { ...planning, finishedAt, ...more } });

  test.each<[since: string, campaign: Campaign, expected: readonly number[]]>([
    ['its report was written', late({ reportFrom: new Date(start.getTime() - 30 * hour).toISOString() }), [30, 36]],
    ['60 hours ago, if the report does not say', late(), [60, 36]],
    ['30 days ago at most', late({ reportFrom: '2026-01-01T00:00:00Z' }), [30 * 24, 36]],
    ['the last sweep, if it is older than a report', late({ finishedAt: '2026-11-01T00:00:00Z' }), [36]],
  ])('the audit log is read since %s, once', async (_since, campaign, expected) => {
    const it = world();
    await it.sweep(campaign);
    await it.sweep(campaign);

    expect(it.audit.asked.map((at) => (start.getTime() - at.getTime()) / hour)).toEqual(expected);
  });

  test('the sweeps say nothing of a campaign until that was read', async () => {
    const it = world(start);
    await it.sweep();
    const other = it.people.map((due) => ({ ...due, campaign: 'another' }));

    expect([...(await it.check.about(other)).values()]).toEqual(other.map(() => unasked));
    await it.sweep({ ...late(), id: 'another' });
    expect([...(await it.check.about(other)).values()]).toEqual(other.map(() => clear));
  });

  test('what could not be read is tried again a minute later', async () => {
    const it = world(start);
    it.audit.isReadable = false;
    await it.sweep(late());
    it.audit.isReadable = true;
    it.passTime(minute - 1);
    await it.sweep(late());
    expect(await it.ask()).toEqual(it.people.map(() => unasked));
    it.passTime(1);
    await it.sweep(late());

    expect(await it.ask()).toEqual(it.people.map(() => clear));
  });

  test('what is too much for one reading is read in pieces', async () => {
    const it = world(start);
    it.audit.pieces = [20 * hour, 10 * hour];
    await it.sweep(late({ reportFrom: new Date(start.getTime() - 30 * hour).toISOString() }));

    expect(it.audit.asked.map((at) => (start.getTime() - at.getTime()) / hour)).toEqual([30, 20, 10, 36]);
    expect(await it.ask()).toEqual(it.people.map(() => clear));
  });
});

describe('the audit log', () => {
  test('is read once a minute, from where the last sweep ended', async () => {
    const it = world();

    for (const ms of [0, 30_000, 29_999, 1]) {
      it.passTime(ms);
      await it.sweep();
    }

    expect(it.audit.asked).toEqual([
      new Date(start.getTime() - 36 * 60 * minute),
      new Date(start.getTime() - 10 * minute),
    ]);
  });

  test('that could not be read is asked again a minute later, and is no answer', async () => {
    const it = world(start);
    it.audit.isReadable = false;

    expect(await it.sweep()).toEqual([]);

    expect(await it.ask()).toEqual(it.people.map(() => unasked));
    expect(it.noted.sweeps).toEqual([]);
    it.audit.isReadable = true;
    it.passTime(minute);
    await it.sweep();
    expect(it.noted.sweeps).toHaveLength(1);
  });
});
