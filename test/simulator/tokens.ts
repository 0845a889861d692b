const tenantId = '11111111-1111-1111-1111-111111111111';

/** An unsigned JWT. */
export function jwt(claims: Readonly<Record<string, unknown>>): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`;
}

export function appToken(...roles: readonly string[]): string {
  return jwt({ idtyp: 'app', appid: 'bot', tid: tenantId, roles });
}

export function userToken(oid: string, ...scopes: readonly string[]): string {
  return jwt({ oid, appid: 'bot', tid: tenantId, scp: scopes.join(' ') });
}

export const readEverything = appToken(
  'User.Read.All',
  'GroupMember.Read.All',
  'UserAuthenticationMethod.Read.All',
  'DeviceManagementManagedDevices.Read.All',
  'Policy.Read.AuthenticationMethod',
);

export const operatorScopes = {
  taps: 'UserAuthMethod-TAP.ReadWrite.All',
  passkeys: 'UserAuthMethod-Passkey.ReadWrite.All',
  authenticator: 'UserAuthMethod-MicrosoftAuthApp.ReadWrite.All',
  sessions: 'User.RevokeSessions.All',
} as const;

/** Everything an operator consented to, or all of it but one. */
export function operatorToken(oid: string, without?: keyof typeof operatorScopes): string {
  const scopes = Object.values(operatorScopes).filter(
    (scope) => without === undefined || scope !== operatorScopes[without],
  );
  return userToken(oid, ...scopes);
}
