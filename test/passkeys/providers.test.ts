import { aaguid } from '../../src/passkeys/ids.ts';
import {
  authenticatorAaguid,
  authenticatorPlatform,
  isAuthenticator,
  providerName,
  syncedManagerAaguid,
} from '../../src/passkeys/providers.ts';
import {
  androidAuthenticator,
  googlePasswordManager,
  iCloudKeychain,
  iosAuthenticator,
  samsungPass,
  someSecurityKey,
} from '../fixtures/facts.ts';

/** https://github.com/passkeydeveloper/passkey-authenticator-aaguids and Microsoft's page for Authenticator itself. */
test.each([
  ['90a3ccdf-635c-4729-a248-9b709135078f', 'Microsoft Authenticator'],
  ['de1e552d-db1d-4423-a619-566b625cdc84', 'Microsoft Authenticator'],
  ['08987058-cadc-4b81-b6e1-30de50dcbe96', 'Windows Hello'],
  ['9ddd1817-af5a-4672-a2b9-3e3dd95000a9', 'Windows Hello'],
  ['6028b017-b1d4-4c02-b4b3-afcdafc96bb2', 'Windows Hello'],
  ['fbfc3007-154e-4ecc-8c0b-6e020557d7bd', 'iCloud Keychain'],
  ['dd4ec289-e01d-41c9-bb89-70fa845d4bf2', 'iCloud Keychain'],
  ['ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4', 'Google Password Manager'],
  ['adce0002-35bc-c60a-648b-0b25f1f05503', 'Chrome on Mac'],
  ['771b48fd-d3d4-4f74-9232-fc157ab0507a', 'Edge on Mac'],
  ['b5397666-4885-aa6b-cebf-e52262a439a2', 'Chromium'],
  ['d3452668-01fd-4c12-926c-83a4204853aa', 'Microsoft Password Manager'],
  ['53414d53-554e-4700-0000-000000000000', 'Samsung Pass'],
  ['bada5566-a7aa-401f-bd96-45619a55120d', '1Password'],
  ['d548826e-79b4-db40-a3d8-11116f7e8349', 'Bitwarden'],
  ['531126d6-e717-415c-9320-3d9aa6981239', 'Dashlane'],
  ['b78a0a55-6ef8-d246-a042-ba0f6d55050c', 'LastPass'],
  ['0ea242b4-43c4-4a1b-8b17-dd6d0b6baec6', 'Keeper'],
  ['b84e4048-15dc-4dd0-8640-f4f60813c8af', 'NordPass'],
  ['50726f74-6f6e-5061-7373-50726f746f6e', 'Proton Pass'],
  ['fdb141b2-5d84-443e-8a35-4698c205a502', 'KeePassXC'],
  ['f3809540-7f14-49c1-a8b3-8f813b225541', 'Enpass'],
  ['b35a26b2-8f6e-4697-ab1d-d44db4da28c6', 'Zoho Vault'],
  ['de503f9c-21a4-4f76-b4b7-558eb55c6f89', 'Devolutions'],
  ['39a5647e-1853-446c-a1f6-a79bae9f5bc7', 'IDmelon'],
])('%s is %s', (id, name) => {
  expect(providerName(aaguid(id))).toBe(name);
});

test('Graph may write an AAGUID in capitals', () => {
  expect(providerName(aaguid('53414D53-554E-4700-0000-000000000000'))).toBe('Samsung Pass');
});

test('a key that nobody has listed has no name, and none is made up', () => {
  expect(providerName(someSecurityKey)).toBeUndefined();
  expect(providerName(undefined)).toBeUndefined();
});

test.each([
  ['Authenticator on iOS', iosAuthenticator, 'ios'],
  ['Authenticator on Android', androidAuthenticator, 'android'],
  ['iCloud Keychain', iCloudKeychain, undefined],
  ['Samsung Pass', samsungPass, undefined],
  ['a security key', someSecurityKey, undefined],
  ['nothing', undefined, undefined],
] as const)('%s tells the phone of an Authenticator passkey, and only that', (_what, id, platform) => {
  expect(authenticatorPlatform(id)).toBe(platform);
  expect(isAuthenticator(id)).toBe(platform !== undefined);
});

test('each platform has its own Authenticator and its own manager of synced passkeys', () => {
  expect(authenticatorAaguid).toEqual({ ios: iosAuthenticator, android: androidAuthenticator });
  expect(syncedManagerAaguid).toEqual({ ios: iCloudKeychain, android: googlePasswordManager });
});
