import { helpdeskActionsFor } from '../../src/helpdesk/actions.ts';
import type { Decision, TapCase, Verification } from '../../src/helpdesk/case.ts';
import { caseActions } from '../../src/helpdesk/case-actions.ts';
import type { HelpdeskReply } from '../../src/helpdesk/reply.ts';
import type { CaseView } from '../../src/helpdesk/reply-views.ts';
import { ines, viewOfCase } from '../fixtures/every-helpdesk-reply.ts';
import { caseOpenedAt, minutesAfter, someMatch } from '../fixtures/some-case.ts';

const at = minutesAfter(caseOpenedAt, 1).toISOString();
const byNumber: Verification = { kind: 'number-match', at };
const byRecord: Verification = { kind: 'recorded', at, method: 'call-back', ticket: 'INC1', note: 'Knew the ward.' };
const byManager: Verification = { kind: 'manager', at, manager: viewOfCase().preflight.manager?.id ?? ines.id };
const asked: Decision = { id: 'd', state: 'asked', expiresAt: minutesAfter(caseOpenedAt, 15).toISOString() };
const toSubject = { lifetime: 60, isUsableOnce: true, delivery: 'subject-chat' } as const;
const toManager = { ...toSubject, delivery: 'manager-chat' } as const;
const matched = { match: someMatch(caseOpenedAt, { state: 'matched' }) };
const sent = { match: someMatch() };
const failed = { match: someMatch(caseOpenedAt, { state: 'failed' }) };

test.each<[string, Partial<TapCase>, Partial<TapCase['preflight']> | 'no-manager', readonly string[]]>([
  ['nothing is checked', {}, {}, ['send-match', 'record-verification', 'ask-manager']],
  ['there is no manager to ask', {}, 'no-manager', ['send-match', 'record-verification']],
  ['a number is under way', sent, {}, ['show-case', 'record-verification', 'ask-manager']],
  ['they typed another number', failed, {}, ['send-match', 'record-verification', 'ask-manager']],
  ['the number alone matched', { ...matched, verifications: [byNumber] }, {}, ['record-verification', 'ask-manager']],
  ['the manager is asked', { manager: asked }, {}, ['show-case', 'send-match', 'record-verification']],
  [
    'the manager said no',
    { manager: { ...asked, state: 'refused' } },
    {},
    ['send-match', 'record-verification', 'ask-second'],
  ],
  ['all is there', { verifications: [byRecord] }, {}, ['issue']],
  [
    'it goes to the chat that may be stolen',
    { verifications: [byManager], options: toSubject },
    {},
    ['record-verification'],
  ],
  ['it goes to the manager who vouched', { verifications: [byManager], options: toManager }, {}, []],
  ['a second operator is needed', { verifications: [byRecord] }, { needsSecondOperator: true }, ['ask-second']],
  [
    'a second operator is asked',
    { verifications: [byRecord], second: asked },
    { needsSecondOperator: true },
    ['show-case'],
  ],
  [
    'a second operator said no',
    { verifications: [byRecord], second: { ...asked, state: 'refused' } },
    { needsSecondOperator: true },
    [],
  ],
])('where %s', (_when, parts, preflight, expected) => {
  const one = preflight === 'no-manager' ? withoutManager(viewOfCase(parts)) : viewOfCase(parts, preflight);

  const kinds = caseActions(one).map(({ kind }) => kind);

  expect(kinds).toEqual([...expected, 'choose-options', 'cancel-case']);
});

function withoutManager(one: CaseView): CaseView {
  const { manager: _nobody, ...preflight } = one.preflight;
  return { ...one, preflight };
}

test.each([
  [undefined, false],
  [{ id: 'old' }, true],
])(
  'issuing says of what was shown, and confirms the replacement only where the card says so: %j',
  (existingTap, replace) => {
    const one = viewOfCase({ verifications: [byRecord] }, existingTap ? { existingTap } : {});

    const [main] = caseActions(one);

    expect(main).toEqual({ kind: 'issue', case: one.id, revision: one.revision, replace });
  },
);

test('nothing but looking is possible while it is being issued', () => {
  expect(caseActions(viewOfCase({ status: 'issuing' })).map(({ kind }) => kind)).toEqual(['show-case']);
});

const again = { kind: 'issue', case: 'c', revision: 'r', replace: false } as const;

test.each<[string, HelpdeskReply, readonly object[]]>([
  ['what can be put right is tried again', { kind: 'write-refused', because: 'role-missing', again }, [again]],
  ['what cannot, is not', { kind: 'write-refused', because: 'policy', again }, [{ kind: 'show-case', case: 'c' }]],
  [
    'without a case there is another person',
    { kind: 'sign-in-refused', because: 'own-account' },
    [{ kind: 'issue-tap' }],
  ],
  [
    'a manager cannot say that the pass of somebody else is not theirs',
    {
      kind: 'tap-notice',
      case: 'c',
      operatorName: 'O',
      at,
      delivery: 'read-out',
      verification: 'several',
      forName: 'I',
    },
    [],
  ],
  [
    'who is looked for to see passes is not who gets one',
    { kind: 'which-person', people: [ines], more: false, isForTaps: true },
    [{ kind: 'list-taps', subject: ines.id }, { kind: 'find-taps' }],
  ],
  ['and is asked for as such', { kind: 'ask-for-person', isForTaps: true }, [{ kind: 'find-taps' }]],
  [
    'a freeze is lifted by whom it may be',
    { kind: 'frozen', person: ines, since: at, freezes: [], canClear: false },
    [{ kind: 'list-taps', subject: ines.id }],
  ],
  [
    'an unknown outcome is looked up, not repeated',
    { kind: 'tap-uncertain', case: viewOfCase({ id: 'c', subject: ines.id }), found: 'unknown' },
    [
      { kind: 'list-taps', subject: ines.id },
      { kind: 'tap-for', subject: ines.id },
      { kind: 'undo', case: 'c' },
    ],
  ],
])('%s', (_why, reply, expected) => {
  expect(helpdeskActionsFor(reply)).toEqual(expected);
});

test.each([
  ['nobody has', {}, {}, ['claim-request', 'requests']],
  ['a colleague has', { claimedByName: 'Olga Berg' }, {}, ['requests']],
  ['is about the reader', {}, { isForAnother: true }, ['requests']],
  ['is mine', { isMine: true }, {}, ['tap-for', 'view-user', 'close-request', 'close-request', 'hand-over-request']],
  [
    'says that it was not them',
    { isMine: true, about: 'not-me' },
    { case: 'c' },
    ['undo', 'list-taps', 'clear-freeze', 'view-user', 'close-request', 'close-request', 'hand-over-request'],
  ],
] as const)('a request that %s', (_who, parts, more, expected) => {
  const item = {
    number: 1,
    about: 'tap',
    name: ines.name,
    openedAt: at,
    waitingMinutes: 1,
    isMine: false,
    ...parts,
  } as const;

  const actions = helpdeskActionsFor({ kind: 'request', item, subject: ines.id, diagnosis: [], ...more });

  expect(actions.map(({ kind }) => kind)).toEqual(expected);
});
