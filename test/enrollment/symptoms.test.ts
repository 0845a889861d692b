import { readFileSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import {
  isSymptomId,
  type StuckContext,
  type SymptomId,
  symptom,
  symptomIds,
  symptomsForStuck,
} from '../../src/enrollment/symptoms.ts';

type Words = {
  readonly label: string;
  readonly title: string;
  readonly cause: string;
  readonly fix: readonly string[];
  readonly admin?: string;
};

const strings: { readonly symptom: Readonly<Record<string, Words>> } = JSON.parse(
  readFileSync(new URL('../../cards/strings/en.json', import.meta.url), 'utf8'),
);
const spoken = Object.entries(strings.symptom);
const toUser = ({ label, title, cause, fix }: Words) => [label, title, cause, ...fix];

test('every symptom has words, and no words are without a symptom', () => {
  expect(Object.keys(strings.symptom).sort()).toEqual([...symptomIds].sort());
});

test('every row of the knowledge about setting up, signing in and passes has a symptom', () => {
  const rows = [
    ...Array.from({ length: 30 }, (_, at) => `R${at + 1}`),
    ...Array.from({ length: 7 }, (_, at) => `S${at + 1}`),
    ...Array.from({ length: 7 }, (_, at) => `T${at + 1}`),
  ];

  const covered = new Set(symptomIds.flatMap((id) => symptom(id).refs));

  expect(rows.filter((row) => !covered.has(row))).toEqual([]);
});

test.each(symptomIds)('%s says where it is known from, and how people say it', (id) => {
  const { refs, source, phrases } = symptom(id);

  expect(refs.length).toBeGreaterThan(0);
  expect(source).toMatch(/^https:\/\/(learn\.microsoft\.com|developers\.google\.com)\//);
  expect(phrases.length).toBeGreaterThanOrEqual(6);
});

test.each(spoken)('%s is short enough for a phone', (_id, words) => {
  expect(words.label.length).toBeLessThanOrEqual(40);
  expect(words.title.split(' ').length).toBeLessThanOrEqual(6);
  expect(words.cause.length).toBeLessThanOrEqual(100);
  expect(words.cause.match(/[.!?]/g)?.length).toBeLessThanOrEqual(2);
  expect(words.fix.length).toBeGreaterThan(0);
  expect(words.fix.length).toBeLessThanOrEqual(5);
  for (const step of words.fix) expect(step.length).toBeLessThanOrEqual(125);
});

test.each(spoken)('%s has no Markdown where a button cannot show it', (_id, words) => {
  expect(words.label).not.toMatch(/\*|_|`/);
});

test.each(spoken)('%s speaks plainly', (_id, words) => {
  for (const text of toUser(words)) {
    expect(text).not.toMatch(/graph|aaguid|attestation|provider polic|fido|webauthn|credential|tenant/i);
    expect(text).not.toMatch(/\byour fault\b|\byou failed\b|\bwrongly\b/i);
  }
});

test.each(spoken)('%s names only addresses that are known to be genuine', (_id, words) => {
  const addresses = toUser(words).flatMap(
    (text) => text.match(/\b[\w-]+(\.[\w-]+)*\.(com|ms|org|net|apple)\b(\/\S*?(?=\*|\s|$))?/g) ?? [],
  );
  const genuine = ['aka.ms/mysecurityinfo', 'mysignins.microsoft.com', 'office.com'];

  expect(addresses.filter((address) => !genuine.includes(address))).toEqual([]);
});

test.each(spoken)('%s has only the placeholders that can be filled', (_id, words) => {
  const holes = [...toUser(words), words.admin ?? ''].flatMap((text) => text.match(/\{[^}]*\}?/g) ?? []);

  expect(holes.filter((hole) => !['{organization}', '{helpdesk}', '{account}'].includes(hole))).toEqual([]);
});

test.each(spoken)('%s can be filled by the message format', (_id, words) => {
  for (const text of [...toUser(words), words.admin ?? '']) {
    const filled = new IntlMessageFormat(text, 'en').format({
      organization: 'Example Corp',
      helpdesk: 'the help desk',
      account: 'work',
    });

    expect(filled).toBe(
      text
        .replaceAll('{organization}', 'Example Corp')
        .replaceAll('{helpdesk}', 'the help desk')
        .replaceAll('{account}', 'work'),
    );
  }
});

test.each(spoken)('%s never sends anybody to wipe, reset or reinstall', (_id, words) => {
  for (const text of toUser(words)) {
    const isWarning = /don't/i.test(text);
    if (!isWarning) expect(text).not.toMatch(/\b(wipe|factory|reinstall|uninstall|reset)\b/i);
  }
});

test.each(spoken.filter(([, words]) => words.fix.some((step) => step.includes('**Delete passkey**'))))(
  '%s looks whether the passkey works before it is deleted',
  (_id, words) => {
    const deletes = words.fix.findIndex((step) => step.includes('**Delete passkey**'));

    expect(words.fix[deletes]).toMatch(/^Not listed\?/);
    expect(words.fix.slice(0, deletes).join(' ')).toContain('aka.ms/mysecurityinfo');
  },
);

test.each(symptomIds.filter((id) => symptom(id).fixableBy === 'administrator'))(
  '%s comes with a line for the administrator',
  (id) => {
    expect(strings.symptom[id]?.admin).toMatch(/\w{3}/);
  },
);

test('text promising a line for the administrator has one', () => {
  const promising = spoken.filter(([, words]) => words.fix.some((step) => step.includes('line below')));

  expect(promising.length).toBeGreaterThan(0);
  expect(promising.filter(([, words]) => !words.admin).map(([id]) => id)).toEqual([]);
});

test.each([
  ['a known id', 'no_qr_code', true],
  ['another word', 'no-qr-code', false],
  ['a name every object has', 'constructor', false],
])('%s', (_why, raw, expected) => {
  expect(isSymptomId(raw)).toBe(expected);
});

const stuck: readonly (readonly [string, StuckContext, SymptomId, SymptomId | undefined])[] = [
  [
    'a Samsung is known for keeping it',
    { platform: 'android', route: 'in-authenticator', maker: 'samsung' },
    'saved_elsewhere',
    undefined,
  ],
  [
    'any Android may hide the setting',
    { platform: 'android', route: 'in-authenticator' },
    'android_provider_setting',
    undefined,
  ],
  [
    'an iPhone has no such setting',
    { platform: 'ios', route: 'in-authenticator' },
    'no_create_passkey',
    'android_provider_setting',
  ],
  ['with two devices it is the QR code', { platform: 'ios', route: 'cross-device' }, 'no_qr_code', undefined],
  [
    'an unknown phone is offered both kinds',
    { platform: undefined, route: 'in-authenticator' },
    'android_provider_setting',
    undefined,
  ],
  ['with a pass it is the pass', { platform: 'android', route: 'tap' }, 'tap_not_asked', 'no_create_passkey'],
  [
    'only Android apps ask for a companion',
    { platform: 'ios', route: 'sign-in-test' },
    'wrong_authenticator_offered',
    'app_asks_password',
  ],
  ['a synced passkey may not be accepted', { platform: 'ios', route: 'synced' }, 'key_not_allowed', undefined],
];

test.each(stuck)('stuck: %s', (_why, context, offered, notOffered) => {
  const symptoms = symptomsForStuck(context);

  expect(symptoms).toContain(offered);
  expect(symptoms).not.toContain(notOffered);
  expect(symptoms.length).toBeGreaterThanOrEqual(4);
  expect(symptoms.length).toBeLessThanOrEqual(6);
  expect(new Set(symptoms).size).toBe(symptoms.length);
});

test('what a maker is known for is offered first', () => {
  expect(symptomsForStuck({ platform: 'android', route: 'in-authenticator', maker: 'SAMSUNG' })[0]).toBe(
    'saved_elsewhere',
  );
  expect(symptomsForStuck({ platform: 'android', route: 'in-authenticator', maker: 'Google' })[0]).toBe(
    'no_create_passkey',
  );
});
