import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { groupIds } from '../../src/simulator/tenant.ts';
import {
  atOnce,
  buttonOf,
  dataOn,
  type Owner,
  openRolloutWorld,
  pressOn,
  type RolloutWorld,
  rowsOf,
  type Verb,
  verbsOn,
} from '../fixtures/rollout-world.ts';
import type { TeamsClient } from '../fixtures/teams-client.ts';

let world: RolloutWorld;
let runa: Owner;
let basil: Owner;
let cleo: TeamsClient;
/** Read, and not started. */
let planned: string;
/** Nobody's. */
const unknown = '5f0c6a4e-0000-4000-8000-000000000001';

beforeAll(async () => {
  world = await openRolloutWorld();
  runa = await world.owner('runa');
  basil = await world.owner('basil');
  cleo = await world.known('cleo');
  planned = await runa.draft('Planned', [groupIds.pilot]);
  await runa.preview(planned);
});
afterEach(() => {
  expect(world.log.filter(({ level }) => level > 40)).toEqual([]);
});
afterAll(() => world.close());

/** With what each needs to be understood. */
const ownerVerbs: readonly (readonly [Verb, object])[] = [
  ['new-campaign', {}],
  ['name-campaign', { name: 'Mine' }],
  ['campaigns', {}],
  ['show-campaign', {}],
  ['choose-groups', { use: 'include' }],
  ['find-groups', { use: 'include', query: 'Pilot' }],
  ['pick-groups', { use: 'include', groups: groupIds.berlin }],
  ['drop-group', { use: 'include', group: groupIds.pilot }],
  ['edit-plan', {}],
  ['set-plan', { ...atOnce, wavePerDay: '7' }],
  ['edit-words', {}],
  ['set-words', { language: 'en', text: 'Mine' }],
  ['preview-campaign', {}],
  ['send-to-me', {}],
  ['exclude-entra-groups', {}],
  ['ask-approval', { revision: unknown }],
  ['decide-campaign', { revision: unknown, approve: true, reason: '' }],
  ['start-campaign', { revision: unknown }],
  ['pause-campaign', {}],
  ['resume-campaign', {}],
  ['stop-campaign', { confirmed: true }],
  ['discard-campaign', {}],
  ['campaign-report', {}],
  ['export-report', {}],
];

/** The campaign as its card shows it now, to its owner. */
async function shown(campaign = planned): Promise<string> {
  await runa.act('show-campaign', { campaign });
  return runa.client.read(runa.message);
}

const withoutIds = (value: unknown) =>
  JSON.stringify(value).replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id');

describe('without the role', () => {
  test.each(ownerVerbs)('%s is what an unknown button is, and changes nothing', async (verb, fields) => {
    const before = await shown();
    const { revision } = runa.dataOf('start-campaign');
    const messageId = cleo.last?.id;
    const nobodys = await pressOn(cleo, 'no-such-verb', { campaign: planned }, messageId);
    const pressed = await pressOn(
      cleo,
      verb,
      { campaign: planned, ...fields, ...('revision' in fields && { revision }) },
      messageId,
    );

    expect(withoutIds(pressed.body)).toEqual(withoutIds(nobodys.body));
    expect(await shown()).toBe(before);
    expect(runa.dataOf('start-campaign').revision).toBe(revision);
  });

  test('as a message, too', async () => {
    const submit = (verb: string) =>
      cleo.pressAction({ ...buttonOf(verb, { campaign: planned }), type: 'Action.Submit' }, cleo.last?.id ?? '');
    await submit('no-such-verb');
    const nobodys = withoutIds(cleo.last?.card);
    await submit('campaigns');
    expect(withoutIds(cleo.last?.card)).toBe(nobodys);
  });

  test.each(['new campaign', 'campaigns'])('"%s" is words like any other', async (text) => {
    await cleo.say('qwertzuiop');
    const nobodys = cleo.title();
    await cleo.say(text);

    expect(cleo.title()).toBe(nobodys);
    expect(JSON.stringify(cleo.last?.card)).not.toContain('campaign');
  });

  test('taken away between the preview and the start, it does not start', async () => {
    const campaign = await basil.draft('Too late', [groupIds.pilot]);
    await basil.preview(campaign);
    const { revision } = basil.dataOf('start-campaign');
    world.setMember(basil.client, groupIds.rolloutOwners, false);
    const pressed = await basil.act('start-campaign', { campaign, revision });
    world.setMember(basil.client, groupIds.rolloutOwners, true);

    expect(verbsOn(pressed.card)).not.toContain('pause-campaign');
    expect(await shown(campaign)).not.toBe('');
    expect(runa.verbs).toContain('start-campaign');
  });
});

