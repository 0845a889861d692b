import type { GroupId } from '../passkeys/ids.ts';
import type { HelpdeskSettings } from './scene.ts';

/** TAPs issued lately, by anybody's count of the same hours. */
export type IssuedLately = {
  /** By this operator, in the last 60 minutes. */
  readonly byOperatorThisHour: number;
  /** For this subject, in the last 24 hours, by whomever. */
  readonly forSubjectToday: number;
};

/** Milliseconds back from now in which the limits count. */
export const hour = 60 * 60_000;
export const day = 24 * hour;

/** Soft limits do not refuse: above them a second operator has to agree, as for members of the groups that are chosen for it. */
export function needsSecondOperator(
  memberOf: ReadonlySet<GroupId>,
  issued: IssuedLately,
  { approvalGroups, softLimits }: Pick<HelpdeskSettings, 'approvalGroups' | 'softLimits'>,
): boolean {
  return (
    issued.byOperatorThisHour >= softLimits.perOperatorAnHour ||
    issued.forSubjectToday >= softLimits.perSubjectADay ||
    approvalGroups.some((group) => memberOf.has(group))
  );
}
