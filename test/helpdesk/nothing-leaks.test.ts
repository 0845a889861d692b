import { Writable } from 'node:stream';
import { pino } from 'pino';
import { followUp, sweepSeals } from '../../src/helpdesk/follow-up.ts';
import { deleteTap } from '../../src/helpdesk/list-taps.ts';
import { readOutInstead } from '../../src/helpdesk/read-out-instead.ts';
import type { ShowButton } from '../../src/helpdesk/reply-views.ts';
import { tapNotMine } from '../../src/helpdesk/report-tap.ts';
import type { HelpdeskPorts } from '../../src/helpdesk/scene.ts';
import { showCase } from '../../src/helpdesk/show-case.ts';
import { showTap } from '../../src/helpdesk/show-tap.ts';
import { confirmUndo } from '../../src/helpdesk/undo-tap.ts';
import type { UserId } from '../../src/passkeys/ids.ts';
import { eve, ines, mika, olga, omar } from '../fixtures/helpdesk-world.ts';
import { type IssuingWorld, issuingWorld, type Shown } from '../fixtures/issuing-world.ts';
import { allOf, findLeaks, formsOf, formsOfKey, type Text } from '../fixtures/leaks.ts';

const passes = 1000;
/** Milliseconds: a lot of text is searched. */
const patience = 120_000;

/** What goes wrong in a round. The errors quote all they were given, as those of some libraries do. */
const faults = [
  'none',
  'send-fails',
  'edit-fails',
  'unreachable',
  'save-fails',
  'audit-fails',
  'release-fails',
  'timer-fails',
  'remove-fails',
  'uncertain',
] as const;
type Fault = (typeof faults)[number];

const deliveries = ['read-out', 'subject-chat', 'manager-chat'] as const;
const readers = { 'read-out': omar, 'subject-chat': ines, 'manager-chat': mika } as const;

type Round = { readonly number: number; readonly delivery: (typeof deliveries)[number]; readonly fault: Fault };

/** Only what follows the issue fails: before it there is nothing to leak. */
function faulty(ports: HelpdeskPorts, isDue: (fault: Fault) => boolean): HelpdeskPorts {
  const failing = <Args extends readonly unknown[], T>(when: Fault, act: (...args: Args) => Promise<T>) => {
    return async (...args: Args): Promise<T> => {
      if (isDue(when)) throw new Error(`Could not do this: ${allOf(args)}`);
      return act(...args);
    };
  };
  const { messenger, cases, audit, timers, sealedTaps } = ports;
  return {
    ...ports,
    messenger: {
      send: failing('send-fails', (user, reply) => messenger.send(user, reply)),
      edit: failing('edit-fails', (user, cardId, reply) => messenger.edit(user, cardId, reply)),
      sendToChannel: (channel, reply) => messenger.sendToChannel(channel, reply),
      membersOf: (channel) => messenger.membersOf(channel),
      canReach: (user) => messenger.canReach(user),
    },
    cases: {
      ...cases,
      save: failing('save-fails', cases.save),
      release: failing('release-fails', cases.release),
    },
    audit: { ...audit, append: failing('audit-fails', audit.append) },
    timers: { at: failing('timer-fails', timers.at) },
    sealedTaps: { ...sealedTaps, remove: failing('remove-fails', sealedTaps.remove) },
  };
}

function leakyWorld() {
  const logged: string[] = [];
  const stream = new Writable({ write: (line, _encoding, done) => done(void logged.push(String(line))) });
  const log = pino({ level: 'trace' }, stream);
  const now: { fault: Fault; issuedBefore: number } = { fault: 'none', issuedBefore: 0 };
  const isDue = (fault: Fault) => now.fault === fault && world.signIn.issued.length > now.issuedBefore;
  const world: IssuingWorld = issuingWorld({
    settings: { softLimits: { perOperatorAnHour: passes, perSubjectADay: passes } },
    wrap: (ports) => ({ ...faulty(ports, isDue), log }),
  });
  const begin = (fault: Fault) => Object.assign(now, { fault, issuedBefore: world.signIn.issued.length });
  return { world, logged, begin };
}

