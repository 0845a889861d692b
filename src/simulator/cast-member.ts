export type CastPhone = {
  readonly maker: string;
  /** As Intune and Entra have it on record: Samsung's is a model code. */
  readonly model: string;
  readonly platform: 'ios' | 'android';
  readonly osVersion: string;
  /** Version of the app; missing: not installed. */
  readonly authenticator?: string;
  readonly isRooted?: boolean;
  /** Days since Intune heard of it; missing: not managed. */
  readonly intune?: number;
  readonly owner?: 'company' | 'personal';
  readonly hasWorkProfile?: boolean;
  /** Days since the last sign-in that Entra's device object knows; missing: not registered. */
  readonly entra?: number;
};

export type CastMethod =
  | 'password'
  | 'text-message'
  | 'authenticator'
  | 'authenticator-lite'
  | 'windows-hello'
  | 'security-key'
  | 'authenticator-passkey'
  | 'icloud-passkey';

export type CastMember = {
  /** Last digits of the object id. */
  readonly number: number;
  readonly nick: string;
  readonly name: string;
  /** One line: which outcome this person shows. */
  readonly shows: string;
  readonly jobTitle: string;
  readonly department: string;
  /** BCP 47. */
  readonly language?: string;
  readonly country?: string;
  /** Days since the account was created; missing: long ago. */
  readonly joined?: number;
  readonly isDisabled?: boolean;
  readonly isGuest?: boolean;
  /** A guest by user type, with an account of this tenant. */
  readonly isInternalGuest?: boolean;
  /** Missing: the passkey users. */
  readonly groups?: readonly string[];
  /** Beside `groups`; everybody is in the group of everybody. */
  readonly alsoIn?: readonly string[];
  readonly ownedGroups?: readonly string[];
  readonly roles?: readonly string[];
  readonly eligibleRoles?: readonly string[];
  readonly eligibleGroups?: readonly string[];
  /** The administrative unit that the roles are limited to; missing: none. */
  readonly roleUnit?: string;
  readonly units?: readonly string[];
  readonly manager?: string;
  /** Missing: longer than the audit log remembers. */
  readonly managerSetMinutesAgo?: number;
  readonly methods: readonly CastMethod[];
  readonly phones?: readonly CastPhone[];
  /** Days since Intune heard of the Windows laptop; missing: none. */
  readonly laptop?: number;
  readonly hasNoMailbox?: boolean;
  /** The mailbox has the time zone of the country by its IANA name; missing: by the Windows one. */
  readonly hasIanaZone?: boolean;
  /** Days until the automatic reply ends; missing: none. */
  readonly awayForDays?: number;
  readonly hasNoTeams?: boolean;
  readonly mayNotInstallApps?: boolean;
};
