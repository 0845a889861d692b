import { z } from 'zod';
import { date, flag, identifier, text } from './schema.ts';

/** Source: https://learn.microsoft.com/graph/api/resources/group */
export const GroupNameEntry = z.object({ id: z.guid(), displayName: text, description: text });

/** Source: https://learn.microsoft.com/graph/api/resources/user */
export const MemberEntry = z.object({
  id: z.guid(),
  displayName: text,
  userPrincipalName: text,
  userType: text,
  accountEnabled: flag,
  preferredLanguage: text,
  usageLocation: text,
  country: text,
});

/** Source: https://learn.microsoft.com/graph/api/resources/userregistrationdetails */
export const RegistrationEntry = z.object({
  id: z.guid(),
  isMfaCapable: flag,
  /** Free strings, of which new ones appear. */
  methodsRegistered: z.array(z.string()),
  lastUpdatedDateTime: date,
});

/** A device that belongs to nobody has an empty `userId`. Source: https://learn.microsoft.com/graph/api/resources/intune-devices-manageddevice */
export const PhoneEntry = z.object({
  userId: z.guid(),
  operatingSystem: text,
  osVersion: text,
  manufacturer: text,
  lastSyncDateTime: date,
});

/** `dateTime` is without an offset. Source: https://learn.microsoft.com/graph/api/resources/datetimetimezone */
const zonedTime = z.object({ dateTime: identifier, timeZone: text }).optional().catch(undefined);

/** Source: https://learn.microsoft.com/graph/api/resources/mailboxsettings */
export const MailboxEntry = z.object({
  timeZone: text,
  automaticRepliesSetting: z
    .object({ status: text, scheduledStartDateTime: zonedTime, scheduledEndDateTime: zonedTime })
    .optional()
    .catch(undefined),
});
export type MailboxEntry = z.infer<typeof MailboxEntry>;

/** Source: https://learn.microsoft.com/graph/api/resources/directoryaudit */
export const PasskeyAuditEntry = z.object({
  activityDisplayName: text,
  activityDateTime: z.iso.datetime({ offset: true }).transform((raw) => new Date(raw)),
  result: text,
  targetResources: z
    .array(z.object({ id: text, type: text, userPrincipalName: text }))
    .optional()
    .catch(undefined),
});

/** Source: https://learn.microsoft.com/graph/api/resources/registrationenforcement */
const campaignTarget = z.object({ id: identifier, targetType: text, targetedAuthenticationMethod: text });
export const MethodsPolicyEntry = z.object({
  registrationEnforcement: z.object({
    authenticationMethodsRegistrationCampaign: z.object({
      state: z.enum(['default', 'enabled', 'disabled']),
      includeTargets: z.array(campaignTarget).nullish(),
    }),
  }),
});

/** https://learn.microsoft.com/graph/api/directoryobject-checkmembergroups */
export const MemberGroups = z.object({ value: z.array(z.string()) });
