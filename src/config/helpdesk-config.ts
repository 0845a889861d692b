import type { HelpdeskSettings } from '../helpdesk/scene.ts';
import type { GroupId } from '../passkeys/ids.ts';
import type { Env } from './env.ts';

export type HelpdeskConfig = {
  /** Whose members are operators. None: nobody is. */
  readonly operatorGroups: readonly GroupId[];
  /** Where a TAP is shown. `card` only without an app registration: whoever sends a request is believed to be the user there anyway. */
  readonly tapReveal: 'dialog' | 'card';
  readonly settings: HelpdeskSettings;
};

export function toHelpdesk(env: Env): HelpdeskConfig {
  return {
    operatorGroups: env.HELPDESK_GROUP_IDS,
    tapReveal: env.TAP_REVEAL,
    settings: {
      verificationsNeeded: env.VERIFICATIONS_NEEDED === '2' ? 2 : 1,
      protectedGroups: env.PROTECTED_GROUP_IDS,
      approvalGroups: env.APPROVAL_GROUP_IDS,
      softLimits: { perOperatorAnHour: env.TAPS_PER_OPERATOR_AN_HOUR, perSubjectADay: env.TAPS_PER_USER_A_DAY },
      workingHours: { ...env.WORKING_HOURS, timeZone: env.WORKING_HOURS_TIME_ZONE },
      // https://learn.microsoft.com/entra/identity/authentication/howto-authentication-temporary-access-pass
      hasTaps: env.CLOUD !== 'china',
      hasAccountRecovery: env.ACCOUNT_RECOVERY === 'true',
      ...securityAddressIn(env),
    },
  };
}

/** Plain words for people, which may hold the address of somebody to whom a message can go: "Contoso security, security@contoso.example". */
function securityAddressIn({ SECURITY_CONTACT = '' }: Env): Pick<HelpdeskSettings, 'securityAddress'> {
  const [securityAddress] = SECURITY_CONTACT.match(/[^\s@<>()[\],;:"]+@[^\s@<>()[\],;:"]+\.[\p{L}\d-]+/u) ?? [];
  return securityAddress === undefined ? {} : { securityAddress };
}

/** By name, as in `config.ts`. */
export function helpdeskConflicts({ TAP_REVEAL, BOT_ID, CARD_ACTIONS }: Env): readonly (readonly [string, string])[] {
  if (TAP_REVEAL !== 'card') return [];
  if (BOT_ID !== undefined) return [['TAP_REVEAL', '"card" is only without BOT_ID: Teams has dialogs']];
  // `Action.Submit` is answered by editing a message, and a TAP is never in a message.
  return CARD_ACTIONS === 'execute' ? [] : [['TAP_REVEAL', '"card" needs CARD_ACTIONS "execute"']];
}
