import type { HelpdeskCommand } from '../../src/helpdesk/command.ts';
import { userId } from '../../src/passkeys/ids.ts';
import { readCommand, readExecute, readSubmit } from '../../src/teams/read-card-action.ts';
import { readHelpdeskCommand } from '../../src/teams/read-helpdesk-command.ts';

const ida = userId('aaaaaaaa-0000-0000-0000-000000000003');
const one = '5f0c6a4e-0000-4000-8000-000000000001';
const reading = { timeZone: 'Europe/Berlin', now: new Date('2026-11-20T08:00:00Z') };
const read = (verb: string, data: object) => readHelpdeskCommand(verb, data, reading);
const options = { case: one, lifetime: '60', isUsableOnce: 'true', delivery: 'read-out' };
const chosen = { kind: 'choose-options', case: one, lifetime: 60, isUsableOnce: true, delivery: 'read-out' } as const;

test.each<[string, object, HelpdeskCommand]>([
  ['issue-tap', {}, { kind: 'issue-tap' }],
  ['issue-tap', { query: ' Ida Example ' }, { kind: 'issue-tap', query: 'Ida Example' }],
  ['tap-for', { subject: ida.toUpperCase(), request: 7 }, { kind: 'tap-for', subject: ida, request: 7 }],
  ['show-case', { case: one }, { kind: 'show-case', case: one }],
  ['cancel-case', { case: one }, { kind: 'cancel-case', case: one }],
  ['send-match', { case: one }, { kind: 'send-match', case: one }],
  ['ask-manager', { case: one }, { kind: 'ask-manager', case: one }],
  [
    'record-verification',
    { case: one, method: 'call-back', ticket: 'INC-1', note: 'Called back.' },
    { kind: 'record-verification', case: one, method: 'call-back', ticket: 'INC-1', note: 'Called back.' },
  ],
  ['ask-second', { case: one, reason: 'new phone' }, { kind: 'ask-second', case: one, reason: 'new phone' }],
  [
    'issue',
    { case: one, revision: '2', replace: 'false' },
    { kind: 'issue', case: one, revision: '2', replace: false },
  ],
  ['issue', { case: one, revision: '2', replace: true }, { kind: 'issue', case: one, revision: '2', replace: true }],
  ['list-taps', { subject: ida }, { kind: 'list-taps', subject: ida }],
  ['find-taps', {}, { kind: 'find-taps' }],
  ['find-taps', { query: ' Ida Example ' }, { kind: 'find-taps', query: 'Ida Example' }],
  ['delete-tap', { subject: ida, tap: 't-1' }, { kind: 'delete-tap', subject: ida, tap: 't-1' }],
  ['undo', { case: one }, { kind: 'undo', case: one }],
  [
    'confirm-undo',
    { case: one, methods: 'm1, -2_GR==,' },
    { kind: 'confirm-undo', case: one, methods: ['m1', '-2_GR=='] },
  ],
  ['confirm-undo', { case: one, methods: '' }, { kind: 'confirm-undo', case: one, methods: [] }],
  ['confirm-undo', { case: one }, { kind: 'confirm-undo', case: one, methods: [] }],
  ['answer-match', { match: one }, { kind: 'answer-match', match: one, digits: '' }],
  ['ask-second', { case: one }, { kind: 'ask-second', case: one, reason: '' }],
  ['remove-old-methods', { case: one, methods: ['m1'] }, { kind: 'remove-old-methods', case: one, methods: ['m1'] }],
  ['clear-freeze', { subject: ida, freezes: [3, '4'] }, { kind: 'clear-freeze', subject: ida, freezes: [3, 4] }],
  ['clear-freeze', { subject: ida }, { kind: 'clear-freeze', subject: ida, freezes: [] }],
  ['requests', {}, { kind: 'requests' }],
  ['open-request', { number: '12' }, { kind: 'open-request', number: 12 }],
  ['claim-request', { number: 12 }, { kind: 'claim-request', number: 12 }],
  ['hand-over-request', { number: 12 }, { kind: 'hand-over-request', number: 12 }],
  ['close-request', { number: 12, how: 'refused' }, { kind: 'close-request', number: 12, how: 'refused' }],
  ['view-user', { number: 12 }, { kind: 'view-user', number: 12 }],
  ['use-this-channel', {}, { kind: 'use-this-channel' }],
  ['open-match', { match: one }, { kind: 'open-match', match: one }],
  ['answer-match', { match: one, digits: ' 07 ' }, { kind: 'answer-match', match: one, digits: ' 07 ' }],
  ['not-on-the-phone', { match: one }, { kind: 'not-on-the-phone', match: one }],
  ['tap-not-mine', { case: one }, { kind: 'tap-not-mine', case: one }],
  [
    'decide-as-manager',
    { decision: one, approve: 'true', reason: '' },
    { kind: 'decide-as-manager', decision: one, approve: true, reason: '' },
  ],
  [
    'decide-as-second',
    { decision: one, approve: false, reason: 'I know her' },
    { kind: 'decide-as-second', decision: one, approve: false, reason: 'I know her' },
  ],
  [
    'read-out-instead',
    { case: one, sealed: one, key: 'a_-9' },
    { kind: 'read-out-instead', case: one, sealed: one, key: 'a_-9' },
  ],
  ['show-tap', { sealed: one, key: 'a_-9' }, { kind: 'show-tap', sealed: one, key: 'a_-9' }],
])('%s with %j', (verb, data, expected) => {
  expect(read(verb, data)).toEqual(expected);
});

