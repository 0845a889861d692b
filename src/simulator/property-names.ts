/** Property names of Graph's v1.0 metadata: what `$select` may name. */
function names(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}

export const userProperties = names(`
  id deletedDateTime accountEnabled ageGroup businessPhones city companyName country createdDateTime creationType
  department displayName employeeHireDate employeeId employeeType externalUserState externalUserStateChangeDateTime
  givenName identities jobTitle lastPasswordChangeDateTime mail mailNickname mobilePhone officeLocation
  onPremisesSyncEnabled otherMails preferredLanguage proxyAddresses securityIdentifier state streetAddress surname
  usageLocation userPrincipalName userType
`);

/** Without `$select`. https://learn.microsoft.com/graph/api/user-get */
export const defaultUserProperties = [
  'businessPhones',
  'displayName',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
  'id',
] as const;

export const managedDeviceProperties = names(`
  id activationLockBypassCode androidSecurityPatchLevel azureADDeviceId azureADRegistered
  complianceGracePeriodExpirationDateTime complianceState configurationManagerClientEnabledFeatures deviceActionResults
  deviceCategoryDisplayName deviceEnrollmentType deviceHealthAttestationState deviceName deviceRegistrationState
  easActivated easActivationDateTime easDeviceId emailAddress enrolledDateTime enrollmentProfileName ethernetMacAddress
  exchangeAccessState exchangeAccessStateReason exchangeLastSuccessfulSyncDateTime freeStorageSpaceInBytes iccid imei
  isEncrypted isSupervised jailBroken lastSyncDateTime managedDeviceName managedDeviceOwnerType managementAgent
  managementCertificateExpirationDate managementState manufacturer meid model notes operatingSystem osVersion
  partnerReportedThreatState phoneNumber physicalMemoryInBytes remoteAssistanceSessionErrorDetails
  remoteAssistanceSessionUrl requireUserEnrollmentApproval serialNumber subscriberCarrier totalStorageSpaceInBytes udid
  userDisplayName userId userPrincipalName wiFiMacAddress
`);

export const deviceProperties = names(`
  id deletedDateTime accountEnabled alternativeSecurityIds approximateLastSignInDateTime complianceExpirationDateTime
  deviceCategory deviceId deviceMetadata deviceOwnership deviceVersion displayName enrollmentProfileName enrollmentType
  isCompliant isManaged isManagementRestricted isRooted managementType manufacturer mdmAppId model
  onPremisesLastSyncDateTime onPremisesSecurityIdentifier onPremisesSyncEnabled operatingSystem operatingSystemVersion
  physicalIds profileType registrationDateTime systemLabels trustType
`);

export const groupProperties = names(`
  id deletedDateTime assignedLabels assignedLicenses classification createdDateTime description displayName
  expirationDateTime groupTypes isArchived isAssignableToRole isManagementRestricted mail mailEnabled mailNickname
  membershipRule membershipRuleProcessingState onPremisesSyncEnabled preferredDataLocation preferredLanguage
  proxyAddresses renewedDateTime securityEnabled securityIdentifier theme uniqueName visibility
`);

export const registrationProperties = names(`
  id isAdmin isMfaCapable isMfaRegistered isPasswordlessCapable isSsprCapable isSsprEnabled isSsprRegistered
  isSystemPreferredAuthenticationMethodEnabled lastUpdatedDateTime methodsRegistered
  systemPreferredAuthenticationMethods userDisplayName userPreferredMethodForSecondaryAuthentication userPrincipalName
  userType
`);
