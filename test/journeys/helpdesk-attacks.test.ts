import { setManager } from '../../src/simulator/reporting-line.ts';
import { groupIds } from '../../src/simulator/tenant.ts';
import type { Card } from '../fakes/fake-connector.ts';
import {
  type DeskCard,
  deskCard,
  passFor,
  passMessage,
  readyToIssue,
  showData,
  signsOn,
} from '../fixtures/at-the-desk.ts';
import { actionsIn, type Pressed, type TeamsClient, textsIn } from '../fixtures/teams-client.ts';
import { helpdeskEnv, openWorld, type World } from '../fixtures/world.ts';

/** Milliseconds. */
const minute = 60_000;
const channel = '19:helpdesk@thread.tacv2';

let world: World;
let omar: TeamsClient;
let sanna: TeamsClient;
let rui: TeamsClient;
beforeAll(async () => {
  world = await openWorld({
    newcomers: 200,
    env: { ...helpdeskEnv, APPROVAL_GROUP_IDS: groupIds.sales, TAPS_PER_OPERATOR_AN_HOUR: '1000' },
  });
  [omar, sanna, rui] = [world.member('omar'), world.member('sanna'), world.member('rui')];
  for (const client of [omar, sanna, rui]) await client.say('hi');
  const members = ['omar', 'sanna'].map((nick) => ({ id: nick, aadObjectId: idOf(nick), userRole: 'user', tenantId }));
  world.connector.members.set(channel, [members]);
  await world.member('omar', { channel }).say('use this channel');
});
beforeEach(() => {
  world.simulator.faults.clear();
  world.log.splice(0);
});
afterEach(() => expect(world.log.filter(({ level }) => level > 40)).toEqual([]));
afterAll(() => world.close());

const tenantId = '11111111-1111-1111-1111-111111111111';
const idOf = (nick: string) => world.simulator.world.named(nick)?.user.id ?? '';
const upnOf = ({ userId }: TeamsClient) => world.simulator.world.person(userId)?.user.userPrincipalName ?? '';
const passOf = ({ userId }: TeamsClient) => world.simulator.world.tapValue(userId);
const textOf = (card: Card | undefined) => textsIn(card).join('\n');

/** What Graph was asked to issue, for whom. */
const issuedFor = (...people: readonly TeamsClient[]) =>
  world.simulator.requests
    .flat()
    .filter(({ method, path }) => method === 'POST' && path.endsWith('temporaryAccessPassMethods'))
    .filter(({ path }) => people.some(({ userId }) => path.includes(userId)));

/** A user of whom nobody has heard before, with a chat. */
async function someone(): Promise<TeamsClient> {
  const client = world.newcomer();
  await client.say('hi');
  return client;
}

/** As if it had been so for long. */
function giveManager(person: TeamsClient, manager: TeamsClient, daysAgo = 400): void {
  const at = new Date(Date.now() - daysAgo * 24 * 60 * minute);
  setManager(world.simulator.world, person.userId, manager.userId, { kind: 'app', appId: undefined }, at);
}

/** Presses whatever they like, drawn by the bot or not. */
function forge(client: TeamsClient, verb: string, data: object, messageId = 'no message'): Promise<Pressed> {
  const hasty = world.another(client, { isHuman: false });
  return hasty.pressAction({ type: 'Action.Execute', verb, data: { v: 1, verb, ...data } }, messageId);
}

/** What the button carries. */
function dataOf(desk: DeskCard, verb: string): Readonly<Record<string, unknown>> {
  return actionsIn(desk.message()?.card).find((action) => action.data?.verb === verb)?.data ?? {};
}

const titled = (client: TeamsClient, title: string) => client.messages.findLast((one) => client.title(one) === title);
const has = (client: TeamsClient, title: string) => client.until(() => titled(client, title) !== undefined);

