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
    reads: 'users, users/{id}, users/{id}/registeredDevices, users/{id}/manager, users/{id}/ownedObjects',
    reason:
      'Is the account enabled, is it a guest, which language; which devices are registered in Entra. For the help desk: who is meant, who is the manager',
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
    reads: 'users/{id}/checkMemberGroups, users/{id}/transitiveMemberOf, groups, groups/{id}',
    reason:
      'Is the user in a group that these policies or the bot’s own settings name; who is an operator; who is in a role-assignable group',
    canWriteCredentials: false,
  },
  {
    name: 'RoleManagement.Read.Directory',
    reads:
      'roleManagement/directory/roleAssignments, roleManagement/directory/roleEligibilitySchedules, users/{id}/transitiveMemberOf/microsoft.graph.directoryRole',
    reason:
      'No Temporary Access Pass for an administrator, active or eligible. Without it nobody gets one: unknown means no',
    canWriteCredentials: false,
  },
  {
    name: 'PrivilegedEligibilitySchedule.Read.AzureADGroup',
    reads: 'identityGovernance/privilegedAccess/group/eligibilitySchedules',
    reason:
      'No Temporary Access Pass for who may activate a role-assignable group. Without it nobody gets one: unknown means no',
    canWriteCredentials: false,
  },
  {
    name: 'AuditLog.Read.All',
    reads: 'auditLogs/directoryAudits',
    reason: 'A manager who was set within the last 30 days may not vouch for anybody',
    canWriteCredentials: false,
  },
];

export type DelegatedPermission = {
  readonly name: string;
  /** What is done with it, always under an operator's own name and within that operator's directory role. */
  readonly does: string;
  readonly reason: string;
};

/**
 * Every delegated permission, for which an administrator consents beforehand. Entra lets an operator do no more with them than the
 * operator's own directory role allows.
 * Source: https://learn.microsoft.com/graph/permissions-reference
 */
export const delegatedPermissions: readonly DelegatedPermission[] = [
  {
    name: 'UserAuthMethod-TAP.ReadWrite.All',
    does: 'users/{id}/authentication/temporaryAccessPassMethods: list, issue, delete',
    reason:
      'An operator issues a Temporary Access Pass, sees whether there is one, deletes one that is no longer needed',
  },
  {
    name: 'UserAuthMethod-Passkey.ReadWrite.All',
    does: 'users/{id}/authentication/fido2Methods/{id}: delete',
    reason: 'Undoing: a passkey that somebody else added, or that was on a lost phone',
  },
  {
    name: 'UserAuthMethod-MicrosoftAuthApp.ReadWrite.All',
    does: 'users/{id}/authentication/microsoftAuthenticatorMethods/{id}: delete',
    reason: 'Undoing: an Authenticator that somebody else added, or that was on a lost phone',
  },
  {
    name: 'User.RevokeSessions.All',
    does: 'users/{id}/revokeSignInSessions',
    reason: 'Undoing: deleting a pass or a method ends no session that was begun with it',
  },
];
