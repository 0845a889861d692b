import type { DueNudge, SendOutcome } from '../../src/rollout/nudge.ts';
import { createSender } from '../../src/rollout/send-nudges.ts';
import { mostAttempts } from '../../src/rollout/settlement-of.ts';
import { friday, senderWorld } from '../fakes/fake-sender.ts';
import { someCampaign, someParticipant } from '../fixtures/some-nudge.ts';

const sent: SendOutcome = { kind: 'sent', messageId: 'm' };
const hour = 3_600_000;

test('everybody who is due gets one message, and the lease is given back', async () => {
  const { sender, calls, statuses, lease } = senderWorld({ people: 500 });

  await sender.tick();

  expect(new Set(calls.sent).size).toBe(500);
  expect(calls.sent).toHaveLength(500);
  expect(new Set(statuses())).toEqual(new Set(['sent']));
  expect(lease).toMatchObject({ holder: undefined, freed: 1 });
});

test('not while another instance is the sender', async () => {
  const { sender, calls, lease } = senderWorld();
  lease.holder = 'another instance';

  await sender.tick();

  expect(calls.sent).toEqual([]);
  expect(lease.holder).toBe('another instance');
});

test.each<[why: string, world: Parameters<typeof senderWorld>[0], settled: object]>([
  ['a passkey is there', { truth: () => ({ hasPasskey: true }) }, { status: 'skipped', because: 'has-passkey' }],
  [
    'Graph has not said for days',
    { truth: () => ({ hasPasskey: 'unknown' }), due: { notReadSince: new Date(friday.getTime() - 72 * 3_600_000) } },
    { status: 'failed', because: 'not-read' },
  ],
  ['Graph does not say', { truth: () => ({ hasPasskey: 'unknown' }) }, { status: 'waiting', because: 'not-read' }],
  [
    'they sleep',
    { due: { participant: { ...someParticipant, timeZone: 'Pacific/Auckland' } } },
    { status: 'waiting', because: 'quiet-hours' },
  ],
])('%s: nothing is sent, and nothing is claimed', async (_why, options, settled) => {
  const world = senderWorld(options);
  const { ledger } = world.ports;
  const claims: string[] = [];
  const sender = createSender({
    ...world.ports,
    ledger: {
      ...ledger,
      claim: (ids, by) => {
        claims.push(...ids);
        return ledger.claim(ids, by);
      },
    },
  });

  await sender.tick();

  expect(world.calls.sent).toEqual([]);
  expect(claims).toEqual([]);
  expect(world.row().settled).toMatchObject(settled);
});

test('whose Authenticator turns out to be too old reads that first, and not that all is ready', async () => {
  const world = senderWorld({ truth: () => ({ hasPasskey: false, hasOldApp: true }) });
  const { messenger } = world.ports;
  const replies: unknown[] = [];
  const send: typeof messenger.send = (user, reply) => {
    replies.push(reply);
    return messenger.send(user, reply);
  };

  await createSender({ ...world.ports, messenger: { ...messenger, send } }).tick();

  expect(someParticipant.segment).toBe('ready');
  expect(replies).toMatchObject([{ kind: 'nudge', segment: 'get-app' }]);
});

/** Whose methods, or mailbox, Graph was asked for. */
function countingReads(world: ReturnType<typeof senderWorld>) {
  const asked: { readonly user: string; readonly mailbox: boolean }[] = [];
  const { truth } = world.ports;
  const read: typeof truth.read = (people) => {
    asked.push(...people);
    return truth.read(people);
  };
  return { asked, sender: createSender({ ...world.ports, truth: { ...truth, read } }) };
}

const unseen = { ...someParticipant, timeZone: undefined, timeZoneReadAt: undefined };

test.each<[why: string, due: Partial<DueNudge>, settled: object]>([
  [
    'they sleep',
    { participant: { ...someParticipant, timeZone: 'Pacific/Auckland' } },
    { status: 'waiting', because: 'quiet-hours', until: new Date('2026-11-22T20:00:00Z') },
  ],
  [
    'somebody in their country sleeps',
    { participant: { ...unseen, country: 'US' } },
    { status: 'waiting', because: 'quiet-hours', until: new Date('2026-11-20T19:00:00Z') },
  ],
  [
    'they asked for another day',
    { participant: { ...someParticipant, snoozedUntil: new Date('2026-11-25T09:00:00Z') } },
    { status: 'waiting', because: 'snoozed' },
  ],
  [
    'they are away for a reminder, as was read the other day',
    {
      round: 1,
      participant: { ...someParticipant, outUntil: 'open', timeZoneReadAt: new Date('2026-11-18T10:00:00Z') },
    },
    { status: 'waiting', because: 'out-of-office' },
  ],
  [
    'they had a message yesterday',
    { lastSentAt: new Date('2026-11-19T10:00:00Z') },
    { status: 'waiting', because: 'recent-message' },
  ],
  [
    'they want none',
    { participant: { ...someParticipant, optedOutAt: friday } },
    { status: 'skipped', because: 'opted-out' },
  ],
])('%s: Graph is not asked about them, and about the others it is', async (_why, due, settled) => {
  const world = senderWorld({ people: 2 });
  const [first, second] = [...world.rows.values()];
  if (first) Object.assign(first, { due: { ...first.due, ...due } });
  const { asked, sender } = countingReads(world);

  await sender.tick();

  expect(world.row().settled).toMatchObject(settled);
  expect(asked.map(({ user }) => user)).toEqual([second?.due.user]);
  expect(world.calls.sent).toEqual([second?.due.user]);
});

