import { placeholders } from '../../src/rollout/check-words.ts';
import type { NudgeView, RolloutReply } from '../../src/rollout/reply.ts';
import { leftAlone, segments } from '../../src/rollout/segment.ts';
import { everyHelpdeskReply } from '../fixtures/every-helpdesk-reply.ts';
import { everyReply } from '../fixtures/every-reply.ts';
import { everyRolloutReply, someCounts, viewOfCampaign } from '../fixtures/every-rollout-reply.ts';
import { problemsOf } from './adaptive-cards.ts';
import { nodesOf, textsOf, titleOf, visibleTextOf } from './read-card.ts';
import { executing, languages, someReader, submitting } from './some-renderer.ts';

const modes = [
  ['execute', executing],
  ['submit', submitting],
] as const;
const everywhere = languages.flatMap((locale) => modes.map(([mode, renderer]) => ({ locale, mode, renderer })));

function everyCard(locale: string, renderer = executing) {
  return everyRolloutReply.map((reply) => ({ reply, ...renderer.render(reply, { ...someReader, locale }) }));
}

/** Braces of ours: an owner reads and writes these. */
const spoken = new RegExp(`\\{(${[...placeholders, 'surname'].join('|')})\\}`, 'g');

describe.each(everywhere)('every reply of the rollout, in $locale with $mode', ({ locale, renderer }) => {
  test('no card is sent with an unfilled hole', () => {
    for (const { reply, card, summary, title, text } of everyCard(locale, renderer)) {
      const isAboutWords = ['campaign-words', 'approval-question'].includes(reply.kind);
      const all = JSON.stringify([card, summary, title, text]).replace(isAboutWords ? spoken : /(?!)/, '');

      expect({ kind: reply.kind, text: all }).not.toMatchObject({
        text: expect.stringMatching(/\$?\{\w+\}|undefined|\[object|NaN|rollout\./),
      });
    }
  });

  test("Microsoft's parser finds nothing wrong", () => {
    for (const { reply, card } of everyCard(locale, renderer)) {
      // Teams knows charts, Microsoft's parser for all clients does not: it takes what is there for those.
      const problems = problemsOf(card).filter((problem) => !problem.includes('"Chart.HorizontalBar". Fallback'));

      expect({ kind: reply.kind, problems }).toEqual({ kind: reply.kind, problems: [] });
    }
  });

  test('a card says its version and language, and what to show where cards are not', () => {
    for (const { card } of everyCard(locale, renderer)) {
      expect(card).toMatchObject({
        type: 'AdaptiveCard',
        version: '1.5',
        lang: locale,
        fallbackText: expect.stringMatching(/\S/),
      });
    }
  });

  test('a card stays under 28 KB', () => {
    for (const { card } of everyCard(locale, renderer)) {
      expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(28 * 1024);
    }
  });
});

describe.each(languages)('the words of the rollout in %s', (locale) => {
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

  test('the lock-screen line is one short plain line, and names nobody', () => {
    for (const { summary } of everyCard(locale)) {
      expect(summary).toMatch(/^\S.{5,59}$/);
      expect(summary).not.toMatch(/\*\*|\]\(|`|Grace|Osei|Tove|Ada|Passkeys for the field|Temporary Access/);
    }
  });

  test('replies of different kinds have different lock-screen lines, those of the other rooms among them', () => {
    const kinds = new Map<string, Set<string>>();
    const others = [...everyReply, ...everyHelpdeskReply].map((reply) => ({
      reply,
      ...executing.render(reply, { ...someReader, locale }),
    }));
    for (const { reply, summary } of [...everyCard(locale), ...others]) {
      kinds.set(summary, new Set([...(kinds.get(summary) ?? []), reply.kind]));
    }

    expect([...kinds].filter(([, sharing]) => sharing.size > 1)).toEqual([]);
  });

  test('nobody has to read the jargon of programmers', () => {
    for (const { card, summary } of everyCard(locale)) {
      expect(`${visibleTextOf(card)}\n${card.fallbackText}\n${summary}`).not.toMatch(
        /\b([Gg]raph|AAGUIDs?|[Aa]ttestation|TAPs?|UPN|[Ss]egments?|[Ll]edger|[Rr]evision|[Ii]nvoke|[Nn]udges?)\b/,
      );
    }
  });
});

const someNudge: NudgeView = {
  campaign: 'campaign-1',
  campaignName: 'Passkeys for the field',
  ownerName: 'Grace Osei',
  segment: 'ready',
  round: 0,
};

function cardOf(reply: RolloutReply) {
  return executing.render(reply, someReader).card;
}

/** Each paragraph whole, as it is read. */
function read(reply: RolloutReply): string {
  const card = cardOf(reply);
  const blocks = nodesOf(card).filter(({ type }) => type === 'RichTextBlock');
  return [titleOf(card), ...blocks.map((block) => textsOf(block, 'TextRun').join(''))].join('\n');
}

test("the preview says when Microsoft's own campaign could not be read", () => {
  const told = everyRolloutReply.flatMap((reply) =>
    reply.kind === 'campaign-preview' && /couldn't read whether/.test(read(reply))
      ? [reply.campaign.planning?.entraUnread]
      : [],
  );

  expect(told).toEqual([true]);
});

test('the preview says when nobody is looked up one by one, and how old the answer may be', () => {
  const told = everyRolloutReply.flatMap((reply) =>
    reply.kind === 'campaign-preview' && /only at everybody at once.*17 minutes/.test(read(reply))
      ? [reply.sweepAloneSince]
      : [],
  );

  expect(told).toEqual(['2026-11-23T08:40:00Z']);
});

test('the preview says how a message gets to them, and why some are left alone', () => {
  const [large, small] = everyRolloutReply.filter(({ kind }) => kind === 'campaign-preview').map(read);

  for (const line of ['8,558', '2,412', "The passkey policy isn't for them", 'Guests: they have it at home'])
    expect(large).toContain(line);
  expect(large).not.toContain('never met me');
  expect(small).toContain('1 of them has never met me in Teams');
});

test('an owner is told that whoever asks to be reminded gets more than the plan has', () => {
  const promises = everyRolloutReply
    .filter(({ kind }) => kind === 'campaign-plan' || kind === 'campaign-preview')
    .map((reply) => ({ kind: reply.kind, text: `${read(reply)}\n${visibleTextOf(cardOf(reply))}` }));

  expect(new Set(promises.map(({ kind }) => kind)).size).toBe(2);
  for (const { text } of promises) expect(text).toMatch(/(Nobody ever gets more|Messages at most).*unless they ask/);
});

test('the owner sees, and chooses, whose words others read', () => {
  const campaign = viewOfCampaign({ ownWords: { de: 'Bitte', en: 'Please' }, fallbackLanguage: 'de' });
  const inputs = nodesOf(cardOf({ kind: 'campaign-words', campaign }));

  expect(inputs.find(({ id }) => id === 'fallback')).toMatchObject({
    value: 'de',
    choices: [{ value: 'de' }, { value: 'en' }],
  });
  expect(visibleTextOf(cardOf({ kind: 'campaign-draft', campaign }))).toContain('Everybody else reads German');
});

test('the owner reads who needs a person and why, in words that cannot pretend to be ours, and how many more there are', () => {
  const [, known] = everyRolloutReply.filter(({ kind }) => kind === 'cannot-escalate').map(read);
  const people = Array.from({ length: 20 }, (_, index) => ({ name: `Number ${index + 1}`, because: 'other' }) as const);
  const many = { kind: 'cannot-escalate', campaign: viewOfCampaign({}), names: [], people, count: 83 } as const;

  expect(known).toContain('Not on their own phone');
  expect(known).toContain("Didn't answer");
  expect(known).toMatch(/“Only a .*flip.* phone\..*”/);
  expect(nodesOf(cardOf(many)).some(({ type, url }) => type === 'Action.OpenUrl' || url !== undefined)).toBe(false);
  expect(read(many)).toContain('Number 10');
  expect(read(many)).not.toContain('Number 11');
  expect(read(many)).toContain('And 73 more');
});

test.each<[string, Partial<typeof someCounts>, RegExp]>([
  ['Teams refused something', { failed: { refused: 2 } }, /Teams refused 2 messages.*administrator.*code/],
  ['nobody could look up the passkey', { failed: { 'not-read': 1 } }, /1 message was not sent.*npm run doctor/],
  [
    'the app is not allowed',
    { unreachable: { 'not-allowed-to-install': 1, 'disabled-by-admin': 2 } },
    /3 people may not/,
  ],
])('the report says what to do where it is not about who reads it: %s', (_what, counts, remark) => {
  const reported = (given: Partial<typeof someCounts>) =>
    read({
      kind: 'campaign-report',
      campaign: viewOfCampaign({ status: 'running' }),
      counts: { ...someCounts, failed: { 'blocked-by-user': 1 }, unreachable: {}, ...given },
      freshness: {},
    });

  expect(reported(counts)).toMatch(remark);
  expect(reported({})).not.toMatch(remark);
});

test('who has read their message is told where there are read receipts, and nowhere else', () => {
  const report = (counts: typeof someCounts) =>
    visibleTextOf(
      cardOf({ kind: 'campaign-report', campaign: viewOfCampaign({ status: 'running' }), counts, freshness: {} }),
    );

  expect(report(someCounts)).toMatch(/Read it.*3,508/s);
  expect(report({ ...someCounts, seen: 0 })).not.toContain('Read it');
});

const asked = segments.filter((segment) => !leftAlone.includes(segment));

test('a nudge is worded for where its reader stands, and a reminder is no repetition', () => {
  const said = [0, 1].flatMap((round) => asked.map((segment) => read({ kind: 'nudge', ...someNudge, segment, round })));

  expect(new Set(said).size).toBe(2 * asked.length);
});

test.each(asked)('whoever gets a nudge (%s) reads why, from whom, and that no password is asked for', (segment) => {
  for (const round of [0, 3]) {
    const text = read({ kind: 'nudge', ...someNudge, segment, round });

    expect(text).toContain('Grace Osei at Contoso');
    expect(text).toContain('Passkeys for the field');
    expect(text).toContain('because your account has no passkey yet');
    expect(text).toContain('I never ask for passwords or codes');
  }
});

test.each([
  ['at first', { round: 0 }],
  ['in a reminder', { round: 2 }],
  ["in the owner's own words", { round: 0, ownWords: 'Please do it.' }],
])('whoever signs in by text message reads from when that is blocked: %s', (_when, parts) => {
  const text = read({ kind: 'nudge', ...someNudge, segment: 'sms-only', ...parts });

  expect(text).toContain('From 1 February 2027 Microsoft blocks sign-in by text message and call');
});

test.each(['Pacific/Auckland', 'America/Los_Angeles', undefined])('a day is the same day in %s', (timeZone) => {
  const { card } = executing.render(
    { kind: 'nudge', ...someNudge, deadline: '2027-01-29' },
    { locale: 'en-GB', timeZone },
  );

  expect(card.fallbackText).toContain('Please have it by 29 January 2027.');
});

test("an owner's own words take the place of ours, as plain text", () => {
  const ownWords = 'Dear Ada,\n\n**Hurry** [here](https://evil.example) ${title} {name}\u202e';
  const text = read({ kind: 'nudge', ...someNudge, ownWords });

  expect(text).toContain('Dear Ada,\n**Hurry** [here](https://evil.example) ${title} {name}\n');
  expect(text).not.toContain('As far as I can see');
  expect(textsOf(cardOf({ kind: 'nudge', ...someNudge, ownWords }), 'TextBlock').join()).not.toContain('Hurry');
});

test('a sample says that it is one, and has nothing to press', () => {
  const sample: RolloutReply = { kind: 'nudge', ...someNudge, isSample: true };

  expect(read(sample)).toContain('A sample, only for you.');
  expect(read(sample)).toContain('Set up now · Remind me tomorrow · Next week · On a date');
  expect(nodesOf(cardOf(sample)).filter(({ type }) => String(type).startsWith('Action.'))).toEqual([]);
});

test('an owner is asked about every word that goes out in their name', () => {
  const campaign = viewOfCampaign({ ownWords: { en: 'First line.\nSecond line.', de: 'Hallo {name}' } });
  const text = read({
    kind: 'approval-question',
    campaign,
    counts: someCounts,
    needed: ['own-words'],
    askedByName: 'Grace Osei',
  });

  for (const line of ['First line.', 'Second line.', 'Hallo {name}', 'English', 'German']) expect(text).toContain(line);
});

describe('a chart', () => {
  const withCharts = everyRolloutReply.filter((reply) => chartsOn(cardOf(reply)).length > 0);

  test('is on the preview, on the question for approval, and on the report', () => {
    expect(new Set(withCharts.map(({ kind }) => kind))).toEqual(
      new Set(['campaign-preview', 'approval-question', 'campaign-report']),
    );
  });

  test('has a name and a number for each bar', () => {
    for (const reply of withCharts) {
      const card = cardOf(reply);
      for (const { data, title, displayMode } of chartsOn(card)) {
        expect(textsOf(card, 'TextBlock')).toContain(title);
        // Parts of a whole add up to it; what everybody has gone through cannot.
        expect(displayMode).toBe(reply.kind === 'campaign-report' ? 'AbsoluteWithAxis' : 'PartToWhole');
        const bars = data as readonly { x: string; y: number; color: string }[];
        expect(new Set(bars.map(({ x }) => x)).size).toBe(bars.length);
        for (const { x, y, color } of bars) {
          expect(x).toMatch(/^\S/);
          expect(Number.isInteger(y)).toBe(true);
          expect(color).toMatch(/^(good|attention|neutral|categoricalBlue)$/);
        }
      }
    }
  });

  test('is text with the same numbers where charts are unknown, and where cards are', () => {
    for (const reply of withCharts) {
      const card = cardOf(reply);
      for (const { data, fallback } of chartsOn(card)) {
        const shown = textsOf(fallback as object, 'TextBlock');
        for (const { x, y } of data as readonly { x: string; y: number }[]) {
          const number = y.toLocaleString('en');
          const label = x.replace(`: ${number}`, '');
          expect(shown[shown.indexOf(label) + 1]).toBe(number);
          expect(card.fallbackText).toContain(`${label}: ${number}`);
        }
      }
    }
  });
});

test("the preview's chart begins with whoever signs in by text message only, then with who is ready", () => {
  const [reply] = everyRolloutReply.filter((one) => one.kind === 'campaign-preview');
  if (!reply) throw new Error('No preview');
  const bySegment = Object.fromEntries(Object.entries(someCounts.bySegment).toReversed());
  const [chart] = chartsOn(cardOf({ ...reply, counts: { ...someCounts, bySegment } }));
  const labels = ((chart?.data ?? []) as readonly { x: string }[]).map(({ x }) => x.replace(/: [\d,]+$/, ''));

  expect(labels.slice(0, 2)).toEqual(['Text message or call only', 'Ready to go']);
});

function chartsOn(card: object) {
  return nodesOf(card).filter(({ type }) => String(type).startsWith('Chart.'));
}

test('the report tells every number there is', () => {
  const counts = { ...someCounts, waves: someCounts.waves.slice(0, 3) };
  const card = cardOf({
    kind: 'campaign-report',
    campaign: viewOfCampaign({ status: 'running' }),
    counts,
    freshness: {},
  });
  const told = `${visibleTextOf(card)}\n${card.fallbackText}`;

  // Those are told by the preview.
  const { bySegment: _segments, blocked: _alone, withoutChat: _before, waves, outcomeBySegment, ...rest } = counts;
  const people = waves.flatMap(({ people, reached, done }) => [people, reached, done]);
  const outcomes = outcomeBySegment.flatMap(({ reached, done }) => [reached, done]);
  for (const number of [...numbersIn(rest), ...people, ...outcomes]) {
    expect(told).toMatch(new RegExp(`(^|[^\\d,])${number.toLocaleString('en')}([^\\d,]|$)`, 'm'));
  }
});

function numbersIn(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

test('the largest report stays under 28 KB', () => {
  const most = 9_999_999;
  const all = <T extends object>(of: T) => Object.fromEntries(Object.keys(of).map((name) => [name, most]));
  const [wave] = someCounts.waves;
  const counts = {
    ...someCounts,
    ...all({ audience: 0, reached: 0, pressed: 0, started: 0, done: 0, doneSinceStart: 0, snoozed: 0, optedOut: 0 }),
    cannot: all(someCounts.cannot),
    unreachable: all(someCounts.unreachable),
    nudges: all(someCounts.nudges),
    skipped: all(someCounts.skipped),
    failed: all({ ...someCounts.failed, ...someCounts.unreachable }),
    outcomeBySegment: segments.map((segment) => ({ segment, reached: most, done: most })),
    waves: Array.from({ length: 1_000 }, (_, number) => ({ ...wave, ...all(wave ?? {}), wave: number })) as never,
  };
  const campaign = viewOfCampaign({
    name: 'Ö'.repeat(80),
    status: 'paused',
    pausedBecause: { kind: 'trouble', what: 'stuck', count: most, of: most },
  });
  const freshness = { auditSweptAt: '2026-11-24T10:31:00Z', sweepAloneSince: '2026-11-24T10:31:00Z' };

  const card = cardOf({ kind: 'campaign-report', campaign, counts, freshness });
  expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(28 * 1024);
});