test("a non-operator's invoke with an operator's card data", async () => {
  const ines = await someone();
  const desk = await readyToIssue(omar, upnOf(ines));
  const unknown = await forge(rui, 'no-such-verb', {});

  for (const { verb = '', data = {} } of actionsIn(desk.message()?.card)) {
    const pressed = await forge(rui, verb, data, desk.id);
    expect([pressed.status, textOf(pressed.card)]).toEqual([unknown.status, textOf(unknown.card)]);
  }

  expect(issuedFor(ines)).toEqual([]);
  expect(desk.title()).toBe('Ready to issue');
});

test('another user\'s "Show"', async () => {
  const ines = await someone();
  const desk = await readyToIssue(omar, upnOf(ines));
  await desk.issue();
  const data = showData(desk.message());

  for (const other of [rui, sanna, ines]) {
    const dialog = await other.fetchDialog(data, desk.id);
    expect(textOf(dialog.card)).toContain("This isn't for you");
    expect(signsOn(dialog.card)).not.toContain(passOf(ines));
  }
  expect(signsOn((await omar.fetchDialog(data, desk.id)).card)).toContain(passOf(ines));
});

test('"Show" after its time', async () => {
  const [ines, noor] = [await someone(), await someone()];
  const seen = await readyToIssue(omar, upnOf(ines));
  await seen.issue();
  const unseen = await readyToIssue(omar, upnOf(noor));
  await unseen.issue();
  expect(signsOn((await omar.openDialog('show-tap', seen.message())).card)).toContain(passOf(ines));

  world.passTime(3 * minute);
  expect(textOf((await omar.openDialog('show-tap', seen.message())).card)).toContain('It was shown already');
  world.passTime(13 * minute);
  expect(textOf((await omar.openDialog('show-tap', unseen.message())).card)).toContain("This pass can't be shown");
});

test('a replayed approval or number', async () => {
  const [ines, boss] = [await someone(), await someone()];
  giveManager(ines, boss);
  const desk = await passFor(omar, upnOf(ines));
  await desk.press('send-match');
  await has(ines, 'Are you on the phone?');
  const card = titled(ines, 'Are you on the phone?');
  await ines.press('open-match', card);
  const { match } = actionsIn(ines.messages.find(({ id }) => id === card?.id)?.card)[0]?.data ?? {};
  await omar.until(() => desk.digits() !== undefined);
  const digits = String(desk.digits());
  const wrong = digits === '11' ? '12' : '11';
  expect(textOf((await forge(ines, 'answer-match', { match, digits: wrong })).card)).toContain(
    "That wasn't the number",
  );
  expect(textOf((await forge(ines, 'answer-match', { match, digits })).card)).toContain("That wasn't the number");

  await omar.until(() => desk.read().includes('they typed another one'));
  await desk.press('ask-manager');
  await has(boss, 'Is it really them?');
  const question = titled(boss, 'Is it really them?');
  const yes = actionsIn(question?.card).find(({ data }) => data?.approve === true)?.data ?? {};
  expect(textOf((await forge(boss, 'decide-as-manager', yes)).card)).toContain('Noted: yes');
  for (const approve of [true, false]) {
    const again = await forge(boss, 'decide-as-manager', { ...yes, approve });
    expect(textOf(again.card)).toContain('Nothing to decide here');
  }
  await omar.until(() => desk.title() === 'Ready to issue');
  expect(desk.read().match(/✓/g)).toHaveLength(1);
});

