import { notOnThePhone } from '../../src/helpdesk/answer-match.ts';
import { caseVersion } from '../../src/helpdesk/case.ts';
import { sweepSeals } from '../../src/helpdesk/follow-up.ts';
import { tapNotMine } from '../../src/helpdesk/report-tap.ts';
import type { HelpdeskScene } from '../../src/helpdesk/scene.ts';
import { sendMatch } from '../../src/helpdesk/verify-caller.ts';
import { eve, ines, olga, omar } from '../fixtures/helpdesk-world.ts';
import { type IssuingWorld, issuingWorld, type Shown } from '../fixtures/issuing-world.ts';

type Cards = { readonly id: string; readonly match: string };
type Alarm = (scene: HelpdeskScene) => Promise<Shown>;

/** Cards of a case that was stored by another version of the product. */
async function oldCards(): Promise<Cards & { readonly world: IssuingWorld }> {
  const world = issuingWorld();
  const shown = await world.ready({ delivery: 'subject-chat' });
  await sendMatch(shown.id, world.scene(omar, { kind: 'send-match', case: shown.id }));
  const { match } = world.messenger.last(ines, 'match-card');
  await world.press({ ...shown, revision: world.rows.cases.get(shown.id)?.revision ?? '' });
  world.rows.cases.forEach((one, id) => {
    world.rows.cases.set(id, { ...one, version: caseVersion - 1 });
  });
  world.rows.audit.length = 0;
  return { world, id: shown.id, match };
}

const alarms = [
  [
    'That’s not me',
    'match-not-me',
    'match-not-me',
    ({ match }: Cards): Alarm =>
      (s) =>
        notOnThePhone(match, s),
  ],
  [
    'This wasn’t me',
    'tap-not-me',
    'not-me',
    ({ id }: Cards): Alarm =>
      (s) =>
        tapNotMine(id, s),
  ],
] as const;

test.each(alarms)('"%s" on an old card freezes, and the help desk hears of it', async (_label, because, event, of) => {
  const { world, ...cards } = await oldCards();

  const reply = await of(cards)(world.scene(ines));

  expect(reply).toEqual(
    because === 'tap-not-me' ? { kind: 'tap-not-mine-done' } : { kind: 'match-over', how: 'not-me' },
  );
  expect(await world.freezes.openOf(ines)).toMatchObject([{ because, operator: omar, about: cards.id }]);
  expect(await world.requests.openOf(ines)).toMatchObject([{ about: 'not-me' }]);
  expect(world.rows.audit.slice(0, 2)).toMatchObject([
    { event, actor: ines, subject: ines, caseId: cards.id },
    { event: 'frozen', details: { because } },
  ]);
});

test.each(alarms)('"%s" on an old card of somebody else does nothing', async (_label, _because, _event, of) => {
  const { world, ...cards } = await oldCards();

  for (const user of [eve, olga, omar]) await of(cards)(world.scene(user));

  expect(await world.freezes.openOf(ines)).toEqual([]);
  expect(world.rows.audit).toEqual([]);
});

test.each(alarms)('"%s" on a card that never was does nothing', async (_label, _because, _event, of) => {
  const { world } = await oldCards();

  await of({ id: 'nothing', match: 'nothing' })(world.scene(ines));

  expect(world.rows.freezes).toEqual([]);
});

test('the key leaves an old message, too', async () => {
  const { world } = await oldCards();
  const [copy] = world.rows.sealedTaps.values();
  world.wait(15.1);

  await sweepSeals(world.ports);

  expect(world.messenger.edited.at(-1)).toMatchObject({
    user: ines,
    cardId: copy?.cardId,
    reply: { kind: 'tap-over' },
  });
});
