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

  await world.ask(omar, { kind: 'clear-freeze', subject: ines });
  expect(await world.freezes.of(ines)).toMatchObject({ because: 'passkey-not-me', operator: omar });
  await world.ask(olga, { kind: 'clear-freeze', subject: ines });
  expect(await world.freezes.of(ines)).toBeUndefined();
});

test('any other request freezes nobody', async () => {
  const world = issuingWorld();

  await freezingOnAlarm(world.requests, world.ports).open(ines, 'lost-phone', {});

  expect(await world.freezes.of(ines)).toBeUndefined();
  expect(world.events()).toEqual([]);
});

test('what froze them first stays: said again, or said about a pass, there is one thing to lift', async () => {
  const world = issuingWorld({
    wrap: (ports) => ({ ...ports, requests: freezingOnAlarm(ports.requests, ports) }),
  });
  await world.press(await world.ready());
  const [one] = world.rows.cases.values();
  await tapNotMine(one?.id ?? '', world.scene(ines));
  await world.ports.requests.open(ines, 'not-me', {});

  expect(world.rows.freezes).toMatchObject([{ because: 'tap-not-me', operator: omar }]);
  expect(world.events().filter((event) => event === 'frozen')).toHaveLength(1);
});