test('the time zone is read when it is day all over their country, and not before', async () => {
  const world = senderWorld({ due: { participant: { ...unseen, country: 'US' } } });
  const { asked, sender } = countingReads(world);

  await sender.tick();
  expect(asked).toEqual([]);
  world.passTime(9 * hour);
  await sender.tick();

  expect(asked).toEqual([expect.objectContaining({ mailbox: true })]);
  expect(world.statuses()).toEqual(['sent']);
});

test('of a campaign that was paused a moment ago nothing is settled, and Graph is not asked', async () => {
  const asleep = { ...someParticipant, timeZone: 'Pacific/Auckland' };
  const world = senderWorld({ due: { participant: asleep } });
  const { asked, sender } = countingReads({
    ...world,
    ports: {
      ...world.ports,
      ledger: {
        ...world.ports.ledger,
        async due(...given) {
          const due = await world.ports.ledger.due(...given);
          const { campaign } = world;
          await world.campaigns.save({ ...campaign, status: 'paused', revision: 'paused' }, campaign.revision);
          return due;
        },
      },
    },
  });

  await sender.tick();

  expect(asked).toEqual([]);
  expect(world.row().settled).toBeUndefined();
});

test('of a campaign that this instance cannot read nothing is settled, and the lease is given back', async () => {
  const world = senderWorld({ people: 3 });
  const { asked, sender } = countingReads({
    ...world,
    ports: { ...world.ports, campaigns: { ...world.campaigns, withStatus: async () => [] } },
  });

  await sender.tick();

  expect(asked).toEqual([]);
  expect(world.statuses()).toEqual(['planned', 'planned', 'planned']);
  expect(world.lease).toMatchObject({ holder: undefined, freed: 1 });
});

test.each<[SendOutcome, string, object]>([
  [sent, 'sent', { messageId: 'm', at: friday }],
  [{ kind: 'sent', messageId: undefined }, 'sent', { messageId: undefined }],
  [{ kind: 'busy', status: 502 }, 'waiting', { because: 'connector-busy', countsAsAttempt: false }],
  [
    { kind: 'unreachable', cause: 'blocked-by-user', code: '209' },
    'failed',
    { because: 'blocked-by-user', code: '209' },
  ],
  [{ kind: 'refused', status: 413 }, 'waiting', { because: 'refused', countsAsAttempt: false }],
  [{ kind: 'uncertain' }, 'uncertain', {}],
])('Teams says %j: %s', async (outcome, status, more) => {
  const { sender, row, calls } = senderWorld({ send: () => outcome });

  await sender.tick();

  expect(calls.sent).toHaveLength(1);
  expect(row().settled).toMatchObject({ status, ...more });
});

test('what can be said of a message is noted about its reader, too', async () => {
  const blocked = senderWorld({ send: () => ({ kind: 'unreachable', cause: 'blocked-by-user' }) });
  const again = senderWorld({ due: { participant: { ...someParticipant, unreachable: 'blocked-by-user' } } });

  await blocked.sender.tick();
  await again.sender.tick();

  expect(blocked.calls.unreachable).toEqual(['blocked-by-user']);
  expect(again.calls.unreachable).toEqual([undefined]);
});

