import { clearFreeze } from '../../src/helpdesk/clear-freeze.ts';
import { deleteTap, listTaps } from '../../src/helpdesk/list-taps.ts';
import { removeOldMethods } from '../../src/helpdesk/remove-old-methods.ts';
import { tapNotMine } from '../../src/helpdesk/report-tap.ts';
import { confirmUndo, startUndo } from '../../src/helpdesk/undo-tap.ts';
import { method, passkey } from '../fixtures/facts.ts';
import { eve, ines, mika, olga, omar } from '../fixtures/helpdesk-world.ts';
import { caseIn, type IssuingWorld, issuingWorld } from '../fixtures/issuing-world.ts';

async function issued(world: IssuingWorld = issuingWorld()) {
  const { id } = caseIn(await world.press(await world.ready()));
  return { world, id, tap: world.signIn.taps.get(ines)?.id ?? '' };
}

const idsOf = (world: IssuingWorld) => world.signIn.methods.get(ines)?.map(({ id }) => id);

test('"This wasn\'t me" freezes, is written down, and alarms the help desk once', async () => {
  const { world, id } = await issued();
  await world.channel.set({ conversationId: 'desk', serviceUrl: 'https://teams.example', setBy: olga });

  const reply = await tapNotMine(id, world.scene(ines));
  await tapNotMine(id, world.scene(ines));

  expect(reply).toEqual({ kind: 'tap-not-mine-done' });
  expect(world.rows.freezes).toMatchObject([{ subject: ines, because: 'tap-not-me', operator: omar }]);
  expect(world.events()).toEqual(expect.arrayContaining(['not-me', 'frozen']));
  expect(await world.requests.openOf(ines)).toMatchObject([{ about: 'not-me' }]);
  expect(world.messenger.last(omar, 'frozen')).toMatchObject({ canClear: false, case: id });
  expect(world.messenger.posted).toMatchObject([{ reply: { kind: 'channel-request', name: 'Ines Moreau' } }]);
});

test('it is the subject who says so, long after, with messages stopped and data deleted', async () => {
  const { world, id } = await issued();
  world.wait(60 * 24 * 30);
  await world.stores.preferences.stopMessages(ines);
  await world.stores.personalData.forget(ines);

  expect(await tapNotMine(id, world.scene(ines))).toEqual({ kind: 'tap-not-mine-done' });
  expect(world.rows.freezes).toHaveLength(1);
});

test.each([
  ['the operator', omar],
  ['the manager', mika],
  ['anybody else', eve],
])('%s does not say so for them', async (_who, user) => {
  const { world, id } = await issued();

  expect(await tapNotMine(id, world.scene(user))).toEqual({ kind: 'nothing-open' });
  expect(world.rows.freezes).toEqual([]);
});

test('undoing lists what was added since, and nothing from before', async () => {
  const { world, id } = await issued();
  world.register(ines, passkey({ id: 'evil', name: 'Evil phone' }));
  world.register(ines, method('phone'));

  const reply = await startUndo(id, world.scene(olga));

  expect(reply).toMatchObject({
    kind: 'undo',
    methods: [
      { id: 'evil', kind: 'passkey', name: 'Evil phone' },
      { id: 'phone-1', kind: 'phone' },
    ],
  });
});