test.each<[string, object, string | undefined]>([
  ['nothing', {}, undefined],
  ['empty inputs', { startsOn: '', startsAt: '' }, undefined],
  ['a moment as our button carries it', { startsAt: '2026-11-21T07:00:00.000Z' }, '2026-11-21T07:00:00.000Z'],
  [
    'a date and a time, where the operator is',
    { startsOn: '2026-11-21', startsAt: '09:30' },
    '2026-11-21T08:30:00.000Z',
  ],
  ['a date and a time in summer', { startsOn: '2027-07-01', startsAt: '09:30' }, '2027-07-01T07:30:00.000Z'],
  ['a time only: today', { startsAt: '09:30' }, '2026-11-20T08:30:00.000Z'],
  ['a date only: from its beginning', { startsOn: '2026-11-21' }, '2026-11-20T23:00:00.000Z'],
  ['the morning after the clocks went back', { startsOn: '2026-10-25', startsAt: '03:30' }, '2026-10-25T02:30:00.000Z'],
])('a pass that starts with %s', (_why, start, startsAt) => {
  expect(read('choose-options', { ...options, ...start })).toEqual({ ...chosen, ...(startsAt && { startsAt }) });
});

test('without a time zone a time is UTC, and one that is none is refused', () => {
  const start = { ...options, startsOn: '2026-11-21', startsAt: '09:30' };
  const inZone = (timeZone: string | undefined) =>
    readHelpdeskCommand('choose-options', start, { ...reading, timeZone });

  expect(inZone(undefined)).toMatchObject({ startsAt: '2026-11-21T09:30:00.000Z' });
  expect(inZone('Mars/Olympus')).toBeUndefined();
});

test.each<[string, string, object]>([
  ['a verb nobody knows', 'issue-everything', { case: one }],
  ['a verb of every object', 'constructor', {}],
  ['a verb of every object, by another name', '__proto__', {}],
  ['no case', 'issue', { revision: '1', replace: true }],
  ['a case that is a list', 'show-case', { case: [one] }],
  ['a case that is a query', 'show-case', { case: "' or 1=1 --" }],
  ['a case of 10,000 characters', 'show-case', { case: 'a'.repeat(10_000) }],
  ['a person who is no id', 'tap-for', { subject: 'ida@contoso.example' }],
  ['a number below zero', 'open-request', { number: '-1' }],
  ['a number that is a sum', 'open-request', { number: '1e3' }],
  ['a number beyond the last', 'open-request', { number: '99999999999' }],
  ['half a minute', 'choose-options', { ...options, lifetime: '60.5' }],
  ['a lifetime that is a word', 'choose-options', { ...options, lifetime: 'long' }],
  ['a flag that is a word', 'choose-options', { ...options, isUsableOnce: 'yes please' }],
  ['a delivery nobody knows', 'choose-options', { ...options, delivery: 'mail' }],
  ['a day that is none', 'choose-options', { ...options, startsOn: '2026-02-30' }],
  ['a time that is none', 'choose-options', { ...options, startsOn: '2026-11-21', startsAt: '25:00' }],
  ['a verification nobody knows', 'record-verification', { case: one, method: 'trust', ticket: 'a', note: 'b' }],
  [
    'a note as long as a book',
    'record-verification',
    { case: one, method: 'call-back', ticket: 'a', note: 'b'.repeat(10_000) },
  ],
  ['an answer that is a list', 'decide-as-second', { decision: one, approve: ['true'], reason: '' }],
  ['methods beyond measure', 'confirm-undo', { case: one, methods: 'm,'.repeat(51) }],
  ['a method that is a path', 'confirm-undo', { case: one, methods: '../users/1?x' }],
  ['an ending nobody knows', 'close-request', { number: 1, how: 'deleted' }],
  ['digits of 10,000 characters', 'answer-match', { match: one, digits: '7'.repeat(10_000) }],
  ['no key', 'show-tap', { sealed: one }],
  ['a key with a space', 'show-tap', { sealed: one, key: 'a b' }],
])('%s is no command', (_why, verb, data) => {
  expect(read(verb, data)).toBeUndefined();
});

test('what names a user who presses is dropped', () => {
  const data = {
    case: one,
    revision: '1',
    replace: true,
    user: ida,
    operator: ida,
    aadObjectId: ida,
    isAutomatic: false,
  };

  expect(read('issue', data)).toEqual({ kind: 'issue', case: one, revision: '1', replace: true });
});

test('a button of another version is a press nobody knows, and one with fields that are not ours, too', () => {
  const verb = 'show-case';
  const nobody = { command: { kind: 'unknown' }, automatic: false };

  expect(readSubmit({ v: 2, verb, case: one }, reading)).toEqual(nobody);
  const misfilled = { ...nobody, isForHelpdesk: true };
  expect(readSubmit({ v: 1, verb, case: 5 }, reading)).toEqual(misfilled);
  expect(readExecute({ action: { verb, data: { v: 1 } }, trigger: 'manual' }, reading)).toEqual(misfilled);
});

test('an automatic refresh says so, whatever it carries', () => {
  const value = { action: { verb: 'issue', data: { v: 1, case: one, revision: '1' } }, trigger: 'automatic' };

  expect(readExecute(value, reading)).toEqual({
    helpdesk: { kind: 'issue', case: one, revision: '1', replace: false },
    by: 'execute',
    automatic: true,
  });
});

test('no verb means one thing to a user and another to an operator', () => {
  const both = ['issue-tap', 'requests', 'undo', 'show-tap', 'issue'].filter((verb) => readCommand(verb, {}));

  expect(both).toEqual([]);
});
