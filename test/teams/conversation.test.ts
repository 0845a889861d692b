import type { Enrollment } from '../../src/enrollment/enrollment.ts';
import type { Answer, Converse } from '../../src/enrollment/turn.ts';
import { ada, ben, onScreen, openTeamsRoom, plainRender, type TeamsRoom } from '../fixtures/teams-room.ts';

const paused = { kind: 'paused' } as const;
const movingPhones = { kind: 'moving-phones' } as const;

let room: TeamsRoom;
beforeEach(async () => {
  room = await openTeamsRoom();
});
afterEach(() => room.close());

/** Moves between two screens; a button of another screen shows the current one. */
function twoScreens({ enrollments }: TeamsRoom): Converse {
  return async ({ user, command, screenId }): Promise<Answer> => {
    const now = enrollments.get(user);
    const previous = now?.cardId ? { previousCardId: now.cardId } : {};
    const isOutdated = screenId !== undefined && screenId !== now?.screenId;
    if (now && (isOutdated || command.kind === 'refresh'))
      return { reply: now.screen, screenId: now.screenId, ...previous };
    if (command.kind === 'help') return { reply: { kind: 'help' } };
    const next: Enrollment = onScreen(
      user,
      now?.screen.kind === 'paused' ? movingPhones : paused,
      `${Number(now?.screenId ?? 0) + 1}`,
    );
    enrollments.set(user, screenId && now?.cardId ? { ...next, cardId: now.cardId } : next);
    return { reply: next.screen, screenId: next.screenId, ...previous };
  };
}

test('typed words are answered with a card that has a lock-screen line, and the card is remembered', async () => {
  room.answerWith(twoScreens(room));
  const client = room.client();

  const { status } = await client.say('set up my passkey');

  expect(status).toBe(200);
  expect(client.read()).toContain('paused');
  expect(client.last?.summary).toBe('summary of paused');
  expect(room.enrollments.get(ada)?.cardId).toBe(client.last?.id);
});

test('the next answer to typed words goes below, and the card above says so', async () => {
  room.answerWith(twoScreens(room));
  const client = room.client();
  await client.say('set up my passkey');

  await client.say('go on');

  expect(client.messages.map((message) => client.read(message).split('\n')[0])).toEqual([
    'continued-below',
    'moving-phones',
  ]);
});

test('a pressed button changes its card for the client that pressed, and for every other by editing the message', async () => {
  room.answerWith(twoScreens(room));
  const [laptop, phone] = [room.client({ platform: 'Windows' }), room.client({ platform: 'iOS' })];
  await laptop.say('set up my passkey');

  const { card } = await laptop.press('resume');

  expect(laptop.read({ ...laptop.last!, card })).toContain('moving-phones');
  await phone.until(() => phone.read().includes('moving-phones'));
  expect(phone.messages).toHaveLength(1);
});

test('a button that another client has used up shows the current screen, and the guide does not move on', async () => {
  room.answerWith(twoScreens(room));
  const [laptop, phone] = [room.client(), room.client()];
  await laptop.say('set up my passkey');
  const seenOnPhone = phone.last;
  await laptop.press('resume');
  await phone.until(() => phone.last?.edits === 1);

  const { card } = await phone.press('resume', seenOnPhone);

  expect(phone.read({ ...phone.last!, card })).toContain('moving-phones');
  expect(room.enrollments.get(ada)?.screenId).toBe('2');
});

test('a button of an old card further up shows the current screen there, and the card below stays the card of the guide', async () => {
  room.answerWith(twoScreens(room));
  const client = room.client();
  await client.say('set up my passkey');
  const old = client.last!;
  await client.say('go on');

  await client.pressAndWait('resume', old);
  await room.connector.until(() => client.last?.edits === 1);

  expect(client.messages.map((message) => client.read(message).split('\n')[0])).toEqual([
    'moving-phones',
    'moving-phones',
  ]);
  expect(room.enrollments.get(ada)?.cardId).toBe(client.last?.id);
});

test('a notice that becomes the guide is the card of the guide from then on', async () => {
  room.answerWith(twoScreens(room));
  const client = room.client();
  await client.say('set up my passkey');
  await client.say('help');

  await client.pressAndWait('set up passkey');
  await client.until(() => client.read(client.messages[0]).includes('continued-below'));

  expect(client.read()).toContain('moving-phones');
  expect(room.enrollments.get(ada)?.cardId).toBe(client.last?.id);
});

test('an automatic refresh shows the current screen: whatever verb it carries, nothing is done, written or edited', async () => {
  room.answerWith(twoScreens(room));
  const client = room.client();
  await client.say('set up my passkey');
  const calls = room.connector.calls.length;
  const action = { type: 'Action.Execute', verb: 'resume', data: { v: 1, screen: '1' } };

  const { status, body } = await client.invoke(
    'adaptiveCard/action',
    { action, trigger: 'automatic' },
    { replyToId: client.last?.id },
  );

  expect(status).toBe(200);
  expect(JSON.stringify(body)).toContain('paused');
  expect(room.turns.at(-1)).toMatchObject({ command: { kind: 'refresh' }, pressed: false });
  expect(room.enrollments.get(ada)?.screenId).toBe('1');
  expect(room.connector.calls).toHaveLength(calls);
});

