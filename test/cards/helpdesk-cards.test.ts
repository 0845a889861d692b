import type { HelpdeskReply } from '../../src/helpdesk/reply.ts';
import { everyHelpdeskReply, viewOfCase } from '../fixtures/every-helpdesk-reply.ts';
import { everyReply } from '../fixtures/every-reply.ts';
import { problemsOf } from './adaptive-cards.ts';
import { stepNumbersOf, titleOf, visibleTextOf } from './read-card.ts';
import { executing, languages, revealing, someReader, submitting } from './some-renderer.ts';

const modes = [
  ['execute', executing],
  ['submit', submitting],
  ['execute, passes in the card', revealing],
] as const;
const everywhere = languages.flatMap((locale) => modes.map(([mode, renderer]) => ({ locale, mode, renderer })));

function everyCard(locale: string, renderer = executing) {
  return everyHelpdeskReply.map((reply) => ({ reply, ...renderer.render(reply, { ...someReader, locale }) }));
}

describe.each(everywhere)('every reply of the help desk, in $locale with $mode', ({ locale, renderer }) => {
  test('no card is sent with an unfilled hole', () => {
    for (const { reply, card, summary, title, text } of everyCard(locale, renderer)) {
      expect({ kind: reply.kind, text: JSON.stringify([card, summary, title, text]) }).not.toMatchObject({
        text: expect.stringMatching(/\$?\{\w+\}|undefined|\[object|NaN|helpdesk\./),
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

  test('a card stays under 28 KB', () => {
    for (const { card } of everyCard(locale, renderer)) {
      expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(28 * 1024);
    }
  });
});

describe.each(languages)('the words of the help desk in %s', (locale) => {
  test('a title has one to six words', () => {
    for (const { reply, card } of everyCard(locale)) {
      const count = titleOf(card)
        .split(' ')
        .filter((word) => /\w/.test(word)).length;

      expect({ kind: reply.kind, title: titleOf(card), isShort: count >= 1 && count <= 6 }).toMatchObject({
        isShort: true,
      });
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

  test('replies of different kinds have different lock-screen lines, those to users among them', () => {
    const kinds = new Map<string, Set<string>>();
    const others = everyReply.map((reply) => ({ reply, ...executing.render(reply, { ...someReader, locale }) }));
    for (const { reply, summary } of [...everyCard(locale), ...others]) {
      kinds.set(summary, new Set([...(kinds.get(summary) ?? []), reply.kind]));
    }

    expect([...kinds].filter(([, sharing]) => sharing.size > 1)).toEqual([]);
  });

  test('a lock screen names nobody and no Temporary Access Pass', () => {
    for (const { summary } of everyCard(locale)) {
      expect(summary).not.toMatch(/Ines|Moreau|Omar|Haddad|Olga|Rui|Mika|\bTAP\b|Temporary Access/);
    }
  });

  test('nobody has to read the jargon of programmers', () => {
    for (const { card, summary } of everyCard(locale)) {
      expect(`${visibleTextOf(card)}\n${card.fallbackText}\n${summary}`).not.toMatch(
        /\b([Gg]raph|AAGUIDs?|[Aa]ttestation|TAPs?|UPN|[Ss]ubject|[Rr]evision|[Ii]nvoke)\b/,
      );
    }
  });

  test('people are sent to two Microsoft addresses at most', () => {
    for (const { card, summary } of everyCard(locale)) {
      const text = `${visibleTextOf(card)}\n${card.fallbackText}\n${summary}`;
      const addresses = text.match(/(?<![@\w.-])[\w-]+(\.[\w-]+)+\.(com|ms|net|org|io)\b|aka\.ms\S*/g) ?? [];

      expect(addresses.filter((address) => address !== 'mysignins.microsoft.com')).toEqual([]);
    }
  });
});

function only<Kind extends HelpdeskReply['kind']>(kind: Kind): Extract<HelpdeskReply, { kind: Kind }> {
  const found = everyHelpdeskReply.find(
    (reply): reply is Extract<HelpdeskReply, { kind: Kind }> => reply.kind === kind,
  );
  if (!found) throw new Error(`no ${kind}`);
  return found;
}

test.each([
  ['in the time zone of the reader', 'Europe/Berlin', /until 2 Mar, 11:00/],
  ['with its zone where the reader has none', undefined, /until 2 Mar, 10:00 UTC/],
])('until when a pass is valid is said %s', (_why, timeZone, expected) => {
  const { card } = executing.render(only('tap-ready'), { locale: 'en-GB', timeZone });

  expect(card.fallbackText).toMatch(expected);
});

test('the sign-in has its title and text without a card', () => {
  const { title, text } = executing.render(only('sign-in'), someReader);

  expect(title).toBe("Confirm that it's you");
  expect(text).toContain('under your own name');
});

test.each([
  ['ready', 'Their phone is ready for one, as far as I know.'],
  ['update-os', 'Their phone needs a system update first.'],
  ['update-app', 'Authenticator on their phone needs an update first.'],
  ['unknown', "Not known: I couldn't look it up."],
] as const)('the pre-flight card has one line on how ready they are: %s', (readiness, line) => {
  const { card } = executing.render({ kind: 'case', case: viewOfCase({ outset: { readiness } }) }, someReader);

  expect(visibleTextOf(card).split('\n')).toContain(line);
});

test.each([
  ['not once, for who has no device yet', true, false, true],
  ['once, chosen by the operator', true, true, false],
  ['not once, chosen by the operator', false, false, false],
])('the case says for what a pass works more than once: %s', (_what, isEmptyHanded, isUsableOnce, isSaid) => {
  const outset = { readiness: 'which-phone', ...(isEmptyHanded && { isEmptyHanded }) } as const;
  const options = { lifetime: 60, isUsableOnce, delivery: 'read-out' } as const;
  const { card } = executing.render({ kind: 'case', case: viewOfCase({ outset, options }) }, someReader);

  expect(visibleTextOf(card).includes('for a new computer and a new phone together')).toBe(isSaid);
});