type Outcome = {
  readonly answers: Text[];
  readonly shown: { readonly user: UserId; readonly tap: string }[];
  readonly keys: Map<string, readonly UserId[]>;
};

/** One pass, from the case to the end of it, with everything that anybody could press in between. */
async function playRound(world: IssuingWorld, { number, delivery, fault }: Round, outcome: Outcome): Promise<void> {
  const reader = readers[delivery];
  const say = async (who: UserId, what: string, act: () => Promise<Shown | undefined>) => {
    try {
      const reply = await act();
      if (reply) note(outcome, who, `${what} in round ${number}`, reply);
    } catch (error) {
      outcome.answers.push({ where: `error of ${what} in round ${number}`, text: allOf(error) });
    }
  };
  if (fault === 'unreachable') world.messenger.blocked.add(reader);
  const shown = await world.ready({ delivery, isUsableOnce: number % 2 === 0 });
  if (fault === 'uncertain' && number % 4 === 1)
    world.signIn.end('tapsOf', { kind: 'refused', because: 'unavailable' });
  if (fault === 'uncertain') world.signIn.end('issueTap', { kind: 'uncertain', happened: number % 3 > 0 });
  const sentBefore = world.messenger.sent.length;
  for (const who of [omar, omar, olga]) await say(who, 'issue', () => world.press(shown, { user: who, replace: true }));
  for (const { user, reply } of world.messenger.sent.slice(sentBefore)) note(outcome, user, 'message', reply);

  const buttons = [...outcome.keys.keys()].slice(-2).map((button): ShowButton => JSON.parse(button));
  for (const { sealed, key } of buttons) {
    const open = (user: UserId, isAutomatic = false) =>
      showTap(sealed, key, world.scene(user, { kind: 'show-tap', sealed, key }, { cardId: 'message', isAutomatic }));
    await say(reader, 'refresh', () => open(reader, true));
    const instead = { kind: 'read-out-instead', case: shown.id, sealed, key } as const;
    if (number % 2) await say(omar, 'read out', () => readOutInstead(instead, world.scene(omar, instead)));
    for (const user of [eve, olga, ines, omar, mika]) if (number % 4) await say(user, 'show', () => open(user));
  }
  await say(omar, 'case', () => showCase(shown.id, world.scene(omar)));
  await say(eve, 'case', () => showCase(shown.id, world.scene(eve)));
  if (number % 5 === 0) await say(ines, 'not mine', () => tapNotMine(shown.id, world.scene(ines)));
  world.wait(16);
  await say(omar, 'sweep', async () => void (await sweepSeals(world.ports)));
  await say(omar, 'watch', async () => void (await followUp({ kind: 'watch-case', case: shown.id }, world.ports)));
  if (number % 3 === 0) await say(olga, 'undo', () => confirmUndo(shown.id, [], world.scene(olga)));
  const tap = world.signIn.taps.get(ines)?.id ?? '';
  if (number % 7 === 0)
    await say(omar, 'delete', () => deleteTap({ kind: 'delete-tap', subject: ines, tap }, world.scene(omar)));
}

/** The showing answer may hold the pass, and a button of its reader the key: both are taken out, and remembered with who got them. */
function note({ answers, shown, keys }: Outcome, user: UserId, where: string, reply: object): void {
  if ('kind' in reply && reply.kind === 'tap' && 'tap' in reply) {
    shown.push({ user, tap: String(reply.tap) });
    answers.push({ where, text: allOf({ ...reply, tap: 'shown' }) });
    return;
  }
  answers.push({ where, text: allOf(withoutKey(reply)) });
  const button = buttonIn(reply);
  if (button) keys.set(JSON.stringify(button), [...(keys.get(JSON.stringify(button)) ?? []), user]);
}

function buttonIn(reply: object): ShowButton | undefined {
  return 'show' in reply && reply.show ? (reply.show as ShowButton) : undefined;
}

function withoutKey(reply: object): object {
  const button = buttonIn(reply);
  return button ? { ...reply, show: { ...button, key: 'in the button' } } : reply;
}

