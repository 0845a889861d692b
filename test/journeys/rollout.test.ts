import { groupIds } from '../../src/simulator/tenant.ts';
import {
  atOnce,
  dataOn,
  day,
  hour,
  nudgesOf,
  type Owner,
  openRolloutWorld,
  pressOn,
  quiet,
  type ReportRow,
  type RolloutWorld,
  verbsOn,
} from '../fixtures/rollout-world.ts';
import type { TeamsClient } from '../fixtures/teams-client.ts';

let world: RolloutWorld;
let runa: Owner;

beforeAll(async () => {
  world = await openRolloutWorld();
  runa = await world.owner('runa');
});
afterEach(() => {
  expect(world.log.filter(({ level }) => level > 40)).toEqual([]);
});
afterAll(() => world.close());

const nudged = (client: TeamsClient, count = 1) => client.until(() => nudgesOf(client).length >= count);
const messagesTo = (clients: readonly TeamsClient[]) => clients.map((client) => client.messages.length);
/** Groups that the card offers to take. */
const offered = (owner: Owner) =>
  new Set(JSON.stringify(owner.card).match(/(?<="value":")bbbbbbbb-0000-0000-0000-\d{12}/g));

describe('what is entered', () => {
  test('groups are found by the beginning of a name, taken by id with their own name, and taken out again', async () => {
    const campaign = await runa.draft('Finding groups', [groupIds.pilot]);
    await runa.act('choose-groups', { campaign, use: 'exclude' });
    await runa.act('find-groups', { campaign, use: 'exclude', query: 'berl' });
    expect(offered(runa)).toEqual(new Set([groupIds.berlin]));

    await runa.act('pick-groups', { campaign, use: 'exclude', groups: groupIds.berlin, name: 'Everybody' });
    expect(runa.client.read()).toContain('Berlin office');
    expect(runa.client.read()).not.toContain('Everybody');

    await runa.act('drop-group', { campaign, use: 'exclude', group: groupIds.berlin });
    expect(runa.client.read()).not.toContain('Berlin office');
    expect(runa.client.read()).toContain('Pilot');
  });

  test.each([
    ['quotes', `Berl"' or displayName:"P`],
    ['a filter', `') or startswith(displayName,'`],
    ['brackets', '${user.id} <b>{{x}}</b>'],
    ['a right-to-left override', 'pil\u202Eot'],
    ['one letter', 'B'],
    ['nothing', ''],
    ['1,000 letters', 'x'.repeat(1_000)],
  ])('a search for %s finds no group, and the form is still there', async (_what, query) => {
    const campaign = await runa.draft('Searching', []);
    await runa.act('find-groups', { campaign, use: 'include', query });

    expect(offered(runa)).toEqual(new Set());
    expect(runa.verbs).toContain('find-groups');
  });

  test.each([
    ['a start in the past', { startsOn: '2026-11-23' }],
    ['a day that does not exist', { startsOn: '2027-02-30' }],
    ['no day', { startsOn: '' }],
    ['no size', { wavePerDay: '' }],
    ['a size in words', { wavePerDay: 'ten' }],
    ['more than everybody', { wavePerDay: '101' }],
    ['reminders a day apart', { remindAfterDays: '3, 4' }],
    ['a reminder on the same day', { remindAfterDays: '0' }],
    ['reminders in words', { remindAfterDays: 'three, seven' }],
    ['seven reminders', { remindAfterDays: '2,4,6,8,10,12,14' }],
    ['hours that end before they begin', { hoursFrom: '16:00', hoursTo: '09:00' }],
    ['no hours', { hoursFrom: '', hoursTo: '' }],
    ['no weekday', { weekdays: '' }],
    ['a deadline before the start', { deadline: '2026-11-24' }],
    ['a deadline in words', { deadline: 'soon' }],
  ])('a plan with %s is not taken, and what was entered stays in the form', async (_what, wrong) => {
    const campaign = await runa.draft('Planning', [groupIds.pilot]);
    await runa.act('edit-plan', { campaign });
    await runa.act('set-plan', { campaign, ...atOnce, hoursTo: '22:15', ...wrong });

    expect(runa.verbs).toEqual(['set-plan', 'show-campaign']);
    if (!('hoursTo' in wrong)) expect(JSON.stringify(runa.card)).toContain('22:15');
  });

  test.each([
    ['an unknown placeholder', 'Hello {firstname}'],
    ['an empty placeholder', 'By {deadline}, please'],
    ['a hole of another template', 'Hello ${user.id}'],
    ['a bare domain', 'See passkeys.example'],
    ['a strange host', 'See https://contoso.example.evil.example/passkeys'],
    ['a look-alike', 'See https://micros\u043Eft.com/passkeys'],
    ['a shortened link', 'See https://bit.ly/3xyz'],
    ['a page that gives a device away', 'See https://microsoft.com/devicelogin'],
    ['plain http', 'See http://aka.ms/mysecurityinfo'],
    ['a link in Markdown', '[Help](https://evil.example)'],
    ['a right-to-left override', 'Hello \u202Eelpoep'],
    ['a zero-width character', 'pass\u200Bkey'],
    ['1,001 characters', 'x'.repeat(1_001)],
  ])('own words with %s are not taken', async (_what, text) => {
    const campaign = await runa.draft('Words', [groupIds.pilot]);
    await runa.act('set-words', { campaign, language: 'en', text });
    expect(runa.verbs).toEqual(['set-words', 'show-campaign']);

    await runa.act('edit-words', { campaign });
    expect(runa.client.read()).not.toContain(text);
  });

  test.each([
    ['a link', 'See passkeys.example'],
    ['a right-to-left override', 'Autumn \u202Esyekssap'],
    ['nothing in it', '  \n '],
  ])('a name with %s is not taken: everybody who gets a nudge reads it', async (_what, name) => {
    await runa.client.say('new campaign');
    const id = runa.client.last?.id;
    await pressOn(runa.client, 'name-campaign', { name }, id);
    await runa.client.until((client) => (client.last?.edits ?? 0) > 0);

    expect(verbsOn(runa.client.last?.card)).toEqual(['name-campaign']);
  });

  test('words in a language that is none are not taken; a deadline that is taken out of the plan is missed in time', async () => {
    const deadline = '2027-01-29';
    const campaign = await runa.draft('Deadline', [groupIds.pilot], { ...atOnce, deadline });
    await runa.act('set-words', { campaign, language: 'klingon', text: 'Please' });
    expect(runa.verbs).toEqual(['set-words', 'show-campaign']);
    await runa.act('set-words', { campaign, language: 'en-GB', text: 'Dear {name}: by {deadline}, please' });
    expect(runa.verbs).toContain('preview-campaign');

    await runa.act('set-plan', { campaign, ...atOnce });
    await runa.act('preview-campaign', { campaign });
    expect(runa.verbs).toEqual(['set-words', 'show-campaign']);
  });
});

describe('before the start', () => {
  test('the preview knows who is in which segment', async () => {
    const campaign = await runa.draft('Two groups', [groupIds.pilot, groupIds.offices]);
    await runa.preview(campaign);

    const rows = await runa.rows(campaign);
    expect(Object.fromEntries(rows.map(({ name = '', segment }) => [name.split(' ')[0], segment]))).toEqual({
      Alva: 'ready',
      Rui: 'ready',
      Pia: 'ready',
      Béla: 'update-os',
      Noor: 'needs-tap',
      Tomasz: 'sms-only',
      Dora: 'done',
      Stella: 'ready',
      Xaver: 'blocked',
      Cleo: 'done',
      Dirk: 'blocked',
    });
    expect(
      rows
        .filter(({ wave }) => wave === '')
        .map(({ segment }) => segment)
        .sort(),
    ).toEqual(['blocked', 'blocked', 'done', 'done']);
  });

  test('Entra asks some of them itself: they can be left to it', async () => {
    const entra = { state: 'enabled', includeTargets: [entraTarget(groupIds.berlin)], excludeTargets: [] } as const;
    const before = world.simulator.world.registrationCampaign;
    world.simulator.world.registrationCampaign = { ...before, ...entra };
    const campaign = await runa.draft('Beside Entra', [groupIds.pilot]);
    await runa.preview(campaign);
    world.simulator.world.registrationCampaign = before;

    expect(runa.client.read()).toContain('Berlin office');
    await runa.act('exclude-entra-groups', { campaign });
    await runa.offers('start-campaign');
    const names = (await runa.rows(campaign)).map(({ name }) => name);
    expect(names).toHaveLength(6);
    expect(names).not.toContain('Pia Sommerfeld');
  });

  test('"send it to me" shows the card of each segment, and nothing can be pressed on it', async () => {
    const campaign = await runa.draft('Samples', [groupIds.pilot]);
    await runa.preview(campaign);
    const before = runa.client.messages.length;
    await runa.act('send-to-me', { campaign });
    const samples = runa.client.messages.slice(before);
    expect(samples).toHaveLength(8);
    expect(new Set(samples.map((sample) => runa.client.read(sample))).size).toBe(8);

    // As somebody may who reads how the buttons are made.
    for (const verb of ['stop-nudges', 'ask-why-not', 'why-this-message'])
      await pressOn(runa.client, verb, { campaign }, samples[0]?.id);
    await pressOn(runa.client, 'cannot', { campaign, because: 'other', wantsHelp: 'true' }, samples[1]?.id);
    await pressOn(runa.client, 'snooze', { campaign, until: 'tomorrow' }, samples[2]?.id);
    const omar = await world.known('omar');
    await omar.say('requests');
    expect(omar.read()).not.toContain('Runa');
  });

  test('a draft is discarded, and so is one whose audience is being read', async () => {
    const campaign = await runa.draft('Not this one', [groupIds.pilot]);
    await runa.act('discard-campaign', { campaign });
    await runa.act('show-campaign', { campaign });
    expect(runa.verbs).toEqual(['campaigns']);

    const other = await runa.draft('Nor this one', [groupIds.everybody]);
    await runa.act('preview-campaign', { campaign: other });
    await runa.act('discard-campaign', { campaign: other });
    await runa.act('campaigns');
    expect(runa.client.read()).not.toContain('Nor this one');
  });
});

test('start, report, pause, resume, stop: each gets one nudge in their language, and nothing after "stopped"', async () => {
  const basil = await world.owner('basil');
  const [alva, pia, rui] = [
    await world.known('alva'),
    world.member('pia', { locale: 'de-DE' }),
    await world.known('rui'),
  ];
  await pia.say('hallo');
  const all = [alva, pia, rui];
  const campaign = await runa.draft('Autumn *passkeys*', [groupIds.pilot], {
    ...atOnce,
    waveUnit: 'people',
    wavePerDay: '3',
    deadline: '2027-01-29',
  });
  await runa.act('set-words', { campaign, language: 'en', text: 'Dear {name}, by {deadline} please.' });
  await runa.act('set-words', { campaign, language: 'de', text: 'Hallo {name}, bitte. https://aka.ms/mysecurityinfo' });
  await runa.preview(campaign);
  expect(runa.verbs).not.toContain('start-campaign');
  const asked = basil.client.messages.length;
  await runa.act('ask-approval', { campaign, revision: runa.dataOf('ask-approval').revision });
  await basil.client.until((client) => client.messages.length > asked);
  const question = basil.client.last;
  const { revision } = dataOn(question?.card, 'decide-campaign');
  await pressOn(basil.client, 'decide-campaign', { campaign, revision, approve: true, reason: 'Fine' }, question?.id);
  await runa.act('show-campaign', { campaign });
  await runa.offers('start-campaign');
  await runa.start(campaign);

  // Three a day, the most urgent first: Tomasz, Alva and Rui; Pia is in the second wave.
  await Promise.all([nudged(alva), nudged(rui)]);
  expect(alva.read(nudgesOf(alva)[0])).toContain('Dear Alva Lindqvist');
  expect(alva.read(nudgesOf(alva)[0])).toContain('“Autumn *passkeys*”');
  await runa.act('pause-campaign', { campaign });
  world.passTime(day);
  await quiet();
  expect(nudgesOf(pia)).toEqual([]);

  await runa.act('resume-campaign', { campaign });
  await nudged(pia);
  expect(pia.read(nudgesOf(pia)[0])).toContain('Hallo Pia Sommerfeld, bitte');
  const isOver = ({ sent, unreachable }: ReportRow) => sent === '1' || unreachable !== '';
  const rows = await runa.reports(campaign, (found) => found.filter(isOver).length === 6);
  expect(
    rows
      .filter(({ unreachable }) => unreachable === 'never-met')
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['Béla Varga', 'Noor Rahimi', 'Tomasz Zielny']);
  expect(all.map((client) => nudgesOf(client).length)).toEqual([1, 1, 1]);

  await runa.act('stop-campaign', { campaign, confirmed: false });
  expect(runa.dataOf('stop-campaign').confirmed).toBe(true);
  await runa.act('stop-campaign', { campaign, confirmed: true });
  expect(runa.verbs).not.toContain('stop-campaign');
  const before = messagesTo(all);
  world.passTime(8 * day + 2 * hour);
  await runa.act('resume-campaign', { campaign });
  await quiet();
  expect(messagesTo(all)).toEqual(before);

  await runa.act('campaigns');
  expect(runa.client.read()).toContain('Autumn');
});

function entraTarget(id: string) {
  return { id, targetType: 'group', targetedAuthenticationMethod: 'fido2' } as const;
}
