import type { CaseOptions, Issued, Preflight, TapCase } from './case.ts';
import { replication } from './replication.ts';
import { withoutSecond } from './second-question.ts';

/** Whether what was read now differs from what the operator saw in something that should make them look again. */
export function changesSince(
  shown: Preflight,
  { preflight: now, options }: Pick<TapCase, 'preflight' | 'options'>,
  replace: boolean,
): boolean {
  const mustConfirm = now.existingTap !== undefined && !(replace && now.existingTap.id === shown.existingTap?.id);
  const isForAnother = options.delivery === 'manager-chat' && now.manager?.id !== shown.manager?.id;
  const hasNewFlag = now.redFlags.some((flag) => !shown.redFlags.includes(flag));
  return mustConfirm || isForAnother || hasNewFlag;
}

/** The case with what was found now. What a second operator agreed to, or is asked, was what was found then: on other findings they are asked again. */
export function withPreflight(one: TapCase, preflight: Preflight): TapCase {
  const isStale = hasOtherFindings(one.preflight, preflight);
  return { ...(isStale ? withoutSecond(one) : one), preflight };
}

function hasOtherFindings(then: Preflight, now: Preflight): boolean {
  const isAnother = then.manager?.id !== now.manager?.id || then.existingTap?.id !== now.existingTap?.id;
  const isNamedOtherwise = then.name !== now.name || then.upn !== now.upn || then.manager?.name !== now.manager?.name;
  const hasNewFlag = now.redFlags.some((flag) => !then.redFlags.includes(flag));
  const needsSecondNow = now.needsSecondOperator && !then.needsSecondOperator;
  return isAnother || isNamedOtherwise || hasNewFlag || needsSecondNow;
}

/** A TAP from another case that the card did not know of, or that Graph may not list yet; undefined: there is none in the way. */
export function tapIssuedMeanwhile(
  last: TapCase | undefined,
  one: TapCase,
  now: Preflight,
  time: Date,
): { readonly operatorName: string; readonly issued: Issued } | undefined {
  if (!last?.issued || last.id === one.id || last.aftermath?.tapDeletedAt) return undefined;
  const { issued, operatorName } = last;
  const at = Date.parse(issued.at);
  const isNews = at >= Date.parse(one.preflight.readAt);
  const isUnlisted = time.getTime() - at < replication && now.existingTap?.id !== issued.tapId;
  return isNews || isUnlisted ? { operatorName, issued } : undefined;
}

/** A start that was ahead when it was chosen and has passed meanwhile means now. */
export function optionsAt({ startsAt, ...options }: CaseOptions, now: Date): CaseOptions {
  return startsAt && Date.parse(startsAt) > now.getTime() ? { ...options, startsAt } : options;
}
