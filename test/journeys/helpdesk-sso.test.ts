import { readFileSync } from 'node:fs';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { applicationPermissions, delegatedPermissions } from '../../src/graph/permissions.ts';
import { unsignedToken } from '../../src/graph/unsigned-token.ts';
import { type FakeOpenId, startFakeOpenId } from '../fakes/fake-openid.ts';
import { type DeskCard, deskCard, signsOn } from '../fixtures/at-the-desk.ts';
import { aTenant, type HttpResult, type TeamsClient } from '../fixtures/teams-client.ts';
import { helpdeskEnv, openWorld, type World } from '../fixtures/world.ts';
import {
  type LocalAuthority,
  startLocalAuthority,
  type TokenReaction,
  trustTestCertificates,
} from '../graph/local-authority.ts';

const bot = 'cccccccc-0000-4000-8000-00000000000b';
const onBehalfOf = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

let openId: FakeOpenId;
let authority: LocalAuthority;
let keys: Awaited<ReturnType<typeof generateKeyPair>>;
let world: World;
let omar: TeamsClient;
let authorization: () => Promise<string>;
let noor: TeamsClient;
beforeAll(async () => {
  trustTestCertificates();
  [openId, authority, keys] = await Promise.all([
    startFakeOpenId(),
    startLocalAuthority(aTenant),
    generateKeyPair('RS256'),
  ]);
  authority.publishKeys([{ ...(await exportJWK(keys.publicKey)), kid: 'one', use: 'sig', alg: 'RS256' }]);
  authority.react(asEntra);
  world = await openWorld({
    newcomers: 30,
    logLevel: 'trace',
    env: {
      ...helpdeskEnv,
      BOT_ID: bot,
      BOT_TENANT_ID: aTenant,
      BOT_PASSWORD: 'the-secret',
      GRAPH_CREDENTIAL: 'secret',
      HOST: '127.0.0.1',
      ToBotFromChannelOpenIdMetadataUrl: openId.metadataUrl,
      ToChannelFromBotLoginUrl: `${authority.url}/${aTenant}`,
    },
  });
  const claims = () => ({ aud: bot, serviceurl: world.connector.serviceUrl });
  authorization = async () => `Bearer ${await openId.token(claims())}`;
  [omar, noor] = [world.member('omar', { authorization }), world.member('noor', { authorization })];
  await noor.say('hi');
});
beforeEach(() => {
  authority.react(asEntra);
  authority.forms.length = 0;
  world.simulator.requests.clear();
});
afterAll(async () => {
  await world?.close();
  await authority.close();
  await openId.close();
});

/** The bot gets what its registration was granted; the operator what an administrator consented to. */
function asEntra(form: URLSearchParams): TokenReaction {
  const common = { appid: bot, tid: aTenant };
  const isOperator = form.get('grant_type') === onBehalfOf;
  const { oid } = JSON.parse(Buffer.from(form.get('assertion')?.split('.')[1] ?? 'e30', 'base64url').toString());
  const scp = delegatedPermissions.map(({ name }) => name).join(' ');
  const roles = applicationPermissions.map(({ name }) => name);
  const token = unsignedToken(isOperator ? { ...common, oid, scp } : { ...common, idtyp: 'app', roles });
  return { kind: 'token', token, expiresInSeconds: 3_599 };
}

const refuseOperators = (refusal: TokenReaction) => (form: URLSearchParams) =>
  form.get('grant_type') === onBehalfOf ? refusal : asEntra(form);

const seconds = (after: number) => Math.floor(Date.now() / 1_000) + after;

/** What Teams hands out for the bot; what is given replaces its claims. */
function teamsToken(change: Record<string, unknown> = {}, key = keys.privateKey): Promise<string> {
  const claims = {
    aud: bot,
    iss: `${authority.url}/${aTenant}/v2.0`,
    nbf: seconds(-10),
    exp: seconds(3_600),
    tid: aTenant,
    oid: omar.userId,
    scp: 'access_as_user',
    ...change,
  };
  return new SignJWT(JSON.parse(JSON.stringify(claims))).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(key);
}

