import { issueTap } from '../../src/helpdesk/issue-tap.ts';
import { deleteTap } from '../../src/helpdesk/list-taps.ts';
import type { HelpdeskPorts } from '../../src/helpdesk/scene.ts';
import { Secret } from '../../src/helpdesk/secret.ts';
import { groupId, userId } from '../../src/passkeys/ids.ts';
import { known, method, passkey, unread } from '../fixtures/facts.ts';
import { eve, ines, mika, olga, omar, protectedGroup, somePerson, tapPolicy } from '../fixtures/helpdesk-world.ts';
import { caseIn, type IssuingWorld, issuingWorld } from '../fixtures/issuing-world.ts';

const posts = (world: IssuingWorld) => world.signIn.callsOf('issueTap');

test('a verified case becomes a pass that the operator can open', async () => {
  const world = issuingWorld();

  const reply = await world.press(await world.ready());

  expect(reply).toMatchObject({ kind: 'tap-issued', case: { status: 'issued' }, show: { sealed: expect.any(String) } });
  expect(posts(world)).toEqual([
    {
      operation: 'issueTap',
      operator: omar,
      subject: ines,
      options: { lifetime: 60, isUsableOnce: true, startsAt: undefined },
    },
  ]);
});

test('who asked is written down before Graph is asked, and what came of it after', async () => {
  const world = issuingWorld();
  const letGo = world.signIn.hold('issueTap');
  const shown = await world.ready();

  const pressed = world.press(shown);
  await until(() => posts(world).length > 0);
  const before = world.rows.audit.at(-1);
  letGo();
  await pressed;

  expect(before).toMatchObject({
    event: 'issue-asked',
    actor: omar,
    subject: ines,
    details: { lifetime: 60, delivery: 'read-out', verification: 'recorded' },
  });
  expect(world.rows.audit.at(-1)).toMatchObject({ event: 'issued', details: { requestId: expect.any(String) } });
});

test('"this wasn\'t me", said to another card while the facts are read, still stops it', async () => {
  const world = issuingWorld({
    wrap: (ports) => ({
      ...ports,
      subjects: {
        ...ports.subjects,
        factsAbout: async (subject) => {
          const facts = await ports.subjects.factsAbout(subject);
          const isIssuing = [...world.rows.locks.keys()].length > 0;
          if (isIssuing) await ports.freezes.freeze(subject, 'tap-not-me', olga, ports.now());
          return facts;
        },
      },
    }),
  });

  const reply = await world.press(await world.ready());

  expect(reply).toMatchObject({ kind: 'frozen' });
  expect(posts(world)).toEqual([]);
});

test('where nobody can be made to look after it, nothing is issued, and the button works again', async () => {
  let isGone = true;
  const world = issuingWorld({
    wrap: (ports) => ({
      ...ports,
      timers: { at: (...timer) => (isGone ? Promise.reject(new Error('gone')) : ports.timers.at(...timer)) },
    }),
  });
  const shown = await world.ready();

  await expect(world.press(shown)).rejects.toThrow('gone');
  expect(posts(world)).toEqual([]);

  isGone = false;
  expect(await world.press(shown)).toMatchObject({ kind: 'tap-issued' });
});

test('of 50 presses at once one reaches Graph, and the others say what is going on', async () => {
  const world = issuingWorld();
  const letGo = world.signIn.hold('issueTap');
  const shown = await world.ready();

  const presses = Array.from({ length: 50 }, () => world.press(shown));
  await until(() => posts(world).length > 0);
  letGo();
  const replies = await Promise.all(presses);

  expect(posts(world)).toHaveLength(1);
  expect(replies.filter((reply) => reply.kind === 'tap-issued' && reply.show)).toHaveLength(1);
  expect(world.rows.locks.size).toBe(0);
});

test('also where the lock does not hold, one case is issued once', async () => {
  const world = issuingWorld({
    wrap: (ports) => ({
      ...ports,
      cases: { ...ports.cases, lock: async () => ({ taken: true, holder: 'any' }), keepLock: async () => true },
    }),
  });
  const shown = await world.ready();

  await Promise.all(Array.from({ length: 50 }, () => world.press(shown)));

  expect(posts(world)).toHaveLength(1);
});

