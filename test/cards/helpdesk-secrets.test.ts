import { plainText } from '../../src/cards/plain-text.ts';
import type { HelpdeskReply } from '../../src/helpdesk/reply.ts';
import { cases, everyHelpdeskReply, ines, somePass, someShow, viewOfCase } from '../fixtures/every-helpdesk-reply.ts';
import { caseOpenedAt, minutesAfter, someMatch } from '../fixtures/some-case.ts';
import { nodesOf, textsOf } from './read-card.ts';
import { executing, someReader } from './some-renderer.ts';

const validUntil = minutesAfter(caseOpenedAt, 60).toISOString();
const passes = [somePass, 'Abc*d**e', '${title}{x}', '&lt;b&gt;', '[a](b)_c_', '\\`~|"\'', 'aaaabbbbccccddddeeee'];

test.each(passes)('a pass is shown as it is, sign by sign, and only to be read: %s', (tap) => {
  for (const forWhom of ['reader', 'caller', 'report'] as const) {
    const { card, ...rest } = executing.render({ kind: 'tap', tap, validUntil, forWhom }, someReader);

    const [large = ''] = textsOf(card, 'TextRun');
    expect(large.replaceAll(' ', '')).toBe(tap);
    expect(textsOf(card, 'TextBlock').join('\n')).not.toContain(tap.slice(0, 4));
    for (const hidden of [card.fallbackText, ...Object.values(rest)]) {
      expect(String(hidden)).not.toContain(tap);
      expect(String(hidden)).not.toContain(large);
      expect(String(hidden)).not.toContain(tap.slice(0, 4));
    }
    expect(nodesOf(card).filter(({ type }) => String(type).startsWith('Action'))).toEqual([]);
  }
});

test('a pass is said so that it can be typed without seeing it', () => {
  const { card } = executing.render({ kind: 'tap', tap: '+drkzqAD01', validUntil, forWhom: 'caller' }, someReader);

  const said = textsOf(card, 'TextRun');
  expect(said).toContain('+drk zqAD 01');
  expect(said).toContain('plus, d, r, k');
  expect(said).toContain('z, q, capital A, capital D');
  expect(said).toContain('zero, one');
});

test('everybody but the operator who reads it out is told that nobody will ask for it', () => {
  const textOf = (forWhom: 'reader' | 'caller') =>
    textsOf(executing.render({ kind: 'tap', tap: somePass, validUntil, forWhom }, someReader).card, 'TextRun').join('');

  expect(textOf('reader')).toContain('Nobody will ask you to read it to them');
  expect(textOf('caller')).not.toContain('Nobody will ask');
});

test('no other card has room for a pass', () => {
  for (const reply of everyHelpdeskReply.filter(({ kind }) => kind !== 'tap')) {
    const { card } = executing.render(reply, someReader);

    expect(nodesOf(card).filter(({ fontType, text }) => fontType === 'Monospace' && text !== '47')).toEqual([]);
  }
});

test('the key of a copy is in its button, and nowhere else', () => {
  for (const reply of everyHelpdeskReply) {
    const { card, summary, title, text } = executing.render(reply, someReader);

    const elsewhere =
      JSON.stringify({ ...card, body: [] }) + summary + title + text + textsOf(card, 'TextRun').join('');
    expect(elsewhere).not.toContain(someShow.key);
  }
});

test.each([
  ['sent', false],
  ['opened', true],
  ['matched', false],
  ['failed', false],
  ['expired', false],
  ['not-me', false],
] as const)('the digits of a number that is %s are on the card: %s', (state, isShown) => {
  const one = viewOfCase({ match: someMatch(caseOpenedAt, { state, digits: '83' }) });

  const { card, summary, title, text } = executing.render({ kind: 'case', case: one }, someReader);

  expect(textsOf(card, 'TextRun').includes('83')).toBe(isShown);
  expect(`${summary}${title}${text}`).not.toContain('83');
});

test('the subject is never shown the digits', () => {
  for (const kind of ['match-card', 'type-digits'] as const) {
    const reply = everyHelpdeskReply.find((one) => one.kind === kind);
    if (!reply) throw new Error(`no ${kind}`);

    expect(JSON.stringify(executing.render(reply, someReader).card)).not.toContain('47');
  }
});

const hostile = [
  '**bold** _it_ [link](https://evil.example) # h',
  '${title} {org} {name}',
  '<b>x</b> <script>alert(1)</script>',
  '- list\n1. list',
  '![image](https://evil.example/x.png)',
  "'{' it''s {x, plural, one {1}}",
  'abc\u202egnp.exe\u2066\u200b hidden',
  'A'.repeat(10_000),
];