const oauth = 'application/vnd.microsoft.card.oauth';
const exchanged = () => authority.forms.filter((form) => form.get('grant_type') === onBehalfOf);
const issued = () =>
  world.simulator.requests.flat().filter(({ method, path }) => method === 'POST' && /PassMethods$/.test(path));

/** What the newest OAuth card asks for. */
async function askedFor(seen: number): Promise<{ readonly id: string; readonly uri: string }> {
  const cards = () => omar.messages.filter(({ contentType }) => contentType === oauth);
  await omar.until(() => cards().length > seen);
  const card = cards().at(-1)?.card as { tokenExchangeResource: { id: string; uri: string } } | undefined;
  if (!card) throw new Error('No OAuth card');
  return card.tokenExchangeResource;
}

const oauthCards = () => omar.messages.filter(({ contentType }) => contentType === oauth).length;

/** Does something, and gives the intent that Teams is asked a token for. */
async function intentOf(act: () => Promise<unknown>): Promise<string> {
  const seen = oauthCards();
  await act();
  return (await askedFor(seen)).id;
}

/** Does something, and answers the OAuth card as Teams does. */
async function signedIn(act: () => Promise<unknown>): Promise<HttpResult> {
  return omar.exchangeToken(await intentOf(act), await teamsToken());
}

/** "Pass for", and the message that comes after the sign-in. */
async function passForSomeone(): Promise<{ readonly desk: DeskCard; readonly status: number }> {
  // Of whom nobody could tell it, there is no pass.
  const subject = world.newcomer({ authorization });
  await subject.say('hi');
  const upn = world.simulator.world.person(subject.userId)?.user.userPrincipalName;
  const before = omar.messages.length;
  const { status } = await signedIn(() => omar.say(`pass for ${upn}`));
  await omar.until(() => omar.messages.length === before + 2);
  return { desk: deskCard(omar), status };
}

/** A case that only has to be issued. */
async function ready(): Promise<DeskCard> {
  const { desk } = await passForSomeone();
  await desk.recordCallBack();
  return desk;
}

test('the OAuth card asks Teams for the resource of the app manifest, the token is exchanged, and the pass is in the dialog', async () => {
  const manifest = readFileSync(new URL('../../appPackage/manifest.json', import.meta.url), 'utf8');
  const { webApplicationInfo } = JSON.parse(manifest.replaceAll('${{BOT_ID}}', bot));
  const seen = oauthCards();
  await omar.say('pass for noor@contoso.example');
  const { id, uri } = await askedFor(seen);
  expect(uri).toBe(webApplicationInfo.resource);
  expect(exchanged()).toEqual([]);

  const token = await teamsToken();
  expect((await omar.exchangeToken(id, token)).status).toBe(200);
  await omar.until(() => omar.title() === 'First: who is calling?');
  expect(Object.fromEntries(exchanged()[0] ?? [])).toMatchObject({
    assertion: token,
    requested_token_use: 'on_behalf_of',
    client_secret: 'the-secret',
  });
  const desk = deskCard(omar);
  await desk.recordCallBack();
  await signedIn(() => desk.press('issue'));
  await omar.until(() => desk.title() === 'The pass is issued');

  const pass = world.simulator.world.tapValue(noor.userId) ?? 'no pass';
  const dialog = await omar.openDialog('show-tap', desk.message());
  expect(signsOn(dialog.card)).toContain(pass);
  expect(issued()).toHaveLength(1);
  const written = world.connector.bodies.join('\n') + JSON.stringify(world.log);
  for (const secret of [pass, token, 'the-secret']) expect(written.includes(secret)).toBe(false);
});