test('a number that was right, replayed in its own case and in a second one', async () => {
  const ines = await someone();
  const desk = await passFor(omar, upnOf(ines));
  await desk.press('send-match');
  await has(ines, 'Are you on the phone?');
  await ines.press('open-match', titled(ines, 'Are you on the phone?'));
  await omar.until(() => desk.digits() !== undefined);
  const { match } = actionsIn(titled(ines, 'Which two digits?')?.card)[0]?.data ?? {};
  const right = { match, digits: desk.digits() };
  await ines.press('answer-match', titled(ines, 'Which two digits?'), { digits: right.digits });
  await omar.until(() => desk.title() === 'One more check is needed');

  const hers = await passFor(sanna, upnOf(ines));
  for (const person of [ines, rui, omar]) await forge(person, 'answer-match', { ...right, case: hers.caseId() });

  for (const [client, one, checks] of [[omar, desk, 1] as const, [sanna, hers, 0] as const]) {
    const { card } = await forge(client, 'show-case', { case: one.caseId() }, one.id);
    expect(textOf(card).match(/✓/g) ?? []).toHaveLength(checks);
  }
  expect(issuedFor(ines)).toEqual([]);
});

test("a second operator's approval, replayed for the next pass of the same user", async () => {
  const ines = await someone();
  world.simulator.world.join(ines.userId, groupIds.sales);
  const question = 'Will you approve this pass?';
  const first = await readyToIssue(omar, upnOf(ines));
  await first.press('ask-second', { reason: 'She is here' });
  await has(sanna, question);
  const yes = actionsIn(titled(sanna, question)?.card).find(({ data }) => data?.approve === true)?.data ?? {};
  expect(textOf((await forge(sanna, 'decide-as-second', yes)).card)).toContain('Noted: yes');
  await omar.until(() => first.title() === 'Ready to issue');
  await first.issue();
  await omar.until(() => first.title() === 'The pass is issued');

  const next = await readyToIssue(omar, upnOf(ines));
  expect(next.title()).toBe('A second operator must agree');
  const again = await forge(sanna, 'decide-as-second', { ...yes, case: next.caseId() });
  await forge(omar, 'issue', { case: next.caseId(), revision: '1', replace: true }, next.id);

  expect(textOf(again.card)).toContain('Nothing to decide here');
  const { card } = await forge(omar, 'show-case', { case: next.caseId() }, next.id);
  expect(textOf(card)).toContain('A second operator must agree');
  expect(issuedFor(ines)).toHaveLength(1);
});

test("approval by the user's own account as manager", async () => {
  const [ines, boss] = [await someone(), await someone()];
  giveManager(ines, boss);
  const desk = await passFor(omar, upnOf(ines));
  await desk.press('ask-manager');
  await has(boss, 'Is it really them?');
  const yes = actionsIn(titled(boss, 'Is it really them?')?.card)[0]?.data ?? {};

  for (const other of [ines, rui, omar, sanna]) {
    expect(textOf((await forge(other, 'decide-as-manager', yes)).card)).toContain('Nothing to decide here');
  }
  giveManager(ines, ines);
  for (const person of [ines, boss]) {
    expect(textOf((await forge(person, 'decide-as-manager', yes)).card)).toContain('Nothing to decide here');
  }
  expect(desk.title()).toBe('Waiting for the manager');
  expect((await forge(omar, 'issue', { case: desk.caseId(), revision: '1' })).status).toBe(200);
  expect(issuedFor(ines)).toEqual([]);
});

test('approval by the operator as manager', async () => {
  const ines = await someone();
  giveManager(ines, omar);
  const desk = await passFor(omar, upnOf(ines));
  expect(desk.verbs()).not.toContain('ask-manager');

  const pressed = await forge(omar, 'ask-manager', { case: desk.caseId() }, desk.id);

  expect(textOf(pressed.card)).toContain('No manager can vouch');
  expect(titled(omar, 'Is it really them?')).toBeUndefined();
});

test('approval by a manager set five minutes ago', async () => {
  const [ines, boss, thief] = [await someone(), await someone(), await someone()];
  giveManager(ines, boss);
  const desk = await passFor(omar, upnOf(ines));
  await desk.press('ask-manager');
  await has(boss, 'Is it really them?');
  const yes = actionsIn(titled(boss, 'Is it really them?')?.card)[0]?.data ?? {};
  giveManager(ines, thief, 5 / (24 * 60));

  for (const person of [thief, boss]) {
    expect(textOf((await forge(person, 'decide-as-manager', yes)).card)).toContain('Nothing to decide here');
  }
  const ivo = await passFor(omar, 'ivo@contoso.example');
  const pressed = await forge(omar, 'ask-manager', { case: ivo.caseId() }, ivo.id);
  expect(textOf(pressed.card)).toContain('No manager can vouch');
});

