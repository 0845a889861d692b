import { actionsFor, commandFor } from '../../src/enrollment/actions.ts';
import type { Command } from '../../src/enrollment/command.ts';
import type { Reply } from '../../src/enrollment/reply.ts';
import { symptomIds } from '../../src/enrollment/symptoms.ts';
import { everyReply } from '../fixtures/every-reply.ts';

type Kinds = readonly Command['kind'][];

/** What the first button may be: the one a thumb finds first. None: there is nothing to press. */
const main: { readonly [Kind in Reply['kind']]: Kinds } = {
  offer: ['start'],
  'ask-phone': ['use-phone', 'pick-phone'],
  'ask-os': ['tell-os'],
  'update-os': ['updated-os'],
  'compromised-phone': ['different-phone'],
  blocked: ['ask-help-desk'],
  'needs-tap': ['request-tap', 'cancel-request'],
  'no-phone': ['ask-help-desk'],
  'already-done': ['try-it', 'start'],
  steps: ['done'],
  'one-step': ['next', 'done'],
  stuck: ['symptom', 'ask-help-desk'],
  symptom: ['helped'],
  'still-stuck': ['ask-help-desk'],
  'not-yet': ['orphan'],
  orphan: ['show-steps'],
  registered: ['try-it'],
  'sign-in-test': ['worked'],
  'sign-in-failed': ['symptom'],
  'no-bluetooth': ['on-the-phone', 'security-key'],
  'all-set': ['second-way'],
  'second-way': ['ask-help-desk', 'different-phone'],
  'lost-phone': ['lost-how'],
  'moving-phones': ['different-phone'],
  'another-way': ['different-phone'],
  'glad-it-helped': ['set-up-passkey'],
  requested: ['resume', 'cancel-request'],
  'not-me-reported': [],
  paused: ['resume'],
  welcome: ['set-up-passkey'],
  help: ['set-up-passkey'],
  'not-understood': ['set-up-passkey'],
  'which-one': ['set-up-passkey', 'lost-phone'],
  'found-symptoms': ['symptom', 'talk-to-human'],
  'cannot-see-pictures': ['troubleshoot'],
  'you-are-welcome': [],
  'nothing-open': ['set-up-passkey'],
  'about-passkeys': ['set-up-passkey'],
  'is-it-genuine': ['about-passkeys'],
  'security-key': ['ask-help-desk', 'set-up-passkey'],
  'remove-passkey': ['lost-phone'],
  'sign-in-help': ['troubleshoot'],
  'messages-stopped': ['security-key', 'talk-to-human'],
  'known-about-you': ['delete-my-data'],
  'confirm-delete': ['confirm-delete'],
  'data-deleted': ['set-up-passkey'],
  'request-cancelled': ['resume'],
  'will-remind': [],
  reminder: ['resume'],
  'not-in-pilot': [],
  'in-private': [],
  'write-in-private': [],
  'continued-below': ['status'],
  'one-moment': [],
  'could-not-read': ['resume'],
  'something-went-wrong': ['resume'],
};

/** Replies for which `isWrong` holds, with their buttons. */
function wrong(isWrong: (actions: readonly Command[], reply: Reply) => boolean) {
  return everyReply
    .map((reply) => ({ reply, actions: actionsFor(reply) }))
    .filter(({ reply, actions }) => isWrong(actions, reply));
}

const samplesOf = <Kind extends Reply['kind']>(kind: Kind) =>
  everyReply.filter((reply): reply is Extract<Reply, { readonly kind: Kind }> => reply.kind === kind);

test('there is a sample of every reply', () => {
  expect(new Set(everyReply.map(({ kind }) => kind))).toEqual(new Set(Object.keys(main)));
});

describe('whatever the reply', () => {
  test('the main button comes first', () => {
    const isNotFirst = ([first]: readonly Command[], { kind }: Reply) =>
      first ? !main[kind].includes(first.kind) : main[kind].length > 0;

    expect(wrong(isNotFirst)).toEqual([]);
  });

  test('there are no more buttons than a card holds', () => {
    expect(wrong((actions) => actions.length > 9)).toEqual([]);
  });

  test('no two buttons do the same', () => {
    expect(wrong((actions) => new Set(actions.map((one) => JSON.stringify(one))).size !== actions.length)).toEqual([]);
  });

  test('no button only shows what is shown, or does nothing', () => {
    const kinds: Kinds = ['unknown', 'refresh', 'yes', 'no', 'picture'];

    expect(wrong((actions) => actions.some(({ kind }) => kinds.includes(kind)))).toEqual([]);
  });

  test('what a card sends back is plain JSON', () => {
    expect(everyReply.flatMap(actionsFor)).toEqual(JSON.parse(JSON.stringify(everyReply.flatMap(actionsFor))));
  });
});

