import { parseMethods } from '../../src/graph/parse-methods.ts';

const at = new Date('2026-03-01T08:00:00Z');
const entry = (type: string, rest: object = {}) => ({ '@odata.type': `#microsoft.graph.${type}`, id: 'm1', ...rest });
const other = (kind: string) => ({ kind, id: 'm1', name: undefined, createdAt: undefined });
const passkey = {
  kind: 'passkey',
  id: 'm1',
  name: undefined,
  createdAt: undefined,
  aaguid: undefined,
  model: undefined,
  type: undefined,
};
const app = { kind: 'authenticator-app', id: 'm1', name: undefined, createdAt: undefined, appVersion: undefined };
const tap = {
  kind: 'temporary-access-pass',
  id: 'm1',
  isUsable: undefined,
  startsAt: undefined,
  lifetime: undefined,
  isUsableOnce: undefined,
};

test.each([
  [
    'a passkey with everything',
    entry('fido2AuthenticationMethod', {
      displayName: 'Authenticator - iPhone',
      createdDateTime: '2026-03-01T08:00:00Z',
      aaGuid: '90A3CCDF-635c-4729-a248-9b709135078f',
      model: 'Microsoft Authenticator',
      passkeyType: 'deviceBound',
      attestationLevel: 'attested',
    }),
    {
      ...passkey,
      name: 'Authenticator - iPhone',
      createdAt: at,
      aaguid: '90a3ccdf-635c-4729-a248-9b709135078f',
      model: 'Microsoft Authenticator',
      type: 'device-bound',
    },
  ],
  [
    'a passkey without an AAGUID',
    entry('fido2AuthenticationMethod', { passkeyType: 'synced' }),
    { ...passkey, type: 'synced' },
  ],
  [
    'a passkey of a type of tomorrow, with an AAGUID that is none',
    entry('fido2AuthenticationMethod', { passkeyType: 'unknownFutureValue', aaGuid: 'yes' }),
    passkey,
  ],
  [
    'the older name of the creation date',
    entry('fido2AuthenticationMethod', { creationDateTime: '2026-03-01T08:00:00Z' }),
    { ...passkey, createdAt: at },
  ],
  [
    'a date that is null, and a name that is a number',
    entry('fido2AuthenticationMethod', { createdDateTime: null, creationDateTime: null, displayName: 7 }),
    passkey,
  ],
  ['a date that is none', entry('fido2AuthenticationMethod', { createdDateTime: 'soon' }), passkey],
  [
    'the Authenticator app',
    entry('microsoftAuthenticatorAuthenticationMethod', { displayName: 'Pixel', phoneAppVersion: '6.2507.4749' }),
    { ...app, name: 'Pixel', appVersion: '6.2507.4749' },
  ],
  ['an app version that is empty', entry('microsoftAuthenticatorAuthenticationMethod', { phoneAppVersion: '' }), app],
  [
    'a Temporary Access Pass',
    entry('temporaryAccessPassAuthenticationMethod', {
      isUsable: true,
      isUsableOnce: false,
      startDateTime: '2026-03-01T08:00:00Z',
      lifetimeInMinutes: 60,
      temporaryAccessPass: null,
    }),
    { ...tap, isUsable: true, isUsableOnce: false, startsAt: at, lifetime: 60 },
  ],
  [
    'a Temporary Access Pass that is used up, as the reference says',
    entry('temporaryAccessPassAuthenticationMethod', { isUsable: false, methodUsabilityReason: 'oneTimeUsed' }),
    { ...tap, isUsable: false, isUsed: true },
  ],
  [
    'a Temporary Access Pass that is used up, as its example says',
    entry('temporaryAccessPassAuthenticationMethod', { isUsable: false, methodUsabilityReason: 'OneTimeUsed' }),
    { ...tap, isUsable: false, isUsed: true },
  ],
  [
    'one that is over',
    entry('temporaryAccessPassAuthenticationMethod', { isUsable: false, methodUsabilityReason: 'Expired' }),
    { ...tap, isUsable: false },
  ],
  ['a password', entry('passwordAuthenticationMethod', { password: null }), other('password')],
  ['a phone, without its number', entry('phoneAuthenticationMethod', { phoneNumber: '+1 5550100' }), other('phone')],
  ['Windows Hello', entry('windowsHelloForBusinessAuthenticationMethod'), other('windows-hello')],
  ['a platform credential', entry('platformCredentialAuthenticationMethod'), other('platform-credential')],
  ['a software token', entry('softwareOathAuthenticationMethod'), other('software-oath')],
  ['a hardware token', entry('hardwareOathAuthenticationMethod'), other('hardware-oath')],
  ['a mail address, without the address', entry('emailAuthenticationMethod'), other('email')],
  ['a method of tomorrow', entry('telepathyAuthenticationMethod'), other('other')],
  ['a method that does not say what it is', { id: 'm1' }, other('other')],
])('%s', (_why, raw, expected) => {
  expect(parseMethods([raw])).toEqual([expected]);
});

test('an entry that cannot be read does not lose the others', () => {
  const methods = parseMethods([null, 'text', { displayName: 'no id' }, entry('passwordAuthenticationMethod')]);

  expect(methods).toEqual([other('password')]);
});
