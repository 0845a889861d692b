import { passkeyGuideApp } from '../../src/simulator/teams-apps.ts';
import { groupIds } from '../../src/simulator/tenant.ts';
import {
  dataOn,
  nudgesOf,
  type Owner,
  openRolloutWorld,
  pressOn,
  type RolloutWorld,
} from '../fixtures/rollout-world.ts';
import type { TeamsClient } from '../fixtures/teams-client.ts';

/** Nobody has met the bot yet, and only members of the pilot may get anything. */
let world: RolloutWorld;
let runa: Owner;

beforeAll(async () => {
  world = await openRolloutWorld({
    env: { AUDIENCE_GROUP_ID: groupIds.pilot, TEAMS_APP_CATALOG_ID: passkeyGuideApp.id },
    envFor: (_simulator, connector) => ({ TEAMS_SERVICE_URL: connector }),
  });
  runa = await world.owner('runa');
  world.simulator.world.change(world.member('pia').userId, (person) => ({
    ...person,
    user: { ...person.user, preferredLanguage: 'de-CH' },
  }));
});
afterEach(() => {
  expect(world.log.filter(({ level }) => level > 40)).toEqual([]);
});
afterAll(() => world.close());

const nudged = (client: TeamsClient) => client.until((one) => nudgesOf(one).length > 0);
const messages = (nick: string) => world.member(nick).messages.length;

test('whoever has never met the bot gets the app first, and who cannot be reached is told by cause', async () => {
  for (const nick of ['hugo', 'jari']) world.setMember(world.member(nick), groupIds.pilot, true);
  const campaign = await runa.launch('New faces', [groupIds.pilot]);
  const alva = world.member('alva');
  await nudged(alva);

  const rows = await runa.reports(campaign, (found) =>
    found.every(({ lastStatus, wave }) => wave === '' || lastStatus === 'sent' || lastStatus === 'failed'),
  );
  const outcome = Object.fromEntries(
    rows.map(({ name = '', lastStatus, unreachable }) => [name.split(' ')[0], unreachable || lastStatus]),
  );
  expect(outcome).toEqual({
    Alva: 'sent',
    Rui: 'sent',
    Pia: 'sent',
    Béla: 'sent',
    Noor: 'sent',
    Tomasz: 'sent',
    Dora: '',
    Hugo: 'no-teams',
    Jari: 'not-allowed-to-install',
  });
  expect(
    world.simulator.world.installs
      .after(0)
      .map(({ userId }) => userId)
      .sort(),
  ).toEqual(['alva', 'rui', 'pia', 'bela', 'noor', 'tomasz'].map((nick) => world.member(nick).userId).sort());
  // A press in the chat that was made for them is theirs.
  await alva.press('set-up-now', nudgesOf(alva)[0]);
  expect(await runa.row(campaign, 'Alva')).toMatchObject({ startedAt: expect.stringMatching(/^2026/) });
});

test('whoever has never written reads the language of the directory, and is answered in that of the client', async () => {
  const pia = world.member('pia', { locale: 'de-CH' });
  const [nudge] = nudgesOf(pia);
  expect(nudge?.card).toMatchObject({ lang: 'de' });
  expect(pia.read(nudge)).toContain('Die Schritte sind auf Englisch.');

  const { campaign } = dataOn(nudge?.card, 'snooze');
  const { card } = await pressOn(pia, 'snooze', { campaign, until: 'tomorrow' }, nudge?.id);

  expect(card).toMatchObject({ lang: 'de', fallbackText: expect.stringContaining('Nicht vorher') });
});

test('nobody outside the audience is in a campaign, even where their group is', async () => {
  const stella = await world.known('stella');
  const before = stella.messages.length;
  const campaign = await runa.draft('Everybody', [groupIds.everybody, groupIds.berlin]);
  await runa.preview(campaign);
  const names = (await runa.rows(campaign)).map(({ name }) => name);

  expect(names).toHaveLength(9);
  expect(names).not.toContain('Stella Marchetti');
  await runa.start(campaign);
  expect(stella.messages).toHaveLength(before);
});

test('whoever has left the audience, or was switched off, since the preview gets nothing', async () => {
  const [enzo, nils, wanda] = ['enzo', 'nils', 'wanda'].map((nick) => world.member(nick));
  if (!enzo || !nils || !wanda) throw new Error('Nobody there');
  for (const one of [enzo, nils, wanda]) {
    await one.say('hi');
    world.setMember(one, groupIds.pilot, true);
  }
  const campaign = await runa.draft('Leaving', [groupIds.pilot]);
  await runa.preview(campaign);
  world.setMember(enzo, groupIds.pilot, false);
  world.simulator.world.change(nils.userId, (person) => ({
    ...person,
    user: { ...person.user, accountEnabled: false },
  }));
  const before = [messages('enzo'), messages('nils')];
  await runa.start(campaign);
  await nudged(wanda);

  expect(await runa.row(campaign, 'Enzo')).toMatchObject({ lastStatus: 'skipped', because: 'out-of-audience' });
  expect(await runa.row(campaign, 'Nils')).toMatchObject({ lastStatus: 'skipped', because: 'account-disabled' });
  expect([messages('enzo'), messages('nils')]).toEqual(before);
});
