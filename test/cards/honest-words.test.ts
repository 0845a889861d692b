import type { Reply } from '../../src/enrollment/reply.ts';
import { everyReply, iphone } from '../fixtures/every-reply.ts';
import { nodesOf, textsOf, visibleTextOf } from './read-card.ts';
import { executing, someReader } from './some-renderer.ts';

function textOf(reply: Reply): string {
  const { card } = executing.render(reply, someReader);
  const blocks = nodesOf(card).filter(({ type }) => type === 'RichTextBlock');
  return [visibleTextOf(card), ...blocks.map((block) => textsOf(block, 'TextRun').join(''))].join('\n');
}

test('a private window is for the test on the computer: on a phone it may know no passkeys', () => {
  const tests = everyReply.filter((reply) => reply.kind === 'sign-in-test');

  expect(tests.length).toBeGreaterThan(4);
  for (const reply of tests) expect(textOf(reply).includes('private window')).toBe(reply.how === 'computer');
});

test('nobody says that the help desk has security keys: nobody knows', () => {
  const about: readonly Reply[] = [
    { kind: 'no-phone', securityKeyAllowed: true, hasWindowsHello: false },
    { kind: 'second-way', securityKeyAllowed: true },
    { kind: 'security-key', allowed: true },
  ];

  for (const reply of about) {
    expect(textOf(reply)).toContain('Ask the help desk for one.');
    expect(textOf(reply)).not.toContain('has them');
  }
});

test('a request for a person claims no phone and no step that were never there', () => {
  const request = { number: 1, about: 'human', openedAt: '2026-11-20T09:12:00.000Z' } as const;

  expect(textOf({ kind: 'requested', request })).toContain('They see what I found out so far.');
  expect(textOf({ kind: 'still-stuck' })).not.toMatch(/your phone|your step/);
});

test('moving to a new phone is explained to those without a passkey, too', () => {
  expect(textOf({ kind: 'moving-phones' })).toContain("A passkey in Authenticator doesn't move over");
});

test('another way in is on record, which is not yet in the hand', () => {
  for (const reply of everyReply) {
    if (reply.kind === 'another-way' || (reply.kind === 'lost-phone' && reply.otherWays.length > 0))
      expect(textOf(reply)).toMatch(/\bif you still have it\b/i);
  }
});

test('another way in is called by its name', () => {
  const text = textOf({
    kind: 'another-way',
    ways: ['passkey'],
    passkeys: [{ id: '1', name: 'MacBook', provider: 'iCloud Keychain' }, { id: '2', name: 'Blue key' }, { id: '3' }],
  });

  expect(text).toContain('Your passkey MacBook (iCloud Keychain).');
  expect(text).toContain('Your security key or other passkey: Blue key.');
  expect(text).toContain('Your security key or other passkey.');
});

test('a passkey that was only just made may not have arrived: before any question, give it a minute', () => {
  const text = textOf({ kind: 'not-yet', platform: 'ios' });

  expect(text).toContain('Just finished? Give it a minute: I keep looking');
  expect(text.indexOf('Give it a minute')).toBeLessThan(text.indexOf('what does the phone show?'));
  expect(textOf({ kind: 'not-yet', platform: 'ios', because: 'timed-out' })).not.toContain('Give it a minute');
});

const ready = 'Your iPhone can do it';
test.each([
  [
    'is no failure where nobody may look',
    'forbidden',
    "I can't see your phone from here, so I go by what you tell me.",
    true,
  ],
  ['is a failure where it could be looked up', 'timed-out', "I couldn't look up your phone just now", false],
] as const)('a phone that cannot be seen %s', (_what, because, expected, isReady) => {
  const offer: Reply = {
    kind: 'offer',
    route: 'in-authenticator',
    phone: iphone,
    onThisPhone: false,
    warnings: [{ kind: 'not-read', what: 'phone', because }],
    otherPhones: [],
    canUseComputer: false,
    askedAt: '2026-11-20T10:31:00.000Z',
  };

  expect(textOf(offer)).toContain(expected);
  expect(textOf(offer).includes(ready)).toBe(isReady);
  expect(textOf({ kind: 'ask-phone', phones: [], askedAt: offer.askedAt, because })).toContain(expected);
  expect(textOf({ kind: 'ask-os', platform: 'ios', choices: ['26'], because })).toContain(expected);
});

test('whoever has their data deleted knows what campaigns keep, before and after', () => {
  const before: Reply = { kind: 'confirm-delete' };
  const after = everyReply.filter((reply) => reply.kind === 'data-deleted');

  expect(after.length).toBeGreaterThan(1);
  for (const reply of [before, ...after])
    expect(textOf(reply)).toMatch(/Campaigns (go on counting|count) you,? without your name/);
});