describe('429', () => {
  const throttled: SendOutcome = { kind: 'throttled', retryAfterMs: 60_000 };

  test('holds for everybody, is stored, and what was claimed goes back', async () => {
    let later: (outcome: SendOutcome) => void = () => {};
    const slow = new Promise<SendOutcome>((resolve) => {
      later = resolve;
    });
    const world = senderWorld({
      people: 40,
      send: (_user, index) => {
        if (index > 0) return slow;
        queueMicrotask(() => later(sent));
        return throttled;
      },
      more: { settings: { ...senderWorld().ports.settings, ratePerSecond: 4 } },
    });
    const until = new Date(friday.getTime() + 60_000);

    const ticking = world.sender.tick();
    await eventually(() => world.lease.pausedUntil !== undefined);
    const before = world.calls.sent.length;
    await world.sender.close();
    await ticking;

    expect(world.pausedUntil()).toEqual(until);
    expect(world.lease.pausedUntil).toEqual(until);
    expect(before).toBeLessThan(10);
    expect(world.calls.sent).toHaveLength(before);
    expect(world.row().settled).toMatchObject({
      status: 'waiting',
      because: 'throttled',
      countsAsAttempt: false,
      until,
    });
    expect(world.statuses()).not.toContain('claimed');
    expect(world.statuses().filter((status) => status === 'planned')).toHaveLength(40 - before);
  });

  test('while something waits for its turn: it is not even claimed', async () => {
    const world = senderWorld({
      people: 3,
      pace: {
        next: async () => {
          world.ports.pace.pauseUntil(new Date(friday.getTime() + 60_000));
          return 'paused';
        },
      },
    });
    const { ledger } = world.ports;
    let claims = 0;
    const claim: typeof ledger.claim = async () => {
      claims++;
      return [];
    };
    const sender = createSender({ ...world.ports, ledger: { ...ledger, claim } });

    const ticking = sender.tick();
    await eventually(() => world.pausedUntil() !== undefined);
    await sender.close();
    await ticking;

    expect(claims).toBe(0);
    expect(world.statuses()).toEqual(['planned', 'planned', 'planned']);
  });

  test('between the claim and the call: the call is not made', async () => {
    const world = senderWorld({
      pace: {
        slot: async () => world.ports.pace.pauseUntil(new Date(friday.getTime() + 60_000)),
      },
    });

    const ticking = world.sender.tick();
    await eventually(() => world.ports.pace.pausedUntil() !== undefined);
    await world.sender.close();
    await ticking;

    expect(world.calls.sent).toEqual([]);
    expect(world.statuses()).toEqual(['planned']);
  });

  test('that another instance was told is obeyed', async () => {
    const world = senderWorld();
    world.lease.pausedUntil = new Date(friday.getTime() + 60_000);

    const ticking = world.sender.tick();
    await eventually(() => world.pausedUntil() !== undefined);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(world.calls.sent).toEqual([]);
    world.passTime(60_001);
    // The lease was not renewed while time leapt.
    await ticking;
    world.lease.pausedUntil = undefined;
    await world.sender.tick();

    expect(world.statuses()).toEqual(['sent']);
  });
});

describe('the lease', () => {
  test('lost between the claim and the call: nothing is sent, and the claim is taken back', async () => {
    const world = senderWorld({ people: 30 });
    const { ledger } = world.ports;
    const sender = createSender({
      ...world.ports,
      ledger: {
        ...ledger,
        async claim(ids, by) {
          const claimed = await ledger.claim(ids, by);
          world.passTime(7_000);
          return claimed;
        },
      },
    });

    await sender.tick();

    expect(world.calls.sent).toEqual([]);
    expect(new Set(world.statuses())).toEqual(new Set(['planned']));
  });

  test('lost while a message is on its way: what came of it is written all the same', async () => {
    const world = senderWorld({
      send: () => {
        world.passTime(20_000);
        const [row] = world.rows.values();
        // Another sender has taken over.
        if (row) Object.assign(row, { status: 'uncertain', claimedBy: undefined });
        return sent;
      },
    });

    await world.sender.tick();

    expect(world.statuses()).toEqual(['sent']);
  });
});

test('somebody else has claimed it: what is found out here leaves their claim alone', async () => {
  const world = senderWorld({
    truth: () => {
      Object.assign(world.row(), { status: 'claimed', claimedBy: 'another instance' });
      return { hasPasskey: 'unknown' };
    },
  });

  await world.sender.tick();

  expect(world.row()).toMatchObject({ status: 'claimed', claimedBy: 'another instance' });
});

test('a sender that died: what it had claimed is uncertain, said in the log, and not sent again', async () => {
  const world = senderWorld({ people: 3 });
  Object.assign(world.row(), { status: 'claimed', claimedBy: 'a process that is gone' });

  await world.sender.tick();

  expect(world.row().status).toBe('uncertain');
  expect(world.calls.sent).toHaveLength(2);
  expect(world.calls.sent).not.toContain(world.row().due.user);
  expect(world.log).toContainEqual({
    level: 'warn',
    msg: 'A sender died: whether these were delivered is not known',
  });
});

describe('the database is away', () => {
  const failing = (times: number, write: () => Promise<void>) => {
    let left = times;
    return async () => {
      if (left-- > 0) throw new Error('connection refused');
      await write();
    };
  };

  test('after a message went out: it is settled when the database is back', async () => {
    const world = senderWorld();
    const { ledger } = world.ports;
    let left = 3;
    const sender = createSender({
      ...world.ports,
      ledger: { ...ledger, settle: (...given) => failing(left-- > 0 ? 1 : 0, () => ledger.settle(...given))() },
    });

    await sender.tick();

    expect(world.calls.sent).toHaveLength(1);
    expect(world.statuses()).toEqual(['sent']);
  }, 15_000);

  test('when something is to be sent: nothing is, and the next tick goes on', async () => {
    const world = senderWorld({ people: 3 });
    const { ledger } = world.ports;
    let left = 1;
    const sender = createSender({
      ...world.ports,
      ledger: {
        ...ledger,
        async claim(...given) {
          if (left-- > 0) throw new Error('connection refused');
          return ledger.claim(...given);
        },
      },
    });

    await sender.tick();
    expect(world.log).toContainEqual({ level: 'error', msg: 'Sending stopped; it goes on in a moment' });
    await sender.tick();

    expect(world.statuses()).toEqual(['sent', 'sent', 'sent']);
    expect(world.calls.sent).toHaveLength(3);
  });
});