test.each([
  ['for less than the lock lasts', 1.9, 1],
  ['for longer, so that another may have the subject', 2, 0],
])('right before the call the lock is looked at again: it was held %s', async (_how, minutes, calls) => {
  let delay = minutes;
  const world = issuingWorld({
    wrap: (ports) => ({
      ...ports,
      audit: {
        ...ports.audit,
        append: async (entry) => {
          await ports.audit.append(entry);
          if (entry.event !== 'issue-asked') return;
          world.wait(delay);
          delay = 0;
        },
      },
    }),
  });
  const shown = await world.ready();

  const reply = await world.press(shown);

  expect(posts(world)).toHaveLength(calls);
  if (calls > 0) return;
  expect(reply).toMatchObject({ kind: 'case', case: { status: 'open' }, problem: 'something-changed' });
  expect(world.rows.audit.at(-1)).toMatchObject({ event: 'refused', details: { because: 'took-too-long' } });
  expect(await world.press(caseIn(reply))).toMatchObject({ kind: 'tap-issued' });
});

test('what somebody else changes in the case meanwhile stays, and so does what was issued', async () => {
  const world = issuingWorld();
  const shown = await world.ready();
  const letGo = world.signIn.hold('issueTap');
  const pressed = world.press(shown);
  await until(() => posts(world).length > 0);
  const load = world.cases.load;
  let isBusy = true;
  world.ports.cases.load = async (id) => {
    const found = await load(id);
    if (found && isBusy) world.rows.cases.set(id, { ...found, request: 4711, revision: 'theirs' });
    isBusy = false;
    return found;
  };
  letGo();
  await pressed;

  expect(world.rows.cases.get(shown.id)).toMatchObject({ status: 'issued', request: 4711 });
});

test('a late press of the same button shows what became of it', async () => {
  const world = issuingWorld();
  const shown = await world.ready();
  await world.press(shown);

  const reply = await world.press(shown);

  expect(reply).toMatchObject({ kind: 'tap-issued', isLate: true });
  expect(reply).not.toHaveProperty('show');
  expect(posts(world)).toHaveLength(1);
});

test('a second press while Graph works says so, and the first is the one whose answer counts', async () => {
  const world = issuingWorld();
  const letGo = world.signIn.hold('issueTap');
  const shown = await world.ready();
  const first = world.press(shown);
  await until(() => posts(world).length > 0);

  const second = await world.press(shown);
  letGo();

  expect(second).toMatchObject({ kind: 'case', case: { status: 'issuing' }, isLate: true });
  expect(await first).not.toHaveProperty('isLate');
});

test('two presses at once wait for one token', async () => {
  const world = issuingWorld();
  const shown = await world.ready();
  world.signIn.needsToken = true;

  const replies = await Promise.all([world.press(shown), world.press(shown), world.press(shown)]);
  const later = await world.press({ ...shown, revision: 'another' });
  world.wait(1);
  const again = await world.press(shown);

  expect(world.rows.intents.size).toBe(1);
  const [intent] = world.rows.intents.keys();
  expect(replies.every((reply) => reply.kind === 'sign-in' && reply.intent === intent)).toBe(true);
  expect(replies.filter((reply) => !('isAsked' in reply))).toHaveLength(1);
  expect(later).toMatchObject({ kind: 'case' });
  expect(again).toEqual({ kind: 'sign-in', intent });
});

test('a second operator is told who is issuing just now', async () => {
  const world = issuingWorld();
  const mine = await world.ready();
  const hers = await world.ready({}, olga);
  const letGo = world.signIn.hold('issueTap');

  const first = world.press(mine);
  await until(() => posts(world).length > 0);
  world.wait(20 / 60);
  const second = await world.press(hers, { user: olga });
  letGo();
  await first;

  expect(second).toEqual({ kind: 'already-issued', byName: 'Omar Haddad', secondsAgo: 20, name: 'Ines Moreau' });
  expect(posts(world)).toHaveLength(1);
});

