import { isScreen } from '../../src/cards/screens.ts';
import { actionsFor } from '../../src/enrollment/actions.ts';
import { type Enrollment, enrollmentVersion, type Guide } from '../../src/enrollment/enrollment.ts';
import type { Reply, Screen } from '../../src/enrollment/reply.ts';
import type { Answer } from '../../src/enrollment/turn.ts';
import { type Conversation, conversationWith, type World } from '../fixtures/conversation.ts';
import { everyCommand } from '../fixtures/every-command.ts';
import { everyReply } from '../fixtures/every-reply.ts';
import { ada, known, method, now, pilotGroup, unread } from '../fixtures/facts.ts';

const everyScreen = everyReply.filter(isScreen);
/** The first of each kind: what differs between the others is mostly words. */
const screens = everyScreen.filter(({ kind }, index, all) => all.findIndex((one) => one.kind === kind) === index);
const named = screens.map((screen) => [screen.kind, screen] as const);

const guide: Guide = {
  situation: { route: 'cross-device', platform: 'ios', os: 18, maker: 'apple', app: 'there', computer: 'windows-11' },
  phone: { platform: 'ios', maker: 'apple' },
  canUseComputer: true,
};

function on(screen: Screen, more: Partial<Enrollment> = {}, world: World = {}): Conversation {
  const conversation = conversationWith(world);
  const base = { user: ada, version: enrollmentVersion, screenId: 'here', answers: {}, updatedAt: now };
  conversation.rows.enrollments.set(ada, {
    ...base,
    baseline: { at: now.toISOString(), passkeyIds: [] },
    screen,
    ...more,
  });
  const number = 4711;
  conversation.rows.requests.set(number, { number, user: ada, about: 'human', diagnosis: {}, openedAt: now });
  return conversation;
}

const worlds: readonly (readonly [string, Partial<Enrollment>, World])[] = [
  ['with no walk yet', {}, {}],
  ['with a walk under way', { guide }, {}],
  ['with a walk that has led to a passkey', { guide: { ...guide, isFinished: true } }, {}],
  ['while Microsoft Graph is down', { guide }, { facts: nothingReadable() }],
  ['after an unreadable start', { baseline: { at: now.toISOString() } }, { client: { platform: 'android' } }],
];

function nothingReadable() {
  const nothing = unread('unavailable');
  return { account: nothing, methods: nothing, intuneDevices: nothing, entraDevices: nothing, passkeyPolicy: nothing };
}

/** Either the stored screen is shown with its id, or something is said beside it. */
function expectFitting(answer: Answer, conversation: Conversation): void {
  const { screenId, screen } = conversation.enrollment() ?? {};
  if (answer.screenId === undefined)
    expect({ kind: answer.reply.kind, isScreen: isScreen(answer.reply) }).toMatchObject({ isScreen: false });
  else expect(answer).toMatchObject({ reply: screen, screenId });
  expect(JSON.parse(JSON.stringify(answer.reply))).toEqual(answer.reply);
}

describe.each(worlds)('%s', (_name, more, world) => {
  test.each(named)('whatever is said or pressed on "%s" gets a fitting answer', async (_kind, screen) => {
    for (const [index, command] of everyCommand.entries()) {
      const conversation = on(screen, more, world);
      expectFitting(await (index % 2 === 0 ? conversation.say(command) : conversation.press(command)), conversation);
    }
  });

  test('no button is dead', async () => {
    const dead: object[] = [];
    for (const screen of everyScreen) {
      for (const command of actionsFor(screen)) {
        const answer = await on(screen, more, world).press(command);
        if (answer.screenId === 'here') dead.push({ on: screen.kind, command });
      }
    }

    expect(dead).toEqual([]);
  });

  test('a refresh shows the screen and changes nothing', async () => {
    for (const screen of screens) {
      const conversation = on(screen, more, world);
      const before = JSON.stringify([...conversation.rows.enrollments]);

      const answer = await conversation.turn('refresh', { pressed: false, screenId: 'here' });

      expect(answer).toMatchObject({ reply: screen, screenId: 'here' });
      expect(JSON.stringify([...conversation.rows.enrollments])).toBe(before);
    }
  });
});

test('whatever is said before anything else gets a fitting answer', async () => {
  for (const command of everyCommand) {
    const conversation = conversationWith();
    expectFitting(await conversation.say(command), conversation);
  }
});

test('every screen has a way on', () => {
  const withoutButton = everyScreen.filter((screen) => actionsFor(screen).length === 0);

  // Security has it, and has said what to do.
  expect(new Set(withoutButton.map(({ kind }) => kind))).toEqual(new Set(['not-me-reported']));
});

test('every screen and every notice of the guide is reached by somebody', async () => {
  const reached = new Set<Reply['kind']>();
  const everywhere: readonly World[] = [
    {},
    { settings: { audience: pilotGroup } },
    { facts: nothingReadable() },
    { facts: { methods: known([method('password')]) } },
  ];
  for (const world of everywhere)
    for (const screen of screens)
      for (const command of everyCommand) reached.add((await on(screen, { guide }, world).say(command)).reply.kind);
  reached.add((await conversationWith().say('back')).reply.kind);

  // Said by the edge, by the guide on its own, or reached only from facts that other tests bring along.
  const elsewhere: readonly Reply['kind'][] = [
    ...([
      'reminder',
      'in-private',
      'write-in-private',
      'continued-below',
      'one-moment',
      'something-went-wrong',
    ] as const),
    ...(['update-os', 'compromised-phone', 'blocked'] as const),
  ];
  const missing = [...new Set(everyReply.map(({ kind }) => kind))].filter((kind) => !reached.has(kind));
  expect(missing.filter((kind) => !elsewhere.includes(kind))).toEqual([]);
});