test('what is said beside the guide comes as a new message, and the guide stays', async () => {
  room.answerWith(twoScreens(room));
  const client = room.client();
  await client.say('set up my passkey');
  const guide = client.last!;

  const { card } = await client.pressAction(
    { type: 'Action.Execute', verb: 'help', data: { v: 1, screen: '1' } },
    guide.id,
  );

  expect(client.read({ ...guide, card })).toContain('paused');
  await client.until(() => client.messages.length === 2);
  expect(client.read(client.messages[0])).toContain('paused');
  expect(client.read(client.messages[1])).toContain('help');
});

test('on the card of a notice the next answer takes its place', async () => {
  const client = room.client();
  await client.say('hello');
  room.answerWith(async () => ({ reply: { kind: 'about-passkeys' } }));

  await client.press('about passkeys');

  await client.until(() => client.read().includes('about-passkeys'));
  expect(client.messages).toHaveLength(1);
});

test('where Action.Submit is used the message is edited, and the answer is a plain 200', async () => {
  room.answerWith(twoScreens(room));
  const client = room.client();
  await client.say('set up my passkey');
  const data = { v: 1, verb: 'resume', screen: '1' };

  const { status, body } = await client.pressAction({ type: 'Action.Submit', data }, client.last!.id);

  expect({ status, body }).toEqual({ status: 200, body: undefined });
  expect(client.read()).toContain('moving-phones');
  expect(client.messages).toHaveLength(1);
  expect(room.turns.at(-1)).toMatchObject({ command: { kind: 'resume' }, screenId: '1', pressed: true });
});

test('a button of the current card can be typed by its words or its number', async () => {
  room.enrollments.set(ada, onScreen(ada, paused, '7'));
  const client = room.client();

  await client.say('**Start over!**');
  await client.say('1');

  expect(room.turns.map(({ command }) => command.kind)).toEqual(['start-over', 'resume']);
  expect(room.turns[0]).toMatchObject({ pressed: false, enrollment: { screenId: '7' } });
});

test('an installation that is told twice, and again with every reload, is greeted once', async () => {
  const client = room.client();

  await Promise.all([client.install(), client.join()]);
  await client.install();

  expect(client.messages).toHaveLength(1);
  expect(client.read()).toContain('welcome');
});

test('in a group the bot says one sentence, and goes on in the private chat of the user', async () => {
  const client = room.client();
  await client.say('hello');
  const group = { id: '19:group@thread.v2', conversationType: 'groupChat' };

  await client.say('<at>Passkey Guide</at> help', { conversation: group });

  expect(room.connector.messagesIn(group.id).map((message) => client.read(message))).toEqual(['in-private']);
  expect(client.messages).toHaveLength(2);
  expect(room.turns.at(-1)?.command).toEqual({ kind: 'help' });
  expect(room.contacts.get(ada)?.conversationId).toBe(client.conversationId);
});

test('in a group, a user the bot cannot write to gets only the sentence', async () => {
  const client = room.client({ aadObjectId: ben });
  const group = { id: '19:group@thread.v2', conversationType: 'channel' };

  const { status } = await client.say('help', { conversation: group });

  expect(status).toBe(200);
  expect(room.turns).toEqual([]);
  expect(room.connector.messagesIn(group.id).map((message) => client.read(message))).toEqual(['write-in-private']);
});

test('the client is read from the activity', async () => {
  await room.client({ platform: 'iOS', locale: 'de-DE', timeZone: 'Europe/Berlin' }).say('hi');

  expect(room.turns[0]?.client).toEqual({ platform: 'ios', locale: 'de-DE', timeZone: 'Europe/Berlin' });
});

test('a job reaches the user in the private chat, and can edit what it wrote', async () => {
  const client = room.client();
  await client.say('hi');

  const id = await room.messenger.send(ada, paused, '9');
  await room.messenger.edit(ada, id!, { kind: 'help' });

  expect(client.last?.id).toBe(id);
  expect(client.read()).toContain('help');
});

test('a user who never wrote cannot be reached', async () => {
  expect(await room.messenger.send(ben, paused)).toBeUndefined();
});

test('with CARD_ACTIONS=submit a button is pressed the same way', async () => {
  await room.close();
  const submit = (node: unknown): unknown =>
    JSON.parse(JSON.stringify(node).replaceAll('Action.Execute', 'Action.Submit'));
  room = await openTeamsRoom({
    render: (reply, rendering) => {
      const { card, summary } = plainRender(reply, rendering);
      return { card: submit(card) as object, summary };
    },
  });
  room.answerWith(twoScreens(room));
  const client = room.client();
  await client.say('set up my passkey');

  await client.pressAndWait('resume');

  expect(client.read()).toContain('moving-phones');
  expect(client.messages).toHaveLength(1);
});
