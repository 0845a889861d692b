/** Template ids. https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference */
const templateIds: Readonly<Record<string, string>> = {
  'Application Administrator': '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  'Authentication Administrator': 'c4e39bd9-1100-46d3-8c65-fb160da0071f',
  'Authentication Policy Administrator': '0526716b-113d-4c15-b2c8-68e3c22b9f80',
  'Directory Readers': '88d8e3e3-8f55-4a1e-953a-9b9898b8876b',
  'Exchange Administrator': '29232cdf-9323-42fd-ade2-1d097af3e4de',
  'Global Administrator': '62e90394-69f5-4237-9190-012177145e10',
  'Global Reader': 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
  'Groups Administrator': 'fdd7a751-b60b-444a-984c-02652fe8fa1c',
  'Guest Inviter': '95e79109-95c0-4d8e-aee3-d01accf2d47b',
  'Helpdesk Administrator': '729827e3-9c14-49f7-bb1b-9608f156bbb8',
  'Message Center Reader': '790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b',
  'Password Administrator': '966707d0-3269-4727-9be2-8c3a10f19b9d',
  'Privileged Authentication Administrator': '7be44c8a-adaf-4e2a-84d6-ab2649e08a13',
  'Reports Reader': '4a5d8f65-41da-4de4-8968-e035b65339cf',
  'Usage Summary Reports Reader': '75934031-6c7e-415a-99d7-48dbd49e875e',
  'User Administrator': 'fe930be7-5e62-47db-91af-98c3a49a38b1',
  'User Experience Success Manager': '27460883-1df1-4691-b032-3b79643e5e63',
};

export type DirectoryRole = { readonly name: string; readonly templateId: string };

export function directoryRole(name: string): DirectoryRole {
  const templateId = templateIds[name];
  if (templateId === undefined) throw new RangeError(`The simulator does not know the role ${name}`);
  return { name, templateId };
}

/**
 * Whose holders an Authentication Administrator may help all the same.
 * https://learn.microsoft.com/entra/identity/role-based-access-control/privileged-roles-permissions
 */
export const harmlessRoles: ReadonlySet<string> = new Set([
  'Authentication Administrator',
  'Directory Readers',
  'Guest Inviter',
  'Message Center Reader',
  'Password Administrator',
  'Reports Reader',
  'User Experience Success Manager',
  'Usage Summary Reports Reader',
]);
