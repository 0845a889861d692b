import type { Resource } from './resources.ts';
import type { MethodTarget } from './tenant.ts';

/** https://learn.microsoft.com/graph/api/resources/authenticationmethodsregistrationcampaign */
export type RegistrationCampaign = {
  readonly snoozeDurationInDays: number;
  /** `default`: managed by Microsoft. */
  readonly state: 'default' | 'enabled' | 'disabled';
  readonly includeTargets: readonly (MethodTarget & { readonly targetedAuthenticationMethod: string })[];
  readonly excludeTargets: readonly MethodTarget[];
};

export const campaign: RegistrationCampaign = {
  snoozeDurationInDays: 1,
  state: 'default',
  excludeTargets: [],
  includeTargets: [{ id: 'all_users', targetType: 'group', targetedAuthenticationMethod: 'fido2' }],
};

export function methodsPolicy(registrationCampaign: RegistrationCampaign): Resource {
  return {
    id: 'authenticationMethodsPolicy',
    displayName: 'Authentication Methods Policy',
    description: 'The tenant-wide policy that controls which authentication methods are allowed in the tenant',
    lastModifiedDateTime: '2026-09-14T08:00:00Z',
    policyVersion: '1.5',
    policyMigrationState: 'migrationComplete',
    registrationEnforcement: { authenticationMethodsRegistrationCampaign: registrationCampaign },
  };
}
