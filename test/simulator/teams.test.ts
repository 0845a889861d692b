import { type Simulator, startSimulator } from '../../src/simulator/start-simulator.ts';
import { passkeyGuideApp, teamsApps } from '../../src/simulator/teams-apps.ts';
import { ask, type Body } from './ask-graph.ts';
import { alva, gita, nobody, rui } from './people.ts';
import { appToken } from './tokens.ts';

const [hugo, jari] = ['hugo@contoso.example', 'jari@contoso.example'];
const { id: app, externalId } = passkeyGuideApp;
const other = teamsApps.find(({ id }) => id !== app)?.id;

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ users: 10 });
});
afterEach(() => simulator.world.resetTenant());
afterAll(() => simulator.close());

const self = appToken('TeamsAppInstallation.ReadWriteSelfForUser.All');
const installedApps = (id: string) => `/users/${id}/teamwork/installedApps`;
const bind = (id: string | undefined) => ({
  'teamsApp@odata.bind': `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${id}`,
});
const install = (id: string, body: unknown = bind(app), token = self) =>
  ask(simulator, installedApps(id), { token, body, method: 'POST' });
const installed = (id: string, query = '') => ask(simulator, `${installedApps(id)}${query}`, { token: self });
const byManifest = `?$expand=teamsApp&$filter=${encodeURIComponent(`teamsApp/externalId eq '${externalId}'`)}`;

test('an app is found in the catalogue by the id of its manifest', async () => {
  const token = appToken('AppCatalog.Read.All');
  const path = `/appCatalogs/teamsApps?$filter=${encodeURIComponent(`externalId eq '${externalId}'`)}`;

  expect((await ask(simulator, path, { token })).body.value).toEqual([passkeyGuideApp]);
  expect((await ask(simulator, path, { token: self })).status).toBe(403);
  expect((await ask(simulator, "/appCatalogs/teamsApps?$filter=size eq '1'", { token })).status).toBe(400);
});

test('installing answers 201 with nothing, and the chat is found through the installation', async () => {
  const reply = await install(alva);
  const { body } = await installed(alva, byManifest);
  const chat = await ask(simulator, `${installedApps(alva)}/${body.value[0].id}/chat`, { token: self });

  expect([reply.status, reply.body]).toEqual([201, undefined]);
  expect(body.value).toEqual([{ id: expect.any(String), teamsApp: passkeyGuideApp }]);
  expect(body.value[0].id).not.toBe(app);
  expect(chat.body.id).toMatch(/^19:.+@unq\.gbl\.spaces$/);
  expect((await installed(rui, byManifest)).body.value).toEqual([]);
});

test('what is not expanded is not there', async () => {
  await install(alva);

  expect((await installed(alva)).body.value).toEqual([{ id: expect.any(String) }]);
});

test.each([
  ['installed already', alva, bind(app), 409],
  ['no licence for Teams', hugo, bind(app), 404],
  ['a guest', gita, bind(app), 404],
  ['nobody', nobody, bind(app), 404],
  ['blocked by policy', jari, bind(app), 403],
  ['an app that is not in the catalogue', rui, bind(externalId), 404],
  ['an app that is not the caller’s own', rui, bind(other), 403],
  ['nothing to install', rui, {}, 400],
  ['no address of an app', rui, { 'teamsApp@odata.bind': app }, 400],
])('refused: %s', async (_what, id, body, status) => {
  await install(alva);

  expect((await install(id, body)).status).toBe(status);
});

test('with the permission for every app it may be another', async () => {
  const token = appToken('TeamsAppInstallation.ReadWriteForUser.All');

  expect((await install(rui, bind(other), token)).status).toBe(201);
});

test.each([
  ['to read', 'TeamsAppInstallation.ReadForUser.All'],
  ['for something else', 'User.Read.All'],
])('with a permission %s nothing is installed', async (_what, permission) => {
  expect((await install(rui, bind(app), appToken(permission))).status).toBe(403);
  expect((await installed(rui)).body.value).toEqual([]);
});

test('a policy for the whole tenant blocks everybody', async () => {
  simulator.world.allowsApps = false;

  expect((await install(rui)).status).toBe(403);
});

test.each([
  ['an unknown filter', `?$filter=${encodeURIComponent("teamsApp/size eq '1'")}`],
  ['an unknown expansion', '?$expand=chat'],
  ['an unknown property', '?$select=shoeSize'],
])('refused: %s', async (_what, query) => {
  expect((await installed(alva, query)).status).toBe(400);
});

test('whoever plays Teams sees what was installed, and what has come since', async () => {
  const seen = async (after = ''): Promise<Body[]> => {
    const answer: Body = await (await fetch(`${simulator.url}/simulator/installs${after}`)).json();
    return answer.installs;
  };
  await install(alva);
  const [first] = await seen();
  await install(rui);

  expect(first).toMatchObject({ userId: alva, appId: app, chatId: expect.stringContaining(alva) });
  expect((await seen(`/${first.number}`)).map(({ userId }) => userId)).toEqual([rui]);
});
