import { otherWaysIn } from '../../src/helpdesk/other-ways.ts';
import type { AuthenticationMethod } from '../../src/passkeys/facts.ts';
import { androidAuthenticator, app, method, passkey, someSecurityKey, tap } from '../fixtures/facts.ts';

test.each<[string, readonly AuthenticationMethod[], readonly string[]]>([
  ['only a password', [method('password')], []],
  ['Authenticator, and the passkey in it, are gone with the phone', [app('6.8.40'), passkey()], []],
  ['Authenticator on a second phone', [app('6.8.40'), app('6.2510.1')], ['authenticator-app']],
  [
    'a passkey in Authenticator on each of two phones',
    [passkey(), passkey({ id: 'passkey-2', aaguid: androidAuthenticator })],
    ['authenticator-app'],
  ],
  ['a security key', [passkey({ aaguid: someSecurityKey })], ['passkey']],
  ['a passkey of which nobody knows where it is', [passkey({ aaguid: undefined })], ['passkey']],
  ['Windows Hello', [method('windows-hello')], ['windows-hello']],
  ['the platform credential of a Mac', [method('platform-credential')], ['windows-hello']],
  ['a number for text messages, which a new SIM brings back', [method('phone')], ['phone']],
  ['a code app', [method('software-oath')], ['software-oath']],
  ['an e-mail address opens no account', [method('email')], []],
  ['a pass that is there already is replaced, not used', [tap()], []],
  [
    'what needs no phone comes first, each once',
    [method('software-oath'), method('phone'), method('windows-hello'), method('platform-credential')],
    ['windows-hello', 'phone', 'software-oath'],
  ],
])('%s', (_what, methods, ways) => {
  expect(otherWaysIn(methods)).toEqual(ways);
});