describe('one who is refused among others who are delivered', () => {
  test.each<[SendOutcome, object]>([
    [
      { kind: 'refused', status: 413 },
      { because: 'refused', code: '413' },
    ],
    [
      { kind: 'unreachable', cause: 'unknown', code: 'SomethingNew' },
      { because: 'unknown', code: 'SomethingNew' },
    ],
  ])('%j: tried once more, and then it has failed', async (outcome, because) => {
    const world = senderWorld({ people: 3, send: (user) => (user === world.row().due.user ? outcome : sent) });
    // The others are written to after the first try.
    const [, second, third] = world.rows.values();
    for (const later of [second, third]) if (later) later.dueAt = new Date(friday.getTime() + 60_000);

    await world.sender.tick();
    expect(world.statuses()).toEqual(['waiting', 'planned', 'planned']);
    expect(world.calls.unreachable).toEqual([]);
    world.passTime(60_000);
    await world.sender.tick();
    world.passTime(600_000);
    await world.sender.tick();

    expect(world.statuses()).toEqual(['failed', 'sent', 'sent']);
    expect(world.row().settled).toMatchObject(because);
    expect(await world.campaigns.load(someCampaign.id)).toMatchObject({ status: 'running' });
  });
});

describe('a fault of ours', () => {
  const refusal: SendOutcome = { kind: 'refused', status: 403, code: 'Forbidden' };

  test.each<[string, Parameters<typeof senderWorld>[0]]>([
    ['every message is refused', { send: () => refusal }],
    ['nobody gets a chat', { due: { isReachable: false }, reach: () => refusal }],
  ])('%s: the campaign pauses, its owner is told once, and nobody is crossed off', async (_what, options) => {
    const other = { ...someCampaign, id: 'campaign-2', revision: 'other-1' };
    const world = senderWorld({ people: 400, others: [other], ...options });

    await world.sender.tick();

    const because = { kind: 'refused', code: 'Forbidden' };
    expect(await world.campaigns.load(someCampaign.id)).toMatchObject({ status: 'paused', pausedBecause: because });
    expect(await world.campaigns.load(other.id)).toMatchObject({ status: 'running' });
    expect(world.calls.told).toMatchObject([{ kind: 'campaign-trouble', because }]);
    expect(world.calls.sent.length + world.calls.reached.length).toBeLessThan(150);
    expect(world.statuses().filter((status) => status !== 'waiting' && status !== 'planned')).toEqual([]);
  });
});