test('operator issuing for self', async () => {
  const desk = await passFor(omar, 'omar@contoso.example');
  expect(desk.title()).toBe('No pass for this person');
  expect(textOf((await forge(omar, 'tap-for', { subject: omar.userId })).card)).toContain('Nobody issues a pass');

  // A colleague's case about them is not theirs to finish either.
  const theirs = await readyToIssue(sanna, 'omar@contoso.example');
  for (const verb of ['issue', 'show-case', 'choose-options', 'record-verification']) {
    const pressed = await forge(omar, verb, { ...dataOf(theirs, verb), case: theirs.caseId(), ticket: '1', note: '1' });
    expect(textOf(pressed.card)).not.toContain('Omar Haddad');
  }
  expect(issuedFor(omar)).toEqual([]);
});

test('target swapped between pre-flight and issue', async () => {
  const [ines, noor] = [await someone(), await someone()];
  const desk = await readyToIssue(omar, upnOf(ines));
  const unverified = await passFor(omar, upnOf(noor));
  const data = dataOf(desk, 'issue');

  await forge(omar, 'issue', { ...data, case: unverified.caseId() }, desk.id);
  expect(issuedFor(ines, noor)).toEqual([]);
  const swapped = { subject: noor.userId, user: noor.userId, id: noor.userId, preflight: { name: 'x' } };
  await forge(omar, 'issue', { ...data, ...swapped }, desk.id);

  expect(issuedFor(noor)).toEqual([]);
  expect(issuedFor(ines)).toHaveLength(1);
});

test('role removed in between', async () => {
  const [ines, noor] = [await someone(), await someone()];
  const { world: tenant } = world.simulator;
  const elif = world.member('elif');
  tenant.change(elif.userId, (now) => ({ ...now, roles: ['Authentication Administrator'] }));
  const [desk, other] = [await readyToIssue(elif, upnOf(ines)), await readyToIssue(elif, upnOf(noor))];

  tenant.change(elif.userId, (now) => ({ ...now, roles: [] }));
  await desk.issue();
  expect(desk.read()).toContain("Your role isn't active");
  tenant.change(elif.userId, (now) => ({ ...now, roles: ['Authentication Administrator'] }));
  tenant.leave(elif.userId, groupIds.helpdesk);
  const unknown = await forge(rui, 'no-such-verb', {});
  const pressed = await forge(elif, 'issue', dataOf(other, 'issue'), other.id);

  expect(textOf(pressed.card)).toBe(textOf(unknown.card));
  expect(issuedFor(ines, noor).filter(({ status }) => status < 300)).toEqual([]);
  expect([passOf(ines), passOf(noor)]).toEqual([undefined, undefined]);
});

test('forged aadObjectId inside card data', async () => {
  const ines = await someone();
  const desk = await readyToIssue(omar, upnOf(ines));
  const forged = {
    aadObjectId: omar.userId,
    operator: omar.userId,
    user: omar.userId,
    from: { aadObjectId: omar.userId },
  };

  await forge(rui, 'issue', { ...dataOf(desk, 'issue'), ...forged }, desk.id);
  await rui.post({ type: 'message', value: { ...dataOf(desk, 'issue'), ...forged }, text: '' });

  expect(issuedFor(ines)).toEqual([]);
  expect(desk.title()).toBe('Ready to issue');
});

