import type { GraphAccess } from '../graph/read-access.ts';
import type { Known, PasskeyPolicy, PolicyTarget, TapPolicy } from '../passkeys/facts.ts';
import type { PasskeyGoal } from '../passkeys/goal.ts';
import { userId } from '../passkeys/ids.ts';
import { type Answer, isAllowed, policyFor } from '../passkeys/policy.ts';
import { authenticatorAaguid } from '../passkeys/providers.ts';
import { type Finding, fail, ok, warn } from './finding.ts';
import { whyUnread } from './why-unread.ts';

type Permission = { readonly name: string; readonly reason: string; readonly without?: string };

const policyPlace = 'Entra admin center, Authentication methods, Policies';

/** Permissions first: most of what else fails, fails because of them. */
export function tenantFindings(
  access: GraphAccess,
  expected: readonly Permission[],
  { goal }: { readonly goal: PasskeyGoal },
): readonly Finding[] {
  return [
    ...permissionFindings(access.permissions, expected),
    ...passkeyFindings(access.passkeyPolicy, goal),
    tapFinding(access.tapPolicy),
    intuneFinding(access.intuneDevices),
  ];
}

/** Whoever holds one of these can sign in as others, or make himself able to. */
const dangerous =
  /^(UserAuth.*ReadWrite|RoleManagement\.ReadWrite|Directory\.ReadWrite|AppRoleAssignment\.ReadWrite|Application\.ReadWrite|Policy\.ReadWrite|User\.ReadWrite|User-PasswordProfile\.ReadWrite|Group(Member)?\.ReadWrite)/;

function permissionFindings(
  permissions: Known<readonly string[]>,
  expected: readonly Permission[],
): readonly Finding[] {
  if (!permissions.known) {
    return [
      fail(
        `No token for Microsoft Graph: ${whyUnread[permissions.because]}`,
        'Check BOT_ID, BOT_TENANT_ID and the credential.',
      ),
    ];
  }
  const held = permissions.value;
  const missing = expected.filter(({ name }) => !held.includes(name));
  return [
    ok(`Graph gives the bot a token, with ${held.length} application permissions`),
    ...missing.map(missingFinding),
    ...(missing.length === 0 ? [ok('All application permissions are there')] : []),
    ...held
      .filter((name) => dangerous.test(name))
      .map((name) =>
        warn(
          `The bot holds ${name}, which can be used to take over accounts`,
          'It never needs it: remove it from the app registration.',
        ),
      ),
  ];
}

/** What everything else goes on without is for the administrator to decide. */
function missingFinding({ name, reason, without }: Permission): Finding {
  const how = 'Add it to the app registration (API permissions, Microsoft Graph, Application) and grant admin consent.';
  const says = `Missing application permission ${name}`;
  if (without === undefined) return fail(says, `It is for: ${reason}. ${how}`);
  return warn(says, `It is for: ${reason}. Without it: ${without}. ${how}`);
}

function passkeyFindings(read: Known<PasskeyPolicy>, goal: PasskeyGoal): readonly Finding[] {
  if (!read.known) {
    return [
      fail(
        `The passkey policy could not be read: ${whyUnread[read.because]}`,
        'Users are then not told when the policy stands in their way.',
      ),
    ];
  }
  const policy = read.value;
  if (policy.state !== 'enabled') {
    return [
      fail(
        'Passkeys (FIDO2) are switched off in this tenant',
        `${policyPlace}, Passkey (FIDO2): enable it for a pilot group.`,
      ),
    ];
  }
  return [
    ok('Passkeys (FIDO2) are switched on'),
    targetFinding(policy),
    policy.isSelfServiceAllowed === false
      ? fail(
          'Users may not add passkeys themselves',
          `${policyPlace}, Passkey (FIDO2), Configure: allow self-service set up.`,
        )
      : ok('Users may add passkeys themselves'),
    ...(policy.include.length > 0 ? [authenticatorFinding(read, policy.include, goal)] : []),
  ];
}

function targetFinding({ include, exclude }: PasskeyPolicy): Finding {
  const left = exclude.length > 0 ? `, except ${nameOf(exclude)}` : '';
  if (include.length === 0) {
    return fail(
      'The passkey policy targets nobody',
      `${policyPlace}, Passkey (FIDO2): add a group under Enable and target.`,
    );
  }
  return ok(`The passkey policy targets ${nameOf(include)}${left}`);
}

function nameOf(targets: readonly PolicyTarget[]): string {
  if (targets.some(({ kind }) => kind === 'all-users')) return 'all users';
  return `${targets.length === 1 ? 'one group' : `${targets.length} groups`} (${targets
    .map((target) => ('id' in target ? target.id : ''))
    .join(', ')})`;
}

/** Somebody who is in the target's group and in no other. */
const somebody = userId('00000000-0000-0000-0000-000000000000');

function authenticatorFinding(
  passkeyPolicy: Known<PasskeyPolicy>,
  targets: readonly PolicyTarget[],
  goal: PasskeyGoal,
): Finding {
  const answers = targets.map((target): Answer => {
    const groups = target.kind === 'group' ? [target.id] : [];
    const facts = { passkeyPolicy, memberOf: { known: true, value: new Set(groups) } } as const;
    const verdict = policyFor(target.kind === 'user' ? target.id : somebody, facts);
    const perPhone = (['ios', 'android'] as const).map((platform) =>
      isAllowed(verdict, { aaguid: authenticatorAaguid[platform], type: 'device-bound', attested: true }),
    );
    return perPhone.includes('no') ? 'no' : perPhone.includes('unknown') ? 'unknown' : 'yes';
  });
  const refused = answers.filter((answer) => answer === 'no').length;
  const advice = `${policyPlace}, Passkey (FIDO2), Configure: allow the AAGUIDs ${Object.values(authenticatorAaguid).join(' and ')}.`;
  if (refused > 0 && refused === answers.length) {
    const says = 'Passkeys in Microsoft Authenticator are not allowed to anybody';
    return goal === 'authenticator' ? fail(says, advice) : warn(says, advice);
  }
  if (refused > 0)
    return warn(`Passkeys in Microsoft Authenticator are refused to ${refused} of ${answers.length} targets`, advice);
  if (answers.includes('unknown')) {
    return warn(
      'It is not certain that Microsoft Authenticator is allowed',
      'The policy has a value that this version does not know.',
    );
  }
  return ok('Passkeys in Microsoft Authenticator are allowed, on iPhone and Android');
}

function tapFinding(read: Known<TapPolicy>): Finding {
  if (!read.known) {
    return warn(
      `The Temporary Access Pass policy could not be read: ${whyUnread[read.because]}`,
      'Where a pass is concerned, unknown means no.',
    );
  }
  const { state, defaultLifetime, isUsableOnce } = read.value;
  if (state !== 'enabled') {
    return warn(
      'Temporary Access Passes are switched off',
      `People without a second factor cannot begin. ${policyPlace}, Temporary Access Pass: enable it.`,
    );
  }
  const lifetime = defaultLifetime === undefined ? '' : `, ${defaultLifetime} minutes by default`;
  return ok(`Temporary Access Passes are switched on${lifetime}${isUsableOnce ? ', for one use' : ''}`);
}

function intuneFinding(read: Known<number>): Finding {
  if (read.known) return ok(read.value > 0 ? 'Intune can be read' : 'Intune can be read, and has no devices');
  const advice =
    'Without Intune users are asked about their phones instead. With it: grant DeviceManagementManagedDevices.Read.All.';
  return warn(`Intune cannot be read: ${whyUnread[read.because]}`, advice);
}