describe('an outage', () => {
  const busy: SendOutcome = { kind: 'busy', status: 503 };

  test.each<[string, SendOutcome]>([
    ['busy', busy],
    ['no answer', { kind: 'uncertain' }],
  ])('of %s: after a few nothing goes out for half a minute at least', async (_what, outcome) => {
    const world = senderWorld({ people: 400, send: () => outcome });

    const ticking = world.sender.tick();
    await eventually(() => world.pausedUntil() !== undefined);
    await world.sender.close();
    await ticking;

    expect(world.pausedUntil()?.getTime()).toBeGreaterThanOrEqual(friday.getTime() + 30_000);
    expect(world.calls.sent.length).toBeLessThan(100);
  });

  test('without any answer: after each pause one goes out, each pause is longer, and once one is answered all the others go', async () => {
    let isOut = true;
    const world = senderWorld({ people: 400, send: () => (isOut ? { kind: 'uncertain' } : sent) });
    const pauseLeft = () => (world.pausedUntil()?.getTime() ?? 0) - world.ports.now().getTime();
    // The lease outlives it: this is about the outage.
    const sender = createSender({ ...world.ports, clock: () => 0 });
    const ticking = sender.tick();
    const pauses: number[] = [];
    const sentBy: number[] = [];
    for (let looks = 0; looks < 6; looks++) {
      await eventually(() => pauseLeft() > 0 && !world.statuses().includes('claimed'));
      pauses.push(pauseLeft());
      sentBy.push(world.calls.sent.length);
      world.passTime(pauseLeft());
    }
    isOut = false;
    await ticking;

    const [atFirst = 0] = sentBy;
    expect(atFirst).toBeLessThan(70);
    expect(sentBy).toEqual(sentBy.map((_count, looks) => atFirst + looks));
    const least = [30_000, 60_000, 120_000, 240_000, 300_000, 300_000];
    expect(pauses.map((pause, looks) => pause >= (least[looks] ?? 0) && pause <= 300_000)).not.toContain(false);
    expect(world.statuses().filter((status) => status === 'uncertain')).toHaveLength(atFirst + 5);
    expect(world.statuses().filter((status) => status === 'sent')).toHaveLength(395 - atFirst);
    expect(world.log).toContainEqual({ level: 'info', msg: 'Teams answers again: messages go on' });
  }, 20_000);

  test('of which there is only a sign: one message, and then a pause, until one is answered', async () => {
    const calls: ((outcome: SendOutcome) => void)[] = [];
    const world = senderWorld({ people: 300, send: () => new Promise((resolve) => void calls.push(resolve)) });
    // The lease outlives it: this is about the outage.
    const sender = createSender({ ...world.ports, clock: () => 0 });
    const ticking = sender.tick();
    const answer = (from: number, to: number, outcome: SendOutcome) => {
      for (const call of calls.slice(from, to)) call(outcome);
    };
    await eventually(() => calls.length >= 40);
    await aMoment();
    const onTheirWay = calls.length;

    answer(0, 10, { kind: 'uncertain' });
    await aMoment();
    expect(calls).toHaveLength(onTheirWay + 1);
    answer(onTheirWay, onTheirWay + 1, { kind: 'uncertain' });
    await eventually(() => world.pausedUntil() !== undefined);
    await aMoment();
    expect(calls).toHaveLength(onTheirWay + 1);
    world.passTime(60_000);
    await eventually(() => calls.length === onTheirWay + 2);
    await aMoment();
    expect(calls).toHaveLength(onTheirWay + 2);
    answer(onTheirWay + 1, onTheirWay + 2, sent);
    await eventually(() => calls.length > onTheirWay + 2);

    const closing = sender.close();
    while (world.statuses().includes('claimed')) {
      answer(0, calls.length, sent);
      await aMoment();
    }
    await Promise.all([closing, ticking]);
    expect(world.statuses().filter((status) => status === 'uncertain')).toHaveLength(11);
  });

  test('in which the one that is to find out cannot be claimed: another one does', async () => {
    let isOut = true;
    const world = senderWorld({ people: 60, send: () => (isOut ? { kind: 'uncertain' } : sent) });
    const { ledger } = world.ports;
    let refused = 0;
    const claim: typeof ledger.claim = (ids, by) =>
      !isOut && refused++ === 0 ? Promise.resolve([]) : ledger.claim(ids, by);
    const sender = createSender({ ...world.ports, ledger: { ...ledger, claim }, clock: () => 0 });
    const ticking = sender.tick();
    await eventually(() => world.pausedUntil() !== undefined && !world.statuses().includes('claimed'));
    isOut = false;
    world.passTime(60_000);
    await ticking;

    expect(refused).toBeGreaterThan(1);
    expect(world.statuses().filter((status) => status === 'waiting')).toHaveLength(1);
    expect(world.statuses()).not.toContain('planned');
  });

  test('whose one message ends in trouble with the database does not stop the next tick', async () => {
    let isOut = true;
    const world = senderWorld({ people: 60, send: () => (isOut ? { kind: 'uncertain' } : sent) });
    const { ledger } = world.ports;
    let left = 1;
    const claim: typeof ledger.claim = async (ids, by) => {
      if (!isOut && left-- > 0) throw new Error('connection refused');
      return ledger.claim(ids, by);
    };
    const sender = createSender({ ...world.ports, ledger: { ...ledger, claim }, clock: () => 0 });
    const ticking = sender.tick();
    await eventually(() => world.pausedUntil() !== undefined && !world.statuses().includes('claimed'));
    isOut = false;
    world.passTime(60_000);
    await ticking;
    await sender.tick();

    expect(left).toBeLessThan(1);
    expect(world.statuses()).not.toContain('planned');
  });

  describe('that has ended, when the next ones need a chat made before', () => {
    /** Thirty were on their way when it began; a hundred without a chat, and so many with one, come after the pause. */
    const worldAfter = (withChat: number, reach: (index: number) => Promise<SendOutcome>) => {
      const looked: string[] = [];
      let isOut = true;
      /** At the first message after the outage. */
      let before: { readonly looked: readonly string[]; readonly reached: number } | undefined;
      const world = senderWorld({
        people: 130 + withChat,
        send: () => {
          if (isOut) return { kind: 'uncertain' };
          before ??= { looked: looked.slice(30), reached: world.calls.reached.length };
          return sent;
        },
        reach: () => reach(world.calls.reached.length - 1),
        truth: (user) => {
          looked.push(user);
          return { hasPasskey: false };
        },
      });
      for (const [index, row] of [...world.rows.values()].slice(30).entries()) {
        row.dueAt = new Date(friday.getTime() + 20_000);
        Object.assign(row, { due: { ...row.due, isReachable: index >= 100 } });
      }
      const run = async () => {
        const ticking = createSender({ ...world.ports, clock: () => 0 }).tick();
        await eventually(() => world.pausedUntil() !== undefined && !world.statuses().includes('claimed'));
        isOut = false;
        world.passTime(60_000);
        await ticking;
        return before;
      };
      return { world, run };
    };

    test('and some cannot get one: the others are neither read in masses nor read again for each of them', async () => {
      const { world, run } = worldAfter(0, async (index) => {
        if (index >= 3) return sent;
        await aMoment();
        return { kind: 'unreachable', cause: 'no-teams' };
      });

      const before = await run();

      expect(before?.reached).toBe(4);
      expect(new Set(before?.looked).size).toBe(before?.looked.length);
      expect(before?.looked.length).toBeLessThan(20);
      expect(world.statuses().filter((status) => status === 'failed')).toHaveLength(3);
      expect(world.statuses().filter((status) => status === 'sent')).toHaveLength(97);
    }, 20_000);

    test('but somebody has one: they find out', async () => {
      const { world, run } = worldAfter(1, async () => sent);

      const before = await run();

      expect(before?.reached).toBe(0);
      expect(world.statuses().filter((status) => status === 'sent')).toHaveLength(101);
    }, 20_000);
  });

  test('of an hour or more loses nobody, however often they were tried', async () => {
    let isOut = true;
    const due = { attempts: mostAttempts - 1 };
    const world = senderWorld({ people: 30, due, send: () => (isOut ? busy : sent) });
    const isPaused = () => (world.pausedUntil() ?? friday) > world.ports.now();
    for (let tries = 0; tries < 5; tries++) {
      const ticking = world.sender.tick();
      await eventually(() => isPaused() && !world.statuses().includes('claimed'));
      world.passTime(20 * 60_000);
      await ticking;
    }
    expect(world.statuses().filter((status) => status !== 'waiting' && status !== 'planned')).toEqual([]);
    isOut = false;
    await world.sender.tick();

    expect(new Set(world.statuses())).toEqual(new Set(['sent']));
  }, 20_000);
});

