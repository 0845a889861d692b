import { parsePasskeyPolicy, parseTapPolicy } from '../../src/graph/parse-policy.ts';

const group = '11111111-aaaa-4aaa-8aaa-000000000001';
const user = '22222222-bbbb-4bbb-8bbb-000000000002';
const profile = '33333333-cccc-4ccc-8ccc-000000000003';
const authenticator = 'de1e552d-db1d-4423-a619-566b625cdc84';
const everybody = { targetType: 'group', id: 'all_users', isRegistrationRequired: false };
const least = { includeTargets: [] };
const notUnderstood = { known: false, because: 'not-understood' };

test('the FIDO2 configuration of a tenant with profiles', () => {
  const policy = parsePasskeyPolicy({
    id: 'Fido2',
    state: 'enabled',
    isSelfServiceRegistrationAllowed: true,
    isAttestationEnforced: false,
    keyRestrictions: { isEnforced: false, enforcementType: 'block', aaGuids: [] },
    defaultPasskeyProfile: profile.toUpperCase(),
    includeTargets: [
      { ...everybody, allowedPasskeyProfiles: [profile.toUpperCase()] },
      { targetType: 'group', id: group.toUpperCase() },
    ],
    excludeTargets: [{ targetType: 'user', id: user }],
    passkeyProfiles: [
      {
        id: profile,
        name: 'Phones',
        attestationEnforcement: 'registrationOnly',
        keyRestrictions: { isEnforced: true, enforcementType: 'allow', aaGuids: [authenticator.toUpperCase()] },
        passkeyTypes: 'deviceBound, synced',
      },
    ],
  });

  expect(policy).toEqual({
    state: 'enabled',
    isSelfServiceAllowed: true,
    isAttestationEnforced: false,
    keyRestrictions: { isEnforced: false, mode: 'block', aaguids: [] },
    defaultProfile: profile,
    include: [
      { kind: 'all-users', profiles: [profile] },
      { kind: 'group', id: group, profiles: [] },
    ],
    exclude: [{ kind: 'user', id: user, profiles: [] }],
    profiles: {
      known: true,
      value: [
        {
          id: profile,
          name: 'Phones',
          attestation: 'registration-only',
          keyRestrictions: { isEnforced: true, mode: 'allow', aaguids: [authenticator] },
          types: ['device-bound', 'synced'],
        },
      ],
    },
  });
});

test.each([
  ['an empty list', { passkeyProfiles: [] }, { known: true, value: [] }],
  ['missing', {}, notUnderstood],
  ['null', { passkeyProfiles: null }, notUnderstood],
  ['only a first page', { passkeyProfiles: [], 'passkeyProfiles@odata.nextLink': 'https://x.example' }, notUnderstood],
  ['one of them unreadable', { passkeyProfiles: [{ id: profile }, { name: 'no id' }] }, notUnderstood],
])('profiles: %s', (_why, raw, expected) => {
  expect(parsePasskeyPolicy({ ...least, ...raw })?.profiles).toEqual(expected);
});

test.each([
  ['device-bound only', 'deviceBound', ['device-bound']],
  ['one type of tomorrow makes the set unknown', 'deviceBound,quantum', undefined],
  ['empty', '', undefined],
  ['null', null, undefined],
])('passkey types of a profile: %s', (_why, passkeyTypes, types) => {
  const policy = parsePasskeyPolicy({ ...least, passkeyProfiles: [{ id: profile, passkeyTypes }] });

  expect(policy?.profiles).toMatchObject({ value: [{ types }] });
});

test.each([
  [
    'a mode of tomorrow',
    { isEnforced: true, enforcementType: 'ask', aaGuids: [] },
    { isEnforced: true, mode: undefined, aaguids: [] },
  ],
  [
    'no list',
    { isEnforced: false, enforcementType: 'allow', aaGuids: null },
    { isEnforced: false, mode: 'allow', aaguids: [] },
  ],
  [
    'an unreadable AAGUID: a shorter list would decide differently',
    { isEnforced: true, enforcementType: 'allow', aaGuids: ['?'] },
    undefined,
  ],
  ['not said whether it is enforced', { enforcementType: 'allow', aaGuids: [] }, undefined],
  ['null', null, undefined],
])('key restrictions: %s', (_why, keyRestrictions, expected) => {
  expect(parsePasskeyPolicy({ ...least, keyRestrictions })?.keyRestrictions).toEqual(expected);
});

test.each([
  ['a type of target of tomorrow', { includeTargets: [everybody, { targetType: 'device', id: group }] }],
  ['a target without an id', { includeTargets: [{ targetType: 'group' }] }],
  ['a group id that is none', { includeTargets: [{ targetType: 'group', id: 'staff' }] }],
  ['an unreadable exclusion', { includeTargets: [], excludeTargets: [{ targetType: 'group', id: '' }] }],
  ['no list of targets', { state: 'enabled' }],
  ['targets on a further page', { includeTargets: [], 'includeTargets@odata.nextLink': 'https://x.example' }],
  ['nonsense', 'nonsense'],
  ['nothing', undefined],
])('a policy is unknown as a whole: %s', (_why, body) => {
  expect(parsePasskeyPolicy(body)).toBeUndefined();
  expect(parseTapPolicy(body)).toBeUndefined();
});

test.each([
  ['a state of tomorrow', { state: 'migrating' }, undefined],
  ['no state', {}, undefined],
  ['off', { state: 'disabled' }, 'disabled'],
])('state: %s', (_why, raw, state) => {
  expect(parsePasskeyPolicy({ ...least, ...raw })?.state).toBe(state);
  expect(parseTapPolicy({ ...least, ...raw })?.state).toBe(state);
});

test('the Temporary Access Pass configuration', () => {
  const policy = parseTapPolicy({
    state: 'enabled',
    defaultLength: 8,
    defaultLifetimeInMinutes: 60,
    minimumLifetimeInMinutes: 60,
    maximumLifetimeInMinutes: 480,
    isUsableOnce: false,
    includeTargets: [everybody],
    excludeTargets: null,
  });

  expect(policy).toEqual({
    state: 'enabled',
    defaultLifetime: 60,
    minimumLifetime: 60,
    maximumLifetime: 480,
    isUsableOnce: false,
    include: [{ kind: 'all-users', profiles: [] }],
    exclude: [],
  });
});