test('confirmed, the pass, those methods and the sessions go, each with its result, under the name of who pressed', async () => {
  const { world, id, tap } = await issued();
  world.register(ines, passkey({ id: 'evil', name: 'Evil phone' }));
  world.register(ines, method('phone'));

  const reply = await confirmUndo(id, ['evil', 'phone-1'], world.scene(olga));

  expect(reply).toEqual({
    kind: 'undone',
    results: [
      { what: 'tap', ok: true },
      { what: 'method', ok: true, name: 'Evil phone' },
      { what: 'method', ok: false },
      { what: 'sessions', ok: true },
    ],
  });
  const writes = world.signIn.calls.filter(({ operator }) => operator === olga);
  expect(writes.map(({ operation, target }) => [operation, target])).toEqual([
    ['tapsOf', undefined],
    ['deleteTap', tap],
    ['deleteMethod', 'evil'],
    ['revokeSessions', undefined],
  ]);
  expect(world.rows.audit.slice(-8)).toMatchObject([
    { event: 'undone', actor: olga, caseId: id, details: { phase: 'begun', methods: 'evil phone-1' } },
    { event: 'tap-deleted', actor: olga, details: { phase: 'begun', tap } },
    { event: 'tap-deleted', actor: olga, details: { phase: 'done', result: 'done' } },
    { event: 'methods-deleted', actor: olga, details: { phase: 'begun', method: 'evil' } },
    { event: 'methods-deleted', actor: olga, details: { phase: 'done', method: 'evil' } },
    { event: 'sessions-revoked', actor: olga, details: { phase: 'begun' } },
    { event: 'sessions-revoked', actor: olga, details: { phase: 'done' } },
    { event: 'undone', actor: olga, caseId: id, details: { phase: 'done' } },
  ]);
  expect(world.rows.sealedTaps.size).toBe(0);
});

/** From the first entry of this event on, nothing can be written down any more. */
function loseAudit(world: IssuingWorld, event: string): void {
  const { append } = world.ports.audit;
  let isGone = false;
  world.ports.audit.append = async (entry) => {
    isGone ||= entry.event === event;
    return isGone ? Promise.reject(new Error('gone')) : append(entry);
  };
}

const writesOf = (world: IssuingWorld) =>
  world.signIn.calls.map(({ operation }) => operation).filter((one) => one !== 'tapsOf' && one !== 'issueTap');

test.each([
  ['tap-deleted', []],
  ['methods-deleted', ['deleteTap']],
  ['sessions-revoked', ['deleteTap', 'deleteMethod']],
])('where "%s" cannot be written down beforehand, it is not done, and shown as such', async (event, done) => {
  const { world, id } = await issued();
  world.register(ines, passkey({ id: 'evil' }));
  loseAudit(world, event);

  const reply = await confirmUndo(id, ['evil'], world.scene(olga));

  expect(writesOf(world)).toEqual(done);
  const results = reply.kind === 'undone' ? reply.results : [];
  expect(results.map(({ ok }) => ok)).toEqual([0, 1, 2].map((index) => index < done.length));
});

test('a pass that is listed, and an old phone, are not deleted without a trace', async () => {
  const { world, id, tap } = await issued();
  world.register(ines, passkey({ id: 'new' }));
  loseAudit(world, 'tap-deleted');

  await expect(deleteTap({ kind: 'delete-tap', subject: ines, tap }, world.scene(omar))).rejects.toThrow('gone');
  const reply = await removeOldMethods(id, ['app-6.8.40'], world.scene(omar));

  expect(reply).toMatchObject({ kind: 'undone', results: [{ ok: false }] });
  expect(writesOf(world)).toEqual([]);
});

test.each<[string, number, (world: IssuingWorld, id: string) => unknown, boolean]>([
  ['until a day after the pass', 25 * 60 - 1, () => undefined, true],
  ['no longer', 25 * 60, () => undefined, false],
  [
    'longer while the subject is frozen',
    90 * 24 * 60,
    (w) => w.freezes.freeze(ines, 'tap-not-me', omar, w.ports.now()),
    true,
  ],
  ['longer while the alarm is open', 90 * 24 * 60, (w, id) => clearedAlarm(w, id), true],
])('it is undone %s', async (_when, minutes, prepare, canUndo) => {
  const { world, id } = await issued();
  world.register(ines, passkey({ id: 'evil' }));
  world.wait(minutes);
  await prepare(world, id);

  expect(await startUndo(id, world.scene(olga))).toMatchObject({ kind: canUndo ? 'undo' : 'nothing-open' });
  expect(await confirmUndo(id, ['evil'], world.scene(olga))).toMatchObject({
    kind: canUndo ? 'undone' : 'nothing-open',
  });
  expect(writesOf(world).length > 0).toBe(canUndo);
});

/** The freeze is lifted, and the request that came with it is still open. */
async function clearedAlarm(world: IssuingWorld, id: string): Promise<void> {
  await tapNotMine(id, world.scene(ines));
  await clearFreeze(ines, world.allAlarms(), world.scene(olga));
}

