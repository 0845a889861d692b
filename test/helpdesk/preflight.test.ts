import { type JudgingCircumstances, judge } from '../../src/helpdesk/preflight.ts';
import { rolesInReach } from '../../src/helpdesk/roles-in-reach.ts';
import type { Privilege, SubjectFacts } from '../../src/helpdesk/subject.ts';
import { groupId } from '../../src/passkeys/ids.ts';
import { operatorGroup } from '../fakes/fake-subjects.ts';
import { app, daysBefore, known, method, tap, unread } from '../fixtures/facts.ts';
import {
  approvalGroup,
  ines,
  mika,
  omar,
  protectedGroup,
  somePerson,
  someSettings,
  start,
  subjectFacts,
  tapPolicy,
} from '../fixtures/helpdesk-world.ts';

const someGroup = groupId('c0ffee00-0000-4000-8000-00000000000a');
const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';

function circumstances(overrides: Partial<JudgingCircumstances> = {}): JudgingCircumstances {
  return {
    operator: omar,
    operatorGroups: [operatorGroup],
    settings: someSettings,
    frozenBy: [],
    wasFrozenToday: false,
    issued: { byOperatorThisHour: 0, forSubjectToday: 0 },
    openRequests: 0,
    hearer: 'subject',
    now: start,
    ...overrides,
  };
}

function judged(facts: Partial<SubjectFacts> = {}, around: Partial<JudgingCircumstances> = {}) {
  return judge(subjectFacts(ines, facts), circumstances(around));
}

function preflightOf(facts: Partial<SubjectFacts> = {}, around: Partial<JudgingCircumstances> = {}) {
  const judgement = judged(facts, around);
  if (judgement.kind === 'refused') throw new Error(`Refused: ${JSON.stringify(judgement.refusal)}`);
  return judgement.preflight;
}

function role(templateId: string, isActive = true): Privilege {
  return { kind: 'role', templateId, name: undefined, isActive };
}

const outOfReach = { kind: 'privileged', roleThatCould: 'privileged-authentication-administrator' };
const include = [{ kind: 'group', id: someGroup, profiles: [] }] as const;

test.each<[string, Partial<SubjectFacts>, object]>([
  ['a disabled account', { person: known(somePerson(ines, { enabled: false })) }, { kind: 'enabled' }],
  [
    'nobody knows whether it is enabled',
    { person: known(somePerson(ines, { enabled: undefined })) },
    { kind: 'unknown', what: 'enabled' },
  ],
  ['the account cannot be read', { person: unread() }, { kind: 'unknown', what: 'enabled' }],
  ['a guest', { person: known(somePerson(ines, { isGuest: true })) }, { kind: 'member' }],
  [
    'nobody knows whether it is a guest',
    { person: known(somePerson(ines, { isGuest: undefined })) },
    { kind: 'unknown', what: 'member' },
  ],
  ['passes are off', { tapPolicy: known(tapPolicy({ state: 'disabled' })) }, { kind: 'policy-off' }],
  [
    'a state of the policy that is not known',
    { tapPolicy: known(tapPolicy({ state: undefined })) },
    { kind: 'unknown', what: 'policy-scope' },
  ],
  ['the policy cannot be read', { tapPolicy: unread() }, { kind: 'unknown', what: 'policy-scope' }],
  ['in none of the groups of the policy', { tapPolicy: known(tapPolicy({ include })) }, { kind: 'policy-scope' }],
  ['the policy is for nobody', { tapPolicy: known(tapPolicy({ include: [] })) }, { kind: 'policy-scope' }],
  [
    'in an excluded group, which beats every inclusion',
    { tapPolicy: known(tapPolicy({ exclude: include })), memberOf: known(new Set([someGroup])) },
    { kind: 'policy-scope' },
  ],
  [
    'nobody knows whether in the excluded group',
    { tapPolicy: known(tapPolicy({ exclude: include })), memberOf: unread() },
    { kind: 'unknown', what: 'policy-scope' },
  ],
  [
    'the range of the policy cannot be read',
    { tapPolicy: known(tapPolicy({ maximumLifetime: undefined })) },
    { kind: 'unknown', what: 'policy-scope' },
  ],
  [
    'a range that leaves nothing',
    { tapPolicy: known(tapPolicy({ minimumLifetime: 480, maximumLifetime: 60 })) },
    { kind: 'unknown', what: 'policy-scope' },
  ],
  ['a Global Administrator', { privileges: known([role(globalAdministrator)]) }, outOfReach],
  ['an eligible Global Administrator', { privileges: known([role(globalAdministrator, false)]) }, outOfReach],
  ['a role of the tenant’s own', { privileges: known([role('c0570000-0000-4000-8000-000000000001')]) }, outOfReach],
  [
    'a role out of reach beside one within',
    { privileges: known([role('4a5d8f65-41da-4de4-8968-e035b65339cf'), role(globalAdministrator, false)]) },
    outOfReach,
  ],
  [
    'a member of a role-assignable group',
    { privileges: known([{ kind: 'role-assignable-group', group: someGroup, as: 'member' }]) },
    outOfReach,
  ],
  [
    'the owner of a role-assignable group',
    { privileges: known([{ kind: 'role-assignable-group', group: someGroup, as: 'owner' }]) },
    outOfReach,
  ],
  ['roles cannot be read', { privileges: unread() }, { kind: 'unknown', what: 'privileged' }],
  [
    'in a protected group',
    { memberOf: known(new Set([protectedGroup])) },
    { kind: 'protected', roleThatCould: 'privileged-authentication-administrator' },
  ],
  ['groups cannot be read', { memberOf: unread() }, { kind: 'unknown', what: 'protected' }],
  ['methods cannot be read', { methods: unread() }, { kind: 'unknown', what: 'existing-tap' }],
])('refused: %s', (_why, facts, refusal) => {
  expect(judged(facts)).toEqual({ kind: 'refused', refusal });
});