test('a second operator whose card was drawn before is told who has issued, and has to confirm before it is replaced', async () => {
  const world = issuingWorld();
  const mine = await world.ready();
  const hers = await world.ready({}, olga);
  await world.press(mine);
  world.wait(20 / 60);

  const told = await world.press(hers, { user: olga, replace: true });
  const unread = await world.press(hers, { user: olga, replace: true });
  const again = caseIn(unread);
  const unconfirmed = await world.press(again, { user: olga });
  const replaced = await world.press(again, { user: olga, replace: true });

  expect(told).toMatchObject({ kind: 'already-issued', byName: 'Omar Haddad', secondsAgo: 20 });
  expect(unread).toMatchObject({ kind: 'case', case: { missing: ['confirm-replace'] } });
  expect(unconfirmed).toMatchObject({ kind: 'case' });
  expect(replaced).toMatchObject({ kind: 'tap-issued' });
  expect(posts(world)).toHaveLength(2);
});

test('a pass that Graph does not list yet is not overwritten', async () => {
  const world = issuingWorld();
  await world.press(await world.ready());
  world.signIn.taps.clear();
  world.wait(1);

  const reply = await world.press(await world.ready({}, olga), { user: olga });

  expect(reply).toMatchObject({ kind: 'already-issued' });
  expect(posts(world)).toHaveLength(1);
});

test('one that was deleted is not in the way of the next', async () => {
  const world = issuingWorld();
  await world.press(await world.ready());
  const command = { kind: 'delete-tap', subject: ines, tap: world.signIn.taps.get(ines)?.id ?? '' } as const;
  await deleteTap(command, world.scene(omar, command));
  world.wait(1);

  expect(await world.press(await world.ready())).toMatchObject({ kind: 'tap-issued' });
});

test('a manager who is another than the card named does not get it unseen', async () => {
  const world = issuingWorld();
  const shown = await world.ready({ delivery: 'manager-chat' });
  world.subjects.change(ines, { manager: known({ id: eve, name: 'Eve', enabled: true, isGuest: false, above: [] }) });

  const reply = await world.press(shown);

  expect(reply).toMatchObject({ problem: 'something-changed', case: { preflight: { manager: { id: eve } } } });
  expect(posts(world)).toHaveLength(0);
});

test('a red flag that was raised meanwhile is shown first', async () => {
  const world = issuingWorld();
  const shown = await world.ready();
  world.subjects.change(ines, { managerChangedRecently: known(true) });

  expect(await world.press(shown)).toMatchObject({ case: { preflight: { redFlags: ['new-manager'] } } });
  expect(await world.press(shown)).toMatchObject({ kind: 'case' });
  expect(posts(world)).toHaveLength(0);
});

test.each<readonly [string, (world: IssuingWorld) => void, object]>([
  ['disabled', (w) => w.subjects.changePerson(ines, { enabled: false }), { kind: 'enabled' }],
  ['a guest', (w) => w.subjects.changePerson(ines, { isGuest: true }), { kind: 'member' }],
  ['of unknown state', (w) => w.subjects.changePerson(ines, { enabled: undefined }), { kind: 'unknown' }],
  [
    'an eligible Global Administrator',
    (w) =>
      w.subjects.change(ines, {
        privileges: known([
          { kind: 'role', templateId: '62e90394-69f5-4237-9190-012177145e10', name: undefined, isActive: false },
        ]),
      }),
    { kind: 'privileged' },
  ],
  [
    'owner of a role-assignable group',
    (w) =>
      w.subjects.change(ines, {
        privileges: known([{ kind: 'role-assignable-group', group: groupId(protectedGroup), as: 'owner' }]),
      }),
    { kind: 'privileged' },
  ],
  ['of unreadable roles', (w) => w.subjects.change(ines, { privileges: unread() }), { kind: 'unknown' }],
  ['protected', (w) => w.subjects.change(ines, { memberOf: known(new Set([protectedGroup])) }), { kind: 'protected' }],
  [
    'out of the policy',
    (w) => w.subjects.change(ines, { tapPolicy: known(tapPolicy({ include: [] })) }),
    { kind: 'policy-scope' },
  ],
  ['of unreadable methods', (w) => w.subjects.change(ines, { methods: unread() }), { kind: 'unknown' }],
])('a subject who is %s since the pre-flight gets none', async (_what, change, refusal) => {
  const world = issuingWorld();
  const shown = await world.ready();
  change(world);

  const reply = await world.press(shown);

  expect(reply).toMatchObject({ kind: 'tap-refused', refusal });
  expect(posts(world)).toHaveLength(0);
  expect(world.events().at(-1)).toBe('refused');
  expect(world.rows.locks.size).toBe(0);
});

