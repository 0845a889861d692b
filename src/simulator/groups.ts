import { type Group, groupIds } from './tenant.ts';

function group(id: string, displayName: string, description: string, ...parentIds: readonly string[]): Group {
  return { id, displayName, description, parentIds };
}

export const groups: readonly Group[] = [
  group(groupIds.passkeyUsers, 'Passkey users', 'Any passkey is welcome'),
  group(groupIds.attestedOnly, 'Passkeys, attested', 'Authenticator passkeys, made inside the app'),
  group(groupIds.excluded, 'No passkeys yet', 'Excluded from passkeys, whatever else they are in'),
  group(groupIds.authenticatorOnly, 'Passkeys in Authenticator', 'Authenticator passkeys only'),
  group(groupIds.helpdesk, 'Help desk', 'May issue a Temporary Access Pass'),
  group(groupIds.rolloutOwners, 'Rollout owners', 'Run the campaigns'),
  group(groupIds.tenantAdmins, 'Identity team', 'Own the tenant policies'),
  group(groupIds.protectedPeople, 'Executives', 'Nobody issues a Temporary Access Pass for them'),
  group(groupIds.sales, 'Sales', 'Nested in the passkey users', groupIds.passkeyUsers),
  {
    ...group(groupIds.accountGuardians, 'Account guardians', 'A role-assignable group'),
    isAssignableToRole: true,
    roles: ['User Administrator'],
  },
  group(groupIds.everybody, 'Everybody at Contoso', 'All of us, guests included'),
  group(groupIds.pilot, 'Pilot', 'Try new things first'),
  group(groupIds.berlin, 'Berlin office', 'Who has a desk in Berlin', groupIds.offices),
  group(groupIds.offices, 'Offices', 'Nobody directly; the offices are in it'),
  group(groupIds.fieldSales, 'Field sales', 'On the road'),
  group(groupIds.engineering, 'Engineering', 'Some of them are in Field sales too'),
  group(groupIds.nightShift, 'Night shift', 'All of them are in Field sales too'),
];
