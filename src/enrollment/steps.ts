import type { ComputerPlatform, PhoneMaker, PhonePlatform, RouteName } from './reply.ts';
import type { SymptomId } from './symptoms.ts';

/** What decides which steps a user gets. An OS version that is not known leaves out the steps that ask for one. */
export type Situation = {
  readonly route: RouteName;
  readonly platform: PhonePlatform;
  /** Major version. */
  readonly os?: number;
  readonly maker?: PhoneMaker;
  readonly app: 'there' | 'missing' | 'old';
  readonly hasWorkProfile?: boolean;
  readonly isCompanyManaged?: boolean;
  readonly computer?: ComputerPlatform;
};

type When = {
  readonly route?: readonly RouteName[];
  readonly platform?: PhonePlatform;
  /** Major OS version, both ends included. */
  readonly os?: { readonly from?: number; readonly to?: number };
  readonly maker?: PhoneMaker;
  readonly app?: Situation['app'];
  readonly hasWorkProfile?: true;
  readonly isCompanyManaged?: true;
  readonly computer?: readonly ComputerPlatform[];
};

type StepData = {
  readonly id: string;
  readonly when: When;
  /** Name of the picture in `cards/images`, without the ending; shown where the file exists. */
  readonly picture: string;
  /** Offered first to a user who is stuck here. */
  readonly symptoms: readonly SymptomId[];
};

/**
 * The walk in order. Each place has its variants, most particular first: the first that fits is taken,
 * and a place where none fits is left out. The words of a step are `step.<id>` in `cards/strings`.
 * Sources: https://learn.microsoft.com/entra/identity/authentication/how-to-register-passkey-authenticator (2026-07-05),
 * https://learn.microsoft.com/entra/identity/authentication/how-to-authentication-passkeys-fido2 (2026-03-08).
 */
