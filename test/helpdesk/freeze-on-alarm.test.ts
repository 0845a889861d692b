import { freezingOnAlarm } from '../../src/helpdesk/freeze-on-alarm.ts';
import { tapNotMine } from '../../src/helpdesk/report-tap.ts';
import { ines, olga, omar } from '../fixtures/helpdesk-world.ts';
import { issuingWorld } from '../fixtures/issuing-world.ts';

test('whoever reports a passkey that is not theirs gets no pass until that is looked into', async () => {
  const world = issuingWorld();
  const one = await world.ready();

  await freezingOnAlarm(world.requests, world.ports).open(ines, 'not-me', { passkey: 'pk-1' });

  expect(await world.press(one)).toMatchObject({ kind: 'frozen' });
  expect((await world.ask(olga, { kind: 'tap-for', subject: ines })).reply).toMatchObject({ kind: 'frozen' });
  expect(world.signIn.issued).toEqual([]);
  expect(world.events().slice(-3)).toEqual(['not-me', 'frozen', 'refused']);
});

test('whoever issued the pass that may have made it does not lift it; another operator does', async () => {
  const world = issuingWorld();
  await world.press(await world.ready());
  await freezingOnAlarm(world.requests, world.ports).open(ines, 'not-me', {});
  const clear = { kind: 'clear-freeze', subject: ines, freezes: world.allAlarms() } as const;

  await world.ask(omar, clear);
  expect(await world.freezes.openOf(ines)).toMatchObject([{ because: 'passkey-not-me', operator: omar }]);
  await world.ask(olga, clear);
  expect(await world.freezes.openOf(ines)).toEqual([]);
});

test('any other request freezes nobody', async () => {
  const world = issuingWorld();

  await freezingOnAlarm(world.requests, world.ports).open(ines, 'lost-phone', {});

  expect(await world.freezes.openOf(ines)).toEqual([]);
  expect(world.events()).toEqual([]);
});

test('what froze them first stays, each further alarm has its own, and said again it is no other', async () => {
  const world = issuingWorld();
  const requests = freezingOnAlarm(world.requests, world.ports);
  await world.press(await world.ready());
  const [one] = world.rows.cases.values();
  await tapNotMine(one?.id ?? '', world.scene(ines));
  await tapNotMine(one?.id ?? '', world.scene(ines));
  await requests.open(ines, 'not-me', { passkey: 'pk-1' });
  await requests.open(ines, 'not-me', { passkey: 'pk-1' });
  await requests.open(ines, 'not-me', {});
  await requests.open(ines, 'not-me', { passkey: 'pk-2' });

  expect(world.rows.freezes).toMatchObject([
    { because: 'tap-not-me', operator: omar, about: one?.id },
    { because: 'passkey-not-me', operator: omar, about: 'pk-1' },
    { because: 'passkey-not-me', operator: omar, about: 'pk-2' },
  ]);
});
