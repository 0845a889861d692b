/**
 * Directory roles, by template id, whose holders an Authentication Administrator may still act on. Everybody with another role,
 * built-in or custom, needs a Privileged Authentication Administrator.
 * Source: https://learn.microsoft.com/entra/identity/role-based-access-control/privileged-roles-permissions#who-can-perform-sensitive-actions
 * Template ids: https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference
 */
export const rolesInReach: ReadonlyMap<string, string> = new Map([
  ['c4e39bd9-1100-46d3-8c65-fb160da0071f', 'Authentication Administrator'],
  ['88d8e3e3-8f55-4a1e-953a-9b9898b8876b', 'Directory Readers'],
  ['95e79109-95c0-4d8e-aee3-d01accf2d47b', 'Guest Inviter'],
  ['790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b', 'Message Center Reader'],
  ['966707d0-3269-4727-9be2-8c3a10f19b9d', 'Password Administrator'],
  ['4a5d8f65-41da-4de4-8968-e035b65339cf', 'Reports Reader'],
  ['27460883-1df1-4691-b032-3b79643e5e63', 'User Experience Success Manager'],
  ['75934031-6c7e-415a-99d7-48dbd49e875e', 'Usage Summary Reports Reader'],
]);

/** Of these, the ones that themselves reset how others sign in: Authentication Administrator and Password Administrator. */
export const rolesThatReset: ReadonlySet<string> = new Set([
  'c4e39bd9-1100-46d3-8c65-fb160da0071f',
  '966707d0-3269-4727-9be2-8c3a10f19b9d',
]);
