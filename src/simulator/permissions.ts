import { accessDenied, forbidden } from './answers.ts';
import type { Reach } from './operator-rules.ts';
import type { Token } from './token.ts';

/** Every group must be met by at least one of its permissions. */
type Needs = readonly (readonly string[])[];

export type Access = {
  readonly application: Needs;
  readonly delegated: Needs;
  /** Enough when the acting user is the one asked about. */
  readonly self?: Needs;
  /** A delegated call about somebody else also takes a directory role that reaches that person. */
  readonly reach?: Reach;
};

const directoryRead = ['Directory.Read.All', 'Directory.ReadWrite.All'];
const userRead = ['User.Read.All', 'User.ReadWrite.All', ...directoryRead];
const groupRead = ['GroupMember.Read.All', 'Group.Read.All', 'Group.ReadWrite.All', ...directoryRead];
const selfRead = ['User.Read', 'User.ReadWrite'];

function methodAccess(granular: string | undefined): Access {
  const all = ['UserAuthenticationMethod.Read.All', 'UserAuthenticationMethod.ReadWrite.All'];
  const own = ['UserAuthenticationMethod.Read', 'UserAuthenticationMethod.ReadWrite'];
  const name = `UserAuthMethod-${granular}`;
  const allOf = granular === undefined ? all : [`${name}.Read.All`, `${name}.ReadWrite.All`, ...all];
  const ownOf = granular === undefined ? own : [`${name}.Read`, `${name}.ReadWrite`, ...own];
  return { application: [allOf], delegated: [allOf], self: [[...ownOf, ...allOf]], reach: 'read-methods' };
}

function methodChange(granular: string): Access {
  const allOf = [`UserAuthMethod-${granular}.ReadWrite.All`, 'UserAuthenticationMethod.ReadWrite.All'];
  const ownOf = [`UserAuthMethod-${granular}.ReadWrite`, 'UserAuthenticationMethod.ReadWrite'];
  return { application: [allOf], delegated: [allOf], self: [[...ownOf, ...allOf]], reach: 'change-methods' };
}

const roleRead = ['RoleManagement.Read.Directory', 'RoleManagement.Read.All', 'RoleManagement.ReadWrite.Directory'];
const revoke = [['User.RevokeSessions.All', 'User.ReadWrite.All', 'Directory.ReadWrite.All']];

function both(...anyOf: readonly string[]): Access {
  return { application: [anyOf], delegated: [anyOf] };
}

/** Permissions to install any app, without the ending for applications. */
const installRest = ['TeamsAppInstallation.ReadWriteForUser'];

