import { timestamp } from './ids.ts';
import type { Source } from './paging.ts';
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

function target({ user }: Person, modifiedProperties: readonly Modified[], hasId: boolean): Json {
  const { id, displayName, userPrincipalName } = user;
  return { id: hasId ? id : null, displayName, type: 'User', userPrincipalName, groupType: null, modifiedProperties };
}

/** https://learn.microsoft.com/graph/api/resources/directoryaudit */
export class AuditLog {
  #oldestFirst: Entity[] = [];
  #made = 0;

  /** @param ids whether those it is about are named by id, or by address alone. */
  record(audited: Audited, ids: 'always' | 'sometimes' | 'never' = 'always'): void {
    this.#made++;
    // A passkey makes two entries: both alike.
    const hasId = ids === 'always' || (ids === 'sometimes' && (this.#made >> 1) % 2 === 0);
    const number = String(this.#made).padStart(12, '0');
    const entry: Entity = {
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
        target(audited.about, audited.modified ?? [], hasId),
        ...(audited.others ?? []).map((other) => target(other, [], true)),
      ],
      additionalDetails: audited.details ?? [],
    };
    // Nearly always the newest of all.
    let at = this.#oldestFirst.length;
    while (at > 0 && momentOf(this.#oldestFirst[at - 1]) > momentOf(entry)) at--;
    this.#oldestFirst.splice(at, 0, entry);
  }

  /** Newest first, and nothing from after `until`. */
  source(until: Date, isOldestFirst = false): Source<Entity> {
    const all = this.#oldestFirst;
    let length = all.length;
    while (length > 0 && momentOf(all[length - 1]) > timestamp(until)) length--;
    return { length, at: (index) => all[isOldestFirst ? index : length - 1 - index] as Entity };
  }

  clear(): void {
    this.#oldestFirst = [];
  }
}

function momentOf(entry: Entity | undefined): string {
  return String(entry?.activityDateTime);
}
