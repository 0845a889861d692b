import type { AuthenticationMethod } from '../../src/passkeys/facts.ts';
import type { PasskeyGoal } from '../../src/passkeys/goal.ts';
import { fits, isStrong, passkeysIn } from '../../src/passkeys/methods.ts';
import {
  androidAuthenticator,
  app,
  iCloudKeychain,
  known,
  method,
  passkey,
  samsungPass,
  tap,
  unread,
} from '../fixtures/facts.ts';

test.each<[string, AuthenticationMethod, boolean]>([
  ['a password', method('password'), false],
  ['an e-mail address, which only resets passwords', method('email'), false],
  ['a passkey', passkey(), true],
  ['Authenticator', app('6.8.37'), true],
  ['Authenticator Lite', app('4.2439.2'), true],
  ['a phone number', method('phone'), true],
  ['Windows Hello', method('windows-hello'), true],
  ['a platform credential', method('platform-credential'), true],
  ['a code app', method('software-oath'), true],
  ['a code token', method('hardware-oath'), true],
  ['a usable TAP', tap(), true],
  ['a spent or future TAP', tap({ isUsable: false }), false],
  ['a TAP of which nobody knows whether it is usable', tap({ isUsable: undefined }), false],
  ['a kind we do not know', method('other'), true],
])('does it satisfy multifactor authentication: %s', (_what, one, expected) => {
  expect(isStrong(one)).toBe(expected);
});

test.each<[string, PasskeyGoal, Parameters<typeof fits>[0], boolean]>([
  ['any passkey will do', 'any', passkey({ aaguid: samsungPass, type: 'synced' }), true],
  ['any passkey will do, even an anonymous one', 'any', passkey({ aaguid: undefined }), true],
  ['Authenticator on the iPhone', 'authenticator', passkey(), true],
  ['Authenticator on Android', 'authenticator', passkey({ aaguid: androidAuthenticator }), true],
  ['a synced one where Authenticator is the goal', 'authenticator', passkey({ aaguid: iCloudKeychain }), false],
  ['an anonymous one where Authenticator is the goal', 'authenticator', passkey({ aaguid: undefined }), false],
  [
    'its name does not make it one of Authenticator',
    'authenticator',
    passkey({ aaguid: iCloudKeychain, name: 'Microsoft Authenticator', model: 'Microsoft Authenticator' }),
    false,
  ],
])('fits the goal: %s', (_why, goal, one, expected) => {
  expect(fits(one, goal)).toBe(expected);
});

test('passkeys are told from the other methods; methods not read have none', () => {
  const mine = [passkey({ id: 'one' }), passkey({ id: 'two', aaguid: samsungPass })];

  expect(passkeysIn({ methods: known([method('password'), ...mine, app('6.8.37')]) })).toEqual(mine);
  expect(passkeysIn({ methods: unread() })).toEqual([]);
});