describe('a refresh shows, and never acts', () => {
  test.each([
    ...ownerVerbs,
    ['snooze', { until: 'tomorrow' }],
    ['stop-nudges', {}],
    ['cannot', { because: 'other', wantsHelp: true }],
  ] as const)('%s', async (verb, fields) => {
    const before = await shown();
    const { revision } = runa.dataOf('start-campaign');
    const edits = runa.message?.edits;
    const action = buttonOf(verb, { campaign: planned, ...fields, ...('revision' in fields && { revision }) });
    const result = await runa.client.invoke(
      'adaptiveCard/action',
      { action, trigger: 'automatic' },
      { replyToId: runa.message?.id },
    );

    expect(result.status).toBe(200);
    expect(runa.message?.edits).toBe(edits);
    expect(await shown()).toBe(before);
    expect(runa.dataOf('start-campaign').revision).toBe(revision);
  });
});

describe('made up', () => {
  test.each(ownerVerbs.filter(([verb]) => !['new-campaign', 'name-campaign', 'campaigns'].includes(verb)))(
    '%s of a campaign that there is not',
    async (verb, fields) => {
      for (const campaign of [unknown, "x'--", '../../etc', '', 'x'.repeat(10_000)]) {
        const { status, card } = await runa.act(verb, { campaign, ...fields });
        expect(status).toBe(200);
        expect(verbsOn(card)).not.toContain('pause-campaign');
      }
    },
  );

  test.each([
    ['name-campaign', { name: 'x'.repeat(10_000) }],
    ['find-groups', { use: 'include', query: 'x'.repeat(10_000) }],
    ['set-words', { language: 'en', text: 'x'.repeat(10_000) }],
    ['set-words', { language: 'x'.repeat(10_000), text: 'x' }],
    ['set-plan', { ...atOnce, remindAfterDays: '3,'.repeat(5_000) }],
    ['set-plan', { ...atOnce, startsOn: 'x'.repeat(10_000) }],
    ['pick-groups', { use: 'include', groups: `${unknown},`.repeat(300) }],
    ['decide-campaign', { revision: unknown, approve: true, reason: 'x'.repeat(10_000) }],
  ] as const)('%s with more than any form takes', async (verb, fields) => {
    const before = await shown();
    const { status } = await runa.act(verb, { campaign: planned, ...fields });

    expect(status).toBe(200);
    expect(await shown()).toBe(before);
  });

  test('groups that there are not are not taken', async () => {
    const campaign = await runa.draft('No such group', [unknown]);
    await runa.act('show-campaign', { campaign });
    expect(runa.verbs).not.toContain('preview-campaign');
  });
});

