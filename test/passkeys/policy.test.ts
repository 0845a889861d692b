import type { Facts, PasskeyPolicy, PasskeyProfile, PasskeyType, PolicyTarget } from '../../src/passkeys/facts.ts';
import { type Aaguid, type GroupId, groupId } from '../../src/passkeys/ids.ts';
import { type Answer, isAllowed, type PolicyVerdict, policyFor } from '../../src/passkeys/policy.ts';
import {
  abe,
  ada,
  allBut,
  androidAuthenticator,
  iCloudKeychain,
  iosAuthenticator,
  known,
  only,
  otherGroup,
  pilotGroup,
  policy,
  policyWith,
  profile,
  someFacts,
  someSecurityKey,
  unread,
} from '../fixtures/facts.ts';

const everybody: PolicyTarget = { kind: 'all-users', profiles: [] };
const group = (id: GroupId, ...profiles: readonly string[]): PolicyTarget => ({ kind: 'group', id, profiles });
const inPilot = known<ReadonlySet<GroupId>>(new Set([pilotGroup]));
const sixtyGroups = Array.from({ length: 60 }, (_, index) =>
  groupId(`60000000-0000-4000-8000-${String(index).padStart(12, '0')}`),
);
const lastOfSixty = known<ReadonlySet<GroupId>>(new Set(sixtyGroups.slice(-1)));

function verdictOn(tenant: Partial<PasskeyPolicy>, facts: Partial<Facts> = {}): PolicyVerdict {
  return policyFor(ada, someFacts({ passkeyPolicy: known(policy(tenant)), ...facts }));
}

describe('who the policy is for', () => {
  test.each<[string, Partial<PasskeyPolicy>, Partial<Facts>, PolicyVerdict['kind']]>([
    ['on for all', { include: [everybody] }, {}, 'targeted'],
    ['off', { state: 'disabled', include: [everybody] }, {}, 'off'],
    ['off, and excluded too', { state: 'disabled', exclude: [everybody] }, {}, 'off'],
    ['a state we do not know', { state: undefined }, {}, 'unknown'],
    ['in an included group', { include: [group(pilotGroup)] }, { memberOf: inPilot }, 'targeted'],
    ['not in the included group', { include: [group(otherGroup)] }, { memberOf: inPilot }, 'not-targeted'],
    ['in one of two', { include: [group(otherGroup), group(pilotGroup)] }, { memberOf: inPilot }, 'targeted'],
    ['nobody is included', { include: [] }, {}, 'not-targeted'],
    ['included by name', { include: [{ kind: 'user', id: ada, profiles: [] }] }, {}, 'targeted'],
    ['somebody else by name', { include: [{ kind: 'user', id: abe, profiles: [] }] }, {}, 'not-targeted'],
    [
      'exclusion beats all users',
      { include: [everybody], exclude: [group(pilotGroup)] },
      { memberOf: inPilot },
      'excluded',
    ],
    [
      'exclusion beats the same group',
      { include: [group(pilotGroup)], exclude: [group(pilotGroup)] },
      { memberOf: inPilot },
      'excluded',
    ],
    ['excluded by name', { include: [everybody], exclude: [{ kind: 'user', id: ada, profiles: [] }] }, {}, 'excluded'],
    [
      'another group is excluded',
      { include: [everybody], exclude: [group(otherGroup)] },
      { memberOf: inPilot },
      'targeted',
    ],
    [
      'in the last of 60 groups',
      { include: sixtyGroups.map((id) => group(id)) },
      { memberOf: lastOfSixty },
      'targeted',
    ],
    ['in none of 60 groups', { include: sixtyGroups.map((id) => group(id)) }, { memberOf: inPilot }, 'not-targeted'],
    [
      'excluded by the last of 60 groups',
      { exclude: sixtyGroups.map((id) => group(id)) },
      { memberOf: lastOfSixty },
      'excluded',
    ],
    ['groups not read: all users need no group', { include: [everybody] }, { memberOf: unread() }, 'targeted'],
    ['groups not read: included perhaps', { include: [group(pilotGroup)] }, { memberOf: unread() }, 'unknown'],
    [
      'groups not read: excluded perhaps',
      { include: [everybody], exclude: [group(pilotGroup)] },
      { memberOf: unread() },
      'unknown',
    ],
    [
      'groups not read: excluded by name for sure',
      { exclude: [group(pilotGroup), { kind: 'user', id: ada, profiles: [] }] },
      { memberOf: unread() },
      'excluded',
    ],
    ['groups not read: nobody is included for sure', { include: [] }, { memberOf: unread() }, 'not-targeted'],
    ['policy not read', {}, { passkeyPolicy: unread('forbidden') }, 'unknown'],
  ])('%s', (_why, tenant, facts, expected) => {
    expect(verdictOn(tenant, facts).kind).toBe(expected);
  });

  test.each<[boolean | undefined, Answer]>([
    [true, 'yes'],
    [false, 'no'],
    [undefined, 'unknown'],
  ])('self-service %s is %s', (isSelfServiceAllowed, selfService) => {
    expect(verdictOn({ isSelfServiceAllowed })).toMatchObject({ kind: 'targeted', selfService });
  });
});

