import type { Reply } from '../../src/enrollment/reply.ts';
import { everyReply, iphone } from '../fixtures/every-reply.ts';
import { problemsOf } from './adaptive-cards.ts';
import { stepNumbersOf, titleOf, visibleTextOf } from './read-card.ts';
import { executing, languages, someReader, submitting } from './some-renderer.ts';

const modes = [
  ['execute', executing],
  ['submit', submitting],
] as const;
const everywhere = languages.flatMap((locale) => modes.map(([mode, renderer]) => ({ locale, mode, renderer })));

function everyCard(locale: string, renderer = executing) {
  return everyReply.map((reply) => ({ reply, ...renderer.render(reply, { ...someReader, locale }) }));
}

describe.each(everywhere)('every reply, in $locale with $mode', ({ locale, renderer }) => {
  test('no card is sent with an unfilled hole', () => {
    for (const { reply, card, summary } of everyCard(locale, renderer)) {
      expect({ kind: reply.kind, text: JSON.stringify([card, summary]) }).not.toMatchObject({
        text: expect.stringMatching(/\$?\{\w+\}|undefined|\[object|NaN/),
      });
    }
  });

  test("Microsoft's parser finds nothing wrong", () => {
    for (const { reply, card } of everyCard(locale, renderer)) {
      expect({ kind: reply.kind, problems: problemsOf(card) }).toEqual({ kind: reply.kind, problems: [] });
    }
  });

  test('a card says its version and language, and what to show where cards are not', () => {
    for (const { card } of everyCard(locale, renderer)) {
      expect(card).toMatchObject({
        type: 'AdaptiveCard',
        version: '1.5',
        lang: locale,
        fallbackText: expect.stringMatching(/\S/),
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      });
    }
  });

  test('a card stays under 28 KB without its pictures', () => {
    for (const { card } of everyCard(locale, renderer)) {
      const withoutPictures = JSON.stringify(card).replaceAll(/data:image[^"]+/g, '');

      expect(Buffer.byteLength(withoutPictures)).toBeLessThan(28 * 1024);
    }
  });
});

test('nobody is told to delete a passkey before looking whether it is the one that works', () => {
  const advice = everyCard('en')
    .filter(({ reply }) => reply.kind === 'orphan' || reply.kind === 'symptom')
    .map(({ reply, card }) => ({ reply, text: visibleTextOf(card) }))
    .filter(({ text }) => /delete (?:passkey|the passkey|that)/i.test(text));

  expect(advice.length).toBeGreaterThan(10);
  for (const { reply, text } of advice) {
    const beforeDeleting = text.split(/delete (?:passkey|the passkey|that)/i)[0];
    expect({ reply, beforeDeleting }).toEqual({ reply, beforeDeleting: expect.stringMatching(/listed/) });
  }
});

describe.each(languages)('the words in %s', (locale) => {
  test('a title has at most six words', () => {
    for (const { card } of everyCard(locale)) {
      expect(
        titleOf(card)
          .split(' ')
          .filter((word) => /\w/.test(word)).length,
      ).toBeLessThanOrEqual(6);
    }
  });

  test('a card has at most five steps', () => {
    for (const { card } of everyCard(locale)) expect(stepNumbersOf(card).length).toBeLessThanOrEqual(5);
  });

  test('the lock-screen line is one short plain line', () => {
    for (const { summary } of everyCard(locale)) {
      expect(summary).toMatch(/^\S.{5,59}$/);
      expect(summary).not.toMatch(/\*\*|\]\(|`/);
    }
  });

  test('replies of different kinds have different lock-screen lines', () => {
    const kinds = new Map<string, Set<Reply['kind']>>();
    for (const { reply, summary } of everyCard(locale)) {
      kinds.set(summary, new Set([...(kinds.get(summary) ?? []), reply.kind]));
    }

    expect([...kinds].filter(([, sharing]) => sharing.size > 1)).toEqual([]);
  });

  test('no user has to read the jargon of administrators', () => {
    for (const { card, summary } of everyCard(locale)) {
      const text = `${visibleTextOf(card)}\n${card.fallbackText}\n${summary}`;

      expect(text).not.toMatch(/\b(Graph|AAGUIDs?|attestation|provider policy)\b/i);
    }
  });

  test('a user is sent to fixed Microsoft addresses only', () => {
    for (const { card, summary } of everyCard(locale)) {
      const text = `${visibleTextOf(card)}\n${card.fallbackText}\n${summary}`;
      const addresses = text.match(/\b[\w-]+(\.[\w-]+)*\.(com|ms|net|org|io|apple)\b(\/[\w/-]+)?/g) ?? [];

      expect(addresses.filter((address) => !allowedAddresses.has(address))).toEqual([]);
    }
  });
});

const allowedAddresses = new Set([
  'aka.ms/mysecurityinfo',
  'mysignins.microsoft.com',
  'office.com',
  'login.microsoft.com',
  'www.microsoft.com/security/mobile-authenticator-app',
  // Named to the help desk, to be let through a firewall.
  'cable.ua5v.com',
  'cable.auth.com',
  'app-site-association.cdn-apple.com',
  'app-site-association.networking.apple',
]);

test.each([
  ['in the time zone of the reader', 'en-GB', 'Europe/Berlin', /You asked for this at 11:31\./],
  ['as the country of the reader writes it', 'en-US', 'America/New_York', /You asked for this at 5:31\sAM\./],
  ['with its zone where the reader has none', 'en-GB', undefined, /You asked for this at 10:31 UTC\./],
  ['all the same where the zone does not exist', 'en-GB', 'Middle/Earth', /You asked for this at 10:31 UTC\./],
  ['all the same where the locale is nonsense', '!?', 'Europe/Berlin', /You asked for this at 11:31\sAM\./],
])('a time is shown %s', (_why, locale, timeZone, expected) => {
  const offer = everyReply.find(({ kind }) => kind === 'offer');
  if (!offer) throw new Error('no offer');

  const { card } = executing.render(offer, { locale, timeZone });

  expect(visibleTextOf(card)).toMatch(expected);
});

test('who is told to pass on "the line below" finds one below, and nobody else does', () => {
  const cards = everyCard('en').filter(({ reply }) => reply.kind === 'symptom');
  const showing = cards.filter(({ card }) => visibleTextOf(card).includes('For the help desk: '));
  const told = cards.filter(({ card }) => / the line below\b/.test(visibleTextOf(card)));

  expect(told.length).toBeGreaterThan(0);
  expect(showing.map(({ reply }) => reply)).toEqual(told.map(({ reply }) => reply));
});

test('the first card says why it came, what is known, and that codes are never asked for', () => {
  const offer: Reply = {
    kind: 'offer',
    route: 'in-authenticator',
    phone: iphone,
    onThisPhone: false,
    warnings: [],
    otherPhones: [],
    canUseComputer: false,
    askedAt: '2026-11-20T10:31:00.000Z',
  };

  const { card } = executing.render(offer, someReader);

  const text = visibleTextOf(card);
  expect(text).toContain('Your iPhone can do it, and Contoso allows it.');
  expect(text).toContain("Alva's iPhone · iOS 18.6, seen 19 Nov 2026 · Authenticator 6.8.41");
  expect(text).toContain('I never ask for passwords or codes.');
});

const beginnings: readonly Reply[] = [
  { kind: 'ask-phone', phones: [] },
  { kind: 'ask-os', platform: 'ios', choices: ['26'] },
  { kind: 'update-os', phone: iphone, needed: '17', companyPhone: false },
  { kind: 'needs-tap' },
  { kind: 'needs-tap', request: { number: 4711, about: 'tap', openedAt: '2026-11-20T09:12:00.000Z' } },
  { kind: 'blocked', reason: 'guest' },
  { kind: 'already-done', passkeys: [], fitsGoal: true },
  { kind: 'compromised-phone', phone: iphone },
  { kind: 'no-phone', securityKeyAllowed: true, hasWindowsHello: true },
];

test.each(beginnings.map((reply) => [reply.kind, reply] as const))(
  'a first card that is %s says why it came and that codes are never asked for, a later one does not',
  (_kind, reply) => {
    const promise = 'You asked for this at 11:31. I never ask for passwords or codes.';
    const first = { ...reply, askedAt: '2026-11-20T10:31:00.000Z' };

    expect(visibleTextOf(executing.render(first, someReader).card)).toContain(promise);
    expect(visibleTextOf(executing.render(reply, someReader).card)).not.toContain('You asked for this');
  },
);

test('what could not be read is said, and nothing is claimed about it', () => {
  const { card } = executing.render(
    {
      kind: 'offer',
      route: 'in-authenticator',
      phone: iphone,
      onThisPhone: false,
      warnings: [{ kind: 'not-read', what: 'policy', because: 'timed-out' }],
      otherPhones: [],
      canUseComputer: false,
      askedAt: '2026-11-20T10:31:00.000Z',
    },
    someReader,
  );

  expect(visibleTextOf(card)).toContain("I couldn't check what Contoso allows just now.");
  expect(visibleTextOf(card)).not.toContain('allows it');
});