describe('a token of another app, another user, an application, expired, or the same `value.id` with another token', () => {
  test.each<[string, () => Promise<string>]>([
    ['another app', () => teamsToken({ aud: '88888888-0000-4000-8000-000000000008' })],
    ['another user', () => teamsToken({ oid: noor.userId })],
    ['an application', () => teamsToken({ scp: undefined, roles: ['access_as_user'], idtyp: 'app' })],
    ['expired', () => teamsToken({ exp: seconds(-3_600) })],
    ['another tenant', () => teamsToken({ tid: bot })],
    ['somebody else’s key', async () => teamsToken({}, (await generateKeyPair('RS256')).privateKey)],
    ['no signature', async () => unsignedToken({ oid: omar.userId, aud: bot, tid: aTenant, scp: 'access_as_user' })],
  ])('%s: refused, and neither exchanged nor acted on', async (_what, token) => {
    const desk = await ready();
    const intent = await intentOf(() => desk.press('issue'));
    authority.forms.length = 0;

    const { status } = await omar.exchangeToken(intent, await token());

    expect(status).toBe(412);
    await omar.until(() => desk.title() === "Your rights aren't there yet");
    expect(exchanged()).toEqual([]);
    expect(issued()).toEqual([]);
  });

  test('the same `value.id` from several clients, twice, and with another token: acted on once', async () => {
    const desk = await ready();
    const intent = await intentOf(() => desk.press('issue'));
    const [token, another] = [await teamsToken(), await teamsToken({ nbf: seconds(-20) })];

    const answers = await Promise.all([token, token, another, token].map((one) => omar.exchangeToken(intent, one)));
    answers.push(
      await omar.exchangeToken(intent, another),
      await omar.exchangeToken(intent, await teamsToken({ oid: noor.userId })),
    );

    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    await omar.until(() => desk.title() === 'The pass is issued');
    expect(issued()).toHaveLength(1);
  });

  test('somebody else with a good token of their own runs nothing, and the operator’s intent is still there', async () => {
    const desk = await ready();
    const intent = await intentOf(() => desk.press('issue'));

    await noor.exchangeToken(intent, await teamsToken({ oid: noor.userId }));
    expect(issued()).toEqual([]);
    await omar.exchangeToken(intent, await teamsToken());

    await omar.until(() => desk.title() === 'The pass is issued');
  });
});

const refusal = (error: string, code: number, more: { suberror?: string; claims?: string } = {}): TokenReaction => ({
  kind: 'refuse',
  status: 400,
  error,
  codes: [code],
  ...more,
});

test.each<[string, TokenReaction, string, number]>([
  ['no consent', refusal('invalid_grant', 65_001, { suberror: 'consent_required' }), "hasn't agreed yet", 412],
  [
    'a stronger sign-in',
    refusal('interaction_required', 50_076, { claims: '{"access_token":{}}' }),
    'stronger or fresher',
    412,
  ],
  ['the sign-in is over', refusal('invalid_grant', 500_133), 'has run out', 412],
  ['throttled', { ...refusal('temporarily_unavailable', 1), status: 429 } as TokenReaction, 'slow down', 200],
  ['nobody answers', { kind: 'cut' }, "isn't answering", 200],
])('%s: a card of its own says who can fix it, and then it goes on', async (_why, reaction, words, status) => {
  authority.react(refuseOperators(reaction));
  const { desk, status: answered } = await passForSomeone();
  expect(answered).toBe(status);
  expect(desk.title()).toBe("Your rights aren't there yet");
  expect(desk.read()).toContain(words);

  authority.react(asEntra);
  await signedIn(() => desk.press('Try again'));
  await omar.until(() => desk.title() === 'First: who is calling?');
});

test('Teams could not sign the operator in: a card says so', async () => {
  await omar.invoke('signin/failure', { code: 'resourcematchfailed', message: 'x' });

  await omar.until(() => omar.title() === "Your rights aren't there yet");
  expect(omar.read()).toContain('resourcematchfailed');
});
