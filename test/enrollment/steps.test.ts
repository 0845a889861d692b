import { readFileSync } from 'node:fs';
import type { ComputerPlatform, PhoneMaker, RouteName } from '../../src/enrollment/reply.ts';
import { pictureOf, type Situation, type StepId, stepIds, stepsFor, symptomsOf } from '../../src/enrollment/steps.ts';
import { symptom } from '../../src/enrollment/symptoms.ts';

const routes: readonly RouteName[] = ['in-authenticator', 'cross-device', 'synced'];
const phones: readonly (Pick<Situation, 'platform'> & {
  readonly versions: readonly (number | undefined)[];
  readonly makers: readonly (PhoneMaker | undefined)[];
})[] = [
  { platform: 'ios', versions: [undefined, 16, 17, 18, 26], makers: [undefined, 'apple'] },
  { platform: 'android', versions: [undefined, 13, 14, 15, 16], makers: [undefined, 'samsung', 'google', 'other'] },
];
const apps: readonly Situation['app'][] = ['there', 'missing', 'old'];
const computers: readonly (ComputerPlatform | undefined)[] = [undefined, 'windows-11', 'windows-10', 'macos'];
const both = [false, true];

const everySituation: readonly Situation[] = phones.flatMap(({ platform, versions, makers }) =>
  versions.flatMap((os) =>
    makers.flatMap((maker) =>
      routes.flatMap((route) =>
        apps.flatMap((app) =>
          computers.flatMap((computer) =>
            both.flatMap((hasWorkProfile) =>
              both.map((isCompanyManaged) => ({
                route,
                platform,
                app,
                hasWorkProfile,
                isCompanyManaged,
                ...(os !== undefined && { os }),
                ...(maker && { maker }),
                ...(computer && { computer }),
              })),
            ),
          ),
        ),
      ),
    ),
  ),
);

/** Those for which `isWrong` holds, shown with their steps. */
function wrong(isWrong: (steps: readonly StepId[], situation: Situation) => boolean) {
  return everySituation
    .map((situation) => ({ situation, steps: stepsFor(situation) }))
    .filter(({ situation, steps }) => isWrong(steps, situation));
}

const about = (steps: readonly StepId[], words: RegExp) => steps.some((step) => words.test(step));

describe('whatever the situation', () => {
  test('all are looked at', () => {
    expect(everySituation).toHaveLength(3 * 3 * 4 * 2 * 2 * (5 * 2 + 5 * 4));
  });

  test('there are three to five steps', () => {
    expect(wrong((steps) => steps.length < 3 || steps.length > 5)).toEqual([]);
  });

  test('no step comes twice', () => {
    expect(wrong((steps) => new Set(steps).size !== steps.length)).toEqual([]);
  });

  test('an Android phone gets no step of an iPhone, nor the other way round', () => {
    expect(wrong((steps, { platform }) => platform === 'android' && about(steps, /ios|icloud/))).toEqual([]);
    expect(
      wrong(
        (steps, { platform }) =>
          platform === 'ios' && about(steps, /android|google|samsung|pixel|company|work-profile/),
      ),
    ).toEqual([]);
  });

  test('only a QR code needs Bluetooth and a computer', () => {
    const isOfTwoDevices = /bluetooth|computer|scan|different-way/;

    expect(wrong((steps, { route }) => route !== 'cross-device' && about(steps, isOfTwoDevices))).toEqual([]);
    expect(wrong((steps, { route }) => route === 'cross-device' && !about(steps, /bluetooth/))).toEqual([]);
  });

  test('a walk with a known computer ends at its camera', () => {
    const isMissing = (steps: readonly StepId[], { route, platform, computer }: Situation) =>
      route === 'cross-device' && computer !== undefined && steps.at(-1) !== `scan-${platform}-${computer}`;

    expect(wrong(isMissing)).toEqual([]);
  });

  test('the provider is switched on before it is needed', () => {
    const at = (steps: readonly StepId[], words: RegExp) => steps.findIndex((step) => words.test(step));

    expect(
      wrong(
        (steps, { route }) =>
          route === 'in-authenticator' && at(steps, /^settings/) < at(steps, /^(add-account|create)/),
      ),
    ).toEqual([]);
    expect(
      wrong((steps, { route }) => route === 'in-authenticator' && at(steps, /^settings/) > at(steps, /^finish/)),
    ).toEqual([]);
    expect(wrong((steps, { route }) => route === 'cross-device' && at(steps, /^provider-first/) !== 0)).toEqual([]);
  });

  test('the app is installed or updated only where that is needed', () => {
    const inApp = (situation: Situation) => situation.route === 'in-authenticator';

    expect(wrong((steps, one) => about(steps, /^install-app/) !== (inApp(one) && one.app === 'missing'))).toEqual([]);
    expect(wrong((steps, one) => about(steps, /^update-app/) !== (inApp(one) && one.app === 'old'))).toEqual([]);
  });

  test('there is no step that nobody ever gets', () => {
    const given = new Set(everySituation.flatMap(stepsFor));

    expect(stepIds.filter((id) => !given.has(id))).toEqual([]);
  });
});

const inApp = { route: 'in-authenticator', app: 'there' } as const;
const iphone = { ...inApp, platform: 'ios', maker: 'apple' } as const;
const android = { ...inApp, platform: 'android' } as const;

