import type { TapCase } from './case.ts';
import type { HelpdeskReply } from './reply.ts';

/** What the second operator is asked; undefined where nothing is, or no longer. */
export function secondQuestion({
  status,
  second,
  preflight,
  operatorName,
  verifications,
}: TapCase): Extract<HelpdeskReply, { readonly kind: 'second-question' }> | undefined {
  if (status !== 'open' || second?.state !== 'asked') return undefined;
  return {
    kind: 'second-question',
    decision: second.id,
    name: preflight.name,
    operatorName,
    reason: second.reason ?? '',
    verifications: verifications.map(({ kind }) => kind),
    redFlags: preflight.redFlags,
    expiresAt: second.expiresAt,
  };
}
