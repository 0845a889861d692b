import type { Match, TapCase } from '../../src/helpdesk/case.ts';
import { caseReply, caseView, personView } from '../../src/helpdesk/case-view.ts';
import { ines, somePerson, someSettings } from '../fixtures/helpdesk-world.ts';
import { caseOpenedAt, minutesAfter, someCase, someIssued, someMatch } from '../fixtures/some-case.ts';

const later = (minutes: number) => minutesAfter(caseOpenedAt, minutes);
const view = (parts: Partial<TapCase>, minutes = 0) => caseView(someCase(parts), someSettings, later(minutes));

test.each<[Match['state'], string | undefined]>([
  ['sent', undefined],
  ['opened', '47'],
  ['matched', undefined],
  ['failed', undefined],
  ['expired', undefined],
  ['not-me', undefined],
])('a match that is %s shows the operator %s', (state, digits) => {
  expect(view({ match: someMatch(caseOpenedAt, { state }) }).match?.digits).toBe(digits);
});

test.each<[string, Match['state'], number, Match['state']]>([
  ['in time', 'opened', 2.9, 'opened'],
  ['at the moment it runs out', 'opened', 3, 'expired'],
  ['never opened', 'sent', 3, 'expired'],
  ['answered before', 'matched', 60, 'matched'],
])('a match runs out: %s', (_what, state, minutes, expected) => {
  const { match } = view({ match: someMatch(caseOpenedAt, { state }) }, minutes);

  expect(match?.state).toBe(expected);
  if (expected === 'expired') expect(match).not.toHaveProperty('digits');
});

test.each(['manager', 'second'] as const)('the question to the %s runs out, an answer does not', (who) => {
  const expiresAt = later(15).toISOString();

  expect(view({ [who]: { id: 'd', state: 'asked', expiresAt } }, 14)[who]?.state).toBe('asked');
  expect(view({ [who]: { id: 'd', state: 'asked', expiresAt } }, 15)[who]?.state).toBe('expired');
  expect(view({ [who]: { id: 'd', state: 'approved', expiresAt } }, 29)[who]?.state).toBe('approved');
});

test.each<[TapCase['status'], number, string]>([
  ['open', 29, 'case'],
  ['open', 30, 'case-over'],
  ['issuing', 31, 'case'],
  ['issued', 600, 'tap-issued'],
  ['uncertain', 600, 'tap-uncertain'],
  ['refused', 0, 'case-over'],
  ['cancelled', 0, 'case-over'],
  ['expired', 0, 'case-over'],
])('a case that is %s is shown after %s minutes as %s', (status, minutes, kind) => {
  const one = someCase({ status, ...(status === 'issued' && { issued: someIssued() }) });

  expect(caseReply(one, someSettings, later(minutes)).kind).toBe(kind);
});

test('a name is shown without what hides in it, and flagged', () => {
  const person = somePerson(ines, { name: 'Ines\u200b \u202Euaerom', title: undefined, department: 'Fin\u200bance' });

  expect(personView(person)).toEqual({
    id: ines,
    name: 'Ines uaerom',
    isNameSuspicious: true,
    upn: 'ines.moreau@contoso.example',
    department: 'Finance',
    createdAt: person.createdAt?.toISOString(),
  });
});
