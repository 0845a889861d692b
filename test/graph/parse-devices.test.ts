import { parseEntraDevices, parseIntuneDevices } from '../../src/graph/parse-devices.ts';

const nothing = {
  id: 'd1',
  name: undefined,
  platform: undefined,
  osVersion: undefined,
  maker: undefined,
  model: undefined,
  owner: undefined,
  isCompromised: undefined,
  isCompliant: undefined,
  hasWorkProfile: undefined,
  seenAt: undefined,
};
const seenAt = new Date('2026-11-01T10:00:00Z');

test.each([
  [
    'an iPhone with everything',
    {
      deviceName: 'iPhone of Ida',
      operatingSystem: 'iOS',
      osVersion: '17.6.1',
      manufacturer: 'Apple',
      model: 'iPhone 15',
      managedDeviceOwnerType: 'company',
      jailBroken: 'False',
      complianceState: 'compliant',
      lastSyncDateTime: '2026-11-01T10:00:00Z',
    },
    {
      name: 'iPhone of Ida',
      platform: 'ios',
      osVersion: '17.6.1',
      maker: 'Apple',
      model: 'iPhone 15',
      owner: 'company',
      isCompromised: false,
      isCompliant: true,
      seenAt,
    },
  ],
  [
    'jailbroken and not compliant',
    { jailBroken: 'True', complianceState: 'noncompliant' },
    { isCompromised: true, isCompliant: false },
  ],
  ['not known to be either', { jailBroken: 'Unknown', complianceState: 'configManager' }, {}],
  ['in the grace period', { complianceState: 'inGracePeriod' }, { isCompliant: true }],
  ['never synced', { lastSyncDateTime: '0001-01-01T00:00:00Z' }, {}],
  ['values of tomorrow', { managedDeviceOwnerType: 'unknownFutureValue', complianceState: 'fine', jailBroken: 3 }, {}],
  ['everything null', { operatingSystem: null, osVersion: null, model: null, lastSyncDateTime: null }, {}],
  ['an iPad', { operatingSystem: 'iPadOS' }, { platform: 'ios' }],
  ['a Mac', { operatingSystem: 'macOS' }, { platform: 'macos' }],
  [
    'a computer',
    { operatingSystem: 'Windows', osVersion: '10.0.22631.4460' },
    { platform: 'windows', osVersion: '10.0.22631.4460' },
  ],
  ['a work profile', { operatingSystem: 'AndroidForWork' }, { platform: 'android', hasWorkProfile: true }],
  ['Android Enterprise', { operatingSystem: 'AndroidEnterprise' }, { platform: 'android', hasWorkProfile: true }],
  [
    'Android Enterprise on a phone of the company may be all managed',
    { operatingSystem: 'AndroidEnterprise', managedDeviceOwnerType: 'company' },
    { platform: 'android', owner: 'company' },
  ],
  [
    'a registration',
    { azureADDeviceId: 'AAAAAAAA-0000-0000-0000-000000000001' },
    { registrationId: 'aaaaaaaa-0000-0000-0000-000000000001' },
  ],
  ['no registration', { azureADDeviceId: '00000000-0000-0000-0000-000000000000' }, {}],
  ['something else', { operatingSystem: 'Linux' }, { platform: 'other' }],
  ['unknown, which is not "other"', { operatingSystem: 'Unknown' }, {}],
])('Intune: %s', (_why, raw, expected) => {
  expect(parseIntuneDevices([{ id: 'd1', ...raw }])).toEqual([{ ...nothing, source: 'intune', ...expected }]);
});

test.each([
  [
    'a phone with everything',
    {
      displayName: 'Phone',
      operatingSystem: 'Android',
      operatingSystemVersion: '14',
      manufacturer: 'Google',
      model: 'Pixel 8',
      deviceOwnership: 'Personal',
      isRooted: false,
      isCompliant: true,
      approximateLastSignInDateTime: '2026-11-01T10:00:00Z',
    },
    {
      name: 'Phone',
      platform: 'android',
      osVersion: '14',
      maker: 'Google',
      model: 'Pixel 8',
      owner: 'personal',
      isCompromised: false,
      isCompliant: true,
      seenAt,
    },
  ],
  ['an iPhone', { operatingSystem: 'IPhone' }, { platform: 'ios' }],
  ['a managed Mac', { operatingSystem: 'MacMDM' }, { platform: 'macos' }],
  ['a corporate work profile', { enrollmentType: 'AndroidEnterpriseCorporateWorkProfile' }, { hasWorkProfile: true }],
  ['rooted', { isRooted: true }, { isCompromised: true }],
  ['one whose fields we may not see', { operatingSystem: null, isCompliant: null }, {}],
])('Entra: %s', (_why, raw, expected) => {
  expect(parseEntraDevices([{ id: 'd1', ...raw }])).toEqual([{ ...nothing, source: 'entra', ...expected }]);
});

test.each([
  ['Intune', parseIntuneDevices],
  ['Entra', parseEntraDevices],
])('%s: a device that cannot be read does not lose the others', (_source, parse) => {
  expect(parse([null, { model: 'no id' }, { id: 'd2' }]).map(({ id }) => id)).toEqual(['d2']);
});