function repliesThatName(name: string): readonly HelpdeskReply[] {
  const person = { ...ines, name, upn: name, title: name, department: name };
  const item = {
    number: 1,
    about: 'tap',
    name,
    openedAt: validUntil,
    waitingMinutes: 1,
    claimedByName: name,
    isMine: false,
  } as const;
  const one = viewOfCase({}, { name, upn: name, title: name, manager: { id: ines.id, name } });
  const method = { id: 'm', kind: 'passkey', name } as const;
  return [
    { kind: 'ask-for-person', problem: 'nobody', query: name },
    { kind: 'which-person', people: [person], more: false },
    { kind: 'another-way-first', person, ways: ['phone'] },
    { kind: 'tap-refused', person, refusal: { kind: 'enabled' } },
    { kind: 'case', case: one },
    { kind: 'case-over', status: 'expired', name },
    { kind: 'already-issued', byName: name, secondsAgo: 1, name },
    { kind: 'tap-issued', case: { ...one, options: { ...one.options, delivery: 'manager-chat' } } },
    { kind: 'undo', case: one, methods: [method, { ...method, id: 'n', kind: 'phone' }] },
    { kind: 'passkey-appeared', case: one, tapStillThere: false, oldMethods: [method] },
    { kind: 'undone', results: [{ what: 'method', ok: true, name }] },
    { kind: 'requests', items: [item], more: false },
    { kind: 'request', item, subject: ines.id, diagnosis: [{ what: 'words', value: name }] },
    { kind: 'request', item, subject: ines.id, diagnosis: [{ what: name, value: name, result: 'fail' }] },
    { kind: 'channel-request', number: 1, name },
    { kind: 'match-card', match: 'm', operatorName: name, expiresAt: validUntil },
    { kind: 'tap-ready', case: 'c', validUntil, isUsableOnce: true, show: someShow, forName: name },
    { kind: 'manager-question', decision: 'd', name, operatorName: name, expiresAt: validUntil },
    {
      kind: 'second-question',
      decision: 'd',
      name,
      operatorName: name,
      reason: name,
      options: { lifetime: 60, isUsableOnce: true, delivery: 'manager-chat' },
      managerName: name,
      verifications: [],
      redFlags: [],
      expiresAt: validUntil,
    },
  ];
}

test.each(hostile)('a name or a note is shown as it is, and nowhere where Markdown is read: %.30j', (name) => {
  const shown = plainText(name).slice(0, 30);
  for (const reply of repliesThatName(name)) {
    const { card, summary, title } = executing.render(reply, someReader);

    expect({ kind: reply.kind, text: textsOf(card, 'TextRun').join('\n') }).toEqual({
      kind: reply.kind,
      text: expect.stringContaining(reply.kind === 'passkey-appeared' ? shown.slice(0, 2) : shown),
    });
    expect(textsOf(card, 'TextBlock').join('\n')).not.toContain(shown.slice(0, 10));
    expect(summary + title).not.toContain(shown.slice(0, 10));
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(28 * 1024);
    const choices = nodesOf(card).flatMap(({ choices }) => (choices as { title: string }[] | undefined) ?? []);
    for (const choice of choices) expect(choice.title).not.toMatch(/[*_[\]<>`#~|\\]/);
    expect(JSON.stringify(card)).not.toMatch(/"Action\.OpenUrl"/);
  }
});

test('a channel sees a name and a number, and no more', () => {
  const { card } = executing.render({ kind: 'channel-request', number: 4711, name: ines.name }, someReader);

  expect([...textsOf(card, 'TextBlock'), ...textsOf(card, 'TextRun')]).toEqual(['New request 4711', ines.name]);
});

test('one look tells who, what is suspicious, what is missing and what next', () => {
  const flagged = cases.find(({ preflight }) => preflight.redFlags.length > 0);
  if (!flagged) throw new Error('no flagged case');
  const { card } = executing.render({ kind: 'case', case: flagged }, someReader);

  const text = textsOf(card, 'TextRun').join('\n');
  for (const part of ['Ines Moreau', 'ines.moreau@contoso.example', 'Nurse · Ward 3 · account since 12 Mar 2021']) {
    expect(text).toContain(part);
  }
  expect(text.match(/⚠/g)).toHaveLength(8);
  expect(text).toContain('A check of who is calling');
  expect(text).toContain("A second operator's yes");
  expect(text).toMatch(/Fine: active, no guest, .*Looked up at 10:00\./);
});
