import { readFileSync } from 'node:fs';
import type { HelpdeskCommand } from '../../src/helpdesk/command.ts';
import type { Understand } from '../../src/teams/read-typed.ts';
import { createReadTypedForHelpdesk } from '../../src/teams/read-typed-for-helpdesk.ts';
import { understand as really } from '../../src/teams/understand.ts';
import { plainLabels } from '../fixtures/teams-room.ts';

const words = {
  'issue-tap': ['issue a pass', 'pass for {query}', 'tap for {query}', '{query}', 'a {name}'],
  'find-taps': ['list passes', 'passes of {query}', 'list passes for {query}'],
  requests: ['requests', 'open requests'],
  'open-request': ['request {number}', 'open request {number}'],
  'claim-request': ['claim {number}'],
  'close-request': ['close request {number}'],
  'view-user': ['what does {number} see'],
  'use-this-channel': ['use this channel'],
  'request-tap': ['tap'],
  'show-tap': ['show me'],
  help: ['help', 'help {number}'],
};

const understand: Understand = (text) =>
  text.includes('code for') ? { intent: 'issue-tap', rest: 'Ida Example' } : { intent: 'unknown' };

const read = createReadTypedForHelpdesk({ labels: plainLabels, typedWords: () => words, understand });
const said = (text: string) => read({ text, current: undefined, locale: 'en-US' });

test.each<[string, HelpdeskCommand]>([
  ['requests', { kind: 'requests' }],
  ['Requests!', { kind: 'requests' }],
  ['use this channel', { kind: 'use-this-channel' }],
  ['Use this channel.', { kind: 'use-this-channel' }],
  ['issue a pass', { kind: 'issue-tap' }],
  ['tap', { kind: 'issue-tap' }],
  ['Pass for Ida Example', { kind: 'issue-tap', query: 'Ida Example' }],
  ['list passes for ida.example@contoso.example', { kind: 'find-taps', query: 'ida.example@contoso.example' }],
  ['list passes', { kind: 'find-taps' }],
  ['Passes of Ida Example?', { kind: 'find-taps', query: 'Ida Example' }],
  ["tap for O'Example, Ida.", { kind: 'issue-tap', query: "O'Example, Ida" }],
  ['a code for Ida Example', { kind: 'issue-tap', query: 'Ida Example' }],
  ['request 12', { kind: 'open-request', number: 12 }],
  ['open request #12', { kind: 'open-request', number: 12 }],
  ['claim 12', { kind: 'claim-request', number: 12 }],
  ['close request 12', { kind: 'close-request', number: 12, how: 'solved' }],
  ['What does 12 see?', { kind: 'view-user', number: 12 }],
])('"%s" is what an operator says', (text, expected) => {
  expect(said(text)).toEqual(expected);
});

test.each([
  '',
  '👍',
  'request',
  'request twelve',
  'claim 12 or 13',
  'claim 99999999999',
  'my requests are ignored',
  'help',
  'done',
  'help 12',
  'show me',
  'a name',
])('"%s" is nothing for the help desk', (text) => {
  expect(said(text)).toBeUndefined();
});

test('a button of the card that the user sees comes first', () => {
  const current = { kind: 'needs-tap' } as const;
  const label = plainLabels(current as never, 'en')[0]?.label ?? '';

  expect(read({ text: 'tap', current: undefined, locale: 'en' })).toBeDefined();
  expect(
    createReadTypedForHelpdesk({
      labels: plainLabels,
      typedWords: () => ({ 'request-tap': [label] }),
      understand,
    })({ text: label, current: current as never, locale: 'en' }),
  ).toBeUndefined();
});

test.each(['Ida. '.repeat(1_000), '. '.repeat(5_000), ' '.repeat(10_000)])(
  'a name beyond measure is searched for by nobody',
  (name) => {
    expect(said(`pass for ${name}`)).toBeUndefined();
  },
);

test.each<[string, HelpdeskCommand]>([
  ['requests', { kind: 'requests' }],
  ['use this channel', { kind: 'use-this-channel' }],
  ['tap', { kind: 'issue-tap' }],
  ['issue a tap for Ida Example', { kind: 'issue-tap', query: 'Ida Example' }],
  ['request 12', { kind: 'open-request', number: 12 }],
  ['claim 12', { kind: 'claim-request', number: 12 }],
  ['hand over 12', { kind: 'hand-over-request', number: 12 }],
  ['close 12', { kind: 'close-request', number: 12, how: 'solved' }],
])('with the words of the product: "%s"', (text, expected) => {
  expect(inProduct(text)).toEqual(expected);
});

test.each([
  ['list passes for Ida Example', 'find-taps'],
  ['list the passes of Ida Example', 'find-taps'],
  ['List all TAPs for Ida Example, please', 'find-taps'],
  ['show pass of Ida Example', 'find-taps'],
  ['show me the pass of Ida Example', 'find-taps'],
  ["show me Ida Example's passes", 'find-taps'],
  ['can you show me the temporary access pass for Ida Example?', 'find-taps'],
  ['delete pass of Ida Example', 'find-taps'],
  ['delete the pass for Ida Example', 'find-taps'],
  ['Delete Ida Example’s old pass.', 'find-taps'],
  ['please delete the temporary access pass of Ida Example', 'find-taps'],
  ['remove the tap from Ida Example', 'find-taps'],
  ['revoke all passes of Ida Example', 'find-taps'],
  ['zeige die Pässe von Ida Example', 'find-taps'],
  ['lösche den befristeten Zugriffspass von Ida Example', 'find-taps'],
  ['supprime le passe d’accès temporaire de Ida Example', 'find-taps'],
  ['elimina el pase de acceso temporal de Ida Example', 'find-taps'],
  ['replace the pass of Ida Example', 'issue-tap'],
  ['replace pass for Ida Example', 'issue-tap'],
  ["replace Ida Example's TAP", 'issue-tap'],
  ['renew the temporary access pass for Ida Example', 'issue-tap'],
  ['issue a pass for Ida Example', 'issue-tap'],
  ['new pass for Ida Example', 'issue-tap'],
  ['tap for Ida Example', 'issue-tap'],
] as const)('an operator who says "%s" wants to %s', (text, kind) => {
  expect(inProduct(text)).toEqual({ kind, query: 'Ida Example' });
});

test.each([
  'delete the pass for me',
  'show me my pass',
  'I deleted the app and the pass is gone',
  'can you show me how to set up a passkey',
  'remove my old phone',
  'I cannot see the pass for my account',
])('"%s" is no order about the passes of somebody', (text) => {
  expect(inProduct(text)?.kind).not.toBe('find-taps');
});

/** With the words and the understanding of the product. */
function inProduct(text: string): HelpdeskCommand | undefined {
  const strings = readFileSync(new URL('../../cards/strings/en.json', import.meta.url), 'utf8');
  const { typed } = JSON.parse(strings) as { readonly typed: Readonly<Record<string, readonly string[]>> };
  const readInProduct = createReadTypedForHelpdesk({
    labels: plainLabels,
    typedWords: () => typed,
    understand: really,
  });
  return readInProduct({ text, current: undefined, locale: 'en-US' });
}