test('only what was really added since goes, whatever ids a card names', async () => {
  const { world, id } = await issued();
  world.register(ines, passkey({ id: 'evil' }));

  await confirmUndo(id, ['app-6.8.40', 'password-1', 'somebody-elses'], world.scene(olga));

  expect(idsOf(world)).toEqual(['password-1', 'app-6.8.40', 'evil']);
  expect(world.signIn.callsOf('deleteMethod')).toEqual([]);
});

test('one failure stops none of the rest, and is shown', async () => {
  const { world, id } = await issued();
  world.register(ines, passkey({ id: 'evil' }));
  world.signIn.end('deleteTap', { kind: 'refused', because: 'role-missing' });
  world.signIn.end('deleteMethod', { kind: 'uncertain', happened: false });

  const reply = await confirmUndo(id, ['evil'], world.scene(olga));

  expect(reply).toMatchObject({
    results: [
      { what: 'tap', ok: false },
      { what: 'method', ok: false },
      { what: 'sessions', ok: true },
    ],
  });
});

test('methods that cannot be read are not guessed', async () => {
  const { world, id } = await issued();
  world.directory.fail('unavailable', 'methods');

  expect(await startUndo(id, world.scene(olga))).toEqual({ kind: 'could-not-read', because: 'unavailable' });
  expect(await confirmUndo(id, ['evil'], world.scene(olga))).toEqual({
    kind: 'could-not-read',
    because: 'unavailable',
  });
});

test('a case that never asked for a pass has nothing to undo, and tells other operators nothing', async () => {
  const world = issuingWorld();
  const { id } = await world.ready();

  expect(await startUndo(id, world.scene(olga))).toEqual({ kind: 'nothing-open' });
});

test("undoing shows another operator's case without the digits", async () => {
  const { world, id } = await issued();
  const stored = world.rows.cases.get(id);
  const match = { id: 'match', digits: '42', state: 'opened', expiresAt: '2026-11-20T09:03:00.000Z' } as const;
  if (stored) world.rows.cases.set(id, { ...stored, match });

  expect(JSON.stringify(await startUndo(id, world.scene(olga)))).not.toContain('42');
});

test('an operator does not undo what was issued for themselves', async () => {
  const { world, id } = await issued();

  expect(await startUndo(id, world.scene(ines))).toEqual({ kind: 'nothing-open' });
  expect(await confirmUndo(id, [], world.scene(ines))).toEqual({ kind: 'nothing-open' });
});

test('our copy goes also where the pass is gone already', async () => {
  const { world, id } = await issued();
  world.signIn.taps.clear();

  expect(await confirmUndo(id, [], world.scene(olga))).toMatchObject({ results: [{ what: 'tap', ok: true }, {}] });
  expect(world.rows.sealedTaps.size).toBe(0);
});

test('without a token undoing waits for one', async () => {
  const { world, id } = await issued();
  world.signIn.needsToken = true;

  expect(await confirmUndo(id, [], world.scene(olga))).toMatchObject({ kind: 'sign-in' });
});

test('what was undone and lost its answer is found by the case all the same', async () => {
  const world = issuingWorld();
  world.signIn.end('issueTap', { kind: 'uncertain', happened: true });
  const { id } = caseIn(await world.press(await world.ready()));

  await confirmUndo(id, [], world.scene(olga));

  expect(world.signIn.taps.size).toBe(0);
});

test('the freeze is lifted by another operator than the one involved, and not by the user', async () => {
  const { world, id } = await issued();
  await tapNotMine(id, world.scene(ines));

  const byTheSame = await clearFreeze(ines, world.allAlarms(), world.scene(omar));
  const byTheUser = await clearFreeze(ines, world.allAlarms(), world.scene(ines));
  const before = await world.freezes.openOf(ines);
  const byAnother = await clearFreeze(ines, world.allAlarms(), world.scene(olga));

  expect(byTheSame).toMatchObject({ kind: 'frozen', canClear: false });
  expect(byTheUser).toMatchObject({ kind: 'frozen', canClear: false });
  expect(world.rows.audit.filter(({ event, actor }) => event === 'unfrozen' && actor === ines)).toEqual([]);
  expect(before).toMatchObject([{ operator: omar }]);
  expect(byAnother).toEqual({ kind: 'unfrozen', name: 'Ines Moreau' });
  expect(await world.freezes.openOf(ines)).toEqual([]);
  expect(world.rows.audit.at(-1)).toMatchObject({ event: 'unfrozen', actor: olga, details: { phase: 'done' } });
});

