export const symptomIds = [
  // Setting up, on any device
  'generic_error',
  'policy_attestation',
  'orphaned_passkey',
  'key_not_allowed',
  'option_missing',
  'no_create_passkey',
  'registration_loop',
  'session_expired',
  'wizard_without_passkey',
  'app_policy_blocks',
  'guest_account',
  'name_changed',
  'policy_not_saved',
  // The phone
  'android_provider_setting',
  'autofill_off',
  'screen_lock_missing',
  'work_policy_blocks',
  'work_profile',
  'saved_elsewhere',
  'phone_check_failed',
  'phone_rooted',
  'phone_too_old',
  'app_outdated',
  'app_lock_pin',
  'authenticator_in_outlook',
  // Phone and computer together
  'no_qr_code',
  'no_bluetooth',
  'bluetooth_on_still_fails',
  'cross_device_connect',
  'qr_not_scanned',
  'qr_way_refused',
  'mac_chrome_nothing',
  // The computer
  'browser_unsupported',
  'windows_already_registered',
  'windows_passkey_made',
  'not_allowed_error',
  'security_key_problem',
  'wrong_authenticator_offered',
  // Signing in
  'no_passkeys_on_device',
  'passkey_invalid',
  'passkey_stopped_working',
  'passkey_gone',
  'missing_after_restore',
  'key_not_found',
  'app_asks_password',
  'works_in_one_place',
  'intermittent',
  'microsoft_prompt',
  // Approving in Authenticator
  'number_match_missing',
  'no_push',
  'push_not_visible',
  'account_not_found',
  'code_rejected',
  // Temporary Access Pass
  'tap_blocked',
  'tap_expired',
  'tap_not_found',
  'tap_not_asked',
  'tap_still_asked',
  'tap_guest',
  'tap_for_self',
  'tap_policy_off',
] as const;
export type SymptomId = (typeof symptomIds)[number];

/** What a stuck user sees. The words for it are in `cards/strings`, under the same id. */
export type Symptom = {
  readonly id: SymptomId;
  /** Rows of the knowledge this rests on: R registration, S sign-in, T Temporary Access Pass; "9" its corrections. */
  readonly refs: readonly string[];
  /** Absent: can happen anywhere. */
  readonly platforms?: readonly ('ios' | 'android' | 'windows' | 'macos')[];
  readonly stage: 'registration' | 'sign-in' | 'tap';
  /** As shown on screens. Matched literally, whatever the case and punctuation. */
  readonly errorTexts: readonly string[];
  readonly codes: readonly string[];
  /** How users say it, in several languages. Search input, never shown. */
  readonly phrases: readonly string[];
  readonly fixableBy: 'user' | 'administrator';
  /** What pressing on leads to, where the guide can offer it. */
  readonly leadsTo?:
    | 'on-the-phone'
    | 'update-os'
    | 'orphan-advice'
    | 'ask-for-tap'
    | 'sign-in-test'
    | 'new-phone'
    | 'security-key'
    | 'start-again';
  /** The Microsoft page where there is one. */
  readonly source: string;
};

export type SymptomData = Omit<Symptom, 'id'>;
export type Phrases = Partial<Readonly<Record<SymptomId, readonly string[]>>>;
