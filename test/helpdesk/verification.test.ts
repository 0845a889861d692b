import type { Delivery, TapCase, Verification } from '../../src/helpdesk/case.ts';
import type { Manager, SubjectFacts } from '../../src/helpdesk/subject.ts';
import { gapsOf, mayDeliver, validManager } from '../../src/helpdesk/verification.ts';
import { known, unread } from '../fixtures/facts.ts';
import { bosse, eve, ines, mika, omar, subjectFacts } from '../fixtures/helpdesk-world.ts';
import { someCase } from '../fixtures/some-case.ts';

const at = '2026-11-20T09:00:00.000Z';
const match: Verification = { kind: 'number-match', at };
const manager: Verification = { kind: 'manager', at, manager: mika };
const recorded: Verification = { kind: 'recorded', at, method: 'call-back', ticket: 'INC-1', note: 'Called back' };

const video: Verification = { kind: 'recorded', at, method: 'video-with-id', ticket: 'INC-1', note: 'Seen' };

const managed: TapCase['preflight'] = { ...someCase().preflight, manager: { id: mika, name: 'Mika Laine' } };

function delivered(delivery: Delivery): TapCase['options'] {
  return { lifetime: 60, isUsableOnce: true, delivery };
}

test.each<[string, 1 | 2, readonly Verification[], readonly string[]]>([
  ['nothing yet', 1, [], ['verification']],
  ['a number match alone: the Teams session may be stolen', 1, [match], ['second-verification']],
  ['a number match twice is one', 1, [match, match], ['second-verification']],
  ['a recorded one', 1, [recorded], []],
  ['a manager', 1, [manager], []],
  ['a number match and a recorded one', 1, [match, recorded], []],
  ['one where two are wanted', 2, [recorded], ['second-verification']],
  ['the same kind twice where two are wanted', 2, [recorded, recorded], ['second-verification']],
  ['a number match where two are wanted', 2, [match], ['second-verification']],
  ['a number match and a manager where two are wanted', 2, [match, manager], []],
  ['nothing where two are wanted', 2, [], ['verification']],
])('%s', (_what, verificationsNeeded, verifications, gaps) => {
  expect(gapsOf(someCase({ verifications, preflight: managed }), { verificationsNeeded })).toEqual(gaps);
});

test('an approval by a manager who may no longer vouch does not count', () => {
  const gaps = (preflight: TapCase['preflight']) =>
    gapsOf(someCase({ verifications: [manager], preflight }), { verificationsNeeded: 1 });

  expect(gaps(managed)).toEqual([]);
  expect(gaps(someCase().preflight)).toEqual(['verification']);
  expect(gaps({ ...managed, manager: { id: bosse, name: 'Bosse Ek' } })).toEqual(['verification']);
});

test.each<[Delivery, string, readonly Verification[], boolean]>([
  ['read-out', 'a call-back', [recorded], true],
  ['read-out', 'a number match and a manager', [match, manager], true],
  ['read-out', 'the very video call it would be read out in', [video], false],
  ['read-out', 'a video call, and the manager', [video, manager], true],
  ['subject-chat', 'a video call, which may be the stolen session', [video], false],
  ['subject-chat', 'a stolen Teams session', [match], false],
  ['subject-chat', 'a stolen Teams session that wrote to the manager', [match, manager], false],
  ['subject-chat', 'something outside Teams', [match, recorded], true],
  ['manager-chat', 'the manager', [manager], false],
  ['manager-chat', 'the manager and something else', [manager, recorded], false],
  ['manager-chat', 'something else', [recorded], true],
])('delivery by %s after %s', (delivery, _what, verifications, may) => {
  const one = someCase({ verifications, options: delivered(delivery) });

  expect(mayDeliver(one)).toBe(may);
  expect(mayDeliver(someCase({ verifications }), delivery)).toBe(may);
  expect(gapsOf(one, { verificationsNeeded: 1 }).includes('verification-outside-teams')).toBe(!may);
});

test.each<[string, Partial<TapCase>, boolean]>([
  ['not needed', {}, false],
  ['needed and not asked', needing({}), true],
  ['asked', needing({ second: { id: 'd', state: 'asked', expiresAt: at } }), true],
  ['refused', needing({ second: { id: 'd', state: 'refused', expiresAt: at } }), true],
  ['approved', needing({ second: { id: 'd', state: 'approved', expiresAt: at } }), false],
  ['the manager said no', { manager: { id: 'd', state: 'refused', expiresAt: at } }, true],
])('a second operator: %s', (_what, parts, isMissing) => {
  const gaps = gapsOf(someCase({ verifications: [recorded], ...parts }), { verificationsNeeded: 1 });

  expect(gaps).toEqual(isMissing ? ['second-operator'] : []);
});

test('a pass that is there has to be given up', () => {
  const { preflight } = someCase();
  const one = someCase({ verifications: [recorded], preflight: { ...preflight, existingTap: { id: 'tap-1' } } });

  expect(gapsOf(one, { verificationsNeeded: 1 })).toEqual(['confirm-replace']);
});

function needing(parts: Partial<TapCase>): Partial<TapCase> {
  return { preflight: { ...someCase().preflight, needsSecondOperator: true }, ...parts };
}

const someManager: Manager = { id: mika, name: 'Mika Laine', enabled: true, isGuest: false, above: [bosse] };

test.each<[string, Partial<SubjectFacts>, boolean]>([
  ['enabled, above, of long standing', {}, true],
  ['at the top', { manager: known({ ...someManager, above: [] }) }, true],
  ['nobody', { manager: known(undefined) }, false],
  ['not readable', { manager: unread() }, false],
  ['disabled', { manager: known({ ...someManager, enabled: false }) }, false],
  ['perhaps disabled', { manager: known({ ...someManager, enabled: undefined }) }, false],
  ['the operator', { manager: known({ ...someManager, id: omar }) }, false],
  ['the subject themselves', { manager: known({ ...someManager, id: ines }) }, false],
  ['a guest', { manager: known({ ...someManager, isGuest: true }) }, false],
  ['perhaps a guest', { manager: known({ ...someManager, isGuest: undefined }) }, false],
  ['a report of the subject', { manager: known({ ...someManager, above: [ines] }) }, false],
  ['a report of a report of the subject', { manager: known({ ...someManager, above: [bosse, ines] }) }, false],
  ['further down still', { manager: known({ ...someManager, above: [bosse, eve, ines] }) }, false],
  ['set lately', { managerChangedRecently: known(true) }, false],
  ['set nobody knows when', { managerChangedRecently: unread() }, false],
])('may this manager vouch: %s', (_what, facts, isValid) => {
  expect(validManager(subjectFacts(ines, facts), omar)?.id).toBe(isValid ? mika : undefined);
});
