import { z } from 'zod';
import { date, flag, text } from './schema.ts';

/** Source: https://learn.microsoft.com/graph/api/resources/user */
export const PersonEntry = z.object({
  id: z.guid(),
  displayName: text,
  userPrincipalName: z.string().min(1),
  mail: text,
  jobTitle: text,
  department: text,
  createdDateTime: date,
  accountEnabled: flag,
  userType: text,
});
export type PersonEntry = z.infer<typeof PersonEntry>;

export const ManagerEntry = z.object({
  id: z.guid(),
  displayName: text,
  userPrincipalName: text,
  accountEnabled: flag,
  userType: text,
});

/** Of `roleAssignments` and `roleEligibilitySchedules`. Source: https://learn.microsoft.com/graph/api/resources/unifiedroleassignment */
export const HeldRoleEntry = z.object({
  roleDefinitionId: z.string().min(1),
  directoryScopeId: text,
  roleDefinition: z.object({ displayName: text, templateId: text, isBuiltIn: flag }).optional().catch(undefined),
});
export type HeldRoleEntry = z.infer<typeof HeldRoleEntry>;

/** Without `RoleManagement.Read.Directory` the template is null: a role, and nobody knows which. */
export const DirectoryRoleEntry = z.object({ roleTemplateId: z.string().min(1), displayName: text });

/** Source: https://learn.microsoft.com/graph/api/resources/privilegedaccessgroupeligibilityschedule */
export const EligibleGroupEntry = z.object({ groupId: z.guid(), principalId: z.guid() });

/**
 * `isAssignableToRole` is null where a group was never made for roles, and where it may not be read. Then the name, which every group has, is null, too.
 * Source: https://learn.microsoft.com/graph/permissions-overview#limited-information-returned-for-inaccessible-member-objects
 */
export const RoleGroupEntry = z.object({
  id: z.guid(),
  displayName: z.string(),
  isAssignableToRole: z.boolean().nullable(),
});

const ModifiedProperty = z.object({ displayName: text, newValue: text });

/** Source: https://learn.microsoft.com/graph/api/resources/directoryaudit */
export const ManagerAuditEntry = z.object({
  activityDisplayName: z.string(),
  result: text,
  targetResources: z.array(
    z.object({ id: z.string().toLowerCase().nullish(), modifiedProperties: z.array(ModifiedProperty).nullish() }),
  ),
});
export type ManagerAuditEntry = z.infer<typeof ManagerAuditEntry>;
