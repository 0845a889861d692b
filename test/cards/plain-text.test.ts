import { plainText } from '../../src/cards/plain-text.ts';
import { createRenderer } from '../../src/cards/render-reply.ts';
import type { Reply } from '../../src/enrollment/reply.ts';
import { buttonsOf, textsOf } from './read-card.ts';
import { executing, someOptions, someReader } from './some-renderer.ts';

test.each([
  ['an ordinary name', "Alva's iPhone", "Alva's iPhone"],
  ['another script', 'アルヴァの電話', 'アルヴァの電話'],
  ['line breaks and tabs', 'My\r\n\tphone', 'My phone'],
  ['control characters', 'My\u0000\u001b[31mphone', 'My[31mphone'],
  ['direction overrides', 'abc\u202egnp.exe\u2066', 'abcgnp.exe'],
  ['characters of no width', 'pass\u200bkey\ufeff', 'passkey'],
  ['letters that show as nothing', '\u3164\u2800phone', 'phone'],
  ['private-use characters', '\ue000\ue000phone', 'phone'],
  ['entities', '&lt;b&gt; R&D', '\uff06lt;b\uff06gt; R&D'],
  ['marks piled on one letter', `a${'\u0300'.repeat(50)}b`, `a${'\u0300'.repeat(4)}b`],
  ['half a character', 'a\ud83d', 'a'],
  ['nothing', ' \u200b ', ''],
])('%s', (_what, raw, expected) => {
  expect(plainText(raw)).toBe(expected);
});

test('a long name is cut at 60 characters, not inside one', () => {
  const cut = plainText('📱'.repeat(100));

  expect(Array.from(cut)).toHaveLength(60);
  expect(cut.endsWith('📱…')).toBe(true);
});

const hostile = [
  '**bold** _it_ [link](https://evil.example) # h',
  '${title} {org} {phone}',
  '<b>x</b> <script>alert(1)</script>',
  '- list\n1. list',
  '![image](https://evil.example/x.png)',
  '`code` ~~x~~ | y |',
  "'{' it''s {x, plural, one {1}}",
  '\\*escaped\\* \\',
];

test.each(hostile)('a name is shown as it is, and nowhere where Markdown is read: %j', (name) => {
  for (const reply of repliesThatName(name)) {
    const { card, summary } = executing.render(reply, someReader);

    const shown = plainText(name);
    const places = [
      ...textsOf(card, 'TextRun'),
      ...buttonsOf(card).map(({ title }) => String(title)),
      card.fallbackText,
    ];
    expect(places.some((text) => text.includes(shown.slice(0, 30)))).toBe(true);
    expect(textsOf(card, 'TextBlock').join('\n')).not.toContain(shown.slice(0, 10));
    expect(summary).not.toContain(shown.slice(0, 10));
  }
});

test.each(hostile)('the same name never makes a link or a bold word: %j', (name) => {
  const plain = executing.render(repliesThatName('x')[0] ?? { kind: 'help' }, someReader);
  const { card } = executing.render(repliesThatName(name)[0] ?? { kind: 'help' }, someReader);

  expect(shapeOf(card)).toEqual(shapeOf(plain.card));
});

test('a title escapes what Markdown would read in the name of the organization', () => {
  const renderer = createRenderer({ ...someOptions, organization: 'A*B* [x](y)', actions: 'execute' });

  const { card } = renderer.render({ kind: 'symptom', symptom: 'policy_attestation' }, someReader);

  expect(textsOf(card, 'TextBlock')[0]).toBe("A\\*B\\* \\[x\\]\\(y\\) didn't accept it");
});

/** A card without its words. */
function shapeOf(card: object): string {
  return JSON.stringify(card, (key, value) => (key === 'text' || key === 'fallbackText' ? '' : value));
}

function repliesThatName(name: string): readonly Reply[] {
  const askedAt = '2026-11-20T10:31:00.000Z';
  const phone = { platform: 'android', name, osVersion: name, osSeenAt: askedAt, appVersion: name } as const;
  return [
    {
      kind: 'offer',
      route: 'in-authenticator',
      phone,
      onThisPhone: false,
      warnings: [{ kind: 'old-app', appVersion: name, needed: '6.8.37' }],
      otherPhones: [],
      canUseComputer: false,
      askedAt,
    },
    { kind: 'ask-phone', phones: [phone], askedAt },
    { kind: 'update-os', phone, needed: '14', companyPhone: false },
    { kind: 'already-done', passkeys: [{ id: '1', name, provider: name, createdAt: askedAt }], fitsGoal: true },
    { kind: 'registered', passkey: { id: '1', name, provider: name }, fitsGoal: false },
    {
      kind: 'known-about-you',
      facts: [{ what: 'phone', result: 'pass', value: name, source: 'intune' }],
      stored: [],
      readAt: askedAt,
    },
  ];
}