const places = [
  [
    {
      id: 'install-app-ios',
      when: { route: ['in-authenticator'], platform: 'ios', app: 'missing' },
      picture: 'install-app',
      symptoms: ['app_lock_pin'],
    },
    {
      id: 'install-app-android',
      when: { route: ['in-authenticator'], platform: 'android', app: 'missing' },
      picture: 'install-app',
      symptoms: ['app_lock_pin'],
    },
    {
      id: 'update-app-ios',
      when: { route: ['in-authenticator'], platform: 'ios', app: 'old' },
      picture: 'update-app',
      symptoms: ['option_missing'],
    },
    {
      id: 'update-app-android',
      when: { route: ['in-authenticator'], platform: 'android', app: 'old' },
      picture: 'update-app',
      symptoms: ['option_missing'],
    },
    { id: 'open-app', when: { route: ['in-authenticator'] }, picture: 'open-app', symptoms: ['app_lock_pin'] },
    {
      id: 'provider-first-ios17',
      when: { route: ['cross-device'], platform: 'ios', os: { to: 17 } },
      picture: 'ios17-autofill',
      symptoms: ['no_passkeys_on_device'],
    },
    {
      id: 'provider-first-ios',
      when: { route: ['cross-device'], platform: 'ios' },
      picture: 'ios18-autofill',
      symptoms: ['no_passkeys_on_device'],
    },
    {
      id: 'provider-first-android',
      when: { route: ['cross-device'], platform: 'android' },
      picture: 'android-provider',
      symptoms: ['android_provider_setting'],
    },
    { id: 'open-security-info', when: { route: ['synced'] }, picture: 'security-info', symptoms: ['option_missing'] },
  ],
  [
    {
      id: 'add-account',
      when: { route: ['in-authenticator'], app: 'missing' },
      picture: 'add-account',
      symptoms: ['option_missing', 'account_not_found'],
    },
    {
      id: 'create-passkey',
      when: { route: ['in-authenticator'] },
      picture: 'create-passkey',
      symptoms: ['option_missing'],
    },
    {
      id: 'bluetooth-on',
      when: { route: ['cross-device'] },
      picture: 'bluetooth',
      symptoms: ['no_bluetooth', 'bluetooth_on_still_fails'],
    },
    { id: 'add-passkey', when: { route: ['synced'] }, picture: 'add-passkey', symptoms: ['option_missing'] },
  ],
  [
    {
      id: 'settings-ios17',
      when: { route: ['in-authenticator'], platform: 'ios', os: { to: 17 } },
      picture: 'ios17-autofill',
      symptoms: ['no_passkeys_on_device'],
    },
    {
      id: 'settings-ios',
      when: { route: ['in-authenticator'], platform: 'ios' },
      picture: 'ios18-autofill',
      symptoms: ['no_passkeys_on_device'],
    },
    {
      id: 'settings-work-profile',
      when: { route: ['in-authenticator'], platform: 'android', hasWorkProfile: true },
      picture: 'android-work-profile',
      symptoms: ['work_profile', 'android_provider_setting'],
    },
    {
      id: 'settings-company',
      when: { route: ['in-authenticator'], platform: 'android', isCompanyManaged: true },
      picture: 'android-provider',
      symptoms: ['android_provider_setting', 'work_profile'],
    },
    {
      id: 'settings-samsung',
      when: { route: ['in-authenticator'], platform: 'android', maker: 'samsung' },
      picture: 'samsung-provider',
      symptoms: ['android_provider_setting'],
    },
    {
      id: 'settings-pixel',
      when: { route: ['in-authenticator'], platform: 'android', maker: 'google', os: { from: 15 } },
      picture: 'pixel-provider',
      symptoms: ['android_provider_setting'],
    },
    {
      id: 'settings-android',
      when: { route: ['in-authenticator'], platform: 'android' },
      picture: 'android-provider',
      symptoms: ['android_provider_setting'],
    },
    {
      id: 'security-info-on-computer',
      when: { route: ['cross-device'] },
      picture: 'security-info',
      symptoms: ['option_missing'],
    },
    {
      id: 'save-icloud',
      when: { route: ['synced'], platform: 'ios' },
      picture: 'save-icloud',
      symptoms: ['generic_error'],
    },
    {
      id: 'save-google',
      when: { route: ['synced'], platform: 'android' },
      picture: 'save-google',
      symptoms: ['generic_error'],
    },
  ],
  [
    {
      id: 'finish-in-app',
      when: { route: ['in-authenticator'] },
      picture: 'passkey-listed',
      symptoms: ['policy_attestation', 'orphaned_passkey'],
    },
    {
      id: 'different-way-ios',
      when: { route: ['cross-device'], platform: 'ios' },
      picture: 'different-way',
      symptoms: ['option_missing'],
    },
    {
      id: 'different-way-android',
      when: { route: ['cross-device'], platform: 'android' },
      picture: 'different-way',
      symptoms: ['option_missing'],
    },
    { id: 'name-it', when: { route: ['synced'] }, picture: 'name-it', symptoms: ['generic_error'] },
  ],
  [
    {
      id: 'scan-ios-windows-11',
      when: { route: ['cross-device'], platform: 'ios', computer: ['windows-11'] },
      picture: 'scan-qr',
      symptoms: ['no_qr_code', 'cross_device_connect'],
    },
    {
      id: 'scan-ios-windows-10',
      when: { route: ['cross-device'], platform: 'ios', computer: ['windows-10'] },
      picture: 'scan-qr',
      symptoms: ['no_qr_code', 'cross_device_connect'],
    },
    {
      id: 'scan-ios-macos',
      when: { route: ['cross-device'], platform: 'ios', computer: ['macos'] },
      picture: 'scan-qr',
      symptoms: ['cross_device_connect', 'no_qr_code'],
    },
    {
      id: 'scan-android-windows-11',
      when: { route: ['cross-device'], platform: 'android', computer: ['windows-11'] },
      picture: 'scan-qr',
      symptoms: ['no_qr_code', 'cross_device_connect'],
    },
    {
      id: 'scan-android-windows-10',
      when: { route: ['cross-device'], platform: 'android', computer: ['windows-10'] },
      picture: 'scan-qr',
      symptoms: ['no_qr_code', 'cross_device_connect'],
    },
    {
      id: 'scan-android-macos',
      when: { route: ['cross-device'], platform: 'android', computer: ['macos'] },
      picture: 'scan-qr',
      symptoms: ['cross_device_connect', 'no_qr_code'],
    },
  ],
] as const satisfies readonly (readonly StepData[])[];

export type StepId = (typeof places)[number][number]['id'];

const all: readonly (readonly (StepData & { readonly id: StepId })[])[] = places;
const byId = new Map(all.flat().map((step) => [step.id, step]));

export const stepIds: readonly StepId[] = [...byId.keys()];

/** At most 5, one for each place of the walk. */
export function stepsFor(situation: Situation): readonly StepId[] {
  return all.flatMap((variants) => variants.find(({ when }) => applies(when, situation))?.id ?? []);
}

export function symptomsOf(id: StepId): readonly SymptomId[] {
  return byId.get(id)?.symptoms ?? [];
}

export function pictureOf(id: StepId): string | undefined {
  return byId.get(id)?.picture;
}

function applies(when: When, situation: Situation): boolean {
  const { os } = situation;
  if (when.route && !when.route.includes(situation.route)) return false;
  if (when.platform && when.platform !== situation.platform) return false;
  if (when.os && (os === undefined || os < (when.os.from ?? 0) || os > (when.os.to ?? Number.POSITIVE_INFINITY)))
    return false;
  if (when.maker && when.maker !== situation.maker) return false;
  if (when.app && when.app !== situation.app) return false;
  if (when.hasWorkProfile && !situation.hasWorkProfile) return false;
  if (when.isCompanyManaged && !situation.isCompanyManaged) return false;
  return !when.computer || (situation.computer !== undefined && when.computer.includes(situation.computer));
}