test('where two operators are involved, neither lifts all of it', async () => {
  const { world } = await issued();
  await world.freezes.freeze(ines, 'tap-not-me', omar, world.ports.now());
  await world.freezes.freeze(ines, 'match-not-me', olga, world.ports.now());

  expect(await clearFreeze(ines, world.allAlarms(), world.scene(olga))).toMatchObject({ kind: 'frozen' });
  expect(await world.freezes.openOf(ines)).toMatchObject([{ operator: omar }, { operator: olga }]);
});

test('passes are listed with the rights of the operator', async () => {
  const { world, tap } = await issued();

  const listed = await listTaps(ines, world.scene(olga));
  world.signIn.end('tapsOf', { kind: 'refused', because: 'outside-unit' });
  const refused = await listTaps(ines, world.scene(olga, { kind: 'list-taps', subject: ines }));

  expect(listed).toMatchObject({ taps: [{ id: tap, validUntil: '2026-11-20T10:00:00.000Z', isUsable: true }] });
  expect(refused).toMatchObject({ kind: 'write-refused', because: 'outside-unit', again: { kind: 'list-taps' } });
});

test('a pass is deleted, and is not shown any more', async () => {
  const { world, tap } = await issued();

  const reply = await deleteTap({ kind: 'delete-tap', subject: ines, tap }, world.scene(olga));

  expect(reply).toEqual({ kind: 'tap-deleted', name: 'Ines Moreau' });
  expect(world.rows.sealedTaps.size).toBe(0);
  expect(world.rows.audit.at(-1)).toMatchObject({ event: 'tap-deleted', actor: olga, details: { tap } });
});

test.each([
  ['refused', { kind: 'refused', because: 'role-missing' }, { kind: 'write-refused', because: 'role-missing' }],
  ['without an answer, and it happened', { kind: 'uncertain', happened: true }, { kind: 'taps', taps: [] }],
  ['without an answer, and it did not', { kind: 'uncertain', happened: false }, { kind: 'taps', taps: [{}] }],
] as const)('deleting %s: what is there is shown', async (_what, ending, expected) => {
  const { world, tap } = await issued();
  world.signIn.end('deleteTap', ending);

  expect(await deleteTap({ kind: 'delete-tap', subject: ines, tap }, world.scene(omar))).toMatchObject(expected);
});

test('an id that is not there is answered with the list', async () => {
  const { world } = await issued();

  const reply = await deleteTap({ kind: 'delete-tap', subject: ines, tap: 'forged' }, world.scene(omar));

  expect(reply).toMatchObject({ kind: 'taps' });
  expect(world.signIn.callsOf('deleteTap')).toEqual([]);
});

test("the lost phone's methods go once there is a new passkey, and only those from before", async () => {
  const { world, id } = await issued();
  const tooEarly = await removeOldMethods(id, ['app-6.8.40'], world.scene(omar));
  world.register(ines, passkey({ id: 'new' }));

  const reply = await removeOldMethods(id, ['app-6.8.40', 'new', 'password-1'], world.scene(omar));

  expect(tooEarly).toEqual({ kind: 'nothing-open' });
  expect(reply).toEqual({ kind: 'undone', results: [{ what: 'method', ok: true, name: 'Phone' }] });
  expect(idsOf(world)).toEqual(['password-1', 'new']);
});

test('after "this wasn\'t me" the old methods stay: the new passkey may be a stranger\'s', async () => {
  const { world, id } = await issued();
  const before = idsOf(world) ?? [];
  world.register(ines, passkey({ id: 'evil' }));
  await tapNotMine(id, world.scene(ines));

  const reply = await removeOldMethods(id, before, world.scene(omar));

  expect(reply).toMatchObject({ kind: 'frozen' });
  expect(idsOf(world)).toEqual([...before, 'evil']);
});
