import type { CardAction, ShownMessage } from '../fakes/fake-connector.ts';
import { actionsIn, type TeamsClient } from '../fixtures/teams-client.ts';
import { databases, openWorld, type World } from '../fixtures/world.ts';

const [offer, steps, ready] = ["Let's set up your passkey", 'On your iPhone now', 'Your passkey is ready ✅'];

/** A button as a client drew it that has not heard of any change since. */
function drawn(message: ShownMessage | undefined, title: string): readonly [CardAction, string] {
  const action = actionsIn(message?.card).find((one) => one.title === title);
  if (!message || !action) throw new Error(`No button "${title}"`);
  return [action, message.id];
}

async function onSteps(world: World): Promise<TeamsClient> {
  const client = world.newcomer();
  await client.say('set up my passkey');
  await client.press('Start');
  return client;
}

const isTold = (client: TeamsClient) => client.messages.some((message) => client.title(message) === ready);

describe.each(databases)('with %s PostgreSQL', (database) => {
  describe('two clients of one user', () => {
    let world: World;
    beforeAll(async () => {
      world = await openWorld({ database });
    });
    afterAll(() => world.close());

    test('what is pressed on the computer is seen on the phone, and an old button there does nothing twice', async () => {
      const computer = world.newcomer();
      const phone = world.another(computer, { platform: 'iOS' });
      await computer.say('set up my passkey');
      const oldStart = drawn(phone.last, 'Start');
      await computer.press('Start');
      await phone.until(() => phone.title() === steps);
      await computer.press('One step at a time');

      const { card } = await phone.pressAction(...oldStart);

      expect(card).toBeDefined();
      expect(phone.title()).toBe(computer.title());
      expect(phone.buttons()).toEqual(computer.buttons());
      expect(computer.messages).toHaveLength(1);
    });

    test('an automatic refresh shows what is, and changes nothing', async () => {
      const computer = world.newcomer();
      const phone = world.another(computer, { platform: 'iOS' });
      await computer.say('set up my passkey');
      const old = phone.last;
      await computer.press('Start');
      await phone.until(() => phone.last?.edits === 1);
      const calls = world.connector.calls.length;

      const { card } = await phone.refresh(old);

      expect(phone.title({ ...(old as ShownMessage), card })).toBe(steps);
      expect(world.connector.calls).toHaveLength(calls);
      await computer.press("I'm done");
      expect(computer.title()).toBe('Not there yet');
    });

    test('an automatic refresh does not act, whatever the button in it says', async () => {
      const client = world.newcomer();
      await client.say('set up my passkey');
      const [action, id] = drawn(client.last, 'Start');

      await client.invoke('adaptiveCard/action', { action, trigger: 'automatic' }, { replyToId: id });

      expect(client.title()).toBe(offer);
      await client.say('status');
      expect(client.title()).toBe(offer);
    });

    test('two buttons at the same moment: one counts, and both clients end on the same screen', async () => {
      const computer = world.newcomer();
      const phone = world.another(computer, { platform: 'iOS' });
      await computer.say('set up my passkey');

      await Promise.all([computer.press('Start'), phone.press('Different phone')]);
      await computer.until(() => computer.last?.edits === 2);

      const shown = computer.title();
      expect([steps, 'Which phone is it for?']).toContain(shown);
      expect(phone.title()).toBe(shown);
      await computer.say('status');
      expect(computer.title()).toBe(shown);
    });

    test('"set up my passkey" sent twice at once is one guide', async () => {
      const client = world.newcomer();

      await Promise.all([client.say('set up my passkey'), client.say('set up my passkey')]);

      expect(client.messages.every((message) => [offer, 'This one is done'].includes(client.title(message)))).toBe(
        true,
      );
      await client.press('Start');
      expect(client.title()).toBe(steps);
    });

    test('a button from before "start over" shows where the user is now', async () => {
      const client = await onSteps(world);
      const oldDone = drawn(client.last, "I'm done");
      await client.say('start over');
      await client.until(() => client.title(client.messages[0]) === 'This one is done');

      await client.pressAction(...oldDone);

      expect(client.title(client.messages[0])).toBe(offer);
      await client.say('status');
      expect(client.title()).toBe(offer);
    });

    test('in a group nothing is said but where to go on; the answer comes in the private chat', async () => {
      const client = world.newcomer();
      const group = { conversation: { id: '19:a-group@thread.v2', conversationType: 'groupChat' } };
      const said = () => world.connector.messagesIn('19:a-group@thread.v2');

      await client.say('<at>Passkey Guide</at> set up my passkey', group);
      expect(client.messages).toEqual([]);
      expect(said()).toHaveLength(1);
      expect(client.buttons(said()[0])).toEqual([]);

      await client.say('hi');
      await client.say('<at>Passkey Guide</at> set up my passkey', group);
      expect(client.title(said()[1])).toBe("Let's do this in private");
      expect(client.title()).toBe(offer);
      expect(JSON.stringify(said())).not.toMatch(/iPhone|User \d/);
    });

    test('"delete my data" means it: no guide, no watch, and everything starts anew', async () => {
      const client = await onSteps(world);
      const oldDone = drawn(client.last, "I'm done");
      await client.say('delete my data');
      await client.press('Yes, delete it');
      expect(client.title()).toBe('Deleted');

      await client.pressAction(...oldDone);
      expect(client.title(client.messages[0])).toBe('Nothing open right now');

      // When somebody who began later has been told, the looks for this user would have been over, too.
      const other = await onSteps(world);
      for (const one of [client, other]) world.onPhone(one, 'finish-registration');
      await other.until(isTold);
      expect(isTold(client)).toBe(false);

      await client.say('set up my passkey');
      expect(client.title()).toBe('You already have a passkey');
    });
  });

  describe('a restart', () => {
    let world: World;
    beforeAll(async () => {
      world = await openWorld({ database, restarts: true });
    });
    afterAll(() => world.close());

    test('loses nothing: buttons of before work, and what happened meanwhile is noticed', async () => {
      const [walking, waiting, requesting] = [await onSteps(world), await onSteps(world), world.member('noor')];
      await requesting.say('set up my passkey');
      await requesting.press('Ask for a pass');
      const [number] = /\d{4,}/.exec(requesting.read()) ?? [];

      await world.stop();
      world.onPhone(waiting, 'finish-registration');
      await world.start();

      await waiting.until(isTold);
      const again = world.another(walking);
      await again.press("I'm done");
      expect(again.title()).toBe('Not there yet');
      const asking = world.another(requesting);
      await asking.say('status');
      expect(asking.read()).toContain(number);
      await asking.press('Cancel the request');
      expect(asking.title()).toBe('Cancelled');
    });
  });
});

