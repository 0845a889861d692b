export type ApplicationPermission = {
  readonly name: string;
  /** What is read with it. */
  readonly reads: string;
  /** What the product cannot do without it. */
  readonly reason: string;
  /** True for anything that can add, change or remove a way to sign in. None of ours can. */
  readonly canWriteCredentials: boolean;
};

/**
 * Every application permission the bot asks for: the least one for each read, and no write at all.
 * Source: https://learn.microsoft.com/graph/permissions-reference
 */
export const applicationPermissions: readonly ApplicationPermission[] = [
  {
    name: 'User.Read.All',
    reads: 'users/{id}, users/{id}/registeredDevices',
    reason: 'Is the account enabled, is it a guest, which language; which devices are registered in Entra',
    canWriteCredentials: false,
  },
  {
    name: 'UserAuthenticationMethod.Read.All',
    reads: 'users/{id}/authentication/methods',
    reason: 'Is there a passkey already, is there a way to do MFA, has the new passkey arrived',
    canWriteCredentials: false,
  },
  {
    name: 'DeviceManagementManagedDevices.Read.All',
    reads: 'users/{id}/managedDevices',
    reason: 'Is the phone new enough: version and model as Intune has them. Without Intune the user is asked instead',
    canWriteCredentials: false,
  },
  {
    name: 'Policy.Read.AuthenticationMethod',
    reads: 'policies/authenticationMethodsPolicy/authenticationMethodConfigurations (FIDO2, TemporaryAccessPass)',
    reason: 'Whom does the tenant allow passkeys, and which; is a Temporary Access Pass possible',
    canWriteCredentials: false,
  },
  {
    name: 'GroupMember.Read.All',
    reads: 'users/{id}/checkMemberGroups, users/{id}/transitiveMemberOf',
    reason: 'Is the user in a group that these policies or the bot’s own settings name',
    canWriteCredentials: false,
  },
];
