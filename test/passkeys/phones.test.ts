import type { DeviceRecord, Facts } from '../../src/passkeys/facts.ts';
import { type Phone, phoneAsTold, phonesOf, type ToldPhone } from '../../src/passkeys/phones.ts';
import {
  androidPhone,
  app,
  daysBefore,
  entraPhone,
  intunePhone,
  known,
  now,
  someFacts,
  unread,
} from '../fixtures/facts.ts';

function phones(facts: Partial<Facts>, writesFrom?: 'ios' | 'android'): readonly Phone[] {
  return phonesOf(someFacts({ intuneDevices: known([]), methods: known([]), ...facts }), writesFrom, now);
}
const onIntune = (...records: readonly DeviceRecord[]) => ({ intuneDevices: known(records) });

function onlyPhone(record: DeviceRecord): Phone {
  const [first, ...rest] = phones({ intuneDevices: known([record]) });
  if (!first || rest.length > 0) throw new Error('Expected one phone');
  return first;
}

test.each<[string, Partial<DeviceRecord>, boolean]>([
  ['seen yesterday', { seenAt: daysBefore(1) }, true],
  ['seen 30 days ago', { seenAt: daysBefore(30) }, true],
  ['seen 31 days ago', { seenAt: daysBefore(31) }, false],
  ['never seen', { seenAt: undefined }, false],
  ['an Entra device object, however fresh', { source: 'entra', seenAt: now }, false],
  ['no version', { osVersion: undefined }, false],
  ['an empty version', { osVersion: '' }, false],
  ['a version that is none', { osVersion: 'Unknown' }, false],
  ['a version with its name', { osVersion: 'iOS 18.6 (22G86)' }, true],
])('the version needs no asking: %s', (_why, record, expected) => {
  expect(onlyPhone(intunePhone(record)).isOsCertain).toBe(expected);
});

test('an old version is kept, to be offered when asking', () => {
  expect(onlyPhone(intunePhone({ osVersion: '17.6.1', seenAt: daysBefore(200) }))).toMatchObject({
    os: [17, 6, 1],
    isOsCertain: false,
    seenAt: daysBefore(200),
  });
});

test.each<[string, Partial<DeviceRecord>, Phone['maker']]>([
  ['Samsung', { maker: 'samsung', model: 'SM-S911B' }, 'samsung'],
  ['Samsung in capitals', { maker: 'SAMSUNG', model: undefined }, 'samsung'],
  ['Samsung by its model alone', { maker: undefined, model: 'SM-A546B' }, 'samsung'],
  ['Google', { maker: 'Google', model: undefined }, 'google'],
  ['Google by its model alone', { maker: undefined, model: 'Pixel 9 Pro' }, 'google'],
  ['any other', { maker: 'Fairphone', model: 'FP5' }, 'other'],
  ['not known', { maker: undefined, model: undefined }, undefined],
  ['an iPhone needs no maker', { platform: 'ios', maker: undefined, model: undefined }, 'apple'],
])('the maker: %s', (_what, record, expected) => {
  expect(onlyPhone(androidPhone(record)).maker).toBe(expected);
});

test.each(['windows', 'macos', 'other', undefined] as const)('a device with %s is no phone', (platform) => {
  expect(phones(onIntune(intunePhone({ platform })))).toEqual([]);
});

const newest = intunePhone({ id: '1', model: 'seen today', seenAt: now });
const yesterday = intunePhone({ id: '2', model: 'seen yesterday' });
const stale = intunePhone({ id: '3', model: 'stale', seenAt: daysBefore(31) });
const tooOld = intunePhone({ id: '4', model: 'too old', osVersion: '16.7', seenAt: now });
const rooted = intunePhone({ id: '5', model: 'rooted', isCompromised: true, seenAt: now });
const pixel = androidPhone({ id: '6', model: 'Pixel' });
const staleTooOld = intunePhone({ id: '7', model: 'stale and too old', osVersion: '15', seenAt: daysBefore(60) });

test.each<[string, readonly DeviceRecord[], 'ios' | 'android' | undefined, readonly string[]]>([
  ['seen last', [yesterday, newest], undefined, ['seen today', 'seen yesterday']],
  ['fresh before stale', [stale, yesterday], undefined, ['seen yesterday', 'stale']],
  ['new enough before too old', [tooOld, yesterday], undefined, ['seen yesterday', 'too old']],
  ['stale but new enough before stale and too old', [staleTooOld, stale], undefined, ['stale', 'stale and too old']],
  ['an intact one before a rooted one', [rooted, yesterday], undefined, ['seen yesterday', 'rooted']],
  ['an intact one, even a stale one, before a rooted one', [rooted, stale], undefined, ['stale', 'rooted']],
  ['an intact one, even one to update, before a rooted one', [rooted, tooOld], undefined, ['too old', 'rooted']],
  ['the kind of phone the user writes from', [newest, pixel], 'android', ['Pixel', 'seen today']],
  ['the other kind', [pixel, stale], 'ios', ['stale', 'Pixel']],
])('best first: %s', (_why, records, writesFrom, expected) => {
  expect(phones(onIntune(...records), writesFrom).map(({ name }) => name)).toEqual(expected);
});

test('the phone the user writes from beats every record of another kind', () => {
  const [best, other] = phones(onIntune(intunePhone()), 'android');

  expect(best).toMatchObject({ platform: 'android', source: 'teams', os: undefined, isOsCertain: false });
  expect(other).toMatchObject({ platform: 'ios', name: 'iPhone 15', source: 'intune' });
});