test('a subject who is frozen gets none', async () => {
  const world = issuingWorld();
  const shown = await world.ready();
  await world.freezes.freeze(ines, 'match-not-me', olga, world.ports.now());

  expect(await world.press(shown)).toMatchObject({ kind: 'frozen' });
  expect(posts(world)).toHaveLength(0);
});

test('a pass that came up since the card was drawn is shown first', async () => {
  const world = issuingWorld();
  const shown = await world.ready();
  const startsAt = world.ports.now();
  const other = {
    kind: 'temporary-access-pass',
    id: 'other',
    isUsable: true,
    lifetime: 60,
    isUsableOnce: true,
  } as const;
  world.signIn.taps.set(ines, { ...other, startsAt });

  const reply = await world.press(shown, { replace: true });

  expect(reply).toMatchObject({
    kind: 'case',
    problem: 'something-changed',
    case: { preflight: { existingTap: { id: 'other' } } },
  });
  expect(posts(world)).toHaveLength(0);
});

test('a policy that has become narrower than what was chosen is shown first', async () => {
  const world = issuingWorld();
  const shown = await world.ready({ lifetime: 480, isUsableOnce: false });
  world.subjects.change(ines, { tapPolicy: known(tapPolicy({ maximumLifetime: 120 })) });

  const reply = await world.press(shown);

  expect(reply).toMatchObject({ kind: 'case', problem: 'lifetime-outside-policy' });
  expect(posts(world)).toHaveLength(0);
});

test('above the soft limits the press asks for a second operator first', async () => {
  const world = issuingWorld({ settings: { softLimits: { perOperatorAnHour: 0, perSubjectADay: 3 } } });

  const reply = await world.press(await world.ready());

  expect(reply).toMatchObject({ kind: 'case', case: { missing: ['second-operator'] } });
  expect(posts(world)).toHaveLength(0);
});

/** Cases of one operator, each for another subject, and as ready as the first. */
async function readyForMany(world: IssuingWorld, count: number) {
  const shown = await world.ready();
  const stored = world.rows.cases.get(shown.id);
  if (!stored) throw new RangeError('No case');
  world.rows.cases.clear();
  const ids = Array.from({ length: count }, (_, index) => String(index).padStart(12, '0'));
  for (const id of ids) {
    world.rows.cases.set(id, { ...stored, id, subject: userId(`5ab1ec70-0000-4000-8000-${id}`) });
  }
  return ids.map((id) => ({ ...shown, id }));
}

/** Everybody is as Ines is. */
const allAlike = (ports: HelpdeskPorts): HelpdeskPorts => ({
  ...ports,
  subjects: { ...ports.subjects, factsAbout: () => ports.subjects.factsAbout(ines) },
});

test('thirty presses at once for thirty subjects: no more than the limit reach Graph without a second operator', async () => {
  const softLimits = { perOperatorAnHour: 3, perSubjectADay: 3 };
  const world = issuingWorld({ settings: { softLimits }, wrap: allAlike });
  const cases = await readyForMany(world, 30);

  const replies = await Promise.all(cases.map((one) => world.press(one)));

  expect(posts(world).length).toBeLessThanOrEqual(3);
  const held = replies.filter((reply) => reply.kind === 'case');
  expect(held.length).toBe(30 - posts(world).length);
  for (const reply of held) expect(reply).toMatchObject({ case: { status: 'open', missing: ['second-operator'] } });
  expect(world.events()).toContain('refused');
  expect(world.rows.locks.size).toBe(0);
});

test('one after the other as many as the limit reach Graph, and with a second operator one more', async () => {
  const softLimits = { perOperatorAnHour: 3, perSubjectADay: 3 };
  const world = issuingWorld({ settings: { softLimits }, wrap: allAlike });
  const cases = await readyForMany(world, 5);

  for (const one of cases.slice(0, 4)) await world.press(one);
  expect(posts(world)).toHaveLength(3);

  const [last] = cases.slice(-1);
  const stored = world.rows.cases.get(last?.id ?? '');
  if (!last || !stored) throw new RangeError('No case');
  const second = { id: 'second', by: olga, state: 'approved', expiresAt: stored.expiresAt } as const;
  const preflight = { ...stored.preflight, needsSecondOperator: true };
  world.rows.cases.set(last.id, { ...stored, preflight, second });
  expect(await world.press(last)).toMatchObject({ kind: 'tap-issued' });
});