test('lifetime outside the policy', async () => {
  const ines = await someone();
  const desk = await readyToIssue(omar, upnOf(ines));
  const chosen = { case: desk.caseId(), isUsableOnce: 'true', delivery: 'read-out' };

  for (const lifetime of ['10', '59', '481', '43200', '99999999999', '-60', '60.5', 'NaN', '', '0']) {
    await forge(omar, 'choose-options', { ...chosen, lifetime }, desk.id);
  }
  const shown = await forge(omar, 'show-case', { case: chosen.case }, desk.id);
  expect(textOf(shown.card)).toContain('1 hour, works once');
  await omar.until(() => desk.title() === 'Ready to issue');
  await desk.press('issue', { lifetime: 43_200, options: { lifetime: 43_200 } });

  await omar.until(() => desk.title() === 'The pass is issued');
  expect(world.simulator.world.person(ines.userId)?.tap).toMatchObject({ lifetimeInMinutes: 60, isUsableOnce: true });
});

test('50 parallel presses of "Issue" (one POST)', async () => {
  const ines = await someone();
  const desk = await readyToIssue(omar, upnOf(ines));
  const data = dataOf(desk, 'issue');

  const answers = await Promise.all(Array.from({ length: 50 }, () => forge(omar, 'issue', data, desk.id)));

  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  await omar.until(() => desk.title() === 'The pass is issued');
  expect(issuedFor(ines)).toHaveLength(1);
  expect(world.simulator.world.person(ines.userId)?.tap).toBeDefined();
});

test('`refresh` invoke (automatic) carrying the issue verb', async () => {
  const ines = await someone();
  const desk = await readyToIssue(omar, upnOf(ines));
  const action = { type: 'Action.Execute', verb: 'issue', data: dataOf(desk, 'issue') };

  for (const trigger of ['automatic', 'Automatic']) {
    await omar.invoke('adaptiveCard/action', { action, trigger }, { replyToId: desk.id });
  }
  await omar.refresh(desk.message());

  expect(issuedFor(ines)).toEqual([]);
  expect(desk.title()).toBe('Ready to issue');
});

test('stolen Teams session (Teams match, then delivery to the same chat)', async () => {
  const [ines, boss] = [await someone(), await someone()];
  giveManager(ines, boss);
  const desk = await passFor(omar, upnOf(ines));
  await desk.press('send-match');
  await has(ines, 'Are you on the phone?');
  await ines.press('open-match', titled(ines, 'Are you on the phone?'));
  await omar.until(() => desk.digits() !== undefined);
  await ines.press('answer-match', titled(ines, 'Which two digits?'), { digits: desk.digits() });
  await omar.until(() => desk.title() === 'One more check is needed');
  await desk.choose({ delivery: 'subject-chat' });
  expect(desk.verbs()).not.toContain('issue');

  // The manager answers in Teams, too, quite possibly to what the thief wrote there.
  await desk.press('ask-manager');
  await has(boss, 'Is it really them?');
  await boss.press("Yes, it's them", titled(boss, 'Is it really them?'));
  await omar.until(() => desk.title() === 'One check outside Teams, please');
  const { revision } = actionsIn(desk.message()?.card).find(({ data }) => data?.revision)?.data ?? { revision: 'x' };
  await forge(omar, 'issue', { case: desk.caseId(), revision, replace: true }, desk.id);

  expect(desk.verbs()).not.toContain('issue');
  expect(issuedFor(ines)).toEqual([]);
});