test('every phone on record is one press away, and so is any other', () => {
  for (const reply of samplesOf('ask-phone')) {
    const actions = actionsFor(reply);

    expect(actions.filter(({ kind }) => kind === 'use-phone')).toEqual(
      reply.phones.map((_, index) => ({ kind: 'use-phone', index })),
    );
    expect(actions).toContainEqual({ kind: 'pick-phone', phone: 'none' });
  }
});

test('"I do not know" is an answer', () => {
  for (const reply of samplesOf('ask-os')) {
    const told = actionsFor(reply).flatMap((one) => (one.kind === 'tell-os' ? [one.version] : []));

    expect(told).toEqual([...reply.choices, 'unknown']);
  }
});

test('the last step is finished, the first has none before it', () => {
  for (const reply of samplesOf('one-step')) {
    const kinds = actionsFor(reply).map(({ kind }) => kind);
    const isLast = reply.index === reply.steps.length - 1;

    expect([kinds.includes('done'), kinds.includes('next')]).toEqual([isLast, !isLast]);
    expect(kinds.includes('back')).toBe(reply.index > 0);
    expect(kinds).toContain('stuck');
  }
});

test('who cannot use Bluetooth can say so where it is needed', () => {
  for (const reply of samplesOf('steps')) {
    const kinds = actionsFor(reply).map(({ kind }) => kind);

    expect(kinds).toEqual(expect.arrayContaining(['done', 'stuck', 'one-at-a-time']));
    expect(kinds.includes('no-bluetooth')).toBe(reply.route === 'cross-device');
  }
});

test('"this wasn\'t me" is on every message about a new passkey', () => {
  for (const reply of samplesOf('registered')) {
    expect(actionsFor(reply)).toContainEqual({ kind: 'not-me' });
  }
});

test.each([
  'stuck',
  'still-stuck',
  'sign-in-failed',
  'found-symptoms',
  'help',
  'not-understood',
  'could-not-read',
  'something-went-wrong',
  'blocked',
  'compromised-phone',
  'no-phone',
] as const)('a person can be reached from "%s"', (kind) => {
  for (const reply of samplesOf(kind)) {
    const kinds = actionsFor(reply).map((one) => one.kind);

    expect(kinds.some((one) => one === 'ask-help-desk' || one === 'talk-to-human')).toBe(true);
  }
});

test.each([
  ['ios', undefined, 'icloud'],
  ['android', 'samsung', 'samsung-pass'],
  ['android', 'google', 'google'],
  ['android', undefined, 'google'],
] as const)(
  'a passkey gone astray on %s (%s) is looked for in Authenticator, in %s, or nowhere',
  (platform, maker, where) => {
    const actions = actionsFor({ kind: 'not-yet', platform, ...(maker && { maker }) });

    expect(actions.flatMap((one) => (one.kind === 'orphan' ? [one.where] : []))).toEqual([
      'authenticator',
      where,
      'nowhere',
    ]);
  },
);

test('a way with a QR code is offered only where there is one', () => {
  for (const reply of samplesOf('offer')) {
    expect(actionsFor(reply).some(({ kind }) => kind === 'use-computer')).toBe(reply.canUseComputer);
  }
});

test('every symptom has "that helped" and "still stuck", and at most one way on', () => {
  for (const id of symptomIds) {
    const [helped, stuck, ...wayOn] = actionsFor({ kind: 'symptom', symptom: id });

    expect([helped?.kind, stuck?.kind]).toEqual(['helped', 'still-stuck']);
    expect(wayOn.length).toBeLessThanOrEqual(1);
  }
});

test.each(['issue-tap', 'new-campaign', 'campaigns', 'check-tenant', 'unknown'] as const)(
  '"%s" is not for a user to ask',
  (intent) => {
    expect(commandFor(intent)).toEqual({ kind: 'unknown' });
  },
);

test.each([
  'set-up-passkey',
  'resume',
  'status',
  'troubleshoot',
  'lost-phone',
  'request-tap',
  'talk-to-human',
] as const)('"%s" is asked as it was understood', (intent) => {
  expect(commandFor(intent)).toEqual({ kind: intent });
});