type Kind = { readonly aaguid: Aaguid; readonly type: PasskeyType; readonly attested: boolean };
const inAuthenticator: Kind = { aaguid: iosAuthenticator, type: 'device-bound', attested: true };
const byQr: Kind = { ...inAuthenticator, attested: false };
const onAndroid: Kind = { ...inAuthenticator, aaguid: androidAuthenticator };
const synced: Kind = { aaguid: iCloudKeychain, type: 'synced', attested: false };
const securityKey: Kind = { aaguid: someSecurityKey, type: 'device-bound', attested: true };

describe('what one profile allows', () => {
  test.each<[string, Partial<PasskeyProfile>, Kind, Answer]>([
    ['everything: Authenticator', {}, inAuthenticator, 'yes'],
    ['everything: by QR code', {}, byQr, 'yes'],
    ['everything: synced', {}, synced, 'yes'],
    [
      'attestation: registering in Authenticator delivers it',
      { attestation: 'registration-only' },
      inAuthenticator,
      'yes',
    ],
    ['attestation: a QR code does not', { attestation: 'registration-only' }, byQr, 'no'],
    ['attestation: synced passkeys have none', { attestation: 'registration-only' }, synced, 'no'],
    ['attestation unknown: Authenticator is safe either way', { attestation: undefined }, inAuthenticator, 'yes'],
    ['attestation unknown: QR code', { attestation: undefined }, byQr, 'unknown'],
    ['attestation unknown: synced', { attestation: undefined }, synced, 'unknown'],
    ['device-bound only: Authenticator', { types: ['device-bound'] }, inAuthenticator, 'yes'],
    ['device-bound only: synced', { types: ['device-bound'] }, synced, 'no'],
    ['synced only: Authenticator', { types: ['synced'] }, inAuthenticator, 'no'],
    ['synced only: synced', { types: ['synced'] }, synced, 'yes'],
    ['types unknown', { types: undefined }, inAuthenticator, 'unknown'],
    [
      'types unknown, but the AAGUID is not on the list',
      { types: undefined, keyRestrictions: only(androidAuthenticator) },
      inAuthenticator,
      'no',
    ],
    ['on the list', { keyRestrictions: only(iosAuthenticator, androidAuthenticator) }, inAuthenticator, 'yes'],
    ['not on the list', { keyRestrictions: only(iosAuthenticator, androidAuthenticator) }, securityKey, 'no'],
    ['only the iPhone is on the list', { keyRestrictions: only(iosAuthenticator) }, onAndroid, 'no'],
    ['an empty list allows nothing', { keyRestrictions: only() }, inAuthenticator, 'no'],
    ['blocked', { keyRestrictions: allBut(iosAuthenticator) }, inAuthenticator, 'no'],
    ['another one is blocked', { keyRestrictions: allBut(someSecurityKey) }, inAuthenticator, 'yes'],
    [
      'a list that is not enforced',
      { keyRestrictions: { ...only(someSecurityKey), isEnforced: false } },
      inAuthenticator,
      'yes',
    ],
    [
      'neither allow nor block',
      { keyRestrictions: { ...only(iosAuthenticator), mode: undefined } },
      inAuthenticator,
      'unknown',
    ],
  ])('%s', (_why, rules, kind, expected) => {
    expect(isAllowed(verdictOn(policyWith(rules)), kind)).toBe(expected);
  });
});