const onServer = databases.includes('server') ? describe : describe.skip;

onServer('two instances on one database', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ database: 'server' });
  });
  afterAll(() => world.close());

  test('any of them takes any turn, and the passkey is announced once', async () => {
    const other = await world.startAnother();
    const people = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const here = world.newcomer();
        const there = world.another(here, { bot: other.url });
        await here.say('set up my passkey');
        await there.press('Start');
        await there.until(() => here.last?.edits === 1);
        await here.press("I'm done");
        expect(here.title()).toBe('Not there yet');
        await there.say('show the steps');
        expect(there.title()).toBe(steps);
        return here;
      }),
    );

    for (const person of people) world.onPhone(person, 'finish-registration');
    await Promise.all(people.map((person) => person.until(isTold)));

    for (const person of people)
      expect(person.messages.filter((message) => person.title(message) === ready)).toHaveLength(1);
    expect(world.log.filter(({ level }) => level > 30)).toEqual([]);
  });

  test('both press at the same moment, on different instances: one counts', async () => {
    const other = await world.startAnother();
    const here = world.newcomer();
    const there = world.another(here, { bot: other.url });
    await here.say('set up my passkey');

    await Promise.all([here.press('Start'), there.press('Different phone')]);
    await here.until(() => here.last?.edits === 2);

    expect(there.title()).toBe(here.title());
  });
});
