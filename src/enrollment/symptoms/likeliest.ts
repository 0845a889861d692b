import type { SymptomId } from './symptom.ts';

export type StuckContext = {
  readonly platform: 'ios' | 'android' | undefined;
  readonly route: 'in-authenticator' | 'cross-device' | 'synced' | 'tap' | 'sign-in-test';
  /** The phone's maker as a device record has it: "samsung", "Google"… */
  readonly maker?: string;
};

/** Likeliest first; longer than what is offered, because some drop out on the other kind of phone. */
const byRoute: Readonly<Record<StuckContext['route'], readonly SymptomId[]>> = {
  'in-authenticator': [
    'no_create_passkey',
    'android_provider_setting',
    'policy_attestation',
    'orphaned_passkey',
    'saved_elsewhere',
    'no_push',
    'app_lock_pin',
    'registration_loop',
    'generic_error',
  ],
  'cross-device': [
    'no_qr_code',
    'cross_device_connect',
    'no_bluetooth',
    'bluetooth_on_still_fails',
    'qr_not_scanned',
    'orphaned_passkey',
  ],
  synced: [
    'option_missing',
    'key_not_allowed',
    'policy_attestation',
    'windows_passkey_made',
    'browser_unsupported',
    'generic_error',
  ],
  tap: ['tap_not_asked', 'tap_not_found', 'tap_expired', 'tap_blocked', 'wizard_without_passkey', 'registration_loop'],
  'sign-in-test': [
    'wrong_authenticator_offered',
    'no_qr_code',
    'no_passkeys_on_device',
    'autofill_off',
    'cross_device_connect',
    'app_asks_password',
    'passkey_invalid',
    'browser_unsupported',
  ],
};

/** What a maker's phones are known for comes first. */
const byMaker: readonly {
  readonly maker: RegExp;
  readonly routes: readonly StuckContext['route'][];
  readonly first: readonly SymptomId[];
}[] = [
  {
    maker: /samsung/i,
    routes: ['in-authenticator', 'cross-device', 'synced'],
    first: ['saved_elsewhere', 'android_provider_setting'],
  },
  {
    maker: /xiaomi|redmi|poco|huawei|honor/i,
    routes: ['in-authenticator', 'cross-device'],
    first: ['android_provider_setting', 'cross_device_connect'],
  },
];

/** Every symptom of the situation, without repeats. */
export function stuckOrder({ route, maker = '' }: StuckContext): readonly SymptomId[] {
  const known = byMaker.filter((entry) => entry.maker.test(maker) && entry.routes.includes(route));
  return [...new Set([...known.flatMap((entry) => entry.first), ...byRoute[route]])];
}
