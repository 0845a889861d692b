import { z } from 'zod';
import { aaguid } from '../passkeys/ids.ts';

// Only the fields that are read. Null, missing, empty and unknown values all become undefined, one field at a time.
export const text = z.string().trim().min(1).optional().catch(undefined);
export const flag = z.boolean().optional().catch(undefined);
export const count = z.number().int().optional().catch(undefined);
export const date = z
  .string()
  .transform((raw) => new Date(raw))
  // Intune writes 0001-01-01T00:00:00Z for "never".
  .refine((when) => when.getTime() > 0)
  .optional()
  .catch(undefined);
export const identifier = z.string().min(1);
const state = z.enum(['enabled', 'disabled']).optional().catch(undefined);

/** An empty list is a list; anything that is not one was not understood. */
export const ListPage = z.object({ value: z.array(z.unknown()), '@odata.nextLink': text });

/** Source: https://learn.microsoft.com/graph/api/resources/user */
export const AccountEntry = z.object({
  id: identifier,
  displayName: text,
  accountEnabled: flag,
  userType: text,
  preferredLanguage: text,
});

/**
 * All kinds in one: a field that a kind does not have is undefined. Phone numbers and mail addresses are not read.
 * Documentation says `createdDateTime`; samples of Graph's own answers say `creationDateTime`.
 * Source: https://learn.microsoft.com/graph/api/resources/authenticationmethod
 */
export const MethodEntry = z.object({
  '@odata.type': text,
  id: identifier,
  displayName: text,
  createdDateTime: date,
  creationDateTime: date,
  aaGuid: z.guid().transform(aaguid).optional().catch(undefined),
  model: text,
  passkeyType: z.enum(['deviceBound', 'synced']).optional().catch(undefined),
  phoneAppVersion: text,
  isUsable: flag,
  isUsableOnce: flag,
  methodUsabilityReason: text,
  startDateTime: date,
  lifetimeInMinutes: count,
});
export type MethodEntry = z.infer<typeof MethodEntry>;

/** Source: https://learn.microsoft.com/graph/api/resources/intune-devices-manageddevice */
export const IntuneEntry = z.object({
  id: identifier,
  deviceName: text,
  operatingSystem: text,
  osVersion: text,
  manufacturer: text,
  model: text,
  managedDeviceOwnerType: text,
  jailBroken: text,
  complianceState: text,
  azureADDeviceId: text,
  lastSyncDateTime: date,
});

/** Source: https://learn.microsoft.com/graph/api/resources/device */
export const EntraEntry = z.object({
  id: identifier,
  deviceId: text,
  displayName: text,
  operatingSystem: text,
  operatingSystemVersion: text,
  manufacturer: text,
  model: text,
  deviceOwnership: text,
  isRooted: flag,
  isCompliant: flag,
  enrollmentType: text,
  approximateLastSignInDateTime: date,
});

/** Strict: a target that cannot be read could be the one that decides. */
const profileIds = z.array(z.string().toLowerCase()).nullish();
const TargetEntry = z.union([
  z.object({ targetType: z.literal('group'), id: z.literal('all_users'), allowedPasskeyProfiles: profileIds }),
  z.object({ targetType: z.enum(['group', 'user']), id: z.guid(), allowedPasskeyProfiles: profileIds }),
]);
export type TargetEntry = z.infer<typeof TargetEntry>;

/** Undefined as a whole when an AAGUID cannot be read: a shorter list would decide differently. */
const KeyRestrictionsEntry = z
  .object({
    isEnforced: z.boolean(),
    enforcementType: z.enum(['allow', 'block']).optional().catch(undefined),
    aaGuids: z.array(z.guid().transform(aaguid)).nullish(),
  })
  .optional()
  .catch(undefined);
export type KeyRestrictionsEntry = z.infer<typeof KeyRestrictionsEntry>;

const targets = {
  includeTargets: z.array(TargetEntry),
  /** A further page would hold targets that are not seen here. */
  'includeTargets@odata.nextLink': z.undefined().optional(),
  excludeTargets: z.array(TargetEntry).nullish(),
};

const ProfileEntry = z.object({
  id: identifier.toLowerCase(),
  name: text,
  attestationEnforcement: z.enum(['disabled', 'registrationOnly']).optional().catch(undefined),
  keyRestrictions: KeyRestrictionsEntry,
  /** A flags enum: "deviceBound,synced". */
  passkeyTypes: text,
});
export type ProfileEntry = z.infer<typeof ProfileEntry>;

/** Source: https://learn.microsoft.com/graph/api/resources/fido2authenticationmethodconfiguration */
export type PasskeyPolicyEntry = z.infer<typeof PasskeyPolicyEntry>;
export const PasskeyPolicyEntry = z.object({
  ...targets,
  state,
  isSelfServiceRegistrationAllowed: flag,
  isAttestationEnforced: flag,
  keyRestrictions: KeyRestrictionsEntry,
  defaultPasskeyProfile: text,
  passkeyProfiles: z.array(ProfileEntry).optional().catch(undefined),
  'passkeyProfiles@odata.nextLink': text,
});

/** Source: https://learn.microsoft.com/graph/api/resources/temporaryaccesspassauthenticationmethodconfiguration */
export const TapPolicyEntry = z.object({
  ...targets,
  state,
  defaultLifetimeInMinutes: count,
  minimumLifetimeInMinutes: count,
  maximumLifetimeInMinutes: count,
  isUsableOnce: flag,
});

/** The outside of one answer in a batch. Source: https://learn.microsoft.com/graph/json-batching */
export const BatchAnswers = z.object({ responses: z.array(z.unknown()) });
export const BatchAnswerEntry = z.object({
  id: z.string(),
  status: z.number(),
  headers: z.record(z.string(), z.unknown()).optional().catch(undefined),
  body: z.unknown().optional(),
});

/** `code` is logged, so nothing but a code may be in it. Source: https://learn.microsoft.com/graph/errors */
export const ErrorBody = z.object({
  error: z.object({
    code: z
      .string()
      .regex(/^[\w.-]{1,80}$/)
      .optional()
      .catch(undefined),
    message: text,
  }),
});

/**
 * Once it has been made, the pass counts: what else is missing was asked for anyway. `temporaryAccessPass` is in this answer and never again.
 * Source: https://learn.microsoft.com/graph/api/authentication-post-temporaryaccesspassmethods
 */
export const NewTap = z.object({
  id: identifier,
  temporaryAccessPass: z.string().min(1),
  startDateTime: date,
  lifetimeInMinutes: count,
  isUsableOnce: flag,
});

export const RevokedAnswer = z.object({ value: z.literal(true) });
