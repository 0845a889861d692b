const entra = 'https://learn.microsoft.com/entra/identity/authentication';

/** The Microsoft pages the symptoms rest on. */
export const pages = {
  register: `${entra}/how-to-register-passkey-authenticator`,
  signIn: `${entra}/how-to-sign-in-passkey-authenticator`,
  enable: `${entra}/how-to-enable-authenticator-passkey`,
  profiles: `${entra}/how-to-authentication-passkeys-fido2`,
  browsers: `${entra}/concept-fido2-compatibility`,
  newPhone: `${entra}/how-to-transfer-authenticator-new-phone`,
  campaign: `${entra}/how-to-mfa-registration-campaign`,
  numberMatch: `${entra}/how-to-mfa-number-match`,
  pass: `${entra}/howto-authentication-temporary-access-pass`,
  passInGraph: 'https://learn.microsoft.com/graph/api/authentication-post-temporaryaccesspassmethods',
  codes: 'https://learn.microsoft.com/entra/identity-platform/reference-error-codes',
  windows: 'https://learn.microsoft.com/windows/security/identity-protection/passkeys',
  androidWork: 'https://developers.google.com/android/management/reference/rest/v1/enterprises.policies',
} as const;
