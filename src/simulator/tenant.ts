import type { Entity, PasskeyProvider } from './resources.ts';

export const tenantId = '11111111-1111-1111-1111-111111111111';
export const domain = 'contoso.example';

export type Group = {
  readonly id: string;
  readonly displayName: string;
  readonly description: string;
  /** Groups that this one is a direct member of. */
  readonly parentIds: readonly string[];
  /** Its members and owners are out of an Authentication Administrator's reach. */
  readonly isAssignableToRole?: boolean;
  /** Groups that its members may activate (PIM for Groups). */
  readonly eligibleGroupIds?: readonly string[];
  /** Directory roles that its members have through it. */
  readonly roles?: readonly string[];
};

function groupId(number: number): string {
  return `bbbbbbbb-0000-0000-0000-${String(number).padStart(12, '0')}`;
}

export const groupIds = {
  passkeyUsers: groupId(1),
  attestedOnly: groupId(2),
  excluded: groupId(3),
  authenticatorOnly: groupId(4),
  helpdesk: groupId(5),
  rolloutOwners: groupId(6),
  tenantAdmins: groupId(7),
  protectedPeople: groupId(8),
  sales: groupId(9),
  accountGuardians: groupId(10),
  everybody: groupId(11),
  pilot: groupId(12),
  berlin: groupId(13),
  offices: groupId(14),
  /** Made of generated users: about 5,000, 500 and 50 of them, as far as there are so many. */
  fieldSales: groupId(15),
  engineering: groupId(16),
  nightShift: groupId(17),
} as const;

/** Administrative units. */
export const unitIds = { plant: 'dddddddd-0000-0000-0000-000000000001' } as const;

/** https://learn.microsoft.com/entra/identity/authentication/how-to-enable-authenticator-passkey */
export const authenticatorAaguid = {
  ios: '90a3ccdf-635c-4729-a248-9b709135078f',
  android: 'de1e552d-db1d-4423-a619-566b625cdc84',
} as const;

/** https://github.com/passkeydeveloper/passkey-authenticator-aaguids */
export const syncedAaguid: Readonly<Record<Exclude<PasskeyProvider, 'authenticator'>, string>> = {
  'samsung-pass': '53414d53-554e-4700-0000-000000000000',
  icloud: 'fbfc3007-154e-4ecc-8c0b-6e020557d7bd',
  google: 'ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4',
};

export type PasskeyProfile = {
  readonly id: string;
  readonly name: string;
  readonly attestationEnforcement: 'disabled' | 'registrationOnly';
  readonly passkeyTypes: 'deviceBound' | 'synced' | 'deviceBound,synced';
  readonly keyRestrictions: {
    readonly isEnforced: boolean;
    readonly enforcementType: 'allow' | 'block';
    readonly aaGuids: readonly string[];
  };
};

export type Target = {
  readonly targetType: 'group' | 'user';
  readonly id: string;
  readonly isRegistrationRequired: boolean;
  readonly allowedPasskeyProfiles: readonly string[];
};

/** A group (or `all_users`), rarely a user. */
export type MethodTarget = { readonly targetType: 'group' | 'user'; readonly id: string };

export type Fido2Policy = Entity & {
  readonly state: 'enabled' | 'disabled';
  readonly isSelfServiceRegistrationAllowed: boolean;
  readonly includeTargets: readonly Target[];
  readonly excludeTargets: readonly MethodTarget[];
  readonly passkeyProfiles: readonly PasskeyProfile[];
};

const profileIds = {
  anyPasskey: '00000000-0000-0000-0000-000000000001',
  attested: 'cccccccc-0000-0000-0000-000000000002',
  authenticatorOnly: 'cccccccc-0000-0000-0000-000000000003',
} as const;

function profile(
  id: string,
  name: string,
  attestationEnforcement: PasskeyProfile['attestationEnforcement'],
  passkeyTypes: PasskeyProfile['passkeyTypes'],
  aaGuids: readonly string[],
): PasskeyProfile {
  const keyRestrictions = { isEnforced: aaGuids.length > 0, enforcementType: 'allow', aaGuids } as const;
  return { id, name, attestationEnforcement, passkeyTypes, keyRestrictions };
}

function target(group: string, ...profiles: readonly string[]): Target {
  return { targetType: 'group', id: group, isRegistrationRequired: false, allowedPasskeyProfiles: profiles };
}

const bothAuthenticators = Object.values(authenticatorAaguid);

export const fido2Policy: Fido2Policy = {
  '@odata.type': '#microsoft.graph.fido2AuthenticationMethodConfiguration',
  id: 'Fido2',
  state: 'enabled',
  isSelfServiceRegistrationAllowed: true,
  isAttestationEnforced: false,
  defaultPasskeyProfile: profileIds.anyPasskey,
  keyRestrictions: { isEnforced: false, enforcementType: 'allow', aaGuids: [] },
  excludeTargets: [{ targetType: 'group', id: groupIds.excluded }],
  passkeyProfiles: [
    profile(profileIds.anyPasskey, 'Default passkey profile', 'disabled', 'deviceBound,synced', []),
    profile(profileIds.attested, 'Attested Authenticator', 'registrationOnly', 'deviceBound', bothAuthenticators),
    profile(profileIds.authenticatorOnly, 'Authenticator only', 'disabled', 'deviceBound', bothAuthenticators),
  ],
  includeTargets: [
    target(groupIds.passkeyUsers, profileIds.anyPasskey),
    target(groupIds.attestedOnly, profileIds.attested),
    target(groupIds.authenticatorOnly, profileIds.authenticatorOnly),
  ],
};

const allUsers = { targetType: 'group', id: 'all_users', isRegistrationRequired: false } as const;

export type TapPolicy = Entity & {
  readonly state: 'enabled' | 'disabled';
  readonly defaultLifetimeInMinutes: number;
  readonly defaultLength: number;
  readonly minimumLifetimeInMinutes: number;
  readonly maximumLifetimeInMinutes: number;
  readonly isUsableOnce: boolean;
  readonly includeTargets: readonly MethodTarget[];
  readonly excludeTargets: readonly MethodTarget[];
};

/** Microsoft's defaults. https://learn.microsoft.com/entra/identity/authentication/howto-authentication-temporary-access-pass */
export const tapPolicy: TapPolicy = {
  '@odata.type': '#microsoft.graph.temporaryAccessPassAuthenticationMethodConfiguration',
  id: 'TemporaryAccessPass',
  state: 'enabled',
  defaultLifetimeInMinutes: 60,
  defaultLength: 8,
  minimumLifetimeInMinutes: 60,
  maximumLifetimeInMinutes: 480,
  isUsableOnce: false,
  excludeTargets: [],
  includeTargets: [allUsers],
};

export const authenticatorPolicy: Entity = {
  '@odata.type': '#microsoft.graph.microsoftAuthenticatorAuthenticationMethodConfiguration',
  id: 'MicrosoftAuthenticator',
  state: 'enabled',
  isSoftwareOathEnabled: false,
  excludeTargets: [],
  featureSettings: {
    displayAppInformationRequiredState: {
      state: 'enabled',
      includeTarget: { targetType: 'group', id: 'all_users' },
      excludeTarget: { targetType: 'group', id: '00000000-0000-0000-0000-000000000000' },
    },
  },
  includeTargets: [{ ...allUsers, authenticationMode: 'any' }],
};
