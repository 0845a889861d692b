import { everyHelpdeskReply, somePass } from '../fixtures/every-helpdesk-reply.ts';
import { caseOpenedAt, minutesAfter } from '../fixtures/some-case.ts';
import { textsOf } from './read-card.ts';
import { executing, someReader } from './some-renderer.ts';

const validUntil = minutesAfter(caseOpenedAt, 60).toISOString();
const readers = ['reader', 'caller', 'report'] as const;

function shownTo(forWhom: (typeof readers)[number]): string {
  const { card } = executing.render({ kind: 'tap', tap: somePass, validUntil, forWhom }, someReader);
  return textsOf(card, 'TextRun').join('');
}

test.each([
  ['how long there is', 'Finish within 10 minutes of signing in.'],
  ['that it may not work yet', 'It takes up to a few minutes before it works.'],
  ['what to do when it does not', 'Asked for a password instead? Wait two minutes and try again.'],
  ['how long it can be opened again', 'for two minutes you can open it again'],
])('with a pass everybody who opens it reads %s', (_what, words) => {
  for (const forWhom of readers) expect(shownTo(forWhom)).toContain(words);
});

test.each([
  ['reader', 'only into Authenticator or mysignins.microsoft.com', 'Nobody will ask you to read it to them.'],
  ['report', 'only into Authenticator or mysignins.microsoft.com', 'Read it out to nobody but them.'],
  ['caller', 'Read it slowly, sign by sign', 'Never write it into a chat, an e-mail or the ticket.'],
] as const)('the %s reads what is done with it: "%s", "%s"', (forWhom, where, never) => {
  expect(shownTo(forWhom)).toContain(where);
  expect(shownTo(forWhom)).toContain(never);
});

test('the operator, too, is told of the ten minutes', () => {
  const issued = everyHelpdeskReply.filter(({ kind }) => kind === 'tap-issued');

  expect(issued).not.toEqual([]);
  for (const reply of issued)
    expect(textsOf(executing.render(reply, someReader).card, 'TextRun').join('')).toContain(
      'within 10 minutes of signing in',
    );
});