/** Least privileged permission first, then the documented higher ones. https://learn.microsoft.com/graph/permissions-reference */
export const access = {
  readUser: {
    application: [['User.ReadBasic.All', ...userRead]],
    delegated: [['User.ReadBasic.All', ...userRead]],
    self: [[...selfRead, 'User.ReadBasic.All', ...userRead]],
  },
  listUsers: both('User.ReadBasic.All', ...userRead),
  readManager: { application: [userRead], delegated: [userRead], self: [[...selfRead, ...userRead]] },
  readMethods: methodAccess(undefined),
  readPasskeys: methodAccess('Passkey'),
  readAuthenticator: methodAccess('MicrosoftAuthApp'),
  readTap: methodAccess('TAP'),
  changePasskeys: methodChange('Passkey'),
  changeAuthenticator: methodChange('MicrosoftAuthApp'),
  changeTap: methodChange('TAP'),
  revokeSessions: { application: revoke, delegated: revoke, reach: 'change-methods' },
  readRoleAssignments: both(...roleRead, ...directoryRead),
  readRoleEligibility: both('RoleEligibilitySchedule.Read.Directory', ...roleRead),
  readGroupEligibility: both(
    'PrivilegedEligibilitySchedule.Read.AzureADGroup',
    'PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup',
  ),
  readOwned: { application: [userRead], delegated: [userRead], self: [[...selfRead, ...userRead]] },
  readAudits: both('AuditLog.Read.All'),
  readIntune: both(
    'DeviceManagementManagedDevices.Read.All',
    'DeviceManagementManagedDevices.ReadWrite.All',
    'DeviceManagementManagedDevices.PrivilegedOperations.All',
  ),
  readDevicesOf: { application: [userRead], delegated: [userRead], self: [[...selfRead, ...userRead]] },
  readMethodPolicy: both(
    'Policy.Read.AuthenticationMethod',
    'Policy.ReadWrite.AuthenticationMethod',
    'Policy.Read.All',
  ),
  /** https://learn.microsoft.com/graph/api/directoryobject-checkmembergroups */
  checkGroups: {
    application: [userRead, groupRead],
    delegated: [['User.ReadBasic.All', ...userRead], groupRead],
    self: [[...selfRead, ...userRead], groupRead],
  },
  readMembership: {
    application: [['User.Read.All', ...groupRead]],
    delegated: [['User.Read.All', ...groupRead]],
    self: [[...selfRead, 'User.Read.All', ...groupRead]],
  },
  readMailboxSettings: both('MailboxSettings.Read', 'MailboxSettings.ReadWrite'),
  /** https://learn.microsoft.com/graph/api/appcatalogs-list-teamsapps */
  readCatalog: {
    application: [['AppCatalog.Read.All', 'AppCatalog.ReadWrite.All']],
    delegated: [['AppCatalog.Submit', 'AppCatalog.Read.All', 'AppCatalog.ReadWrite.All', ...directoryRead]],
  },
  installApps: {
    application: [['TeamsAppInstallation.ReadWriteSelfForUser.All', ...installRest.map((name) => `${name}.All`)]],
    delegated: [['TeamsAppInstallation.ReadWriteSelfForUser', ...installRest]],
  },
  readInstalled: {
    application: [
      [
        'TeamsAppInstallation.ReadForUser.All',
        'TeamsAppInstallation.ReadWriteSelfForUser.All',
        ...installRest.map((name) => `${name}.All`),
      ],
    ],
    delegated: [['TeamsAppInstallation.ReadForUser', 'TeamsAppInstallation.ReadWriteSelfForUser', ...installRest]],
  },
  readGroup: both('GroupMember.Read.All', 'Group.Read.All', 'Group.ReadWrite.All', ...directoryRead),
  readGroupMembers: both('GroupMember.ReadBasic.All', ...groupRead),
} as const satisfies Record<string, Access>;

export function authorize(
  token: Token,
  rule: Access,
  about: string | undefined,
  mayReach: (actorId: string, reach: Reach) => boolean,
): void {
  const isSelf = token.kind === 'delegated' && about !== undefined && about === token.userId;
  if (isSelf) check(rule.self ?? rule.delegated, token);
  else check(rule[token.kind], token);
  if (isSelf || token.kind === 'application' || rule.reach === undefined) return;
  if (!mayReach(token.userId ?? '', rule.reach)) throw accessDenied();
}

function check(needs: Needs, token: Token): void {
  for (const anyOf of needs) {
    if (!anyOf.some((permission) => token.permissions.has(permission))) throw forbidden();
  }
}

/** With `User.ReadBasic.All` alone only these can be read. https://learn.microsoft.com/graph/permissions-reference#userreadbasicall */
export const basicUserProperties: ReadonlySet<string> = new Set([
  'id',
  'displayName',
  'givenName',
  'surname',
  'mail',
  'userPrincipalName',
]);

/** Without one of these a directory role shows its id and nothing else. */
export function seesDirectoryRoles(token: Token): boolean {
  return [...roleRead, ...directoryRead].some((name) => token.permissions.has(name));
}

/** May install itself and no other app. */
export function managesOnlyItself(token: Token): boolean {
  return !installRest.some((name) => token.permissions.has(name) || token.permissions.has(`${name}.All`));
}

export function seesOnlyBasicProfiles(token: Token, about: string | undefined): boolean {
  if (token.kind === 'delegated' && token.userId === about && selfRead.some((name) => token.permissions.has(name))) {
    return false;
  }
  return !userRead.some((name) => token.permissions.has(name));
}