describe('approval', () => {
  /** Asked for by Runa; the question is in Basil's chat. */
  async function asked(name: string) {
    const campaign = await runa.draft(name, [groupIds.pilot]);
    await runa.act('set-words', { campaign, language: 'en', text: 'Please do, {name}.' });
    await runa.preview(campaign);
    const before = basil.client.messages.length;
    await runa.act('ask-approval', { campaign, revision: runa.dataOf('ask-approval').revision });
    await basil.client.until((client) => client.messages.length > before);
    const question = basil.client.last;
    const { revision } = dataOn(question?.card, 'decide-campaign');
    return { campaign, revision, question };
  }
  const decide = (who: Owner, { campaign, revision, question }: Awaited<ReturnType<typeof asked>>) => {
    const fields = { campaign, revision, approve: 'true', reason: '' };
    return who === basil
      ? pressOn(who.client, 'decide-campaign', fields, question?.id)
      : who.act('decide-campaign', fields);
  };
  const mayStart = async (campaign: string) => {
    await runa.act('show-campaign', { campaign });
    return runa.verbs.includes('start-campaign');
  };

  test('not by the owner, and the start is not taken without it', async () => {
    const question = await asked('By herself');
    await decide(runa, question);
    await runa.act('start-campaign', { campaign: question.campaign, revision: question.revision });

    expect(await mayStart(question.campaign)).toBe(false);
  });

  test('by whoever opens it from the list, and was not told', async () => {
    const { campaign } = await asked('Opened from the list');
    const pressed = await basil.act('show-campaign', { campaign });
    const { revision } = dataOn(pressed.card, 'decide-campaign');
    await basil.act('decide-campaign', { campaign, revision, approve: 'true', reason: '' });

    expect(await mayStart(campaign)).toBe(true);
  });

  test('asked for once more, the same question comes again, and the first one still holds', async () => {
    const question = await asked('Asked again');
    await runa.act('show-campaign', { campaign: question.campaign });
    const before = basil.client.messages.length;
    await runa.act('ask-approval', runa.dataOf('ask-approval'));
    await basil.client.until((client) => client.messages.length > before);

    expect(dataOn(basil.client.last?.card, 'decide-campaign').revision).toBe(question.revision);
    await decide(basil, question);
    expect(await mayStart(question.campaign)).toBe(true);
  });

  test('not by whoever asked for it', async () => {
    const campaign = await runa.draft('Asked by another', [groupIds.pilot]);
    await runa.act('set-words', { campaign, language: 'en', text: 'Please.' });
    await runa.preview(campaign);
    await basil.act('show-campaign', { campaign });
    await basil.act('ask-approval', { campaign, revision: basil.dataOf('ask-approval').revision });
    await basil.act('show-campaign', { campaign });
    const revision = await revisionOf(campaign);
    await pressOn(
      basil.client,
      'decide-campaign',
      { campaign, revision, approve: true, reason: '' },
      basil.message?.id,
    );

    expect(await mayStart(campaign)).toBe(false);
  });

  test('not of what was changed since', async () => {
    const question = await asked('Changed');
    await runa.act('set-words', { campaign: question.campaign, language: 'en', text: 'Do it, or else.' });
    await decide(basil, question);
    await runa.preview(question.campaign);

    expect(await mayStart(question.campaign)).toBe(false);
  });

  test('once: what is changed afterwards is asked about anew, whatever is pressed again', async () => {
    const question = await asked('Once');
    await decide(basil, question);
    expect(await mayStart(question.campaign)).toBe(true);
    await runa.act('set-words', { campaign: question.campaign, language: 'en', text: 'Other words.' });
    await runa.preview(question.campaign);
    await decide(basil, question);

    expect(await mayStart(question.campaign)).toBe(false);
  });

  test('of an audience that is read anew after a day it still holds', async () => {
    const question = await asked('Old');
    await decide(basil, question);
    world.passTime(25 * 3_600_000);
    expect(await mayStart(question.campaign)).toBe(true);
    await runa.act('start-campaign', { campaign: question.campaign, revision: runa.dataOf('start-campaign').revision });
    await runa.offers('start-campaign');
    expect(await mayStart(question.campaign)).toBe(true);
  });

  /** As the database has it: of what nobody is shown a button for. */
  function revisionOf(campaign: string): Promise<string> {
    return world.inDatabase(async (ask) =>
      String((await ask(`select revision from campaigns where id = '${campaign}'`))[0]?.revision),
    );
  }
});

