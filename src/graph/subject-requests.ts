import { type UserId, userId } from '../passkeys/ids.ts';
import type { BatchRead } from './graph-client.ts';
import { methodsPath } from './user-requests.ts';

export const personFields =
  'id,displayName,userPrincipalName,mail,jobTitle,department,createdDateTime,accountEnabled,userType';

/** Casting memberships to groups makes it an advanced query: https://learn.microsoft.com/graph/aad-advanced-queries */
const eventual = { ConsistencyLevel: 'eventual' } as const;
const groupFields = '$top=999&$select=id,displayName,isAssignableToRole';

/** Everything about a subject but the TAP policy and the memberships that it asks for. */
export function subjectRequests(subject: UserId, since: Date): readonly BatchRead[] {
  const path = `/users/${userId(subject)}`;
  return [
    { id: 'person', url: `${path}?$select=${personFields}` },
    { id: 'methods', url: methodsPath(subject) },
    { id: 'role-assignments', url: roleAssignmentsPath(subject) },
    {
      id: 'role-eligibility',
      url: `/roleManagement/directory/roleEligibilitySchedules?${heldBy(subject)}&$expand=roleDefinition`,
    },
    // PIM for Groups: a press away from the group, and from every role that it has.
    {
      id: 'group-eligibility',
      url: `/identityGovernance/privilegedAccess/group/eligibilitySchedules?${heldBy(subject)}`,
    },
    // Also what comes through a group, which the assignments of the user do not show.
    {
      id: 'directory-roles',
      url: `${path}/transitiveMemberOf/microsoft.graph.directoryRole?$select=id,displayName,roleTemplateId`,
    },
    {
      id: 'groups-in',
      url: `${path}/transitiveMemberOf/microsoft.graph.group?$count=true&${groupFields}`,
      headers: eventual,
    },
    { id: 'groups-owned', url: `${path}/ownedObjects/microsoft.graph.group?${groupFields}` },
    { id: 'manager', url: `${managerPath(subject)}?$select=id,displayName,userPrincipalName,accountEnabled,userType` },
    {
      id: 'manager-audits',
      url: `/auditLogs/directoryAudits?$filter=${encodeURIComponent(managerSet(subject, since))}`,
    },
  ];
}

export function managerPath(user: UserId): string {
  return `/users/${userId(user)}/manager`;
}

/** Active ones, those activated in PIM included. */
export function roleAssignmentsPath(user: UserId): string {
  return `/roleManagement/directory/roleAssignments?${heldBy(user)}&$expand=roleDefinition`;
}

function heldBy(user: UserId): string {
  return `$filter=${encodeURIComponent(`principalId eq '${userId(user)}'`)}`;
}

/** Of the two activities either may stand for a new manager. Source: https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities */
function managerSet(subject: UserId, since: Date): string {
  const from = since.toISOString().replace(/\.\d+Z$/, 'Z');
  const activities = "(activityDisplayName eq 'Set user manager' or activityDisplayName eq 'Update user')";
  return `activityDateTime ge ${from} and ${activities} and targetResources/any(t: t/id eq '${userId(subject)}')`;
}
