import type { Audited, Initiator } from './audit-log.ts';
import type { Person } from './resources.ts';

export type ManagerChange = {
  readonly activity: 'Set user manager' | 'Update user';
  readonly person: Person;
  readonly manager: Person;
  /** Object id. */
  readonly before: string | undefined;
  readonly by: Initiator;
  readonly at: Date;
};

/** https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities#core-directory */
export function managerAudit({ activity, person, manager, before, by, at }: ManagerChange): Audited {
  return {
    at,
    activity,
    service: 'Core Directory',
    operation: activity === 'Set user manager' ? 'Assign' : 'Update',
    by,
    about: person,
    others: [manager],
    // Values are JSON inside a string, as the audit log writes them.
    modified: [
      {
        displayName: 'Manager',
        oldValue: before === undefined ? null : JSON.stringify([before]),
        newValue: JSON.stringify([manager.user.id]),
      },
      { displayName: 'Included Updated Properties', oldValue: null, newValue: '"Manager"' },
    ],
  };
}
