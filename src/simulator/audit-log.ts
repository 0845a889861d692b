import { timestamp } from './ids.ts';
import type { Entity, Json, Person } from './resources.ts';

export type Initiator =
  | { readonly kind: 'user'; readonly person: Person }
  | { readonly kind: 'app'; readonly appId: string | undefined };

export type Audited = {
  readonly at: Date;
  readonly activity: string;
  readonly service: 'Authentication Methods' | 'Core Directory' | 'Device Registration Service';
  readonly operation: 'Add' | 'Assign' | 'Delete' | 'Update';
  readonly by: Initiator;
  readonly about: Person;
  readonly reason?: string;
  readonly details?: readonly { readonly key: string; readonly value: string }[];
  readonly modified?: readonly Modified[];
  /** Further resources that the entry names, after the person. */
  readonly others?: readonly Person[];
};

type Modified = { readonly displayName: string; readonly oldValue: string | null; readonly newValue: string | null };

function initiator(by: Initiator): Json {
  if (by.kind === 'app') {
    return {
      app: {
        appId: by.appId ?? null,
        displayName: 'Passkey bot',
        servicePrincipalId: null,
        servicePrincipalName: null,
      },
      user: null,
    };
  }
  const { id, displayName, userPrincipalName } = by.person.user;
  return { app: null, user: { id, displayName, userPrincipalName, ipAddress: '' } };
}

function target({ user }: Person, modifiedProperties: readonly Modified[]): Json {
  const { id, displayName, userPrincipalName } = user;
  return { id, displayName, type: 'User', userPrincipalName, groupType: null, modifiedProperties };
}

/** https://learn.microsoft.com/graph/api/resources/directoryaudit */
export class AuditLog {
  #newestFirst: Entity[] = [];
  #made = 0;

  record(audited: Audited): void {
    this.#made++;
    const number = String(this.#made).padStart(12, '0');
    this.#newestFirst.push({
      id: `Directory_a0d17000-0000-4000-8000-${number}`,
      category: 'UserManagement',
      correlationId: `c0221e1a-0000-4000-8000-${number}`,
      result: 'success',
      resultReason: audited.reason ?? '',
      activityDisplayName: audited.activity,
      activityDateTime: timestamp(audited.at),
      loggedByService: audited.service,
      operationType: audited.operation,
      initiatedBy: initiator(audited.by),
      targetResources: [
        target(audited.about, audited.modified ?? []),
        ...(audited.others ?? []).map((other) => target(other, [])),
      ],
      additionalDetails: audited.details ?? [],
    });
    this.#newestFirst.sort((one, other) => String(other.activityDateTime).localeCompare(String(one.activityDateTime)));
  }

  list(): readonly Entity[] {
    return this.#newestFirst;
  }

  clear(): void {
    this.#newestFirst = [];
  }
}