describe('several profiles: one that is satisfied is enough', () => {
  const strict = profile({ id: 'strict', attestation: 'registration-only', types: ['device-bound'] });
  const keysOnly = profile({ id: 'keys', types: ['device-bound'], keyRestrictions: only(someSecurityKey) });
  const loose = profile({ id: 'loose' });
  const profiles = known([strict, keysOnly, loose]);

  test.each<[string, readonly PolicyTarget[], Kind, Answer]>([
    ['one target with two profiles', [group(pilotGroup, 'keys', 'strict')], inAuthenticator, 'yes'],
    ['neither of the two', [group(pilotGroup, 'keys', 'strict')], synced, 'no'],
    ['two targets with one each', [group(pilotGroup, 'keys'), { ...everybody, profiles: ['loose'] }], synced, 'yes'],
    [
      'the profile of a group the user is not in does not count',
      [group(otherGroup, 'loose'), group(pilotGroup, 'keys')],
      synced,
      'no',
    ],
    ['a target that names none falls under the default one', [group(pilotGroup)], byQr, 'no'],
    ['a profile that was not delivered', [group(pilotGroup, 'gone')], inAuthenticator, 'unknown'],
    ['one that was not delivered beside one that allows it', [group(pilotGroup, 'gone', 'loose')], synced, 'yes'],
    ['one that was not delivered beside one that does not', [group(pilotGroup, 'gone', 'keys')], synced, 'unknown'],
  ])('%s', (_why, include, kind, expected) => {
    const verdict = verdictOn({ include, profiles, defaultProfile: 'strict' }, { memberOf: inPilot });

    expect(isAllowed(verdict, kind)).toBe(expected);
  });

  test('with groups not read, a further profile may allow what mine does not', () => {
    const include = [{ ...everybody, profiles: ['keys'] }, group(pilotGroup, 'loose')];
    const verdict = verdictOn({ include, profiles }, { memberOf: unread() });

    expect(isAllowed(verdict, synced)).toBe('unknown');
    expect(isAllowed(verdict, securityKey)).toBe('yes');
  });

  test('a target without a profile, in a tenant without a default one, is unknown', () => {
    const verdict = verdictOn({ include: [everybody], profiles, defaultProfile: undefined });

    expect(isAllowed(verdict, inAuthenticator)).toBe('unknown');
  });
});

describe('the older top-level fields count only where there are no profiles', () => {
  const none = known<readonly PasskeyProfile[]>([]);

  test.each<[string, Partial<PasskeyPolicy>, Kind, Answer]>([
    ['no attestation, no list', { isAttestationEnforced: false }, inAuthenticator, 'yes'],
    ['no attestation: by QR code', { isAttestationEnforced: false }, byQr, 'yes'],
    ['attestation: by QR code', { isAttestationEnforced: true }, byQr, 'no'],
    ['attestation: in Authenticator', { isAttestationEnforced: true }, inAuthenticator, 'yes'],
    ['attestation unknown: by QR code', { isAttestationEnforced: undefined }, byQr, 'unknown'],
    ['there were no synced passkeys then', { isAttestationEnforced: false }, synced, 'no'],
    ['allowed by the list', { isAttestationEnforced: false, keyRestrictions: only(iosAuthenticator) }, byQr, 'yes'],
    ['not on the list', { keyRestrictions: only(someSecurityKey) }, inAuthenticator, 'no'],
    ['blocked by the list', { keyRestrictions: allBut(iosAuthenticator) }, inAuthenticator, 'no'],
  ])('%s', (_why, older, kind, expected) => {
    expect(isAllowed(verdictOn({ include: [everybody], profiles: none, ...older }), kind)).toBe(expected);
  });

  test('beside profiles they are not looked at', () => {
    const verdict = verdictOn({ isAttestationEnforced: true, keyRestrictions: only(someSecurityKey) });

    expect(isAllowed(verdict, byQr)).toBe('yes');
    expect(isAllowed(verdict, synced)).toBe('yes');
  });

  test('profiles that were not delivered are unknown, not none', () => {
    const older = { isAttestationEnforced: true, keyRestrictions: only(someSecurityKey) };
    const verdict = verdictOn({ profiles: unread('not-understood'), ...older });

    expect(verdict.kind).toBe('targeted');
    expect(isAllowed(verdict, inAuthenticator)).toBe('unknown');
    expect(isAllowed(verdict, synced)).toBe('unknown');
  });
});

test.each<[PolicyVerdict['kind'], Partial<PasskeyPolicy>, Answer]>([
  ['off', { state: 'disabled' }, 'no'],
  ['excluded', { exclude: [everybody] }, 'no'],
  ['not-targeted', { include: [] }, 'no'],
  ['unknown', { state: undefined }, 'unknown'],
])('%s: nothing is allowed that is not known to be', (kind, tenant, expected) => {
  const verdict = verdictOn(tenant);

  expect(verdict.kind).toBe(kind);
  expect(isAllowed(verdict, inAuthenticator)).toBe(expected);
});
