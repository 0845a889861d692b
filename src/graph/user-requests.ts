import { type GroupId, type UserId, userId } from '../passkeys/ids.ts';
import type { BatchRead } from './graph-client.ts';

/** Graph takes at most 20 ids in one `checkMemberGroups`. Source: https://learn.microsoft.com/graph/api/directoryobject-checkmembergroups */
const groupsPerRequest = 20;

const accountFields = 'id,displayName,accountEnabled,userType,preferredLanguage';
const intuneFields =
  'id,deviceName,operatingSystem,osVersion,manufacturer,model,managedDeviceOwnerType,jailBroken,complianceState,azureADDeviceId,lastSyncDateTime';
const entraFields =
  'id,deviceId,displayName,operatingSystem,operatingSystemVersion,manufacturer,model,deviceOwnership,isRooted,isCompliant,enrollmentType,approximateLastSignInDateTime';

/** Takes no query parameters at all: `$select` is refused. */
export function methodsPath(user: UserId): string {
  return `${userPath(user)}/authentication/methods`;
}

export function userRequests(user: UserId): readonly BatchRead[] {
  return [
    { id: 'account', url: `${userPath(user)}?$select=${accountFields}` },
    { id: 'methods', url: methodsPath(user) },
    // Not `deviceManagement/managedDevices?$filter=userId eq '…'`: with an empty id that one returns every device.
    { id: 'intune-devices', url: `${userPath(user)}/managedDevices?$select=${intuneFields}` },
    {
      id: 'entra-devices',
      // The cast makes it an advanced query: https://learn.microsoft.com/graph/aad-advanced-queries
      url: `${userPath(user)}/registeredDevices/microsoft.graph.device?$count=true&$select=${entraFields}`,
      headers: { ConsistencyLevel: 'eventual' },
    },
  ];
}

const policyPath = '/policies/authenticationMethodsPolicy/authenticationMethodConfigurations';
export const passkeyPolicyRequest: BatchRead = { id: 'passkey-policy', url: `${policyPath}/FIDO2` };
export const tapPolicyRequest: BatchRead = { id: 'tap-policy', url: `${policyPath}/TemporaryAccessPass` };

export const allGroupsRequest = 'all-groups';

/**
 * Which of these groups the user is in, nested ones included; in at most `room` requests.
 * When that is not enough room, all groups of the user are listed instead.
 */
export function groupRequests(user: UserId, groups: readonly GroupId[], room: number): readonly BatchRead[] {
  const requests: BatchRead[] = [];
  for (let start = 0; start < groups.length; start += groupsPerRequest) {
    const groupIds = groups.slice(start, start + groupsPerRequest);
    requests.push({ id: `groups-${requests.length}`, url: `${userPath(user)}/checkMemberGroups`, body: { groupIds } });
  }
  if (requests.length <= room) return requests;
  return [{ id: allGroupsRequest, url: `${userPath(user)}/transitiveMemberOf?$select=id&$top=999` }];
}

/** Checked again here: an empty id would turn `/users/{id}` into the list of all users. */
function userPath(user: UserId): string {
  return `/users/${userId(user)}`;
}
