import type { z } from 'zod';
import type { Manager, Person, Privilege } from '../helpdesk/subject.ts';
import { type GroupId, groupId, type UserId, userId } from '../passkeys/ids.ts';
import { GraphError } from './graph-error.ts';
import {
  DirectoryRoleEntry,
  EligibleGroupEntry,
  HeldRoleEntry,
  ManagerAuditEntry,
  ManagerEntry,
  PersonEntry,
  RoleGroupEntry,
} from './subject-schema.ts';

/** Undefined: not understood. */
export function parsePerson(body: unknown): Person | undefined {
  const parsed = PersonEntry.safeParse(body);
  if (!parsed.success) return undefined;
  const { id, displayName, userPrincipalName: upn, mail, jobTitle, department, createdDateTime } = parsed.data;
  const { accountEnabled, userType } = parsed.data;
  return {
    id: userId(id),
    name: displayName ?? upn,
    upn,
    mail,
    title: jobTitle,
    department,
    createdAt: createdDateTime,
    enabled: accountEnabled,
    isGuest: isGuest(userType),
  };
}

function isGuest(userType: string | undefined): boolean | undefined {
  return userType === undefined ? undefined : userType.toLowerCase() === 'guest';
}

export type ManagerAlone = Omit<Manager, 'above'>;

/** Undefined: not understood. */
export function parseManager(body: unknown): ManagerAlone | undefined {
  const parsed = ManagerEntry.safeParse(body);
  if (!parsed.success) return undefined;
  const { id, displayName, userPrincipalName, accountEnabled, userType } = parsed.data;
  const name = displayName ?? userPrincipalName ?? id;
  return { id: userId(id), name, enabled: accountEnabled, isGuest: isGuest(userType) };
}

export function parseHeldRoles(isActive: boolean): (entries: readonly unknown[]) => readonly Privilege[] {
  return (entries) =>
    every('roles', HeldRoleEntry, entries).map(({ roleDefinitionId, roleDefinition }) => ({
      kind: 'role',
      templateId: templateOf({ roleDefinitionId, roleDefinition }),
      name: roleDefinition?.displayName,
      isActive,
    }));
}

/** Whoever makes a custom role chooses its template id, also that of a harmless role: its own id stands for it. */
export function templateOf({
  roleDefinitionId,
  roleDefinition,
}: Pick<HeldRoleEntry, 'roleDefinitionId' | 'roleDefinition'>): string {
  const template = roleDefinition?.isBuiltIn ? roleDefinition.templateId : undefined;
  return (template ?? roleDefinitionId).toLowerCase();
}

export function parseDirectoryRoles(entries: readonly unknown[]): readonly Privilege[] {
  return every('directory-roles', DirectoryRoleEntry, entries).map(({ roleTemplateId, displayName }) => ({
    kind: 'role',
    templateId: roleTemplateId.toLowerCase(),
    name: displayName,
    isActive: true,
  }));
}

export function parseRoleGroups(as: 'member' | 'owner'): (entries: readonly unknown[]) => readonly Privilege[] {
  return (entries) =>
    every('groups', RoleGroupEntry, entries)
      .filter(({ isAssignableToRole }) => isAssignableToRole === true)
      .map(({ id }) => ({ kind: 'role-assignable-group', group: groupId(id), as }));
}

export function parseEligibleGroups(entries: readonly unknown[]): readonly GroupId[] {
  return every('group-eligibility', EligibleGroupEntry, entries).map((entry) => groupId(entry.groupId));
}

export function parseGroupIds(entries: readonly unknown[]): readonly GroupId[] {
  return every('groups', RoleGroupEntry, entries).map(({ id }) => groupId(id));
}

export function parseRoleGroupIds(entries: readonly unknown[]): readonly GroupId[] {
  return every('role-assignable-groups', RoleGroupEntry, entries)
    .filter(({ isAssignableToRole }) => isAssignableToRole === true)
    .map(({ id }) => groupId(id));
}

export function parseEligiblePrincipals(entries: readonly unknown[]): readonly GroupId[] {
  return every('group-eligibility', EligibleGroupEntry, entries).map(({ principalId }) => groupId(principalId));
}

/** Only a group that says so is none that roles are given to. Undefined: not understood. */
export function parseIsRoleGroup(body: unknown): boolean | undefined {
  const { data } = RoleGroupEntry.safeParse(body);
  return data && data.isAssignableToRole === true;
}

/** Whether one of them gave the subject another manager. */
export function parseManagerAudits(subject: UserId): (entries: readonly unknown[]) => boolean {
  return (entries) =>
    every('manager-audits', ManagerAuditEntry, entries).some((entry) => changedManager(entry, subject));
}

/**
 * An entry names the user and may name the manager too, in whatever order. One that does not say whose manager it is about
 * counts for both.
 */
function changedManager({ activityDisplayName, result, targetResources }: ManagerAuditEntry, subject: UserId): boolean {
  if (result === 'failure') return false;
  const about = targetResources.filter(({ modifiedProperties }) => modifiedProperties?.some(isManager));
  if (about.some(({ id }) => id === subject)) return true;
  return activityDisplayName === 'Set user manager' && about.length === 0;
}

function isManager({ displayName, newValue }: { displayName?: string | undefined; newValue?: string | undefined }) {
  return (
    displayName === 'Manager' || (displayName === 'Included Updated Properties' && /\bManager\b/.test(newValue ?? ''))
  );
}

/** Strict: the one that cannot be read could be the one that decides. */
function every<Schema extends z.ZodType>(
  operation: string,
  schema: Schema,
  entries: readonly unknown[],
): readonly z.infer<Schema>[] {
  return entries.map((entry) => {
    const parsed = schema.safeParse(entry);
    if (!parsed.success) throw new GraphError(operation, 'not-understood');
    return parsed.data;
  });
}
