import type { AuthenticationMethod, Known, TapPolicy } from '../passkeys/facts.ts';
import type { GroupId, UserId } from '../passkeys/ids.ts';

/** Somebody as the help desk sees them. Texts are from Graph: plain text only. */
export type Person = {
  readonly id: UserId;
  readonly name: string;
  readonly upn: string;
  readonly mail: string | undefined;
  readonly title: string | undefined;
  readonly department: string | undefined;
  readonly createdAt: Date | undefined;
  readonly enabled: boolean | undefined;
  readonly isGuest: boolean | undefined;
};

/**
 * What makes an account privileged. `role`: template id and name of a directory role, active or merely eligible (PIM).
 * Source: https://learn.microsoft.com/entra/identity/role-based-access-control/privileged-roles-permissions
 */
export type Privilege =
  | {
      readonly kind: 'role';
      readonly templateId: string;
      readonly name: string | undefined;
      readonly isActive: boolean;
    }
  /** Member or owner of a role-assignable group, or offered either (PIM for Groups). */
  | { readonly kind: 'role-assignable-group'; readonly group: GroupId; readonly as: 'member' | 'owner' | 'eligible' };

export type Manager = {
  readonly id: UserId;
  readonly name: string;
  readonly enabled: boolean | undefined;
  readonly isGuest: boolean | undefined;
  /** The managers above, nearest first, three at most: to see a circle. */
  readonly above: readonly UserId[];
};

/** Everything that decides whether somebody may get a TAP. Unknown in any of it means no. */
export type SubjectFacts = {
  readonly subject: UserId;
  readonly readAt: Date;
  readonly person: Known<Person>;
  readonly methods: Known<readonly AuthenticationMethod[]>;
  readonly tapPolicy: Known<TapPolicy>;
  /** Of the groups that the TAP policy and our own settings name. */
  readonly memberOf: Known<ReadonlySet<GroupId>>;
  readonly privileges: Known<readonly Privilege[]>;
  /** Value undefined: there is none. */
  readonly manager: Known<Manager | undefined>;
  /** Whether the manager was set within the last 30 days, by the audit log. */
  readonly managerChangedRecently: Known<boolean>;
};
