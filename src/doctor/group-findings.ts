import type { GroupRead } from '../graph/read-groups.ts';
import type { Known } from '../passkeys/facts.ts';
import type { GroupId } from '../passkeys/ids.ts';
import { type Finding, fail, ok, warn } from './finding.ts';
import { whyUnread } from './why-unread.ts';

/** The groups of one setting. */
export type NamedGroups = {
  readonly setting: 'HELPDESK_GROUP_IDS' | 'PROTECTED_GROUP_IDS' | 'APPROVAL_GROUP_IDS';
  readonly ids: readonly GroupId[];
};

const whatFollows: Readonly<Record<NamedGroups['setting'], string>> = {
  HELPDESK_GROUP_IDS: 'Nobody is an operator by it.',
  PROTECTED_GROUP_IDS: 'As long as it is named, nobody gets a Temporary Access Pass.',
  APPROVAL_GROUP_IDS: 'As long as it is named, nobody gets a Temporary Access Pass.',
};

/** Every group that the settings name has to be there; of the operators' it matters who may add members. */
export function groupFindings(
  settings: readonly NamedGroups[],
  groups: ReadonlyMap<GroupId, Known<GroupRead>>,
): readonly Finding[] {
  const findings = settings.flatMap(({ setting, ids }) =>
    [...new Set(ids)].flatMap((id) => findingOn(setting, id, groups.get(id)) ?? []),
  );
  const isNone = settings.every(({ ids }) => ids.length === 0);
  return findings.length > 0 || isNone ? findings : [ok('All groups that the settings name are there')];
}

function findingOn(
  setting: NamedGroups['setting'],
  id: GroupId,
  read: Known<GroupRead> | undefined,
): Finding | undefined {
  if (!read?.known) {
    const because = whyUnread[read?.because ?? 'unavailable'];
    return warn(
      `${setting}: whether there is a group ${id} could not be read: ${because}`,
      'Where a pass is concerned, unknown means no.',
    );
  }
  if (!read.value) {
    const advice = `Correct the id, or take it out. ${whatFollows[setting]}`;
    return fail(`${setting}: there is no group ${id} in this directory`, advice);
  }
  if (setting !== 'HELPDESK_GROUP_IDS' || read.value.isAssignableToRole) return undefined;
  return warn(
    `${setting}: the group ${id} is not role-assignable`,
    'Whoever owns it, or administers groups, can make operators. Make a new group with "Microsoft Entra roles can be assigned to the group": it cannot be changed later.',
  );
}