test('number-match fatigue (third card not sent; "That\'s not me" cannot be undone by the same operator)', async () => {
  const ines = await someone();
  const desk = await passFor(omar, upnOf(ines));
  // The first one says that it is over as soon as there is a second; the way to raise the alarm stays on both.
  const numberCards = () => ines.messages.filter((one) => ines.buttons(one).includes("That's not me"));
  for (const cards of [1, 2]) {
    await desk.press('send-match');
    await ines.until(() => numberCards().length === cards);
    world.passTime(4 * minute);
    await desk.press('show-case').catch(() => undefined);
  }
  const third = await forge(omar, 'send-match', { case: desk.caseId() }, desk.id);
  const hers = await passFor(sanna, upnOf(ines));
  const fourth = await forge(sanna, 'send-match', { case: hers.caseId() }, hers.id);
  for (const { card } of [third, fourth]) expect(textOf(card)).toContain('They had two numbers today already');
  expect(numberCards()).toHaveLength(2);

  await ines.press("That's not me", numberCards()[0]);
  const all = { subject: ines.userId, freezes: Array.from({ length: 100 }, (_, index) => index + 1) };
  expect(textOf((await forge(omar, 'clear-freeze', all)).card)).toContain('No passes for this person');
  await forge(ines, 'clear-freeze', all);
  expect((await passFor(omar, upnOf(ines))).title()).toBe('No passes for this person now');
  expect(textOf((await forge(sanna, 'clear-freeze', all)).card)).toContain('possible again');
  expect(issuedFor(ines)).toEqual([]);
});

test('eligible Global Administrator, owner of a role-assignable group, roles unreadable', async () => {
  const ines = await someone();
  for (const nick of ['gor', 'mona', 'vera', 'lars']) {
    expect((await passFor(omar, `${nick}@contoso.example`)).title()).toBe('No pass for this person');
  }
  const ready = await readyToIssue(omar, upnOf(ines));
  for (const route of ['roleManagement/**', 'users/*/ownedObjects**', 'users/*/transitiveMemberOf**']) {
    world.simulator.faults.clear();
    world.simulator.faults.add({ route, kind: 'status', status: 403 });
    const desk = await passFor(omar, upnOf(await someone()));
    expect(`${route}: ${desk.title()}`).toBe(`${route}: No pass for this person`);
    expect(desk.read()).toContain("What isn't known counts as no");
  }
  await ready.issue();
  expect(ready.title()).toBe('No pass for this person');
  expect(issuedFor(ines)).toEqual([]);
});

test('two operators approving each other within the minute on a protected user', async () => {
  const [ines, noor] = [await someone(), await someone()];
  for (const { userId } of [ines, noor]) world.simulator.world.join(userId, groupIds.sales);
  const [his, hers] = [await readyToIssue(omar, upnOf(ines)), await readyToIssue(sanna, upnOf(noor))];
  expect([his.title(), hers.title()]).toEqual(['A second operator must agree', 'A second operator must agree']);
  const question = 'Will you approve this pass?';
  await his.press('ask-second', { reason: 'He is here' });
  await hers.press('ask-second', { reason: 'She is here' });
  await Promise.all([has(omar, question), has(sanna, question)]);

  const [toOmar, toSanna] = [omar, sanna].map((one) => actionsIn(titled(one, question)?.card)[0]?.data ?? {});
  const answers = await Promise.all([
    forge(omar, 'decide-as-second', toOmar ?? {}),
    forge(sanna, 'decide-as-second', toSanna ?? {}),
  ]);
  // Not their own either.
  await forge(omar, 'decide-as-second', toSanna ?? {});
  await forge(sanna, 'decide-as-second', toOmar ?? {});

  expect(answers.filter(({ card }) => textOf(card).includes('Noted: yes')).length).toBeLessThan(2);
  const looks = await Promise.all(
    [[omar, his] as const, [sanna, hers] as const].map(([one, { id, caseId }]) =>
      forge(one, 'show-case', { case: caseId() }, id),
    ),
  );
  expect(looks.filter(({ card }) => textOf(card).includes('Ready to issue')).length).toBeLessThan(2);
});

