import { setManager } from '../../src/simulator/reporting-line.ts';
import { deskCard, passFor, passMessage, readyToIssue, showData, signsOn } from '../fixtures/at-the-desk.ts';
import type { TeamsClient } from '../fixtures/teams-client.ts';
import { helpdeskEnv, openWorld, type World } from '../fixtures/world.ts';

let world: World;

/** Milliseconds. */
const minute = 60_000;

/** Somebody with whom the bot has a chat. */
async function known(nick: string): Promise<TeamsClient> {
  const client = world.member(nick);
  await client.say('hi');
  return client;
}

/** The newest message with this title. */
const titled = (client: TeamsClient, title: string) => client.messages.findLast((one) => client.title(one) === title);
const has = (client: TeamsClient, title: string) => client.until(() => titled(client, title) !== undefined);
const passOf = ({ userId }: TeamsClient) => world.simulator.world.tapValue(userId) ?? 'no pass';
const issued = () =>
  world.simulator.requests
    .flat()
    .filter(({ method, path }) => method === 'POST' && /temporaryAccessPassMethods$/.test(path));
const nickId = (nick: string) => world.member(nick).userId;

describe.each([
  ['execute', 'dialog'],
  ['execute', 'card'],
  ['submit', 'dialog'],
])('with buttons as Action.%s, and the pass shown in a %s', (actions, reveal) => {
  beforeAll(async () => {
    const env = { ...helpdeskEnv, CARD_ACTIONS: actions, TAP_REVEAL: reveal };
    world = await openWorld({ restarts: true, env });
  });
  afterAll(() => world.close());

  test('from "Ask for a pass" to a passkey that is there, and the pass that is left is deleted', async () => {
    let [noor, omar] = [world.member('noor'), world.member('omar')];
    await noor.say('set up my passkey');
    await noor.press('Ask for a pass');
    const [, number] = /Request\s+(\d+)/.exec(noor.read()) ?? [];

    await omar.say('requests');
    expect(omar.read()).toMatch(new RegExp(`${number}[\\s\\S]*Noor Rahimi`));
    const desk = deskCard(omar);
    await desk.press('open-request');
    expect(desk.title()).toBe(`Request ${number}`);
    await desk.press('claim-request');
    await noor.until(() => noor.title() === 'Somebody is on it');
    expect(noor.read()).toContain('Omar Haddad');

    await desk.press('tap-for');
    expect(desk.title()).toBe('First: who is calling?');
    expect(desk.verbs()).not.toContain('issue');
    // The digits are seen only once the one who is called has opened the card.
    await desk.press('send-match');
    await noor.until(() => noor.title() === 'Are you on the phone?');
    expect(desk.digits()).toBeUndefined();
    await noor.press('open-match');
    await omar.until(() => desk.digits() !== undefined);
    await noor.press('answer-match', noor.last, { digits: desk.digits() });
    await omar.until(() => desk.title() === 'One more check is needed');
    expect(desk.verbs()).not.toContain('issue');
    await desk.recordCallBack();
    expect(desk.title()).toBe('Ready to issue');

    // Nothing is lost when the bot starts again.
    await world.stop();
    await world.start();
    [noor, omar] = [world.another(noor), world.another(omar)];
    const later = deskCard(omar, desk.id);
    await later.choose({ delivery: 'subject-chat', lifetime: '60', isUsableOnce: 'false' });
    await later.issue();
    await omar.until(() => later.title() === 'The pass is issued');

    await noor.until(
      () =>
        passMessage(noor) !== undefined && noor.messages.some((one) => noor.title(one) === 'A pass was issued for you'),
    );
    const message = passMessage(noor);
    const shown =
      reveal === 'card'
        ? (await noor.press('show-tap', message)).card
        : (await noor.openDialog('show-tap', message)).card;
    const pass = passOf(noor);
    expect(signsOn(shown)).toContain(pass);
    await noor.until(() => noor.messages.some((one) => noor.title(one) === 'Now on your new phone'));

    world.onPhone(noor, 'install-authenticator');
    world.onPhone(noor, 'sign-in-with-pass', { pass });
    world.onPhone(noor, 'finish-registration');
    await noor.until(() => noor.title() === 'Your passkey is ready ✅');
    await omar.until(() => omar.title() === 'They have a passkey ✅');
    expect(omar.read()).toContain('The pass still works');
    await omar.pressAndWait('delete-tap');
    expect(omar.title()).toBe('The pass is gone');
    expect(world.simulator.world.person(noor.userId)?.tap).toBeUndefined();
    expect(world.log.filter(({ level }) => level > 40)).toEqual([]);
  });
});

