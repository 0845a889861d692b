import {
  androidWithReliableProviders,
  appMinimum,
  factMaxAgeDays,
  osChoices,
  osMinimum,
  syncedOsMinimum,
} from '../../src/passkeys/requirements.ts';
import { isAtLeast, parseVersion, readAppVersion } from '../../src/passkeys/version.ts';

const platforms = ['ios', 'android'] as const;

test('what Microsoft publishes', () => {
  expect([osMinimum.ios.minimum, osMinimum.android.minimum]).toEqual([[17], [14]]);
  expect([syncedOsMinimum.ios.minimum, syncedOsMinimum.android.minimum]).toEqual([[16], [9]]);
  expect([appMinimum.ios.minimum, appMinimum.android.minimum]).toEqual([
    [6, 8, 37],
    [6, 2507, 4749],
  ]);
  expect(androidWithReliableProviders.minimum).toEqual([15]);
  expect(factMaxAgeDays).toBe(30);
});

test.each(platforms)('every requirement on %s names a page of Microsoft and its date', (platform) => {
  const requirements = [osMinimum, syncedOsMinimum, appMinimum].map((one) => one[platform]);

  for (const { source } of [...requirements, androidWithReliableProviders]) {
    expect(source.url).toMatch(/^https:\/\/learn\.microsoft\.com\//);
    expect(source.date).toMatch(/^20\d\d-\d\d-\d\d$/);
  }
});

test.each(platforms)('the app version for %s is recognised as one of that platform', (platform) => {
  const version = appMinimum[platform].minimum;

  expect(readAppVersion(version.join('.'))).toEqual({ app: 'authenticator', platform, version });
});

test.each(platforms)(
  'who is asked for the version on %s can say "new enough" and "too old", newest first',
  (platform) => {
    const versions = osChoices[platform].map((raw) => parseVersion(raw) ?? []);
    const { minimum } = osMinimum[platform];

    expect(isAtLeast(versions.at(0) ?? [], minimum)).toBe(true);
    expect(isAtLeast(versions.at(-1) ?? [], minimum)).toBe(false);
    expect(versions).toEqual(versions.toSorted((a, b) => (b[0] ?? 0) - (a[0] ?? 0)));
  },
);