test('nothing is issued where a verification is missing', async () => {
  const world = issuingWorld();
  const shown = await world.ready();
  const [stored] = world.rows.cases.values();
  if (stored) world.rows.cases.set(stored.id, { ...stored, verifications: [] });

  const reply = await world.press(shown);

  expect(reply).toMatchObject({ kind: 'case', case: { missing: ['verification'] } });
  expect(posts(world)).toHaveLength(0);
});

test('a number match in Teams and delivery to the same chat is a stolen session helping itself', async () => {
  const world = issuingWorld();
  const shown = await world.ready({ delivery: 'subject-chat' });
  const [stored] = world.rows.cases.values();
  const at = world.ports.now().toISOString();
  const inTeams = [
    { kind: 'number-match', at },
    { kind: 'manager', at, manager: mika },
  ] as const;
  if (stored) world.rows.cases.set(stored.id, { ...stored, verifications: inTeams });

  const reply = await world.press(shown);

  expect(reply).toMatchObject({ kind: 'case', case: { missing: ['verification-outside-teams'] } });
  expect(posts(world)).toHaveLength(0);
});

test.each([
  ['another revision', async (world: IssuingWorld) => ({ ...(await world.ready()), revision: 'older' }), omar],
  ["another operator's case", (world: IssuingWorld) => world.ready(), olga],
  ["an operator's card in somebody else's hands", (world: IssuingWorld) => world.ready(), eve],
  ["the subject's own press", (world: IssuingWorld) => world.ready(), ines],
  ['no such case', async (world: IssuingWorld) => ({ ...(await world.ready()), id: 'nowhere' }), omar],
])('%s issues nothing', async (_what, make, user) => {
  const world = issuingWorld();

  await world.press(await make(world), { user });

  expect(posts(world)).toHaveLength(0);
});

test('a case that ran out issues nothing', async () => {
  const world = issuingWorld();
  const shown = await world.ready();
  world.wait(30);

  expect(await world.press(shown)).toMatchObject({ kind: 'case-over', status: 'expired' });
  expect(posts(world)).toHaveLength(0);
});

test('the pass is for the subject of the case, whoever else a forged card names', async () => {
  const world = issuingWorld();
  const { id, revision } = await world.ready();
  const forged = { kind: 'issue', case: id, revision, replace: false, subject: eve } as const;

  await issueTap(forged, world.scene(omar, forged));

  expect(posts(world).map(({ subject }) => subject)).toEqual([ines]);
});

test('a card that refreshes by itself shows the case and issues nothing', async () => {
  const world = issuingWorld();

  const reply = await world.press(await world.ready(), { isAutomatic: true });

  expect(reply).toMatchObject({ kind: 'case', case: { status: 'open' } });
  expect(posts(world)).toHaveLength(0);
});

test('without a token the press waits for one, and is used up by the first that brings it', async () => {
  const world = issuingWorld();
  const shown = await world.ready();
  world.signIn.needsToken = true;

  const asked = await world.press(shown, { cardId: 'card-1' });
  const intent = asked.kind === 'sign-in' ? asked.intent : '';
  const byAnother = await world.intents.take(intent, olga, world.ports.now());
  const taken = await world.intents.take(intent, omar, world.ports.now());
  const replayed = await world.intents.take(intent, omar, world.ports.now());
  const issued = await world.press(shown, { assertion: new Secret('token') });

  expect(byAnother).toBeUndefined();
  expect(taken).toMatchObject({ command: { kind: 'issue', case: shown.id }, cardId: 'card-1' });
  expect(replayed).toBeUndefined();
  expect(issued).toMatchObject({ kind: 'tap-issued' });
  expect(posts(world)).toHaveLength(1);
});

test('a start later on is passed on; one that has passed meanwhile means now', async () => {
  const world = issuingWorld();
  const startsAt = '2026-11-20T09:10:00.000Z';
  const shown = await world.ready({ startsAt });
  world.wait(5);
  const later = await world.press(shown);

  const other = issuingWorld();
  const late = await other.ready({ startsAt });
  other.wait(15);
  await other.press(late);

  expect(later).toMatchObject({ case: { issued: { startsAt, validUntil: '2026-11-20T10:10:00.000Z' } } });
  expect(posts(other)[0]?.options?.startsAt).toBeUndefined();
});

