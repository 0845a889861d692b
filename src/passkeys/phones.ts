import type { EvidenceSource } from './check.ts';
import type { DeviceRecord, Facts } from './facts.ts';
import { factMaxAgeDays, osMinimum } from './requirements.ts';
import { isAtLeast, parseVersion, readAppVersion, type Version } from './version.ts';

export type PhonePlatform = 'ios' | 'android';
export type PhoneMaker = 'apple' | 'samsung' | 'google' | 'other';

/** A phone as the user described it. */
export type ToldPhone = {
  readonly platform: PhonePlatform;
  readonly maker?: PhoneMaker;
  readonly name?: string;
  /** "unknown": asked, and the user does not know either. */
  readonly osVersion?: string;
};

export type Phone = {
  readonly platform: PhonePlatform;
  readonly maker: PhoneMaker | undefined;
  readonly name: string | undefined;
  readonly registrationId: string | undefined;
  readonly os: Version | undefined;
  /** A recorded version that is fresh, or what the user said: no need to ask. */
  readonly isOsCertain: boolean;
  readonly seenAt: Date | undefined;
  readonly source: EvidenceSource;
  /** Jailbroken or rooted; undefined: not known. */
  readonly isCompromised: boolean | undefined;
  readonly isCompanyOwned: boolean;
  readonly hasWorkProfile: boolean;
};

/**
 * The user's phones, best candidate first: on the platform the user writes from, then intact ones (Authenticator
 * refuses a rooted phone), then fresh records, then those new enough, then the ones seen last.
 */
export function phonesOf(facts: Facts, writesFrom: PhonePlatform | undefined, now: Date): readonly Phone[] {
  const recorded = records(facts).flatMap((record) => phoneOf(record, now));
  const known = withoutTwins(recorded).toSorted(
    (a, b) => rank(b, writesFrom) - rank(a, writesFrom) || seen(b) - seen(a),
  );
  if (writesFrom) return known[0]?.platform === writesFrom ? known : [bare(writesFrom, 'teams'), ...known];
  return known.length > 0 ? known : platformsOfApps(facts).map((platform) => bare(platform, 'methods'));
}

/** What the user said about the phone; a matching record adds the rest. */
export function phoneAsTold(told: ToldPhone, recorded: readonly Phone[]): Phone {
  const record = recordOf(told, recorded) ?? bare(told.platform, 'you');
  const base = { ...record, maker: record.maker ?? told.maker, name: record.name ?? told.name };
  if (told.osVersion === undefined) return base;
  return { ...base, os: parseVersion(told.osVersion), isOsCertain: true, source: 'you', seenAt: undefined };
}

/** The record of the phone that the user described. */
export function recordOf(told: ToldPhone, recorded: readonly Phone[]): Phone | undefined {
  return recorded.find(
    (phone) =>
      phone.platform === told.platform &&
      (told.maker === undefined || phone.maker === undefined || phone.maker === told.maker) &&
      (told.name === undefined || phone.name === told.name),
  );
}

function records(facts: Facts): readonly DeviceRecord[] {
  const intune = facts.intuneDevices.known ? facts.intuneDevices.value : [];
  const entra = facts.entraDevices.known ? facts.entraDevices.value : [];
  return [...intune, ...entra];
}

function phoneOf(record: DeviceRecord, now: Date): Phone[] {
  const { platform } = record;
  if (platform !== 'ios' && platform !== 'android') return [];
  const os = parseVersion(record.osVersion);
  // Entra device objects often keep the version of the day of registration.
  const isFresh =
    record.source === 'intune' && record.seenAt !== undefined && ageInDays(record.seenAt, now) <= factMaxAgeDays;
  return [
    {
      platform,
      maker: platform === 'ios' ? 'apple' : makerOf(record),
      name: record.model ?? record.name,
      registrationId: record.registrationId,
      os,
      isOsCertain: isFresh && os !== undefined,
      seenAt: record.seenAt,
      source: record.source,
      // Old news is not held against a phone: Authenticator itself looks each time.
      isCompromised: isFresh || record.isCompromised === false ? record.isCompromised : undefined,
      isCompanyOwned: record.owner === 'company',
      hasWorkProfile: record.hasWorkProfile === true,
    },
  ];
}

function makerOf({ maker, model }: DeviceRecord): PhoneMaker | undefined {
  const text = `${maker ?? ''} ${model ?? ''}`.toLowerCase();
  if (text.includes('samsung') || /\bsm-/.test(text)) return 'samsung';
  if (text.includes('google') || text.includes('pixel')) return 'google';
  return text.trim() ? 'other' : undefined;
}

function rank(phone: Phone, writesFrom: PhonePlatform | undefined): number {
  const isNewEnough = phone.os !== undefined && isAtLeast(phone.os, osMinimum[phone.platform].minimum);
  return (
    (phone.platform === writesFrom ? 8 : 0) +
    (phone.isCompromised ? 0 : 4) +
    (phone.isOsCertain ? 2 : 0) +
    (isNewEnough ? 1 : 0)
  );
}

/**
 * Intune and Entra may both know one phone: Intune's record stays, which is as of its last sync.
 * Only Entra tells a work profile on a company's phone.
 */
function withoutTwins(phones: readonly Phone[]): readonly Phone[] {
  const isKept = (phone: Phone) => !phones.some((better) => isTwin(better, phone));
  return phones.filter(isKept).map((phone) => ({
    ...phone,
    hasWorkProfile: phone.hasWorkProfile || phones.some((twin) => isTwin(phone, twin) && twin.hasWorkProfile),
  }));
}

function isTwin(better: Phone, phone: Phone): boolean {
  if (better.platform !== phone.platform || better.source !== 'intune' || phone.source !== 'entra') return false;
  if (better.registrationId && phone.registrationId) return better.registrationId === phone.registrationId;
  return (
    better.name === undefined || phone.name === undefined || better.name.toLowerCase() === phone.name.toLowerCase()
  );
}

/** Without any device record, an Authenticator entry still tells the platform by its version. */
function platformsOfApps(facts: Facts): readonly PhonePlatform[] {
  if (!facts.methods.known) return [];
  const platforms = facts.methods.value.flatMap((method) => {
    const app = method.kind === 'authenticator-app' ? readAppVersion(method.appVersion) : undefined;
    return app?.app === 'authenticator' ? [app.platform] : [];
  });
  return [...new Set(platforms)];
}

function bare(platform: PhonePlatform, source: EvidenceSource): Phone {
  return {
    platform,
    maker: platform === 'ios' ? 'apple' : undefined,
    name: undefined,
    registrationId: undefined,
    os: undefined,
    isOsCertain: false,
    seenAt: undefined,
    source,
    isCompromised: undefined,
    isCompanyOwned: false,
    hasWorkProfile: false,
  };
}

function seen(phone: Phone): number {
  return phone.seenAt?.getTime() ?? 0;
}

function ageInDays(then: Date, now: Date): number {
  return (now.getTime() - then.getTime()) / 86_400_000;
}
