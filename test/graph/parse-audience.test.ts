import { parseMembers, parsePhones, parseRegistrations } from '../../src/graph/parse-audience.ts';
import { numbered } from './rollout-graph.ts';

const registration = (methodsRegistered: unknown, others = {}) =>
  parseRegistrations([{ id: numbered(1), isMfaCapable: true, methodsRegistered, ...others }])[0];

test.each<[readonly string[], { hasPasskey?: true; isPhoneOnly?: true; hasAuthenticatorApp?: true }]>([
  [[], {}],
  [['password'], {}],
  [['email', 'securityQuestion'], {}],
  [['mobilePhone'], { isPhoneOnly: true }],
  [['MOBILEPHONE'], { isPhoneOnly: true }],
  [['mobilePhone', 'alternateMobilePhone', 'officePhone', 'email', 'securityQuestion'], { isPhoneOnly: true }],
  [['mobilePhone', 'temporaryAccessPass'], { isPhoneOnly: true }],
  [['mobilePhone', 'softwareOneTimePasscode'], {}],
  [['mobilePhone', 'windowsHelloForBusiness'], {}],
  // Unknown to this version: whether it is stronger is not known.
  [['mobilePhone', 'retinaScan'], {}],
  [['mobilePhone', 'microsoftAuthenticatorPush'], { hasAuthenticatorApp: true }],
  [['microsoftAuthenticatorPasswordless'], { hasAuthenticatorApp: true }],
  [['passKeyDeviceBound'], { hasPasskey: true }],
  [['passkeyDeviceBound'], { hasPasskey: true }],
  [['mobilePhone', 'passKeyDeviceBoundAuthenticator'], { hasPasskey: true, hasAuthenticatorApp: true }],
  [['passKeyDeviceBoundWindowsHello'], { hasPasskey: true }],
  [['passKeySynced'], { hasPasskey: true }],
  [['passKeyOfTheFuture'], { hasPasskey: true }],
  [['fido2SecurityKey'], { hasPasskey: true }],
  [['fido2'], { hasPasskey: true }],
  [['windowsHelloForBusiness'], {}],
])('registered %j', (methods, expected) => {
  expect(registration(methods)).toEqual({
    user: numbered(1),
    hasPasskey: false,
    isPhoneOnly: false,
    isMfaCapable: true,
    hasAuthenticatorApp: false,
    ...expected,
  });
});

test.each([
  ['as the report says', ['mobilePhone'], { isMfaCapable: false }, false],
  ['by what is registered, where it does not', ['mobilePhone'], { isMfaCapable: null }, true],
  ['not by what only resets a password', ['email'], { isMfaCapable: null }, false],
])('able to do MFA %s', (_what, methods, others, expected) => {
  expect(registration(methods, others)?.isMfaCapable).toBe(expected);
});

test('a row that does not say who or what is left out, the others stay', () => {
  const rows = [
    { id: 'nobody', methodsRegistered: [] },
    { id: numbered(1) },
    { id: numbered(2), methodsRegistered: 'mobilePhone' },
    null,
    { id: numbered(3), methodsRegistered: [], lastUpdatedDateTime: '2026-11-19T20:00:00.1234567Z' },
  ];

  expect(parseRegistrations(rows)).toEqual([
    expect.objectContaining({ user: numbered(3), updatedAt: '2026-11-19T20:00:00.123Z' }),
  ]);
});

test.each([
  ['nothing but an id', {}, { name: '', upn: '', isEnabled: true, isGuest: false }],
  ['no display name', { userPrincipalName: 'a@contoso.example' }, { name: 'a@contoso.example' }],
  ['switched off', { accountEnabled: false }, { isEnabled: false }],
  ['a guest', { userType: 'Guest' }, { isGuest: true }],
  ['a country that somebody typed', { country: 'Schweiz' }, {}],
  ['a country that is one', { country: 'ch' }, { country: 'CH' }],
  ['a usage location, which counts first', { country: 'DE', usageLocation: 'at' }, { country: 'AT' }],
  ['a language', { preferredLanguage: 'EN-gb' }, { language: 'en-GB' }],
  ['a language that is none', { preferredLanguage: 'Deutsch (Schweiz)' }, {}],
])('a member with %s', (_what, entry, expected) => {
  const members = parseMembers([{ id: numbered(1).toUpperCase(), ...entry }]);

  expect(members[0]).toMatchObject({ user: numbered(1), ...expected });
  expect('country' in (members[0] ?? {})).toBe('country' in expected);
  expect('language' in (members[0] ?? {})).toBe('language' in expected);
});

test('what is no user is left out', () => {
  expect(parseMembers([null, 'x', {}, { id: '' }, { id: 7 }])).toEqual([]);
});

test.each([
  ['iOS', 'ios'],
  ['iPadOS', 'ios'],
  ['Android', 'android'],
  ['AndroidEnterprise', 'android'],
  ['Windows', undefined],
  ['macOS', undefined],
  ['', undefined],
  [null, undefined],
])('%j is the phone platform %s', (operatingSystem, platform) => {
  const phones = parsePhones([{ userId: numbered(1), operatingSystem, lastSyncDateTime: '0001-01-01T00:00:00Z' }]);

  expect(phones).toEqual(platform ? [{ user: numbered(1), platform }] : []);
});
