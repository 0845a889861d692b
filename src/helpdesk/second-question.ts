import type { TapCase } from './case.ts';
import type { HelpdeskReply } from './reply.ts';

/** What the second operator is asked; undefined where nothing is, or no longer. */
export function secondQuestion({
  status,
  second,
  preflight,
  operatorName,
  verifications,
  options,
}: TapCase): Extract<HelpdeskReply, { readonly kind: 'second-question' }> | undefined {
  if (status !== 'open' || second?.state !== 'asked') return undefined;
  return {
    kind: 'second-question',
    decision: second.id,
    name: preflight.name,
    operatorName,
    reason: second.reason ?? '',
    options,
    ...(preflight.manager && { managerName: preflight.manager.name }),
    verifications,
    redFlags: preflight.redFlags,
    expiresAt: second.expiresAt,
  };
}

/**
 * The case without a second operator's yes, or the question for one: what it was about is about to change. A no stays: it is not asked twice.
 */
export function withoutSecond<Case extends TapCase>(one: Case): Case {
  if (!isSecondOver(one)) return one;
  const { second: _over, ...rest } = one;
  return rest as Case;
}

/** Whether a change takes a yes, or a question, with it. */
export function isSecondOver({ second }: Pick<TapCase, 'second'>): boolean {
  return second?.state === 'asked' || second?.state === 'approved';
}
