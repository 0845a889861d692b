import { generatedId } from '../../src/simulator/generated-people.ts';
import { type Simulator, startSimulator } from '../../src/simulator/start-simulator.ts';
import { ask, askBatch } from './ask-graph.ts';
import { alva, gita, kurt, nobody, yuki } from './people.ts';
import { appToken, readEverything, userToken } from './tokens.ts';

const stella = 'stella@contoso.example';
let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ users: 10, now: () => new Date('2026-11-20T09:00:00Z') });
});
afterEach(() => simulator.world.resetTenant());
afterAll(() => simulator.close());

const token = appToken('MailboxSettings.Read');
const settings = (id: string, query = '') => `/users/${id}/mailboxSettings${query}`;
const read = (id: string, query = '') => ask(simulator, settings(id, query), { token });

test.each([
  ['by its Windows name', alva, 'Pacific Standard Time'],
  ['by its IANA name, where the administrator has set Exchange up so', yuki, 'Asia/Tokyo'],
  ['of somebody made from an id', generatedId(3), 'Pacific Standard Time'],
])('the time zone %s', async (_how, id, timeZone) => {
  expect((await read(id)).body).toMatchObject({
    timeZone,
    automaticRepliesSetting: { status: 'disabled' },
    workingHours: { startTime: '08:00:00.0000000', timeZone: { name: timeZone } },
  });
});

test('somebody is away for some days', async () => {
  expect((await read(stella)).body.automaticRepliesSetting).toMatchObject({
    status: 'scheduled',
    scheduledStartDateTime: { dateTime: '2026-11-19T09:00:00.0000000', timeZone: 'UTC' },
    scheduledEndDateTime: { dateTime: '2026-11-26T09:00:00.0000000', timeZone: 'UTC' },
  });
});

test('with $select there is nothing else', async () => {
  const { body } = await read(alva, '?$select=timeZone,language');

  expect(body).toEqual({
    '@odata.context': expect.any(String),
    timeZone: 'Pacific Standard Time',
    language: { locale: 'en-US', displayName: 'en-US' },
  });
});

test.each([
  ['no mailbox', kurt, 404, 'MailboxNotEnabledForRESTAPI'],
  ['a guest, whose mailbox is at home', gita, 404, 'MailboxNotEnabledForRESTAPI'],
  ['nobody', nobody, 404, 'Request_ResourceNotFound'],
])('refused: %s', async (_who, id, status, code) => {
  const reply = await read(id);

  expect([reply.status, reply.body.error.code]).toEqual([status, code]);
});

test.each([
  ['an unknown property', settings(alva, '?$select=shoeSize'), token, 400],
  ['no permission', settings(alva), readEverything, 403],
])('refused: %s', async (_what, path, bearer, status) => {
  expect((await ask(simulator, path, { token: bearer })).status).toBe(status);
});

test('the user reads the own mailbox', async () => {
  const own = userToken(alva, 'MailboxSettings.Read');

  expect((await ask(simulator, '/me/mailboxSettings', { token: own })).body.timeZone).toBe('Pacific Standard Time');
});

test('in a batch a missing mailbox is a part of it', async () => {
  const reply = await ask(simulator, '/$batch', {
    token,
    body: { requests: [alva, kurt].map((id) => ({ id, method: 'GET', url: settings(id, '?$select=timeZone') })) },
  });

  const parts = new Map(reply.body.responses.map((part: { id: string; status: number }) => [part.id, part.status]));
  expect(parts).toEqual(
    new Map([
      [kurt, 404],
      [alva, 200],
    ]),
  );
  expect((await askBatch(simulator, [{ id: '1', url: settings(alva) }])).get('1')?.status).toBe(403);
});

test('what happens to a mailbox shows at once', async () => {
  const play = (action: string, body = {}) =>
    fetch(`${simulator.url}/simulator/people/alva/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  await play('go-away');
  await play('set-time-zone', { timeZone: 'Tokyo Standard Time' });

  expect((await read(alva)).body).toMatchObject({
    timeZone: 'Tokyo Standard Time',
    automaticRepliesSetting: { status: 'alwaysEnabled' },
  });
  await play('remove-mailbox');
  expect((await read(alva)).status).toBe(404);
  expect((await play('go-away')).status).toBe(409);
});
