import { createRenderer } from '../../src/cards/render-reply.ts';
import { everyReply } from '../fixtures/every-reply.ts';
import { nodesOf, textsOf, titleOf, visibleTextOf } from './read-card.ts';
import { executing, someOptions, someReader } from './some-renderer.ts';

const unnamed = createRenderer({
  organization: undefined,
  helpdesk: undefined,
  security: undefined,
  defaultLanguage: 'en',
  actions: 'execute',
});

const cards = everyReply.map((reply) => ({ reply, ...unnamed.render(reply, someReader) }));
const defaults = /your (?:organization|help desk|security team)/i;

/** Each line as it is read: a paragraph of runs is one. */
function linesOf(card: object): readonly string[] {
  const blocks = nodesOf(card).filter(({ type }) => type === 'RichTextBlock');
  return [titleOf(card), ...blocks.map((block) => textsOf(block, 'TextRun').join(''))];
}

test('without any names there are still whole sentences', () => {
  const wrong = cards.flatMap(({ reply, card, summary }) =>
    [summary, ...linesOf(card)]
      .filter(
        (line) =>
          /\b(?:your|the) your\b/i.test(line) ||
          /(?:^|[.?!] |\n)your (?:organization|help desk|security team)/.test(line),
      )
      .map((line) => ({ kind: reply.kind, line })),
  );

  expect(wrong).toEqual([]);
  expect(cards.filter(({ card }) => defaults.test(visibleTextOf(card))).length).toBeGreaterThan(20);
});

test('bold is what is on the screen, which a name that is not known is not', () => {
  const bold = cards.flatMap(({ card }) =>
    nodesOf(card).flatMap(({ type, weight, text }) =>
      type === 'TextRun' && weight === 'Bolder' ? [String(text)] : [],
    ),
  );

  expect(bold.length).toBeGreaterThan(100);
  expect(bold.filter((text) => /^work\b/.test(text) || defaults.test(text))).toEqual([]);
});

test.each([
  ['as it is called on the screen', executing, 'Tap your Contoso account, then Create a passkey.'],
  ['as what it is, where nobody has named the organization', unnamed, 'Tap your work account, then Create a passkey.'],
])('the account in the app is named %s', (_how, renderer, expected) => {
  const steps = everyReply.find((reply) => reply.kind === 'steps' && reply.steps.includes('create-passkey'));
  if (!steps) throw new Error('no such steps');

  const { card } = renderer.render(steps, someReader);

  expect(linesOf(card).join('\n')).toContain(expected);
});

test.each([
  ['the Contoso help desk', 'The Contoso help desk can look it up.'],
  ['help@contoso.example', 'help@contoso.example can look it up.'],
  ['IT, ext. 4321', 'IT, ext. 4321 can look it up.'],
  [undefined, 'Your help desk can look it up.'],
])('a sentence may begin with %s', (helpdesk, expected) => {
  const renderer = createRenderer({ ...someOptions, helpdesk, actions: 'execute' });

  const { card } = renderer.render({ kind: 'symptom', symptom: 'passkey_stopped_working' }, someReader);

  expect(linesOf(card).join('\n')).toContain(`Still refused? ${expected}`);
});
