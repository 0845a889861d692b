import type { RouteName } from './reply.ts';
import type { Walk } from './step.ts';

const inAuthenticator = [
  [
    {
      id: 'install-app-ios',
      when: { platform: 'ios', app: 'missing' },
      picture: 'install-app',
      symptoms: ['app_lock_pin'],
    },
    {
      id: 'install-app-android',
      when: { platform: 'android', app: 'missing' },
      picture: 'install-app',
      symptoms: ['app_lock_pin'],
    },
    {
      id: 'update-app-ios',
      when: { platform: 'ios', app: 'old' },
      picture: 'update-app',
      symptoms: ['option_missing'],
    },
    {
      id: 'update-app-android',
      when: { platform: 'android', app: 'old' },
      picture: 'update-app',
      symptoms: ['option_missing'],
    },
    { id: 'open-app', when: {}, picture: 'open-app', symptoms: ['app_lock_pin'] },
  ],
  [
    {
      id: 'add-account',
      when: { app: 'missing' },
      picture: 'add-account',
      symptoms: ['option_missing', 'account_not_found'],
    },
    { id: 'create-passkey', when: {}, picture: 'create-passkey', symptoms: ['option_missing'] },
  ],
  [
    {
      id: 'settings-ios17',
      when: { platform: 'ios', os: { to: 17 } },
      picture: 'ios17-autofill',
      symptoms: ['no_passkeys_on_device'],
    },
    { id: 'settings-ios', when: { platform: 'ios' }, picture: 'ios18-autofill', symptoms: ['no_passkeys_on_device'] },
    {
      id: 'settings-work-profile',
      when: { platform: 'android', hasWorkProfile: true },
      picture: 'android-work-profile',
      symptoms: ['work_profile', 'android_provider_setting'],
    },
    {
      id: 'settings-company',
      when: { platform: 'android', isCompanyManaged: true },
      picture: 'android-provider',
      symptoms: ['android_provider_setting', 'work_profile'],
    },
    {
      id: 'settings-samsung',
      when: { platform: 'android', maker: 'samsung' },
      picture: 'samsung-provider',
      symptoms: ['android_provider_setting'],
    },
    {
      id: 'settings-pixel',
      when: { platform: 'android', maker: 'google', os: { from: 15 } },
      picture: 'pixel-provider',
      symptoms: ['android_provider_setting'],
    },
    {
      id: 'settings-android',
      when: { platform: 'android' },
      picture: 'android-provider',
      symptoms: ['android_provider_setting'],
    },
  ],
  [
    {
      id: 'finish-in-app',
      when: {},
      picture: 'passkey-listed',
      symptoms: ['policy_attestation', 'orphaned_passkey'],
    },
  ],
] as const satisfies Walk;

const crossDevice = [
  [
    {
      id: 'provider-first-ios17',
      when: { platform: 'ios', os: { to: 17 } },
      picture: 'ios17-autofill',
      symptoms: ['no_passkeys_on_device'],
    },
    {
      id: 'provider-first-ios',
      when: { platform: 'ios' },
      picture: 'ios18-autofill',
      symptoms: ['no_passkeys_on_device'],
    },
    {
      id: 'provider-first-android',
      when: { platform: 'android' },
      picture: 'android-provider',
      symptoms: ['android_provider_setting'],
    },
  ],
  [{ id: 'bluetooth-on', when: {}, picture: 'bluetooth', symptoms: ['no_bluetooth', 'bluetooth_on_still_fails'] }],
  [{ id: 'security-info-on-computer', when: {}, picture: 'security-info', symptoms: ['option_missing'] }],
  [
    { id: 'different-way-ios', when: { platform: 'ios' }, picture: 'different-way', symptoms: ['option_missing'] },
    {
      id: 'different-way-android',
      when: { platform: 'android' },
      picture: 'different-way',
      symptoms: ['option_missing'],
    },
  ],
  [
    {
      id: 'scan-ios-windows-11',
      when: { platform: 'ios', computer: 'windows-11' },
      picture: 'scan-qr',
      symptoms: ['no_qr_code', 'cross_device_connect'],
    },
    {
      id: 'scan-ios-windows-10',
      when: { platform: 'ios', computer: 'windows-10' },
      picture: 'scan-qr',
      symptoms: ['no_qr_code', 'cross_device_connect'],
    },
    {
      id: 'scan-ios-macos',
      when: { platform: 'ios', computer: 'macos' },
      picture: 'scan-qr',
      symptoms: ['cross_device_connect', 'no_qr_code'],
    },
    {
      id: 'scan-android-windows-11',
      when: { platform: 'android', computer: 'windows-11' },
      picture: 'scan-qr',
      symptoms: ['no_qr_code', 'cross_device_connect'],
    },
    {
      id: 'scan-android-windows-10',
      when: { platform: 'android', computer: 'windows-10' },
      picture: 'scan-qr',
      symptoms: ['no_qr_code', 'cross_device_connect'],
    },
    {
      id: 'scan-android-macos',
      when: { platform: 'android', computer: 'macos' },
      picture: 'scan-qr',
      symptoms: ['cross_device_connect', 'no_qr_code'],
    },
  ],
] as const satisfies Walk;

const synced = [
  [{ id: 'open-security-info', when: {}, picture: 'security-info', symptoms: ['option_missing'] }],
  [{ id: 'add-passkey', when: {}, picture: 'add-passkey', symptoms: ['option_missing'] }],
  [
    { id: 'save-icloud', when: { platform: 'ios' }, picture: 'save-icloud', symptoms: ['generic_error'] },
    { id: 'save-google', when: { platform: 'android' }, picture: 'save-google', symptoms: ['generic_error'] },
  ],
  [{ id: 'name-it', when: {}, picture: 'name-it', symptoms: ['generic_error'] }],
] as const satisfies Walk;

/**
 * The words of a step are `step.<id>` in `cards/strings`.
 * Sources: https://learn.microsoft.com/entra/identity/authentication/how-to-register-passkey-authenticator (2026-07-05),
 * https://learn.microsoft.com/entra/identity/authentication/how-to-authentication-passkeys-fido2 (2026-03-08).
 */
export const walks = {
  'in-authenticator': inAuthenticator,
  'cross-device': crossDevice,
  synced,
} as const satisfies Record<RouteName, Walk>;