test.each<[string, Partial<JudgingCircumstances>, object]>([
  ['the operator themselves', { operator: ines }, { kind: 'own-account' }],
  ['somebody of whom nobody would ever hear', { hearer: undefined }, { kind: 'nobody-to-tell' }],
  ['frozen', { frozenBy: [{ at: start }] }, { kind: 'frozen' }],
  ['no passes in this cloud', { settings: { ...someSettings, hasTaps: false } }, { kind: 'not-in-this-cloud' }],
])('refused: %s', (_why, around, refusal) => {
  expect(judged({}, around)).toEqual({ kind: 'refused', refusal });
});

test.each([...rolesInReach])('an Authentication Administrator may act on a holder of %s, %s', (templateId) => {
  expect(judged({ privileges: known([role(templateId), role(templateId.toUpperCase(), false)]) }).kind).toBe(
    'possible',
  );
});

test('somebody ordinary', () => {
  expect(judged()).toEqual({
    kind: 'possible',
    preflight: {
      name: 'Ines Moreau',
      upn: 'ines.moreau@contoso.example',
      title: 'Analyst',
      department: 'Finance',
      createdAt: '2025-10-16T09:00:00.000Z',
      readAt: start.toISOString(),
      lifetime: { minimum: 60, maximum: 480, proposed: 60 },
      onlyOnce: false,
      otherWays: [],
      redFlags: [],
      needsSecondOperator: false,
      manager: { id: mika, name: 'Mika Laine' },
      passkeys: 0,
    },
  });
});

test.each<[string, number, number, object]>([
  ['an hour, where the policy has room for it', 30, 480, { minimum: 30, maximum: 480, proposed: 60 }],
  ['the longest there is, where that is shorter', 10, 30, { minimum: 10, maximum: 30, proposed: 30 }],
  ['the shortest there is, where that is longer', 120, 480, { minimum: 120, maximum: 480, proposed: 120 }],
  ['never beyond what Entra accepts', 1, 99_999, { minimum: 10, maximum: 43_200, proposed: 60 }],
])('the lifetime proposed is %s', (_what, minimumLifetime, maximumLifetime, lifetime) => {
  expect(preflightOf({ tapPolicy: known(tapPolicy({ minimumLifetime, maximumLifetime })) }).lifetime).toEqual(lifetime);
});

test.each([
  [true, true],
  [false, false],
  [undefined, true],
])('one-time in the policy: %s, so passes work only once: %s', (isUsableOnce, onlyOnce) => {
  expect(preflightOf({ tapPolicy: known(tapPolicy({ isUsableOnce })) }).onlyOnce).toBe(onlyOnce);
});

test.each<[string, ReturnType<typeof tap>, object | undefined]>([
  ['one in use', tap({ startsAt: start, lifetime: 60 }), { id: 'tap-1', validUntil: '2026-11-20T10:00:00.000Z' }],
  [
    'one that starts tomorrow',
    tap({ isUsable: false, startsAt: daysBefore(-1, start) }),
    { id: 'tap-1', validUntil: '2026-11-21T10:00:00.000Z' },
  ],
  ['one of which nobody knows when it ends', tap({ startsAt: undefined }), { id: 'tap-1' }],
  ['one that is over', tap({ startsAt: daysBefore(1, start) }), undefined],
])('a pass that would be replaced: %s', (_what, existing, expected) => {
  expect(preflightOf({ methods: known([app('6.8.40'), existing]) }).existingTap).toEqual(expected);
});

