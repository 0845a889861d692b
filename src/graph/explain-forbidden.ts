import type { UserId } from '../passkeys/ids.ts';
import { within } from './deadline.ts';
import type { GraphClient } from './graph-client.ts';
import { GraphError } from './graph-error.ts';
import { templateOf } from './parse-subject.ts';
import { roleAssignmentsPath } from './subject-requests.ts';
import { HeldRoleEntry } from './subject-schema.ts';

/**
 * Roles that may manage how others sign in: Authentication Administrator, Privileged Authentication Administrator, Global Administrator.
 * Source: https://learn.microsoft.com/graph/api/authentication-post-temporaryaccesspassmethods
 */
const issuing: ReadonlySet<string> = new Set([
  'c4e39bd9-1100-46d3-8c65-fb160da0071f',
  '7be44c8a-adaf-4e2a-84d6-ab2649e08a13',
  '62e90394-69f5-4237-9190-012177145e10',
]);

/** Milliseconds. */
const limit = 2_000;

/** Entra's refusal does not say what is missing. A role for an administrative unit only, where the subject is not in it, looks like none. */
export async function explainForbidden(
  operator: UserId,
  client: GraphClient,
): Promise<'role-missing' | 'outside-unit'> {
  const deadline = within(limit);
  try {
    const page = await client.get('own-roles', roleAssignmentsPath(operator), deadline);
    const entries = await client.entriesOf('own-roles', page, deadline);
    const scopes = entries.flatMap((entry) => {
      const { data } = HeldRoleEntry.safeParse(entry);
      return data && issuing.has(templateOf(data)) ? [data.directoryScopeId] : [];
    });
    const isInUnitsOnly = scopes.length > 0 && scopes.every((scope) => scope?.startsWith('/administrativeUnits/'));
    return isInUnitsOnly ? 'outside-unit' : 'role-missing';
  } catch (error) {
    if (error instanceof GraphError) return 'role-missing';
    throw error;
  }
}