/** https://learn.microsoft.com/entra/identity/authentication/how-to-register-passkey-authenticator (2026-07-05) */
test.each<[string, Situation, StepId]>([
  ['iOS 17 has it under Passwords', { ...iphone, os: 17 }, 'settings-ios17'],
  ['iOS 18 has it under General', { ...iphone, os: 18 }, 'settings-ios'],
  ['iOS 26 has it where iOS 18 has it', { ...iphone, os: 26 }, 'settings-ios'],
  ['an iPhone of unknown version gets the newer path', iphone, 'settings-ios'],
  ['Samsung has a path of its own', { ...android, maker: 'samsung', os: 15 }, 'settings-samsung'],
  ['Samsung of unknown version, too', { ...android, maker: 'samsung' }, 'settings-samsung'],
  ['Pixel from Android 15 on', { ...android, maker: 'google', os: 15 }, 'settings-pixel'],
  ['Pixel with Android 16', { ...android, maker: 'google', os: 16 }, 'settings-pixel'],
  ['Pixel with Android 14 is like the others', { ...android, maker: 'google', os: 14 }, 'settings-android'],
  ['Pixel of unknown version is like the others', { ...android, maker: 'google' }, 'settings-android'],
  ['any other Android', { ...android, maker: 'other', os: 16 }, 'settings-android'],
  ['Android of an unknown maker', android, 'settings-android'],
  [
    'a work profile comes before the maker',
    { ...android, maker: 'samsung', hasWorkProfile: true },
    'settings-work-profile',
  ],
  [
    'a company phone comes before the maker',
    { ...android, maker: 'google', os: 16, isCompanyManaged: true },
    'settings-company',
  ],
  [
    'a work profile on a company phone',
    { ...android, hasWorkProfile: true, isCompanyManaged: true },
    'settings-work-profile',
  ],
  ['a company iPhone is like any iPhone', { ...iphone, os: 18, isCompanyManaged: true }, 'settings-ios'],
])('the settings: %s', (_why, situation, expected) => {
  expect(stepsFor(situation).filter((step) => step.startsWith('settings'))).toEqual([expected]);
});

test.each<[string, Situation, readonly StepId[]]>([
  [
    'an iPhone with Authenticator',
    { ...iphone, os: 18 },
    ['open-app', 'create-passkey', 'settings-ios', 'finish-in-app'],
  ],
  [
    'an iPhone without it',
    { ...iphone, os: 18, app: 'missing' },
    ['install-app-ios', 'add-account', 'settings-ios', 'finish-in-app'],
  ],
  [
    'an Android phone with an old one',
    { ...android, app: 'old', maker: 'samsung' },
    ['update-app-android', 'create-passkey', 'settings-samsung', 'finish-in-app'],
  ],
  [
    'an iPhone with iOS 17 and a computer with Windows 10',
    { ...iphone, os: 17, route: 'cross-device', computer: 'windows-10' },
    ['provider-first-ios17', 'bluetooth-on', 'security-info-on-computer', 'different-way-ios', 'scan-ios-windows-10'],
  ],
  [
    'an Android phone and a Mac',
    { ...android, route: 'cross-device', computer: 'macos' },
    [
      'provider-first-android',
      'bluetooth-on',
      'security-info-on-computer',
      'different-way-android',
      'scan-android-macos',
    ],
  ],
  [
    'a synced passkey on an iPhone',
    { ...iphone, route: 'synced' },
    ['open-security-info', 'add-passkey', 'save-icloud', 'name-it'],
  ],
  [
    'a synced passkey on Android',
    { ...android, route: 'synced' },
    ['open-security-info', 'add-passkey', 'save-google', 'name-it'],
  ],
])('the whole walk: %s', (_who, situation, expected) => {
  expect(stepsFor(situation)).toEqual(expected);
});

/** What the words are for; the rest of the file belongs to the cards. */
type Words = { readonly step: Record<string, string>; readonly picture: Record<string, string> };
const words: Words = JSON.parse(readFileSync(new URL('../../cards/strings/en.json', import.meta.url), 'utf8'));

test.each(stepIds)('%s has words, a place for a picture, and symptoms that exist', (id) => {
  expect(words.step[id]).toMatch(/\S/);
  expect(pictureOf(id)).toMatch(/^[a-z0-9-]+$/);
  expect(symptomsOf(id).length).toBeGreaterThan(0);
  expect(symptomsOf(id).map((one) => symptom(one).source)).not.toContain('');
});

test('no words are left over from a step that is gone, nor a description of a picture', () => {
  const pictures = new Set(stepIds.map(pictureOf));

  expect(Object.keys(words.step).filter((id) => !stepIds.some((step) => step === id))).toEqual([]);
  expect(Object.keys(words.picture).filter((name) => !pictures.has(name))).toEqual([]);
});

test('only fixed addresses of Microsoft are named', () => {
  const named = Object.values(words.step).flatMap(
    (text) => text.match(/\b[a-z0-9-]+(\.[a-z0-9-]+)*\.(com|ms|net|org|example)\b/g) ?? [],
  );

  expect(named.length).toBeGreaterThan(0);
  expect([...new Set(named)].filter((host) => !['aka.ms', 'mysignins.microsoft.com'].includes(host))).toEqual([]);
});