describe('at the help desk', () => {
  beforeAll(async () => {
    world = await openWorld({ restarts: true, env: helpdeskEnv });
    // Of whom nobody could tell it, there is no pass.
    await world.member('noor').say('hi');
  });
  beforeEach(() => world.simulator.requests.clear());
  afterAll(() => world.close());

  // Before any test that moves the clock ahead: jobs are due by the clock of the database.
  test('who never used the guide hears of the passkey, too, and the operator of it', async () => {
    const [omar, ines] = [world.member('omar'), world.newcomer()];
    await ines.say('hi');
    const upn = world.simulator.world.person(ines.userId)?.user.userPrincipalName ?? '';
    const desk = await readyToIssue(omar, upn, { isUsableOnce: 'false' });
    await desk.issue();

    world.onPhone(ines, 'install-authenticator');
    world.onPhone(ines, 'sign-in-with-pass', { pass: passOf(ines) });
    world.onPhone(ines, 'finish-registration');

    await ines.until(() => ines.title() === 'Your passkey is ready ✅');
    await omar.until(() => omar.title() === 'They have a passkey ✅');
  });

  test('of two operators one gets the request, hands it over, and the user hears of each', async () => {
    const [ines, omar, sanna] = [world.member('ines'), world.member('omar'), world.member('sanna')];
    await ines.say('i lost my phone');
    await ines.press("It's gone or stolen");
    const [, number = ''] = /Request\s+(\d+)/.exec(ines.read()) ?? [];

    await Promise.all([omar, sanna].map((one) => one.say(`claim ${number}`)));
    const [winner, loser] = omar.title() === `Request ${number}` ? [omar, sanna] : [sanna, omar];
    expect(loser.title()).toBe('A colleague has it');
    await has(ines, 'Somebody is on it');
    expect(ines.messages.filter((one) => ines.title(one) === 'Somebody is on it')).toHaveLength(1);

    await winner.press('view-user');
    expect(winner.title()).toBe('What they see now');
    await has(ines, 'The help desk had a look');
    await winner.say(`hand over ${number}`);
    await has(ines, 'A colleague takes over');
    await loser.say(`claim ${number}`);
    expect(loser.title()).toBe(`Request ${number}`);
    await loser.say(`close ${number}`);
    await has(ines, 'Solved, says the help desk');
  });

  test('the second operator sees that a colleague was faster, and there is one pass', async () => {
    const [omar, sanna] = [world.member('omar'), world.member('sanna')];
    const [his, hers] = [
      await readyToIssue(omar, 'ines@contoso.example'),
      await readyToIssue(sanna, 'ines@contoso.example'),
    ];
    await his.issue();
    await omar.until(() => his.title() === 'The pass is issued');

    await hers.issue();

    expect(hers.title()).toBe('A colleague was faster');
    expect(hers.read()).toContain('Omar Haddad');
    expect(issued()).toHaveLength(1);
  });

  test('the manager vouches; then the pass goes any way but to the manager', async () => {
    const [omar, alva, zane] = [world.member('omar'), await known('alva'), await known('zane')];
    const desk = await passFor(omar, 'zane@contoso.example');
    expect(desk.read()).toContain('The name has hidden or look-alike characters');

    await desk.press('ask-manager');
    await has(alva, 'Is it really them?');
    expect(alva.read()).toContain('Omar Haddad');
    await alva.press("Yes, it's them", alva.last, { reason: 'Stands next to me' });
    await omar.until(() => desk.title() === 'Ready to issue');

    await desk.choose({ delivery: 'manager-chat' });
    expect(desk.read()).toContain("the pass can't go to the manager as well");
    await desk.choose({ delivery: 'subject-chat' });
    expect(desk.title()).toBe('One check outside Teams, please');
    await desk.choose({ delivery: 'read-out' });
    await desk.issue();

    await omar.until(() => desk.title() === 'The pass is issued');
    const dialog = await omar.openDialog('show-tap', desk.message());
    expect(dialog.title).toBe('The pass is open');
    expect(signsOn(dialog.card)).toContain(passOf(zane));
    await has(zane, 'A pass was issued for you');
    await has(alva, 'A pass in your team');
  });

  test('checked by a call back, the pass goes to the manager, who alone can open it', async () => {
    const [omar, mika, rui] = [world.member('omar'), await known('mika'), await known('rui')];
    const desk = await readyToIssue(omar, 'rui@contoso.example', { delivery: 'manager-chat' });
    await desk.issue();

    await mika.until(() => passMessage(mika) !== undefined);
    const message = passMessage(mika);
    expect(mika.read(message)).toContain('Rui Tavares');
    for (const other of [omar, rui, world.member('sanna')]) {
      const dialog = await other.fetchDialog(showData(message), message?.id);
      expect(other.read({ ...message!, card: dialog.card })).toContain("This isn't for you");
    }
    expect(signsOn((await mika.openDialog('show-tap', message)).card)).toContain(passOf(rui));
    expect(passMessage(omar)?.id).not.toBe(desk.id);
  });

  test('what nobody opened, the operator is offered to delete', async () => {
    const [omar, pia] = [world.member('omar'), await known('pia')];
    const desk = await readyToIssue(omar, 'pia@contoso.example', { delivery: 'subject-chat' });
    await desk.issue();
    await pia.until(() => passMessage(pia) !== undefined);
    const data = showData(passMessage(pia));

    world.passTime(16 * minute);
    await world.hastenTimers();
    const [later, piaLater] = [world.another(omar), world.another(pia)];
    const offer = () =>
      later.messages.find((one) => later.title(one) === 'Nobody opened the pass' && later.read(one).includes('Pia'));
    await later.until(() => offer() !== undefined);
    expect((await piaLater.fetchDialog(data)).title).toBe("This pass can't be shown any more");
    await later.press('delete-tap', offer());

    await later.until(() => passOf(pia) === 'no pass');
  });

  test('"this wasn\'t me" stops everything, and another operator undoes it under their own name', async () => {
    const [omar, sanna, cleo] = [world.member('omar'), await known('sanna'), await known('cleo')];
    const desk = await readyToIssue(omar, 'cleo@contoso.example');
    await desk.issue();
    await omar.until(() => desk.title() === 'The pass is issued');
    world.onPhone(cleo, 'sign-in-with-pass', { pass: passOf(cleo) });
    world.onPhone(cleo, 'finish-registration');
    await has(cleo, 'A pass was issued for you');

    await cleo.press("This wasn't me", titled(cleo, 'A pass was issued for you'));
    await has(cleo, 'Stopped. Good that you said so');
    expect((await omar.fetchDialog({ v: 1, verb: 'show-tap', sealed: desk.id, key: 'a2V5' })).title).toBe(
      "This pass can't be shown any more",
    );
    await omar.say('pass for cleo@contoso.example');
    expect(omar.title()).toBe('No passes for this person now');

    await sanna.say('requests');
    expect(sanna.read()).toContain("Says: this wasn't me");
    await sanna.press('open-request');
    await sanna.press('claim-request');
    await sanna.press('undo');
    expect(sanna.read()).toContain('Passkey');
    const { card } = sanna.last ?? {};
    const ticked = /"value":"([^"]+)","choices"/.exec(JSON.stringify(card))?.[1];
    await sanna.press('confirm-undo', sanna.last, { methods: ticked });
    expect(sanna.read()).toContain('The pass is deleted');
    expect(sanna.read()).toContain('Every sign-in is ended');
    expect(world.simulator.world.person(cleo.userId)?.methods.filter(({ id }) => ticked?.includes(id))).toEqual([]);
  });

  test.each([
    ['elif', 'noor@contoso.example', "Your role isn't active"],
    ['hank', 'noor@contoso.example', "Your role isn't active"],
    ['ugo', 'noor@contoso.example', 'this person is in another'],
  ])('%s cannot issue for %s, and learns it at the beginning: %s', async (nick, whom, words) => {
    const operator = world.member(nick);

    const desk = await passFor(operator, whom);

    expect(desk.read()).toContain(words);
    expect(desk.verbs()).not.toContain('record-verification');
    expect(issued()).toEqual([]);
  });

  test('ugo can, where his role reaches', async () => {
    expect((await passFor(world.member('ugo'), 'kurt@contoso.example')).title()).toBe('First: who is calling?');
  });

  test('elif activates her role, tries again, and goes on', async () => {
    const operator = world.member('elif');
    const desk = await passFor(operator, 'noor@contoso.example');
    const { world: tenant } = world.simulator;
    tenant.change(operator.userId, (now) => ({ ...now, roles: ['Authentication Administrator'] }));

    await operator.press('Try again', desk.message());

    expect(desk.title()).toBe('First: who is calling?');
  });

  test.each([
    ['vera', "an administrator's"],
    ['gor', "an administrator's"],
    ['mona', "an administrator's"],
    ['lars', "an administrator's"],
    ['greta', 'protected people'],
    ['gita', 'a guest'],
    ['dirk', 'switched off'],
    ['omar', 'Nobody issues a pass to themselves'],
  ])('nobody gets a pass for %s from here: %s', async (nick, words) => {
    const omar = world.member('omar');

    const desk = await passFor(omar, world.simulator.world.named(nick)?.user.userPrincipalName ?? '');

    expect(desk.title()).toBe('No pass for this person');
    expect(desk.read()).toContain(words);
    expect(desk.verbs()).toEqual(['issue-tap']);
  });

  test('two people of one name are told apart; a manager who is new cannot vouch', async () => {
    const omar = world.member('omar');
    await omar.say('pass for Jan Overholm');
    expect(omar.title()).toBe('Which one is it?');
    expect(omar.read()).toMatch(/Accountant[\s\S]*Finance/);
    expect(omar.read()).toMatch(/Driver[\s\S]*Logistics/);

    await known('ivo');
    const desk = await passFor(omar, 'ivo@contoso.example');
    expect(desk.read()).toContain('Their manager was changed within the last 30 days');
    expect(desk.verbs()).not.toContain('ask-manager');
  });

  test('the help desk has a channel: a name and a number in it, taken by one', async () => {
    const channel = '19:helpdesk@thread.tacv2';
    const member = (nick: string) => ({
      id: `29:${nick}`,
      aadObjectId: nickId(nick),
      userRole: 'user',
      tenantId: '11111111-1111-1111-1111-111111111111',
    });
    const inChannel = world.member('omar', { channel });
    world.connector.members.set(channel, [[member('omar'), member('sanna'), member('alva')]]);
    await inChannel.say('use this channel');
    expect(inChannel.title()).toBe('Not here: others read along');
    world.connector.members.set(channel, [[member('omar'), member('sanna')]]);
    await inChannel.say('use this channel');
    expect(inChannel.title()).toBe('New requests come here');

    const lita = world.member('lita');
    await lita.say('talk to a person');
    await inChannel.until(() => /^New request\s\d/.test(inChannel.title()));
    expect(inChannel.read()).toContain('Lita Moreno');
    expect(inChannel.read()).not.toContain('@');
    const sanna = world.member('sanna', { channel });
    await sanna.press('claim-request', sanna.last);
    await has(lita, 'Somebody is on it');
  });

  test('a second operator has to agree where the manager said no; one who worked on it cannot', async () => {
    const [omar, sanna, nils] = [world.member('omar'), world.member('sanna'), await known('nils')];
    setManager(
      world.simulator.world,
      nickId('tomasz'),
      nickId('nils'),
      { kind: 'user', person: world.simulator.world.named('vera')! },
      new Date(Date.now() - 90 * 24 * 60 * minute),
    );
    const desk = await passFor(omar, 'tomasz@contoso.example');
    await desk.press('ask-manager');
    await has(nils, 'Is it really them?');
    await nils.press("No, don't", titled(nils, 'Is it really them?'));
    await omar.until(() => desk.read().includes('said no'));
    await desk.recordCallBack();
    expect(desk.title()).toBe('A second operator must agree');

    await desk.press('ask-second', { reason: 'He stands here with his badge' });
    await has(sanna, 'Will you approve this pass?');
    await sanna.press('Approve', titled(sanna, 'Will you approve this pass?'));
    await omar.until(() => desk.title() === 'Ready to issue');
    await desk.issue();
    await omar.until(() => desk.title() === 'The pass is issued');
  });
});
