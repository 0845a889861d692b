import { createTruthCheck, type TruthPorts } from '../../src/rollout/check-truth.ts';
import type { DueNudge } from '../../src/rollout/nudge.ts';
import type { TruthAbout } from '../../src/rollout/ports.ts';
import { someDue, someParticipant, someSettings } from '../fixtures/some-nudge.ts';
import { someone } from '../fixtures/someone.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const start = new Date('2026-11-20T10:00:00Z');

function world(storedAlone?: Date) {
  let now = start;
  let answer: TruthAbout = { hasPasskey: false };
  const asked: { users: number; mailboxes: number }[] = [];
  const noted: { alone: (Date | undefined)[]; mailboxes: object[]; sweeps: Date[] } = {
    alone: [],
    mailboxes: [],
    sweeps: [],
  };
  const audit = { isReadable: true, asked: [] as Date[] };
  const ports: TruthPorts = {
    truth: {
      async read(people) {
        asked.push({ users: people.length, mailboxes: people.filter(({ mailbox }) => mailbox).length });
        return new Map(people.map(({ user }) => [user, answer]));
      },
      async addedSince(since) {
        audit.asked.push(since);
        return audit.isReadable
          ? { known: true, value: { users: [], upns: [], until: new Date(now.getTime() - 10 * minute) } }
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
    settings: someSettings,
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
    async ask() {
      return [...(await check.about(people)).values()];
    },
  };
}
const throttled: TruthAbout = { hasPasskey: 'throttled' };
const clear: TruthAbout = { hasPasskey: false };

test('asked one by one, as long as Graph answers', async () => {
  const it = world();

  expect(await it.ask()).toEqual(it.people.map(() => clear));
  expect(it.asked).toHaveLength(1);
  expect(it.noted.alone).toEqual([]);
});

test('throttled three times in a row: the sweep alone answers, and the report says since when', async () => {
  const it = world();
  await it.check.sweep();
  it.answer(throttled);
  for (let reading = 0; reading < 2; reading++) await it.ask();
  expect(it.noted.alone).toEqual([]);
  expect(await it.check.isAlone()).toBe(false);

  await it.ask();

  expect(it.noted.alone).toEqual([start]);
  expect(await it.check.isAlone()).toBe(true);
  expect(await it.ask()).toEqual(it.people.map(() => 'sweep-only'));
  expect(it.asked).toHaveLength(3);
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
  expect(await it.ask()).toEqual(it.people.map(() => ({ hasPasskey: 'unknown' })));
  await it.check.sweep();
  expect(await it.ask()).toEqual(it.people.map(() => 'sweep-only'));
  it.passTime(5 * minute);

  expect(await it.ask()).toEqual(it.people.map(() => ({ hasPasskey: 'unknown' })));
  expect(it.asked).toEqual([]);
});

describe('five minutes after it was found to be alone', () => {
  async function later(answer: TruthAbout) {
    const it = world(start);
    it.passTime(5 * minute + 1);
    await it.check.sweep();
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

    expect(answers).toEqual(it.people.map(() => 'sweep-only'));
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

  expect(it.asked).toEqual([{ users: 1, mailboxes: isAsked ? 1 : 0 }]);
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

describe('the audit log', () => {
  test('is read once a minute, from where the last sweep ended', async () => {
    const it = world();

    for (const ms of [0, 30_000, 29_999, 1]) {
      it.passTime(ms);
      await it.check.sweep();
    }

    expect(it.audit.asked).toEqual([
      new Date(start.getTime() - 36 * 60 * minute),
      new Date(start.getTime() - 10 * minute),
    ]);
  });

  test('that could not be read is asked again a minute later, and is no answer', async () => {
    const it = world(start);
    it.audit.isReadable = false;

    expect(await it.check.sweep()).toEqual([]);

    expect(await it.ask()).toEqual(it.people.map(() => ({ hasPasskey: 'unknown' })));
    expect(it.noted.sweeps).toEqual([]);
    it.audit.isReadable = true;
    it.passTime(minute);
    await it.check.sweep();
    expect(it.noted.sweeps).toHaveLength(1);
  });
});
