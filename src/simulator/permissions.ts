import { forbidden } from './answers.ts';
import type { Token } from './token.ts';

/** Every group must be met by at least one of its permissions. */
type Needs = readonly (readonly string[])[];

export type Access = {
  readonly application: Needs;
  readonly delegated: Needs;
  /** Enough when the acting user is the one asked about. */
  readonly self?: Needs;
  /** A delegated call about somebody else also takes one of these directory roles. */
  readonly roles?: readonly string[];
};

const directoryRead = ['Directory.Read.All', 'Directory.ReadWrite.All'];
const userRead = ['User.Read.All', 'User.ReadWrite.All', ...directoryRead];
const groupRead = ['GroupMember.Read.All', 'Group.Read.All', 'Group.ReadWrite.All', ...directoryRead];
const selfRead = ['User.Read', 'User.ReadWrite'];
/** Reading methods of others: https://learn.microsoft.com/graph/api/authentication-list-methods */
const methodReaders = ['Authentication Administrator', 'Privileged Authentication Administrator', 'Global Reader'];

function methodAccess(granular: string | undefined): Access {
  const all = ['UserAuthenticationMethod.Read.All', 'UserAuthenticationMethod.ReadWrite.All'];
  const own = ['UserAuthenticationMethod.Read', 'UserAuthenticationMethod.ReadWrite'];
  const name = `UserAuthMethod-${granular}`;
  const allOf = granular === undefined ? all : [`${name}.Read.All`, `${name}.ReadWrite.All`, ...all];
  const ownOf = granular === undefined ? own : [`${name}.Read`, `${name}.ReadWrite`, ...own];
  return { application: [allOf], delegated: [allOf], self: [[...ownOf, ...allOf]], roles: methodReaders };
}

function both(...anyOf: readonly string[]): Access {
  return { application: [anyOf], delegated: [anyOf] };
}

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
  readGroup: both('GroupMember.Read.All', 'Group.Read.All', 'Group.ReadWrite.All', ...directoryRead),
  readGroupMembers: both('GroupMember.ReadBasic.All', ...groupRead),
} as const satisfies Record<string, Access>;

export function authorize(
  token: Token,
  rule: Access,
  about: string | undefined,
  rolesOf: (userId: string) => readonly string[],
): void {
  const isSelf = token.kind === 'delegated' && about !== undefined && about === token.userId;
  if (isSelf) check(rule.self ?? rule.delegated, token);
  else check(rule[token.kind], token);
  if (isSelf || token.kind === 'application' || rule.roles === undefined) return;
  const held = rolesOf(token.userId ?? '');
  if (!rule.roles.some((role) => held.includes(role))) throw forbidden();
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

export function seesOnlyBasicProfiles(token: Token, about: string | undefined): boolean {
  if (token.kind === 'delegated' && token.userId === about && selfRead.some((name) => token.permissions.has(name))) {
    return false;
  }
  return !userRead.some((name) => token.permissions.has(name));
}