test.each<[string, Partial<SubjectFacts>, Partial<JudgingCircumstances>, boolean]>([
  ['ordinary', {}, {}, false],
  ['in a group chosen for it', { memberOf: known(new Set([approvalGroup])) }, {}, true],
  ['the tenth of the operator this hour', {}, { issued: { byOperatorThisHour: 9, forSubjectToday: 0 } }, false],
  ['the eleventh of the operator this hour', {}, { issued: { byOperatorThisHour: 10, forSubjectToday: 0 } }, true],
  ['the third of the subject today', {}, { issued: { byOperatorThisHour: 0, forSubjectToday: 2 } }, false],
  ['the fourth of the subject today', {}, { issued: { byOperatorThisHour: 0, forSubjectToday: 3 } }, true],
])('a second operator has to agree: %s', (_why, facts, around, expected) => {
  expect(preflightOf(facts, around).needsSecondOperator).toBe(expected);
});

test.each<[string, Partial<SubjectFacts>, Partial<JudgingCircumstances>, readonly string[]]>([
  ['only a password', { methods: known([method('password')]) }, {}, ['new-phone-no-old-factor']],
  [
    'the only factor is of yesterday',
    { methods: known([{ ...app('6.8.40'), createdAt: daysBefore(1, start) }]) },
    {},
    ['new-phone-no-old-factor'],
  ],
  ['a factor of which nobody knows the age', { methods: known([method('phone')]) }, {}, []],
  ['a pass today', {}, { issued: { byOperatorThisHour: 0, forSubjectToday: 1 } }, ['many-requests']],
  ['three open requests', {}, { openRequests: 3 }, ['many-requests']],
  ['at two in the night', {}, { now: new Date('2026-11-20T01:00:00Z') }, ['outside-working-hours']],
  ['at seven sharp, local time', {}, { now: new Date('2026-11-20T06:00:00Z') }, []],
  ['at seven in the evening', {}, { now: new Date('2026-11-20T18:00:00Z') }, ['outside-working-hours']],
  ['a name in disguise', { person: known(somePerson(ines, { name: 'Inеs Moreau' })) }, {}, ['suspicious-name']],
  [
    'an account of last week',
    { person: known(somePerson(ines, { createdAt: daysBefore(13, start) })) },
    {},
    ['young-account'],
  ],
  ['an account of two weeks', { person: known(somePerson(ines, { createdAt: daysBefore(14, start) })) }, {}, []],
  ['a manager of this month', { managerChangedRecently: known(true) }, {}, ['new-manager']],
])('red flags: %s', (_why, facts, around, flags) => {
  expect(preflightOf(facts, around).redFlags).toEqual(flags);
});

test.each<[string, Partial<SubjectFacts>]>([
  ['an operator', { memberOf: known(new Set([operatorGroup])) }],
  ['an Authentication Administrator', { privileges: known([role('c4e39bd9-1100-46d3-8c65-fb160da0071f')]) }],
  ['an eligible one', { privileges: known([role('c4e39bd9-1100-46d3-8c65-fb160da0071f', false)]) }],
  ['a Password Administrator', { privileges: known([role('966707d0-3269-4727-9be2-8c3a10f19b9d')]) }],
])('nobody alone gives a pass to who can pass it on: %s', (_who, facts) => {
  expect(preflightOf(facts)).toMatchObject({ needsSecondOperator: true, redFlags: ['helps-others'] });
});

test('a role that only reads is no reason for a second operator', () => {
  const reader = known([role('4a5d8f65-41da-4de4-8968-e035b65339cf')]);
  expect(preflightOf({ privileges: reader })).toMatchObject({ needsSecondOperator: false, redFlags: [] });
});

test('a night shift has its hours over midnight', () => {
  const workingHours = { from: 22, to: 6, timeZone: 'Europe/Berlin' };
  const flags = (at: string) =>
    preflightOf({}, { settings: { ...someSettings, workingHours }, now: new Date(at) }).redFlags;

  expect(flags('2026-11-20T01:00:00Z')).toEqual([]);
  expect(flags('2026-11-20T09:00:00Z')).toEqual(['outside-working-hours']);
});
