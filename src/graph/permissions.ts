export type ApplicationPermission = {
  readonly name: string;
  /** What is read with it, or done. */
  readonly reads: string;
  /** What it is for. */
  readonly reason: string;
  /** Only where everything else goes on without it: what is missing then. */
  readonly without?: string;
  /** True for anything that can add, change or remove a way to sign in. None of ours can. */
  readonly canWriteCredentials: boolean;
};

/**
 * Every application permission the bot asks for: the least one for each read, and no write but of the bot's own app.
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
    reads: 'users/{id}/managedDevices, deviceManagement/managedDevices',
    reason:
      'Is the phone new enough: version and model as Intune has them, of one user and, for campaigns, of all. Without Intune the user is asked instead',
    canWriteCredentials: false,
  },
  {
    name: 'Policy.Read.AuthenticationMethod',
    reads:
      'policies/authenticationMethodsPolicy, policies/authenticationMethodsPolicy/authenticationMethodConfigurations (FIDO2, TemporaryAccessPass)',
    reason:
      'Whom does the tenant allow passkeys, and which; is a Temporary Access Pass possible; whom does Entra’s own registration campaign ask',
    canWriteCredentials: false,
  },
  {
    name: 'GroupMember.Read.All',
    reads:
      'users/{id}/checkMemberGroups, users/{id}/transitiveMemberOf, groups, groups/{id}, groups/{id}/transitiveMembers',
    reason:
      'Is the user in a group that these policies or the bot’s own settings name; who is an operator or runs rollouts; who is in a role-assignable group. For campaigns: which groups there are, and who is in them',
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
    reads: 'auditLogs/directoryAudits, reports/authenticationMethods/userRegistrationDetails',
    reason:
      'A manager who was set within the last 30 days may not vouch for anybody. For campaigns: who has which methods, and who has got a passkey since',
    canWriteCredentials: false,
  },
  {
    name: 'MailboxSettings.Read',
    reads: 'users/{id}/mailboxSettings',
    reason: 'For campaigns: the recipient’s time zone, and whether they are out of office',
    without: 'Quiet hours go by the time zone that Teams told, or by the country; people on holiday are reminded, too',
    canWriteCredentials: false,
  },
  {
    name: 'TeamsAppInstallation.ReadWriteSelfForUser.All',
    reads: 'users/{id}/teamwork/installedApps: install, this app only',
    reason: 'For campaigns: the bot gets to people who have never met it. It works for no app but this one',
    without: 'Campaigns reach only people who have the app already, for instance by a setup policy of Teams',
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