describe('the file of a report', () => {
  const invoke = (client: TeamsClient, action: string, uploadUrl: string, replyToId = client.last?.id) =>
    client.invoke(
      'fileConsent/invoke',
      {
        type: 'fileUpload',
        action,
        context: { campaign: planned },
        ...(action === 'accept' && {
          uploadInfo: {
            contentUrl: 'https://contoso-my.sharepoint.com/report.csv',
            name: 'report.csv',
            uploadUrl,
            uniqueId: 'id',
            fileType: 'csv',
          },
        }),
      },
      { replyToId },
    );

  beforeEach(() => {
    world.disk.isThere = false;
  });
  afterEach(() => {
    world.disk.isThere = true;
  });

  function somethingNew(client: TeamsClient): Promise<void> {
    const known = new Set(client.messages.map(({ id }) => id));
    return client.until(({ messages }) => messages.some(({ id }) => !known.has(id)));
  }

  async function consentCard() {
    const asked = somethingNew(runa.client);
    await pressOn(runa.client, 'export-report', { campaign: planned }, runa.message?.id);
    await asked;
    const card = runa.client.last;
    expect(card?.contentType).toBe('application/vnd.microsoft.teams.card.file.consent');
    return card;
  }

  test.each([
    'https://evil.example/upload',
    'https://sharepoint.com.evil.example/upload',
    'https://evil.example/?.sharepoint.com',
    'http://contoso-my.sharepoint.com/upload',
    'file:///tmp/report',
    'https://127.0.0.1/upload',
  ])('is not sent to %s', async (uploadUrl) => {
    const card = await consentCard();
    const said = somethingNew(runa.client);
    expect((await invoke(runa.client, 'accept', uploadUrl, card?.id)).status).toBe(200);
    await said;

    expect(runa.client.messages.map(({ id }) => id)).not.toContain(card?.id);
    expect(runa.client.read()).not.toContain('report.csv');
  });

  test('accepted, it is uploaded there and nowhere else; the answer again, once more with nothing left to take it, is told', async () => {
    const storage = await startStorage();
    try {
      const card = await consentCard();
      const accept = async () => {
        const said = somethingNew(runa.client);
        expect(
          (await invoke(runa.client, 'accept', 'https://contoso-my.sharepoint.com/upload?x=1', card?.id)).status,
        ).toBe(200);
        await said;
        return JSON.stringify(runa.client.last);
      };
      expect(await accept()).toContain('https://contoso-my.sharepoint.com/report.csv');
      expect(runa.client.messages.map(({ id }) => id)).not.toContain(card?.id);
      const [{ method, url, range, body } = { body: '' }] = storage.requests;
      const bytes = Buffer.byteLength(body);
      expect([method, url, range]).toEqual(['PUT', '/upload?x=1', `bytes 0-${bytes - 1}/${bytes}`]);
      expect(rowsOf(body).map(({ name }) => name)).toContain('Alva Lindqvist');

      // An upload session takes a file once.
      expect(await accept()).not.toContain('report.csv');
      expect(storage.requests).toHaveLength(2);
    } finally {
      await storage.close();
    }
  });

  test('declined, the card that asked is gone', async () => {
    const card = await consentCard();
    const said = somethingNew(runa.client);
    await invoke(runa.client, 'decline', '', card?.id);
    await said;

    expect(runa.client.messages.map(({ id }) => id)).not.toContain(card?.id);
  });

  test('whoever has no role has asked for nothing that there is, and removes nothing', async () => {
    const { last } = cleo;
    const said = somethingNew(cleo);
    await invoke(cleo, 'accept', 'https://contoso-my.sharepoint.com/upload', last?.id);
    await said;
    expect(cleo.messages.map(({ id }) => id)).toContain(last?.id);
    expect(JSON.stringify(cleo.last?.card)).not.toContain('campaign');
  });
});

/** OneDrive, as this machine sees it while the test runs. */
async function startStorage() {
  const requests: { method?: string; url?: string; range?: string; body: string }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url = '', headers } = request;
    const body = Buffer.concat(chunks).toString('utf8');
    requests.push({ method, url, range: String(headers['content-range']), body });
    response.statusCode = requests.length === 1 ? 201 : 404;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const before = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.host !== 'contoso-my.sharepoint.com') return before(input, init);
    return before(`http://127.0.0.1:${port}${url.pathname}${url.search}`, init);
  };
  return {
    requests,
    async close() {
      globalThis.fetch = before;
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

test('the report cannot be run by a spreadsheet', async () => {
  const before = world.files.length;
  const zoe = world.member('zoe');
  world.setMember(zoe, groupIds.pilot, true);
  world.simulator.world.change(zoe.userId, (person) => ({
    ...person,
    user: { ...person.user, displayName: '=HYPERLINK("https://evil.example"),"x"' },
  }));
  const campaign = await runa.draft('Spreadsheet', [groupIds.pilot]);
  await runa.preview(campaign);
  await runa.act('export-report', { campaign });

  const { content, name } = world.files[before] ?? { content: '', name: '' };
  expect(name).toMatch(/^passkey-campaign-\d+-2026-11-2\d\.csv$/);
  expect(content.startsWith('\ufeff"user","name",')).toBe(true);
  expect(content).toContain(`"'=HYPERLINK(""https://evil.example"")`);
  expect(rowsOf(content)).toHaveLength(8);
  world.setMember(zoe, groupIds.pilot, false);
});
