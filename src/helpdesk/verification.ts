import type { UserId } from '../passkeys/ids.ts';
import type { Delivery, TapCase, Verification } from './case.ts';
import type { CaseGap } from './reply-views.ts';
import type { HelpdeskSettings } from './scene.ts';
import type { Manager, SubjectFacts } from './subject.ts';

type Verified = Pick<TapCase, 'preflight' | 'verifications' | 'manager' | 'second' | 'options'>;

/** What is still missing before the case can be issued. `confirm-replace` is met by the press that issues. */
export function gapsOf(one: Verified, settings: Pick<HelpdeskSettings, 'verificationsNeeded'>): readonly CaseGap[] {
  const verification = verificationGap(one.verifications.filter(counts(one)), settings.verificationsNeeded);
  return [
    ...(verification ? [verification] : []),
    ...(mayDeliver(one) ? [] : (['verification-outside-teams'] as const)),
    ...(needsSecond(one) && one.second?.state !== 'approved' ? (['second-operator'] as const) : []),
    ...(one.preflight.existingTap ? (['confirm-replace'] as const) : []),
  ];
}

/** A manager who may no longer vouch has not vouched: that they were set lately shows in the audit log with some delay. */
function counts({ preflight }: Verified): (one: Verification) => boolean {
  return (one) => one.kind !== 'manager' || one.manager === preflight.manager?.id;
}

/** A number match shows that the caller holds a Teams session, which may be stolen: it counts only together with another kind. */
function verificationGap(
  verifications: readonly Verification[],
  needed: 1 | 2,
): 'verification' | 'second-verification' | undefined {
  const kinds = new Set(verifications.map(({ kind }) => kind));
  if (kinds.size === 0) return 'verification';
  const isMatchAlone = kinds.size === 1 && kinds.has('number-match');
  return isMatchAlone || kinds.size < needed ? 'second-verification' : undefined;
}

/**
 * Whether the way of delivery is another channel than those that verified.
 * - `subject-chat`: whoever stole the subject's Teams session reads it there. Only a call-back is surely outside Teams. A video call is usually
 *   a Teams call, and the manager's approval is not outside either: the manager answers there, quite possibly to what the thief wrote.
 * - `manager-chat`: a manager who approved would hold both halves. So also when there are other verifications besides.
 * - `read-out`: goes down the line on which the caller is. After a call-back that line leads to the number that HR has, chosen by us and not by
 *   the caller; after a number match or a manager's approval it is a channel of its own. After a video call alone it would be that very call.
 */
export function mayDeliver(
  { verifications, options }: Pick<TapCase, 'verifications' | 'options'>,
  delivery: Delivery = options.delivery,
): boolean {
  const isVerifiedBy = (kind: Verification['kind']) => verifications.some((one) => one.kind === kind);
  switch (delivery) {
    case 'subject-chat':
      return verifications.some(isCallBack);
    case 'manager-chat':
      return !isVerifiedBy('manager');
    case 'read-out':
      return verifications.length === 0 || !verifications.every(isVideo);
  }
}

function isCallBack(one: Verification): boolean {
  return one.kind === 'recorded' && one.method === 'call-back';
}

function isVideo(one: Verification): boolean {
  return one.kind === 'recorded' && one.method === 'video-with-id';
}

/** A manager's refusal is not the end, but then two operators have to answer for the TAP. */
export function needsSecond({ preflight, manager }: Pick<TapCase, 'preflight' | 'manager'>): boolean {
  return preflight.needsSecondOperator || manager?.state === 'refused';
}

/**
 * The manager, where they may vouch for the subject: enabled, no guest, not the operator, not themselves below the subject, and not set within the last
 * 30 days, since an Authentication Administrator may change the manager of a user. Unknown means no.
 */
export function validManager(
  { subject, manager, managerChangedRecently }: Pick<SubjectFacts, 'subject' | 'manager' | 'managerChangedRecently'>,
  operator: UserId,
): Manager | undefined {
  if (!manager.known || !manager.value) return undefined;
  if (!managerChangedRecently.known || managerChangedRecently.value) return undefined;
  const { id, enabled, isGuest, above } = manager.value;
  const isCircle = id === subject || above.includes(subject);
  return enabled === true && isGuest === false && id !== operator && !isCircle ? manager.value : undefined;
}
