import { type AppVersion, formatVersion, isAtLeast, parseVersion, readAppVersion } from '../../src/passkeys/version.ts';

test.each<[string, string | null | undefined, readonly number[] | undefined]>([
  ['iOS as Intune has it', '17.6.1', [17, 6, 1]],
  ['Android as Intune has it', '14', [14]],
  ['Android with its name', 'Android (14)', [14]],
  ['iOS with its build', 'iOS 18.6 (22G86)', [18, 6]],
  ['Windows', '10.0.22631.4460', [10, 0, 22631, 4460]],
  ['Authenticator on iOS', '6.8.37', [6, 8, 37]],
  ['Authenticator on Android', '6.2507.4749', [6, 2507, 4749]],
  ['spaces around it', ' 14 ', [14]],
  ['a dot at the end', '14.', [14]],
  ['zero is a number', '0', [0]],
  ['empty', '', undefined],
  ['null', null, undefined],
  ['not there', undefined, undefined],
  ['a word', 'Unknown', undefined],
  ['punctuation', '(.)', undefined],
])('reads a version from %s', (_what, raw, expected) => {
  expect(parseVersion(raw)).toEqual(expected);
});

test.each<[string, string, boolean]>([
  ['17.6.1', '17', true],
  ['17', '17', true],
  ['17.0', '17', true],
  ['17', '17.0.1', false],
  ['16.7.10', '17', false],
  ['26', '18', true],
  ['9', '14', false],
  ['14', '9', true],
  ['6.8.37', '6.8.37', true],
  ['6.8.36', '6.8.37', false],
  ['6.8.4', '6.8.37', false],
  ['6.10.0', '6.8.37', true],
  ['6.2507.4749', '6.2507.4749', true],
  ['6.2507.4748', '6.2507.4749', false],
  ['6.2601.1', '6.2507.4749', true],
  ['7.0', '6.2507.4749', true],
])('is %s at least %s? %s', (version, minimum, expected) => {
  expect(isAtLeast(parseVersion(version) ?? [], parseVersion(minimum) ?? [])).toBe(expected);
});

test.each<[string, string | null | undefined, AppVersion]>([
  ['three small parts: an iPhone', '6.8.37', { app: 'authenticator', platform: 'ios', version: [6, 8, 37] }],
  ['the iPhone of 2024', '6.8.7', { app: 'authenticator', platform: 'ios', version: [6, 8, 7] }],
  ['year and month: Android', '6.2507.4749', { app: 'authenticator', platform: 'android', version: [6, 2507, 4749] }],
  ['the Android of 2024', '6.2404.2444', { app: 'authenticator', platform: 'android', version: [6, 2404, 2444] }],
  ['Authenticator Lite in Outlook', '4.2439.2', { app: 'lite' }],
  ['another Outlook', '4.2610.0', { app: 'lite' }],
  ['one number tells no platform', '6', { app: 'unreadable' }],
  ['empty', '', { app: 'unreadable' }],
  ['null', null, { app: 'unreadable' }],
  ['not there', undefined, { app: 'unreadable' }],
  ['a word', 'NoVersion', { app: 'unreadable' }],
])('an app entry: %s', (_what, raw, expected) => {
  expect(readAppVersion(raw)).toEqual(expected);
});

test('a version is shown as it was read', () => {
  expect(formatVersion([6, 2507, 4749])).toBe('6.2507.4749');
  expect(formatVersion([14])).toBe('14');
});