test('alarms suppressed by opting out or deleting data', async () => {
  const ines = await someone();
  await ines.say('stop messages');
  const desk = await readyToIssue(omar, upnOf(ines));
  await ines.say('delete my data');
  await ines.press('confirm-delete', ines.last);
  await desk.issue();
  await has(ines, 'A pass was issued for you');
  await ines.press("This wasn't me", titled(ines, 'A pass was issued for you'));
  await has(ines, 'Stopped. Good that you said so');

  // Whoever sits at their Teams now tries to take it back.
  await ines.say('delete my data');
  await ines.press('confirm-delete', ines.last);
  await ines.say('stop messages');
  for (const word of ['cancel the request', 'cancel']) await ines.say(word);

  await sanna.say('requests');
  expect(sanna.read()).toMatch(/Says: this wasn't me/);
  expect((await passFor(omar, upnOf(ines))).title()).toBe('No passes for this person now');
});

test.each([
  ['OData', `' or 1 eq 1 or displayName eq '`],
  ['OData with a function', `') or startswith(displayName,'O`],
  ['OData with another query option', `Omar'&$select=passwordProfile&$filter=id ne '`],
  ['KQL', `"displayName:a" OR "mail:b`],
  ['KQL that ends the phrase', `x" OR "displayName:Omar`],
  ['quotes', '\\"\'\\'],
  ['a wildcard', '*'],
  ['a name with a wildcard', 'Omar*'],
  ['percent signs', '%25%27'],
  ['another path', '../../groups'],
  ['unseen characters', '🙂\u0000\u202e'],
  ['10,000 characters', 'x'.repeat(10_000)],
])('search text with OData and KQL syntax, quotes, wildcards, 10,000 characters: %s', async (_what, text) => {
  world.simulator.requests.clear();
  const before = omar.messages.length;

  await omar.say(`pass for ${text}`);
  const pressed = await forge(omar, 'issue-tap', { query: text });

  expect(omar.messages.length).toBeGreaterThan(before);
  expect(pressed.status).toBe(200);
  for (const title of [omar.title(), textsIn(pressed.card)[0] ?? 'unchanged']) {
    expect(title).not.toMatch(/First: who is calling|They may not need|went wrong/);
  }
  const searches = world.simulator.requests.flat().filter(({ path }) => path === 'users');
  expect(searches.filter(({ status }) => status !== 200)).toEqual([]);
});

test('a display name with Markdown, HTML, bidi characters or `${…}`', async () => {
  const [zoe, alva] = [world.member('zoe'), world.member('alva')];
  for (const client of [zoe, alva]) await client.say('hi');
  await zoe.say('talk to a person');
  const desk = await passFor(omar, 'zoe@contoso.example');
  await desk.press('ask-manager');
  await has(alva, 'Is it really them?');
  await desk.recordCallBack();
  await desk.choose({ delivery: 'manager-chat' });
  await desk.choose({ delivery: 'subject-chat' });
  await desk.issue();
  await zoe.until(() => passMessage(zoe) !== undefined);
  await has(alva, 'A pass in your team');
  await omar.say('requests');
  const inChannel = world.member('omar', { channel });
  await inChannel.until(() => inChannel.messages.some((one) => inChannel.read(one).includes('Zoë')));

  const cards = [omar, alva, zoe, inChannel].flatMap(({ messages }) => messages.map(({ card }) => card));
  const naming = cards.filter((card) => JSON.stringify(card ?? {}).includes('Zoë'));
  expect(naming.length).toBeGreaterThan(4);
  for (const card of naming) {
    expect(JSON.stringify(card)).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    expect(markdownOf(card).filter((text) => /\*\*Zoë|<b|\$\{|evil/.test(text))).toEqual([]);
  }
  expect(desk.client.messages.map((one) => omar.read(one)).join()).toContain('${user.id}');
  expect(deskCard(omar).id).toBeDefined();
});

/** Texts that a client draws as Markdown: only `TextBlock` does. */
function markdownOf(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(markdownOf);
  if (typeof node !== 'object' || node === null) return [];
  const { type, text } = node as Record<string, unknown>;
  const own = type === 'TextBlock' && typeof text === 'string' ? [text] : [];
  return [...own, ...Object.values(node).flatMap(markdownOf)];
}