test.each(['role-missing', 'step-up', 'outside-unit', 'policy', 'throttled'] as const)(
  'refused (%s): nothing was issued, and the button works again once that is put right',
  async (because) => {
    const world = issuingWorld();
    const shown = await world.ready();
    world.signIn.end('issueTap', { kind: 'refused', because });

    const reply = await world.press(shown);
    world.signIn.work();
    const command = reply.kind === 'write-refused' ? reply.again : undefined;
    if (command?.kind !== 'issue') throw new RangeError('There is no trying again');
    const again = await issueTap(command, world.scene(omar, command));

    expect(reply).toMatchObject({ kind: 'write-refused', because });
    expect(world.events()).toContain('issue-failed');
    expect(again).toMatchObject({ kind: 'tap-issued' });
  },
);

test('where Entra does not replace an existing pass, deleting it is offered', async () => {
  const world = issuingWorld();
  const shown = await world.ready();
  const startsAt = world.ports.now();
  world.signIn.end('issueTap', { kind: 'refused', because: 'tap-exists' });
  const letGo = world.signIn.hold('issueTap');

  const pressed = world.press(shown);
  await until(() => posts(world).length > 0);
  const old = { kind: 'temporary-access-pass', id: 'old', isUsable: true, lifetime: 60, isUsableOnce: true } as const;
  world.signIn.taps.set(ines, { ...old, startsAt });
  letGo();

  expect(await pressed).toMatchObject({
    kind: 'taps',
    person: { id: ines, name: somePerson(ines).name },
    taps: [{ id: 'old', validUntil: '2026-11-20T10:00:00.000Z' }],
  });
});

test.each([
  ['it happened', true, 'issued'],
  ['it did not happen', false, 'not-issued'],
] as const)(
  'no answer: the list of methods tells that %s, and Graph is not asked again',
  async (_what, happened, found) => {
    const world = issuingWorld();
    const shown = await world.ready();
    world.signIn.end('issueTap', { kind: 'uncertain', happened });

    const reply = await world.press(shown);
    world.signIn.work();
    const again = await world.press(shown);

    expect(reply).toMatchObject({ kind: 'tap-uncertain', found, case: { status: 'uncertain' } });
    expect(again).toMatchObject({ kind: 'tap-uncertain' });
    expect(posts(world)).toHaveLength(1);
    expect(world.events()).toContain('issue-uncertain');
    expect(world.messenger.sentTo(ines).some(({ kind }) => kind === 'tap-notice')).toBe(happened);
  },
);

test('no answer, and the list cannot be read either: that is what is said', async () => {
  const world = issuingWorld();
  const shown = await world.ready();
  world.signIn.end('issueTap', { kind: 'uncertain', happened: true });
  world.signIn.end('tapsOf', { kind: 'refused', because: 'unavailable' });

  expect(await world.press(shown)).toMatchObject({ kind: 'tap-uncertain', found: 'unknown' });
  expect(world.messenger.sentTo(ines)).toMatchObject([{ kind: 'tap-notice' }]);
});

test('where it cannot be written down beforehand, Graph is not asked', async () => {
  const world = issuingWorld();
  const shown = await world.ready();
  const broken = { ...world.ports, audit: { ...world.audit, append: async () => Promise.reject(new Error('gone')) } };
  const command = { kind: 'issue', case: shown.id, revision: shown.revision, replace: false } as const;

  await expect(issueTap(command, { ...world.scene(omar, command), ports: broken })).rejects.toThrow('gone');

  expect(posts(world)).toHaveLength(0);
  expect(world.rows.locks.size).toBe(0);
});

test('the methods from before are remembered, so that those added later can be told apart', async () => {
  const world = issuingWorld();
  world.register(ines, passkey({ id: 'old-passkey' }));
  world.register(ines, method('phone'));

  const shown = await world.ready();
  await world.press(shown);

  expect(world.rows.cases.get(shown.id)?.methodsBefore).toEqual(['password-1', 'app-6.8.40', 'old-passkey', 'phone-1']);
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}