test('Graph installs no more apps for now: who has a chat is written to, and nobody else is even looked up', async () => {
  const looked: string[] = [];
  const throttled: SendOutcome = { kind: 'throttled', retryAfterMs: 60_000, isForInstalls: true };
  const world = senderWorld({
    people: 600,
    reach: () => throttled,
    truth: (user) => {
      looked.push(user);
      return { hasPasskey: false };
    },
  });
  const rows = [...world.rows.values()];
  for (const row of rows.slice(0, 590)) Object.assign(row, { due: { ...row.due, isReachable: false } });

  await world.sender.tick();

  const until = friday.getTime() + 60_000;
  expect(world.pausedUntil()).toBeUndefined();
  expect(world.lease.pausedUntil).toBeUndefined();
  expect(world.calls.sent).toEqual(rows.slice(590).map(({ due }) => due.user));
  expect(world.calls.reached.length).toBeLessThan(100);
  expect(looked.length).toBeLessThan(600);
  for (const row of rows.slice(0, 590)) {
    expect(row.settled).toMatchObject({ status: 'waiting', because: 'throttled', countsAsAttempt: false });
    expect(row.dueAt.getTime()).toBeGreaterThanOrEqual(until);
    expect(row.dueAt.getTime()).toBeLessThanOrEqual(until + 60_000);
  }
});

test('whoever asks for an hour of silence gets ten minutes', async () => {
  const world = senderWorld({ send: () => ({ kind: 'throttled', retryAfterMs: hour }) });

  const ticking = world.sender.tick();
  await eventually(() => world.lease.pausedUntil !== undefined);
  await world.sender.close();
  await ticking;

  expect(world.pausedUntil()).toEqual(new Date(friday.getTime() + 600_000));
  expect(world.lease.pausedUntil).toEqual(world.pausedUntil());
  expect(world.row().dueAt).toEqual(world.pausedUntil());
});

describe('disabled by the administrator', () => {
  const disabled: SendOutcome = { kind: 'unreachable', cause: 'disabled-by-admin', code: 'BotDisabledByAdmin' };

  test('every campaign pauses, its owner is told, and nobody is crossed off', async () => {
    const other = { ...someCampaign, id: 'campaign-2', revision: 'other-1' };
    const world = senderWorld({ people: 400, others: [other], send: () => disabled });

    await world.sender.tick();

    const because = { kind: 'disabled-by-admin' };
    for (const id of [someCampaign.id, other.id])
      expect(await world.campaigns.load(id)).toMatchObject({ status: 'paused', pausedBecause: because });
    expect(world.calls.told.map(({ kind }) => kind)).toEqual(['campaign-trouble', 'campaign-trouble']);
    expect(world.calls.sent.length).toBeLessThan(100);
    expect(world.statuses().filter((status) => status !== 'waiting' && status !== 'planned')).toEqual([]);
    expect(new Set(world.calls.unreachable)).toEqual(new Set(['disabled-by-admin']));
  });
});

describe('somebody without a chat', () => {
  const unmet = { isReachable: false };

  test('gets one first', async () => {
    const { sender, calls, statuses } = senderWorld({ due: unmet });

    await sender.tick();

    expect(calls.reached).toEqual(calls.sent);
    expect(statuses()).toEqual(['sent']);
  });

  test.each<[string, SendOutcome | Error, object]>([
    ['no Teams', { kind: 'unreachable', cause: 'no-teams' }, { status: 'failed', because: 'no-teams' }],
    ['no answer', { kind: 'uncertain' }, { status: 'waiting', because: 'connector-busy' }],
    ['a fault of ours', new Error('no token'), { status: 'waiting', because: 'connector-busy' }],
  ])('and cannot get one (%s): is written nothing, and is not uncertain', async (_why, outcome, settled) => {
    const { sender, calls, row } = senderWorld({
      due: unmet,
      reach: () => {
        if (outcome instanceof Error) throw outcome;
        return outcome;
      },
    });

    await sender.tick();

    expect(calls.sent).toEqual([]);
    expect(row().settled).toMatchObject(settled);
  });

  test('costs two calls', async () => {
    const asked: number[] = [];
    const next = async (messages: number) => {
      asked.push(messages);
      return 'go' as const;
    };
    const { sender } = senderWorld({ due: unmet, pace: { next } });

    await sender.tick();

    expect(asked).toEqual([2]);
  });
});

