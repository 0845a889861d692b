import type { Resource } from './resources.ts';

export const methodsPolicy: Resource = {
  id: 'authenticationMethodsPolicy',
  displayName: 'Authentication Methods Policy',
  description: 'The tenant-wide policy that controls which authentication methods are allowed in the tenant',
  lastModifiedDateTime: '2026-09-14T08:00:00Z',
  policyVersion: '1.5',
  policyMigrationState: 'migrationComplete',
  registrationEnforcement: {
    authenticationMethodsRegistrationCampaign: {
      snoozeDurationInDays: 1,
      state: 'default',
      excludeTargets: [],
      includeTargets: [{ id: 'all_users', targetType: 'group', targetedAuthenticationMethod: 'fido2' }],
    },
  },
};