async function playAll() {
  const { world, logged, begin } = leakyWorld();
  const outcome: Outcome = { answers: [], shown: [], keys: new Map() };
  for (let number = 0; world.signIn.issued.length < passes; number += 1) {
    const fault = faults[number % faults.length] ?? 'none';
    const delivery = deliveries[Math.floor(number / faults.length) % deliveries.length] ?? 'read-out';
    begin(fault);
    await playRound(world, { number, delivery, fault }, outcome);
    begin('none');
    world.signIn.work();
    world.messenger.blocked.clear();
    world.rows.freezes.length = 0;
    world.rows.locks.clear();
    world.rows.cases.forEach((one, id) => {
      if (one.status === 'issuing') world.rows.cases.set(id, { ...one, status: 'uncertain' });
    });
    world.wait(20);
  }
  return { world, logged, outcome };
}

const played = playAll();

test(
  'a thousand passes were issued, in every way, and shown to their readers',
  async () => {
    const { world, outcome } = await played;

    expect(new Set(world.signIn.issued).size).toBe(passes);
    expect(new Set(outcome.shown.map(({ user }) => user))).toEqual(new Set([omar, ines, mika]));
    expect(new Set(outcome.shown.map(({ tap }) => tap)).size).toBeGreaterThan(passes / 2);
    expect(new Set(world.events())).toEqual(
      new Set([
        'case-opened',
        'recorded',
        'issue-asked',
        'issued',
        'issue-uncertain',
        'shown',
        'alarm',
        'not-me',
        'frozen',
        'tap-deleted',
        'sessions-revoked',
        'undone',
      ]),
    );
  },
  patience,
);

test(
  'nothing but the showing answer holds a pass, in any form',
  async () => {
    const { world, logged, outcome } = await played;
    const forms = world.signIn.issued.flatMap(formsOf);

    expect(findLeaks(textsOf(world, logged, outcome), forms)).toEqual([]);
  },
  patience,
);

test(
  'nothing but the button of its reader holds the key of a copy, in any form',
  async () => {
    const { world, logged, outcome } = await played;
    const keys = [...outcome.keys.keys()].map((button) => (JSON.parse(button) as ShowButton).key);
    const forms = keys.flatMap(formsOfKey);

    expect(keys.length).toBeGreaterThan(passes / 2);
    expect(findLeaks(textsOf(world, logged, outcome), forms)).toEqual([]);
  },
  patience,
);

test(
  'each button went to one person, as an answer or in their own chat',
  async () => {
    const { world, outcome } = await played;
    const got = new Map(outcome.keys);
    for (const { user, reply } of world.messenger.edited) {
      const show = buttonIn(reply);
      const button = JSON.stringify(show);
      if (show) got.set(button, [...(got.get(button) ?? []), user]);
    }

    expect([...got.values()].filter((users) => new Set(users).size !== 1)).toEqual([]);
  },
  patience,
);

function textsOf(world: IssuingWorld, logged: readonly string[], { answers }: Outcome): readonly Text[] {
  const { messenger, rows, stores } = world;
  const { sealedTaps, ...others } = rows;
  return [
    ...answers,
    ...messenger.sent.map(({ user, reply }) => ({
      where: `to ${user}: ${reply.kind}`,
      text: allOf(withoutKey(reply)),
    })),
    ...messenger.edited.map(({ user, reply }) => ({ where: `edit for ${user}`, text: allOf(withoutKey(reply)) })),
    ...messenger.posted.map(({ reply }) => ({ where: 'channel', text: allOf(reply) })),
    ...Object.entries({ ...others, sealedTaps }).map(([table, held]) => ({
      where: `table ${table}`,
      text: rowsOf(held),
    })),
    ...Object.entries(stores.rows).map(([table, held]) => ({ where: `table ${table}`, text: rowsOf(held) })),
    { where: 'log', text: logged.join('') },
  ];
}

function rowsOf(held: Iterable<unknown>): string {
  return Array.from(held, allOf).join('\n');
}