test('stopped while something waits for its turn: it stays', async () => {
  const world = senderWorld({
    pace: {
      next: async () => {
        await world.campaigns.save({ ...world.campaign, revision: 'r', status: 'stopping' }, world.campaign.revision);
        return 'go';
      },
    },
  });

  await world.sender.tick();

  expect(world.calls.sent).toEqual([]);
  expect(world.statuses()).toEqual(['planned']);
});

test('what cannot be claimed does not hold up the rest', async () => {
  const world = senderWorld({ people: 50 });
  const { ledger } = world.ports;
  const tries: string[] = [];
  const sender = createSender({
    ...world.ports,
    ledger: {
      ...ledger,
      claim: (ids, by) => {
        tries.push(...ids.filter((id) => id === 'nudge-0'));
        return ledger.claim(
          ids.filter((id) => id !== 'nudge-0'),
          by,
        );
      },
    },
  });

  await sender.tick();

  expect(world.calls.sent).toHaveLength(49);
  expect(tries).toHaveLength(1);
});

test('a nudge that cannot be claimed waits for ten minutes, and what was paid for it is given back', async () => {
  const given: number[] = [];
  const world = senderWorld({ due: { isReachable: false }, pace: { giveBack: (calls) => void given.push(calls) } });
  const sender = createSender({ ...world.ports, ledger: { ...world.ports.ledger, claim: async () => [] } });

  await sender.tick();

  expect(given).toEqual([2]);
  expect(world.row().settled).toMatchObject({ status: 'waiting', because: 'recent-message', countsAsAttempt: false });
  expect(world.row().dueAt).toEqual(new Date(friday.getTime() + 600_000));
});

test('what is settled while the next ones are read is not taken for due again', async () => {
  const world = senderWorld({ people: 60 });
  const { ledger } = world.ports;
  const claims: string[] = [];
  let looks = 0;
  const sender = createSender({
    ...world.ports,
    ledger: {
      ...ledger,
      async due(...given) {
        const due = await ledger.due(...given);
        // The answer is long on its way.
        if (++looks === 2) await eventually(() => world.statuses().every((status) => status === 'sent'));
        return due;
      },
      claim: (ids, by) => {
        claims.push(...ids);
        return ledger.claim(ids, by);
      },
    },
  });

  await sender.tick();

  expect(looks).toBeGreaterThan(1);
  expect(claims).toHaveLength(60);
});

test('a nudge that cannot be claimed because the lease is lost stays as it is', async () => {
  const world = senderWorld();
  const { ledger } = world.ports;
  const sender = createSender({
    ...world.ports,
    ledger: {
      ...ledger,
      async claim() {
        world.lease.holder = 'another instance';
        world.row().dueAt = new Date(friday.getTime() + hour);
        return [];
      },
    },
  });

  await sender.tick();

  expect(world.row()).toMatchObject({ status: 'planned', settled: undefined });
});

test('a nudge that cannot be written down is put aside, said in the log, and holds up nobody', async () => {
  const world = senderWorld({
    people: 50,
    truth: (user) => ({ hasPasskey: user === world.row().due.user || user === world.row('nudge-7').due.user }),
  });
  const { ledger } = world.ports;
  let tries = 0;
  const sender = createSender({
    ...world.ports,
    ledger: {
      ...ledger,
      async settle(settlements, by) {
        if (settlements.some(({ nudge }) => nudge === 'nudge-0')) {
          tries++;
          throw new RangeError('timestamp out of range');
        }
        await ledger.settle(settlements, by);
      },
    },
  });

  await sender.tick();
  await sender.tick();

  expect(world.calls.sent).toHaveLength(48);
  expect(world.row('nudge-7').status).toBe('skipped');
  expect(world.row().status).toBe('planned');
  expect(tries).toBe(2);
  expect(world.log.map(({ msg }) => msg)).toEqual([
    'Something is wrong with a nudge: it is put aside, and the others go on',
  ]);
});

test('a nudge that cannot be judged is put aside, too', async () => {
  const world = senderWorld({ people: 3 });
  const row = world.row();
  Object.assign(row, { due: { ...row.due, lastSentAt: 'yesterday' } });

  await world.sender.tick();

  expect(world.statuses()).toEqual(['planned', 'sent', 'sent']);
});

