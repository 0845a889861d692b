import type { CastMethod, CastPhone } from './cast-member.ts';
import { bareGalaxy, bareIPhone, galaxy, iPhone, pixel, seenYesterday } from './cast-phones.ts';
import { workplaces } from './places.ts';

/** What one generated user differs in from another. */
export type Variety = {
  readonly methods: readonly CastMethod[];
  readonly phone: CastPhone | undefined;
  readonly isDisabled: boolean;
  /** In the group that is excluded from passkeys. */
  readonly isExcluded: boolean;
  readonly country: string;
  readonly language: string;
  /** Missing: no mailbox. */
  readonly timeZone: string | undefined;
  readonly isAway: boolean;
  readonly hasTeams: boolean;
  readonly mayInstallApps: boolean;
};

type Kind = Pick<Variety, 'methods' | 'phone'> & { readonly isDisabled?: true; readonly isExcluded?: true };

const everything: Kind = { methods: ['password', 'authenticator'], phone: iPhone };

export const plain: Variety = {
  ...everything,
  isDisabled: false,
  isExcluded: false,
  country: 'US',
  language: 'en-US',
  timeZone: 'Pacific Standard Time',
  isAway: false,
  hasTeams: true,
  mayInstallApps: true,
};

const app: readonly CastMethod[] = ['password', 'text-message', 'authenticator'];
const sms: readonly CastMethod[] = ['password', 'text-message'];
const hello: readonly CastMethod[] = ['password', 'windows-hello'];
const oldIPhone: CastPhone = { ...iPhone, model: 'iPhone 12', osVersion: '16.7.10' };
const oldGalaxy: CastPhone = { ...galaxy, model: 'SM-G991B', osVersion: '12' };

/** Of every hundred users in a row, how many are like this. */
const shares: readonly (readonly [share: number, kind: Kind])[] = [
  [10, { methods: [...app, 'authenticator-passkey'], phone: iPhone }],
  [7, { methods: [...app, 'authenticator-passkey'], phone: pixel }],
  [3, { methods: [...app, 'icloud-passkey'], phone: iPhone }],
  [8, { methods: sms, phone: { ...bareGalaxy, ...seenYesterday } }],
  [7, { methods: sms, phone: { ...bareIPhone, ...seenYesterday } }],
  [12, { methods: app, phone: iPhone }],
  [7, { methods: app, phone: galaxy }],
  [6, { methods: app, phone: pixel }],
  [6, { methods: app, phone: oldIPhone }],
  [4, { methods: app, phone: oldGalaxy }],
  [6, { methods: hello, phone: { ...bareIPhone, ...seenYesterday } }],
  [4, { methods: hello, phone: { ...bareGalaxy, ...seenYesterday } }],
  [8, { methods: ['password'], phone: { ...bareIPhone, ...seenYesterday } }],
  [7, { methods: hello, phone: undefined }],
  [3, { ...everything, isDisabled: true }],
  [1, { ...everything, isExcluded: true }],
  // Has the app on a phone that no record knows.
  [1, { methods: app, phone: bareIPhone }],
];

const kinds: readonly Kind[] = shares.flatMap(([share, kind]) => Array.from({ length: share }, () => kind));

/** Kinds repeat after this many users. */
export const kindCount = kinds.length;

/** 37 has no factor in common with 100: all kinds within every hundred, neighbours not alike. */
export function kindNumber(index: number): number {
  return (index * 37 + 11) % kindCount;
}

/** Knuth's multiplicative hash: spreads what shall not go along with the kind. */
function scattered(index: number): number {
  const mixed = Math.imul(index + 1, 2_654_435_761);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

function chosen<T>(from: readonly [T, ...T[]] | readonly T[], number: number): T {
  return from[number % from.length] as T;
}

export function varietyOf(index: number): Variety {
  const number = scattered(index);
  const kind = chosen(kinds, kindNumber(index));
  const place = chosen(workplaces, number);
  const zone = chosen(place.zones, number >>> 6);
  const isOneIn = (share: number, shift: number) => (number >>> shift) % share === 0;
  return {
    ...plain,
    ...kind,
    country: place.country,
    language: chosen(place.languages, number >>> 9),
    // Most administrators leave Exchange at the Windows names.
    timeZone: isOneIn(25, 4) ? undefined : isOneIn(6, 11) ? zone.iana : zone.windows,
    isAway: isOneIn(50, 7),
    hasTeams: !isOneIn(33, 5),
    mayInstallApps: !isOneIn(100, 8),
  };
}