test.each<[string, Partial<Facts>, readonly (readonly [string | undefined, string])[]]>([
  [
    'one phone on both lists is one phone, with the better record',
    { ...onIntune(intunePhone()), entraDevices: known([entraPhone({ osVersion: '17.0', seenAt: now })]) },
    [['iPhone 15', 'intune']],
  ],
  [
    'its name may be written differently',
    { ...onIntune(intunePhone({ model: 'iPhone 15' })), entraDevices: known([entraPhone({ model: 'IPHONE 15' })]) },
    [['iPhone 15', 'intune']],
  ],
  [
    'one registration is one phone, whatever it is called',
    {
      ...onIntune(intunePhone({ model: 'iPhone 15', registrationId: 'r1' })),
      entraDevices: known([entraPhone({ model: 'iPhone15,2', registrationId: 'r1' })]),
    },
    [['iPhone 15', 'intune']],
  ],
  [
    'two registrations are two phones, even of one model',
    {
      ...onIntune(intunePhone({ registrationId: 'r1' })),
      entraDevices: known([entraPhone({ registrationId: 'r2' })]),
    },
    [
      ['iPhone 15', 'intune'],
      ['iPhone 15', 'entra'],
    ],
  ],
  [
    'what Intune says of it stays, even if it is bad news',
    {
      ...onIntune(intunePhone({ isCompromised: true, seenAt: daysBefore(40) })),
      entraDevices: known([entraPhone({ isCompromised: undefined, seenAt: now })]),
    },
    [['iPhone 15', 'intune']],
  ],
  [
    'two phones of one model on one list are two phones',
    onIntune(intunePhone({ id: '1' }), intunePhone({ id: '2', seenAt: daysBefore(2) })),
    [
      ['iPhone 15', 'intune'],
      ['iPhone 15', 'intune'],
    ],
  ],
  [
    'two models are two phones',
    { ...onIntune(intunePhone()), entraDevices: known([entraPhone({ model: 'iPhone 12' })]) },
    [
      ['iPhone 15', 'intune'],
      ['iPhone 12', 'entra'],
    ],
  ],
  [
    'two platforms are two phones',
    {
      ...onIntune(intunePhone({ model: 'Phone' })),
      entraDevices: known([entraPhone({ platform: 'android', model: 'Phone' })]),
    },
    [
      ['Phone', 'intune'],
      ['Phone', 'entra'],
    ],
  ],
])('%s', (_why, facts, expected) => {
  expect(phones(facts).map(({ name, source }) => [name, source])).toEqual(expected);
});

test('a work profile that only Entra tells of counts for the phone that Intune knows', () => {
  const facts = {
    ...onIntune(androidPhone({ hasWorkProfile: undefined, registrationId: 'r1' })),
    entraDevices: known([entraPhone({ platform: 'android', hasWorkProfile: true, registrationId: 'r1' })]),
  };

  expect(phones(facts)).toMatchObject([{ source: 'intune', hasWorkProfile: true }]);
});

test.each<[string, Partial<Facts>, readonly Phone['platform'][]]>([
  ['an Authenticator entry tells the platform by its version', { methods: known([app('6.2507.4749')]) }, ['android']],
  ['two entries of one platform, one phone', { methods: known([app('6.8.37'), app('6.8.40')]) }, ['ios']],
  ['Lite tells nothing', { methods: known([app('4.2439.2')]) }, []],
  ['an entry without a version tells nothing', { methods: known([app(undefined)]) }, []],
  ['nothing was readable', { methods: unread(), intuneDevices: unread(), entraDevices: unread() }, []],
  ['a record says more than an entry', { ...onIntune(intunePhone()), methods: known([app('6.2507.4749')]) }, ['ios']],
])('without records: %s', (_why, facts, expected) => {
  expect(phones(facts).map(({ platform }) => platform)).toEqual(expected);
});

describe('as the user told it', () => {
  const recorded = phones(
    onIntune(
      intunePhone({ model: 'iPhone 15', owner: 'company', seenAt: daysBefore(90) }),
      androidPhone({ model: 'SM-S911B', maker: 'samsung', hasWorkProfile: true }),
    ),
  );
  const fromTeams = phones({}, 'android');

  test.each<[string, ToldPhone, readonly Phone[], Partial<Phone>]>([
    [
      'what was said wins',
      { platform: 'ios', osVersion: '26' },
      recorded,
      { os: [26], isOsCertain: true, source: 'you' },
    ],
    [
      'a matching record adds the rest',
      { platform: 'ios', osVersion: '26' },
      recorded,
      { name: 'iPhone 15', isCompanyOwned: true },
    ],
    [
      'without a version the record keeps its own',
      { platform: 'ios' },
      recorded,
      { os: [18, 6], isOsCertain: false, source: 'intune' },
    ],
    [
      'who does not know the version is not asked again',
      { platform: 'ios', osVersion: 'unknown' },
      recorded,
      { os: undefined, isOsCertain: true },
    ],
    [
      'the right one of several',
      { platform: 'android', maker: 'samsung', osVersion: '15' },
      recorded,
      { name: 'SM-S911B', hasWorkProfile: true },
    ],
    [
      'another maker is another phone',
      { platform: 'android', maker: 'google' },
      recorded,
      { maker: 'google', name: undefined, source: 'you' },
    ],
    [
      'another name is another phone',
      { platform: 'ios', name: 'iPhone 17' },
      recorded,
      { name: 'iPhone 17', isCompanyOwned: false },
    ],
    [
      'no record at all',
      { platform: 'android', maker: 'samsung', osVersion: '14' },
      [],
      { maker: 'samsung', os: [14], source: 'you' },
    ],
    [
      'the maker that was told is kept where the record has none',
      { platform: 'android', maker: 'samsung', osVersion: '15' },
      fromTeams,
      { maker: 'samsung' },
    ],
  ])('%s', (_why, told, records, expected) => {
    expect(phoneAsTold(told, records)).toMatchObject(expected);
  });
});