describe('what has waited for its turn', () => {
  const waited = async (ms: number, at = 0) => {
    let left = 1;
    let reads = 0;
    const world = senderWorld({
      pace: {
        next: async () => {
          if (left-- > 0) world.passTime(ms);
          return 'go';
        },
      },
      truth: () => ({ hasPasskey: ++reads > 1 }),
    });
    world.passTime(at);
    // The lease outlives it: this is about what was read.
    const sender = createSender({ ...world.ports, clock: () => 0 });
    await sender.tick();
    return world;
  };

  test.each<[string, ms: number, at: number, sent: number, settled: object]>([
    ['a moment is sent', 9_000, 0, 1, { status: 'sent' }],
    ['too long is read again', 11_000, 0, 0, { status: 'skipped', because: 'has-passkey' }],
    [
      'until the hours are over waits for the next ones',
      2_000,
      5 * hour - 1_000,
      0,
      { status: 'waiting', because: 'quiet-hours' },
    ],
  ])('%s', async (_what, ms, at, count, settled) => {
    const world = await waited(ms, at);

    expect(world.calls.sent).toHaveLength(count);
    expect(world.row().settled).toMatchObject(settled);
  });
});

test('a claim whose answer was lost is taken back', async () => {
  const world = senderWorld({ people: 2 });
  const { ledger } = world.ports;
  const sender = createSender({
    ...world.ports,
    ledger: {
      ...ledger,
      async claim(...given) {
        await ledger.claim(...given);
        throw new Error('connection terminated');
      },
    },
  });

  await sender.tick();

  expect(world.calls.sent).toEqual([]);
  expect(world.statuses()).toEqual(['planned', 'planned']);
});

test('stopped in the last moment before the call: it goes back', async () => {
  const world = senderWorld();
  const { ledger, messenger, campaigns } = world.ports;
  const sender = createSender({
    ...world.ports,
    ledger,
    messenger: {
      ...messenger,
      async send(_user, _reply, _language, mayCall) {
        await campaigns.save({ ...world.campaign, revision: 'r', status: 'stopping' }, world.campaign.revision);
        await eventually(() => mayCall?.() === false);
        return { kind: 'not-sent' };
      },
    },
  });

  await sender.tick();

  expect(world.statuses()).toEqual(['planned']);
});

test('an audit log that hangs, where it is all that is known, does not hold up a shutdown', async () => {
  let sweeps = 0;
  const world = senderWorld();
  const sender = createSender({
    ...world.ports,
    reports: { ...world.ports.reports, freshness: async () => ({ sweepAloneSince: friday.toISOString() }) },
    truth: {
      ...world.ports.truth,
      addedSince: () => {
        sweeps++;
        return new Promise(() => {});
      },
    },
  });

  const ticking = sender.tick();
  await eventually(() => sweeps > 0);
  await sender.close();
  await ticking;

  expect(sweeps).toBe(1);
  expect(world.calls.sent).toEqual([]);
  expect(world.lease).toMatchObject({ holder: undefined, freed: 1 });
});

test('whoever has a passkey since the last sweep is thanked', async () => {
  const world = senderWorld({ people: 2 });
  const found = world.row().due.user;
  const sender = createSender({
    ...world.ports,
    truth: {
      ...world.ports.truth,
      addedSince: async () => ({
        known: true,
        value: { users: [{ user: found, at: friday }], upns: [], until: friday },
      }),
    },
    participants: { ...world.ports.participants, noteDone: async () => [{ campaign: someCampaign.id, user: found }] },
  });

  await sender.tick();
  await eventually(() => world.calls.edited.length > 0);

  expect(world.calls.edited).toEqual([`message-of-${found}`]);
});

test('whoever turns out to have a passkey when a reminder is due is done, and thanked', async () => {
  const world = senderWorld({ people: 2, due: { round: 1 }, truth: () => ({ hasPasskey: true }) });
  const noted: object[] = [];
  const sender = createSender({
    ...world.ports,
    participants: {
      ...world.ports.participants,
      async noteDone(people) {
        expect(world.statuses()).toEqual(['planned', 'planned']);
        noted.push(...people);
        return people.map(({ user }) => ({ campaign: someCampaign.id, user }));
      },
    },
  });

  await sender.tick();
  await eventually(() => world.calls.edited.length === 2);

  const users = [...world.rows.values()].map(({ due }) => due.user);
  expect(noted).toEqual(users.map((user) => ({ user, at: friday })));
  expect(world.calls.edited).toEqual(users.map((user) => `message-of-${user}`));
  expect(world.statuses()).toEqual(['skipped', 'skipped']);
});

test('closed: what is on its way arrives, nothing new goes out, and no tick begins', async () => {
  let arrive: () => void = () => {};
  const hold = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const world = senderWorld({ people: 200, send: () => hold.then(() => sent) });
  const ticking = world.sender.tick();
  await eventually(() => world.calls.sent.length > 0);
  await new Promise((resolve) => setTimeout(resolve, 20));
  const onTheirWay = world.calls.sent.length;

  const closing = world.sender.close();
  arrive();
  await Promise.all([closing, ticking]);
  world.passTime(hour);
  await world.sender.tick();

  expect(world.calls.sent).toHaveLength(onTheirWay);
  expect(world.statuses().filter((status) => status === 'sent')).toHaveLength(onTheirWay);
  expect(world.statuses()).not.toContain('claimed');
});

function aMoment(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 400));
}

async function eventually(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}
